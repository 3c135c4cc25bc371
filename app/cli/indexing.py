"""Rebuild the search index beside the one in use, or compare index and database in full."""

import argparse

from app.home import Home
from search.interface import Difference

HELP = "重建索引（index rebuild），或核对索引和数据库（index check）"

SHOWN = 50
SAID = {
    Difference.MISSING: "索引里没有",
    Difference.SURPLUS: "索引里多出来",
    Difference.STALE: "索引里是旧的",
    Difference.NAMES: "名称和同义词是旧的",
    Difference.UNREADABLE: "索引读不出来",
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("rebuild", "check", "follow"))


def run(arguments: argparse.Namespace, home: Home) -> int:
    if arguments.what == "rebuild":
        home.search.rebuild()
        print(f"索引已重建，跟到第{home.search.state().place:,}条记录。")
        return 0
    if arguments.what == "follow":
        print(f"索引已跟到第{home.search.catch_up():,}条记录。")
        return 0
    home.search.catch_up()
    wrong = home.search.check()
    for one in wrong[:SHOWN]:
        print(f"证明事项{one.requirement_id}：{SAID[one.difference]}" if one.requirement_id else SAID[one.difference])
    print(f"索引和数据库不一致：{len(wrong):,}处。" if wrong else "索引和数据库一致。")
    return 1 if wrong else 0
