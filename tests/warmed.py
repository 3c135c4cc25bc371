"""A process that has imported everything and forks for each command: a test's command starts without its second.

Run as ``python -m tests.warmed FOLDER`` by ``tests.forked``, which writes orders to it, a line of JSON each; what
templates compile to is kept in the folder. What is forked is a process like any other: of a group of its own, with
its own files, and killed like any other.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import gunicorn.app.wsgiapp
from apiflask import APIFlask
from jinja2 import FileSystemBytecodeCache

from app import cli, faults, gunicorn_hooks, gunicorn_worker
from app.factory import make
from app.home import prepare
from app.settings import Settings
from tests.compiled_once import Address

__all__ = ["gunicorn_hooks", "gunicorn_worker"]
GUNICORN = ["-m", "gunicorn"]


def main() -> object:
    """Obey until nobody is there to give orders; in a forked process, what it leaves with."""
    _warm(Path(sys.argv[1]))
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        if "line" in order:
            child = os.fork()
            if not child:
                return _become(order)
            os.setpgid(child, child)  # on both sides: whoever is told its number may kill its group at once
            _tell(child)
        else:
            _tell(_left(order["pid"]))
    return 0


def _warm(folder: Path) -> None:
    """Import every command and let an application stand up once: what it works out first, others need not."""
    cli._parser()
    APIFlask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
    APIFlask.url_rule_class = Address
    home = folder / "home"
    home.mkdir()
    prepared = prepare(Settings(home=home, secret_key="", database_url=f"sqlite:///{home / 'register.db'}"))
    prepared.search.catch_up()
    prepared.search.warm()
    make(prepared.settings).extensions["database"].dispose()
    prepared.close()


def _become(order: dict[str, Any]) -> object:
    os.setpgid(0, 0)
    said = Path(order["said"])
    for descriptor, path, flags in (
        (0, Path(os.devnull), os.O_RDONLY),
        (1, said.with_suffix(".out"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        opened = os.open(path, flags, 0o666)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["env"])
    os.execv = _go_on  # type: ignore[assignment]
    words = order["line"]
    return _serve(words) if words[:2] == GUNICORN else faults.guarded(lambda: cli.main(words))


def _go_on(_program: str, words: list[str]) -> None:
    """What the command ``serve`` does at its end is to become gunicorn: here without a new interpreter."""
    sys.exit(_serve(words[1:]))  # type: ignore[func-returns-value]


def _serve(words: list[str]) -> None:
    assert words[:2] == GUNICORN, words
    sys.argv = words[1:]
    gunicorn.app.wsgiapp.run(prog="gunicorn")


def _left(pid: int) -> int | None:
    """What a forked process left with, as ``Popen.returncode`` has it; None while it runs. Collects it."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _tell(answer: int | None) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())  # type: ignore[arg-type]
