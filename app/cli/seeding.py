"""Load the fictional example city into an empty register."""

import argparse

from app.home import Home
from catalog.errors import Refused
from catalog.seed import example

HELP = "把虚构的示例城市装进空的登记簿"


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace, home: Home) -> int:
    told = example.load(home.database, home.storage, by=arguments.by)
    if not told:
        raise Refused("登记簿里已经有记录，没有装入示例。请换一个空的数据目录（MIANZHENG_HOME）。")
    home.search.catch_up()
    print(told)
    return 0
