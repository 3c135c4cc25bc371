"""The timed work: what may be done late without anybody in public noticing."""

import argparse

from app.home import Home

HELP = "做定时的事：索引跟上记录"


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace, home: Home) -> int:
    place = home.search.catch_up()
    print(f"索引已跟到第{place:,}条记录。")
    return 0
