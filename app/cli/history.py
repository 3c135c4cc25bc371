"""Look at the history and verify its chain."""

import argparse
import json

from app.home import Home
from catalog.services import history

HELP = "查看记录，或核对记录链（history verify）"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("verify", "head", "tail"), help="verify 核对；head 最新摘要；tail 最近几条")
    parser.add_argument("--count", type=int, default=20, help="tail 显示几条")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace, home: Home) -> int:
    with home.database.reading() as session:
        return WHAT[arguments.what](arguments, session)


def _verify(arguments, session) -> int:
    broken = history.verify(session)
    number = history.head(session)
    if arguments.json:
        print(json.dumps({"intact": broken is None, "entries": number, "problem": broken}, ensure_ascii=False))
    else:
        print(broken or f"记录链完整，共{number:,}条。")
    return 1 if broken else 0


def _head(arguments, session) -> int:
    number, digest = history.newest(session)
    print(json.dumps({"entries": number, "digest": digest}) if arguments.json else f"{number} {digest}")
    return 0


def _tail(arguments, session) -> int:
    entries = history.since(session, max(0, history.head(session) - arguments.count))
    for entry in entries:
        if arguments.json:
            print(json.dumps(entry.model_dump(mode="json"), ensure_ascii=False))
        else:
            record = f"{entry.noun}\t{entry.record_id}"
            print(f"{entry.number}\t{entry.at:%Y-%m-%d %H:%M:%SZ}\t{entry.who}\t{entry.act}\t{record}")
    return 0


WHAT = {"verify": _verify, "head": _head, "tail": _tail}
