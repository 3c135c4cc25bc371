"""``python3 -m app COMMAND``: one module for each command; stdout carries only the answer."""

import argparse
import getpass
import os
import sys
from importlib import import_module

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
OK, REFUSED, MISUSED = 0, 1, 2


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
        return module.run(arguments, settings)
    home = prepare(settings)
    try:
        return _guarded(module, arguments, home)
    finally:
        home.close()


def _guarded(module, arguments: argparse.Namespace, home: Home) -> int:
    try:
        return module.run(arguments, home)
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m app", description="免证：无证明城市登记簿")
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
