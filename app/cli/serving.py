"""Serve the register: load the example city where that is meant, then listen."""

import argparse
import sys

from app.home import Home
from app.serve import refusal, serve

HELP = "启动网站（没有写命令时就是这一个）"


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace, home: Home) -> int:
    settings = home.settings
    if why := refusal(settings.host, settings.port):
        print(why, file=sys.stderr)
        return 1
    if settings.example:
        from catalog.seed import example

        if told := example.load(home.database, home.storage, by="示例"):
            print(told, file=sys.stderr)
    home.search.catch_up()
    home.close()
    serve(settings)
