"""Load a sheet of instruments (title, level, dates) into the register of instruments."""

import argparse
from pathlib import Path

from app.home import Home
from catalog.errors import UnreadableFile
from catalog.exchange import delimited
from catalog.services import instruments

HELP = "装入依据文件登记表（CSV：title, level, issuer, number, 日期…）"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(arguments: argparse.Namespace, home: Home) -> int:
    try:
        sheet = delimited.decoded(arguments.file.read_bytes())
    except FileNotFoundError as missing:
        raise UnreadableFile(f"没有这个文件：{arguments.file}") from missing
    except IsADirectoryError as folder:
        raise UnreadableFile(f"{arguments.file}是文件夹，不是文件。") from folder
    with home.database.writing() as session:
        added = instruments.load(session, sheet.encode(), by=arguments.by)
    print(f"新登记依据文件{added:,}件。")
    return 0
