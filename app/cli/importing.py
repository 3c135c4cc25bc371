"""Read a list from a file: plan it, show what it would do, and apply it."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from app import wording
from app.home import Home
from catalog import clock
from catalog.errors import Conflicting, Incomplete, UnreadableFile
from catalog.exchange import applying, planning, reading
from catalog.exchange.planning import Plan
from catalog.exchange.problems import Problem
from catalog.services import documents
from catalog.services.lists import Publication

HELP = "导入一份清单（.xlsx .xls .ods .docx .csv）"
SHOWN = 40


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="只读、只比较，不写入")
    parser.add_argument("--json", action="store_true", help="输出 JSON：rows、problems、summary")
    parser.add_argument("--accept-doubts", action="store_true", help="拿不准的地方已经看过，照读到的写入")
    parser.add_argument("--title", default="", help="清单名称（默认：文件里的标题或文件名）")
    parser.add_argument("--published", action="store_true", help="这是登记簿建立以前已经公布的清单，作为决定写入")
    parser.add_argument("--number", default="", help="文号，例如 示府办〔2026〕1号")
    parser.add_argument("--published-on", type=_day, help="公布日期，例如 2026-09-20")
    parser.add_argument("--effective-on", type=_day, help="施行日期")


def run(arguments: argparse.Namespace, home: Home) -> int:
    data = _bytes(arguments.file)
    publication = _publication(arguments)
    on = publication.effective_on if publication else clock.today()
    with home.database.reading() as session:
        read = reading.read(data, arguments.file.name, register=planning.register(session, on))
        plan = planning.plan(session, read, on=on)
    if arguments.json:
        print(json.dumps(as_json(plan), ensure_ascii=False))
    else:
        _show(plan)
    if arguments.dry_run:
        return 1 if plan.summary["errors"] else 0
    return _apply(arguments, home, data, plan, publication)


def as_json(plan: Plan) -> dict:
    """Rows with the keys of lists, problems by place, and what the plan would do."""
    return {
        "rows": [planned.row.as_dict() | _place(planned) for planned in plan.rows],
        "problems": [_problem(one) for one in plan.problems],
        "summary": plan.summary,
    }


def _place(planned: planning.PlannedRow) -> dict:
    return {"sheet": planned.row.sheet, "line": planned.row.line, "change": planned.change.value}


def _problem(one: Problem) -> dict:
    return asdict(one) | {"severity": one.severity.value}


def _apply(arguments, home: Home, data: bytes, plan: Plan, publication: Publication | None) -> int:
    if plan.changes_nothing:
        print(plan.refusal, file=sys.stderr)
        return 0
    if why := applying.refusal(plan, accept_doubts=arguments.accept_doubts):
        raise why
    digest = documents.keep(home.database, home.storage, data, arguments.file.name)
    entered = applying.apply(
        home.database,
        plan,
        title=arguments.title or arguments.file.stem,
        by=arguments.by,
        accept_doubts=arguments.accept_doubts,
        source_digest=digest,
        publication=publication,
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
            errors=numbers["errors"],
        )
    )
    for problem in plan.problems[:SHOWN]:
        place = wording.position(problem.sheet, problem.line, problem.heading)
        print(f"{problem.severity.label}　{place}{problem.message}")
    if (more := len(plan.problems) - SHOWN) > 0:
        print(f"另有{more:,}处，用 --json 看全部。")


def _publication(arguments) -> Publication | None:
    given = (arguments.number, arguments.published_on, arguments.effective_on)
    if not arguments.published:
        if any(given):
            raise Conflicting("写了文号或日期，却没有写 --published。已经公布的清单请加 --published。")
        return None
    if not (arguments.published_on and arguments.effective_on):
        raise Incomplete("已经公布的清单要写公布日期和施行日期：--published-on、--effective-on。")
    # What was issued before this register existed may clash with a number here: a doubt, no refusal.
    return Publication(arguments.number or None, arguments.published_on, arguments.effective_on, issued_here=False)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise UnreadableFile(f"没有这个文件：{path}") from missing
    except IsADirectoryError as folder:
        raise UnreadableFile(f"{path}是文件夹，不是文件。") from folder


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日期要写成2026-10-01这样") from error
