"""Serve the register: load the example city where that is meant, then listen."""

import argparse
import sys

from app import keys, portal
from app.home import Home
from app.serve import refusal, serve
from app.settings import LOOPBACK
from catalog.errors import Refused

HELP = "启动网站（没有写命令时就是这一个）"


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(arguments: argparse.Namespace, home: Home) -> int:
    settings = home.settings
    if why := refusal(settings.host, settings.port):
        print(why, file=sys.stderr)
        return 1
    try:
        portal.slots(settings.portal_slots, settings.portal_origins)
    except ValueError as error:
        raise Refused(str(error)) from error
    if settings.example:
        from catalog.seed import example

        if told := example.load(home.database, home.storage, by="示例"):
            print(told, file=sys.stderr)
        _people_the_example(home)
    home.search.catch_up()
    home.close()
    serve(settings)


def _people_the_example(home: Home) -> None:
    """Give the example city its people and a story, on this machine only: their passwords are printed."""
    settings = home.settings
    if settings.host not in LOOPBACK or settings.public_url:
        return
    from catalog.seed import example_life, example_people

    if hired := example_people.hire(home.database, by="示例"):
        print(example_people.told(hired), file=sys.stderr)
    example_life.tell(home.database, keys.ring(settings), secret=settings.secret_key, city=settings.city.name)
