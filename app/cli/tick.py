"""The timed work: what may be done late without anybody in public noticing."""

import argparse

from app import keys
from app.home import Home
from app.tick import Place, tick

HELP = "做定时的事：索引跟上记录，清除过时的计数，删去保存期满的联系方式、访问日志和已抹去的文件，写和发提醒"
BUSY = "另一个进程正在做，这次不用再做。"


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace, home: Home) -> int:
    settings = home.settings
    said = tick(Place(settings.home, home.database, home.search, keys.ring(settings), home.storage, settings))
    print("\n".join(said) or BUSY)
    return 0
