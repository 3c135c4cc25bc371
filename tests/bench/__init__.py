"""Figures, not promises: ``python3 -m tests --bench NAME`` runs ``tests/bench/NAME.py``.

Each module there has a one-sentence docstring and ``main(arguments) -> None``, which prints what it
measured, on how much data, and on what machine. Nothing here is run by the suite.
"""

import ast
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def available() -> dict[str, str]:
    """Name and sentence of every benchmark."""
    modules = sorted(path for path in HERE.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: _sentence(path) for path in modules}


def run(name: str, arguments: tuple[str, ...]) -> int:
    """Run one benchmark; without a name, or with an unknown one, list them. Status 2 when unknown."""
    known = available()
    if name not in known:
        print("可测的项目：" if known else "还没有可测的项目。", file=sys.stderr)
        for each, sentence in known.items():
            print(f"  {each:20}{sentence}", file=sys.stderr)
        return 2 if name else 0
    importlib.import_module(f"tests.bench.{name}").main(list(arguments))
    return 0


def _sentence(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
