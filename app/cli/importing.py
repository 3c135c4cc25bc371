"""Read a list from a file: plan it, show what it would do, and apply it."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from app import wording
from app.cli.usage import Misused, day
from app.home import Home
from catalog import clock
from catalog.errors import Refused, UnreadableFile
from catalog.exchange import applying, limits, planning, reading
from catalog.exchange.planning import Change, Plan
from catalog.exchange.problems import Problem
from catalog.rules import document_numbers
from catalog.services import documents
from catalog.services.lists import Publication
from catalog.vocabulary import Severity

HELP = "导入一份清单（.xlsx .xls .ods .docx .csv）"
SHOWN = 40
NOTHING = {"rows": 0, **{change.value: 0 for change in Change}, "errors": 1, "doubts": 0, "notes": 0}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="只读、只比较，不写入")
    parser.add_argument("--json", action="store_true", help="输出 JSON：rows、problems、summary")
    parser.add_argument("--accept-doubts", action="store_true", help="拿不准的地方已经看过，照读到的写入")
    parser.add_argument("--title", default="", help="清单名称（默认：文件里的标题或文件名）")
    parser.add_argument("--published", action="store_true", help="这是登记簿建立以前已经公布的清单，作为决定写入")
    parser.add_argument("--number", default="", help="文号，例如 示府办〔2026〕1号；没有文号的不写")
    parser.add_argument("--published-on", type=day, help="公布日期，例如 2026-09-20")
    parser.add_argument("--effective-on", type=day, help="施行日期")


def run(arguments: argparse.Namespace, home: Home) -> int:
    publication = _publication(arguments)
    on = publication.effective_on if publication else clock.today()
    try:
        data = _bytes(arguments.file)
        plan = _plan(home, data, arguments.file.name, on, publication)
    except UnreadableFile as unreadable:
        if arguments.json:
            _print(_without_rows(unreadable))
        raise
    # A machine that reads the answer gets it whole, whatever becomes of the plan afterwards.
    _print(as_json(plan)) if arguments.json else _show(plan)
    if arguments.dry_run:
        return 1 if plan.summary["errors"] else 0
    return _apply(arguments, home, data, plan, on)


def as_json(plan: Plan) -> dict:
    """Rows with the keys of lists, problems by place, and what the plan would do."""
    return {
        "rows": [planned.row.as_dict() | _place(planned) for planned in plan.rows],
        "problems": [_problem(one) for one in plan.problems],
        "summary": plan.summary,
    }


def _plan(home: Home, data: bytes, name: str, on: date, publication: Publication | None) -> Plan:
    with home.database.reading() as session:
        register = planning.register(session, on)
    read = reading.read(data, name, register=register)
    with home.database.reading() as session:
        return planning.plan(session, read, on=on, publication=publication)


def _place(planned: planning.PlannedRow) -> dict:
    return {"sheet": planned.row.sheet, "line": planned.row.line, "change": planned.change.value}


def _problem(one: Problem) -> dict:
    return asdict(one) | {"severity": one.severity.value}


def _without_rows(unreadable: UnreadableFile) -> dict:
    """The answer about a file that could not be opened at all."""
    problem = Problem("", 0, "", "unreadable-file", unreadable.sentence, Severity.ERROR)
    return {"rows": [], "problems": [_problem(problem)], "summary": NOTHING}


def _print(answer: dict) -> None:
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _apply(arguments: argparse.Namespace, home: Home, data: bytes, plan: Plan, on: date) -> int:
    if plan.changes_nothing:
        print(plan.refusal, file=sys.stderr)
        return 0
    if why := applying.refusal(plan, accept_doubts=arguments.accept_doubts):
        raise why
    entered = applying.apply(
        home.database,
        plan,
        title=arguments.title or plan.reading.title or arguments.file.stem,
        by=arguments.by,
        on=on,
        accept_doubts=arguments.accept_doubts,
        source=documents.store(home.storage, data, arguments.file.name),
    )
    home.search.catch_up()
    print(f"{wording.done_sentence(len(plan.rows))}清单编号{entered.id}。", file=sys.stderr)
    return 0


def _show(plan: Plan) -> None:
    numbers = plan.summary
    print(
        wording.plan_summary(
            new=numbers["new"],
            changed=numbers["changed"],
            same=numbers["identical"],
            doubts=numbers["doubts"],
            errors=numbers["wrong"],
        )
    )
    _show_completions(plan)
    for problem in plan.problems[:SHOWN]:
        place = wording.position(problem.sheet, problem.line, problem.heading)
        print(f"{problem.severity.label}　{place}{problem.message}")
    if (more := len(plan.problems) - SHOWN) > 0:
        print(f"另有{more:,}处，用 --json 看全部。")


def _show_completions(plan: Plan) -> None:
    """What errands would be given that lack it."""
    for one in plan.completions[:SHOWN]:
        print(f"补事项　{one.service_item}：" + "，".join(f"{each.label} {words}" for each, words in one.said.items()))
    if (more := len(plan.completions) - SHOWN) > 0:
        print(f"另有{more:,}个事项要补。")


def _publication(arguments: argparse.Namespace) -> Publication | None:
    given = (arguments.number, arguments.published_on, arguments.effective_on)
    if not arguments.published:
        if any(given):
            raise Misused("写了文号或日期，却没有写 --published。已经公布的清单请加 --published。")
        return None
    if not (arguments.published_on and arguments.effective_on):
        raise Misused("已经公布的清单要写公布日期和施行日期：--published-on、--effective-on。")
    if arguments.number and document_numbers.parse(arguments.number) is None:
        raise Refused(f"“{arguments.number}”不像文号。请写成：示府办〔2026〕1号；没有文号的，不写 --number。")
    # What was issued before this register existed may clash with a number here: a doubt, no refusal.
    return Publication(arguments.number or None, arguments.published_on, arguments.effective_on, issued_here=False)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte too many is enough to be refused, however large it is.
            return file.read(limits.FILE_BYTES + 1)
    except FileNotFoundError as missing:
        raise UnreadableFile(f"没有这个文件：{path}") from missing
    except IsADirectoryError as folder:
        raise UnreadableFile(f"{path}是文件夹，不是文件。") from folder
