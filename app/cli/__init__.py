"""``python3 -m app COMMAND``: one module for each command; stdout carries only the answer."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from app.cli.usage import MISUSED, Misused, Parser
from app.home import Home, prepare
from app.settings import Settings
from catalog.errors import Refused

# Command → module. Each has HELP, add(parser) and run(args, home) -> exit status.
COMMANDS = {
    "serve": "serving",
    "seed": "seeding",
    "import": "importing",
    "export": "exporting",
    "search": "searching",
    "cite": "citing",
    "index": "indexing",
    "history": "history",
    "instruments": "instruments",
    "backup": "backup",
    "restore": "restore",
    "person": "person",
    "tick": "tick",
}
Run = Callable[[argparse.Namespace, Any], int]
OK, REFUSED = 0, 1


def main(argv: list[str]) -> int:
    """Run one command; without any, serve. Returns 0 done, 1 refused, 2 wrong usage."""
    arguments = _parser().parse_args(argv or ["serve"])
    try:
        settings = Settings.from_env()
    except ValueError as error:
        print(error, file=sys.stderr)
        return MISUSED
    module = import_module(f"app.cli.{COMMANDS[arguments.command]}")
    if getattr(module, "NEEDS_NO_HOME", False):
        return _answered(module.run, arguments, settings)
    home = prepare(settings)
    try:
        return _answered(module.run, arguments, home)
    finally:
        home.close()


def _answered(run: Run, arguments: argparse.Namespace, place: Home | Settings) -> int:
    try:
        return run(arguments, place)
    except Misused as misuse:
        print(misuse, file=sys.stderr)
        return MISUSED
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python3 -m app", description="免证：无证明城市登记簿")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for name, module_name in COMMANDS.items():
        module = import_module(f"app.cli.{module_name}")
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        command.add_argument("--by", default=_operator(), help="谁在做（默认：操作系统用户）")
        module.add(command)
    return parser


def _operator() -> str:
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "命令行"
