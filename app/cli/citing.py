"""Take a citation apart and look it up in the register of instruments."""

import argparse
import json
from dataclasses import asdict

from app.home import Home
from catalog import clock
from catalog.rules import citations, document_numbers
from catalog.services import instruments
from catalog.services.requirements import status_of

HELP = "读一段依据文字，拆成文件和条款，并查它的层级和效力"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="例如：《婚姻登记条例》第五条第二款第（一）项")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace, home: Home) -> int:
    with home.database.reading() as session:
        known = instruments.known(session, clock.today())
    found = [_one(cited, known) for cited in citations.parse(arguments.text)]
    read = document_numbers.find_all(arguments.text)
    numbers = [str(number) for number in read]
    # A bracket or the 号 was missing in these; what stands in the text may be another number.
    repaired = [str(number) for number in read if number.repaired]
    if arguments.json:
        answer = {"citations": found, "numbers": numbers, "repaired_numbers": repaired}
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    for one in found:
        title = f"《{one['title']}》" if one["title"] else one["number"] or ""
        print(f"{title}{one['clause']}\t{one['level'] or '层级未核实'}\t{one['status']}")
    for number in numbers:
        print(f"文号\t{number}{'（原文残缺，已补全，请核对）' if number in repaired else ''}")
    return 0


def _one(cited, known):
    instrument = known.get(citations.instrument_key(cited))
    return asdict(cited) | {
        "clause": cited.clause,
        "is_ground": citations.is_ground(cited),
        "level": instrument.level.label if instrument and instrument.level else None,
        "status": status_of(instrument, clock.today()).label,
    }
