"""Ask the register from the command line."""

import argparse
import json

from app import finding, wording
from app.cli.usage import Misused
from app.home import Home
from catalog import clock
from catalog.errors import Refused
from search.interface import Rebuilding

HELP = "查一个问题：还要不要交这份证明"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="证明、事项、单位，或一整句问话")
    parser.add_argument("--on", default="", help="哪一天（2026-10-01；默认今天）")
    parser.add_argument("--page", default="1")
    parser.add_argument("--per-page", dest="per_page", default="10")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace, home: Home) -> int:
    home.search.catch_up()
    asked = {"q": [arguments.query], "on": [arguments.on], "page": [arguments.page], "per_page": [arguments.per_page]}
    with home.database.reading() as session:
        try:
            answer = finding.find(finding.read(asked, lambda: session), session, home.search, known=clock.now())
        except finding.Unreadable as error:
            raise Misused(str(error)) from error
        except Rebuilding as error:
            raise Refused("正在重建索引，请过一分钟再查。") from error
    show = _json if arguments.json else _plain
    show(answer, home)
    return 0


def _items(answer, home):
    for one in answer.found:
        key, fact = one.key, one.verdict.fact
        said = wording.verdict_words(
            one.verdict,
            item=key.service_item,
            spoken=key.spoken,
            material=key.material,
            office=key.office,
            issuing_office=one.issuing_office,
            on=answer.asked.on,
            today=clock.today(),
            city=home.settings.city.name,
            kind=key.office_kind,
            hotline=home.settings.city.hotline,
        )
        yield one, fact, said


def _json(answer, home) -> None:
    results = answer.results
    items = [
        {
            "id": one.id,
            "material": one.key.material,
            "service_item": one.key.service_item,
            "demanding_office": one.key.office,
            "issuing_office": one.issuing_office,
            "outcome": one.verdict.outcome.value,
            "sentence": said.line,
            "since": one.verdict.since.isoformat() if one.verdict.since else None,
            "method": fact.method.label if fact and fact.method else None,
            "document_number": fact.number if fact else None,
        }
        for one, fact, said in _items(answer, home)
    ]
    explanation = results.explanation
    suggestion = explanation.corrected_to or next((one.name for one in explanation.suggestions), None)
    print(
        json.dumps(
            {
                "query": answer.asked.query.text,
                "on": answer.asked.on.isoformat(),
                "total": results.total,
                "found_by": results.stage.value,
                "suggestion": suggestion,
                "items": items,
            },
            ensure_ascii=False,
        )
    )


def _plain(answer, home) -> None:
    if not answer.results.total:
        heading, sentence = wording.empty_results(answer.asked.query.text, hotline=home.settings.city.hotline)
        print(f"{heading}。{sentence}")
        if answer.results.explanation.suggestions:
            print("相关的词：" + "、".join(one.name for one in answer.results.explanation.suggestions))
        return
    for one, _fact, said in _items(answer, home):
        print(f"{said.badge}\t{said.line}\t{one.key.office}")
    print(f"共{answer.results.total:,}条，显示{len(answer.found)}条。")
