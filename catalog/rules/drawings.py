"""The documents that are drawn from the tables: run this module to write them anew, a test compares."""

from collections.abc import Callable
from pathlib import Path

from catalog.rules import lifecycles, permissions

DOCS = Path(__file__).resolve().parents[2] / "docs"
DRAWN_FROM = "Drawn from `{source}` by `python3 -m catalog.rules.drawings`; change the table, not this page."


def lifecycles_page() -> str:
    """Every lifecycle as a diagram."""
    parts = ["# Lifecycles", DRAWN_FROM.format(source="catalog/rules/lifecycles.py")]
    for cycle in lifecycles.ALL:
        parts += [f"## {cycle.label}", f"```mermaid\n{cycle.diagram()}\n```"]
    return "\n\n".join(parts) + "\n"


def permissions_page() -> str:
    """Every act and who may do it."""
    parts = ["# Permissions", DRAWN_FROM.format(source="catalog/rules/permissions.py"), permissions.table()]
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {"lifecycles.md": lifecycles_page, "permissions.md": permissions_page}


def draw(folder: Path = DOCS) -> None:
    """Write every drawn document into ``folder``."""
    for name, page in PAGES.items():
        (folder / name).write_text(page())


if __name__ == "__main__":
    draw()
