"""Write a published list to a file."""

import argparse
import sys
from pathlib import Path

from app.home import Home
from catalog import clock
from catalog.errors import NotFound
from catalog.exchange import list_export
from catalog.services import list_reading

HELP = "导出一份已公布的清单"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list_id", type=int, help="清单编号（网址 /lists/ 后面的数字）")
    parser.add_argument("--format", choices=tuple(list_export.FORMATS), default="csv")
    parser.add_argument("--output", type=Path, help="写到文件（默认：标准输出）")


def run(arguments: argparse.Namespace, home: Home) -> int:
    with home.database.reading() as session:
        found = list_reading.find(session, arguments.list_id, now=clock.now())
        if found is None:
            raise NotFound(f"没有编号是{arguments.list_id}的已公布清单。")
        listed, document = found
        lines = list(list_reading.lines(session, arguments.list_id, on=clock.today()))
        made = list_export.write(arguments.format, lines, title=listed.title, number=document.number or "")
    if arguments.output:
        arguments.output.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
    return 0
