"""Lines of another office in a file that is to become one office's list: which, where, and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from catalog.errors import NotYourDesk
from catalog.exchange.planning import Plan
from catalog.models import Office
from catalog.services.line_entry import LineDraft
from catalog.services.registering import Directory

NAMED = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in its file, and the office it names. ``line`` is None where no file is known."""

    sheet: str
    line: int | None
    office: str


def of_plan(plan: Plan) -> list[Place]:
    """The lines of a plan, also those that are wrong, as far as they name an office."""
    return [Place(row.sheet, row.line, row.demanding_office) for row in plan.reading.rows if row.demanding_office]


def found(session: Session, office_id: int, places: Iterable[Place]) -> list[Place]:
    """The lines that an office's list cannot hold, in their order. Offices not registered yet are others, too."""
    directory = Directory(session)
    return [one for one in places if directory.office(one.office) != office_id]


def told(session: Session, office_id: int, others: Sequence[Place]) -> str:
    """Where those lines stand in the file, for people; without what to do about it."""
    own = session.get_one(Office, office_id)
    sheets = len({one.sheet for one in others}) > 1
    where = _named([_where(one, sheets=sheets) for one in others])
    who = _named(list(dict.fromkeys(one.office for one in others)))
    return f"{own.short_name or own.name}的清单只写本单位的条，文件里有{who}的条，共{len(others):,}条：{where}。"


def check(session: Session, office_id: int | None, drafts: Sequence[LineDraft]) -> None:
    """Raise NotYourDesk when a department's list would get lines of another office; the first ones are named."""
    places = [Place(one.sheet, one.sheet_line, one.demanding_office) for one in drafts]
    if office_id is not None and (others := found(session, office_id, places)):
        raise NotYourDesk(f"{told(session, office_id, others)}请在文件里删去这些再传，或者由司法局作为全市的清单导入。")


def _named(some: Sequence[str]) -> str:
    return "、".join(some[:NAMED]) + ("等" if len(some) > NAMED else "")


def _where(one: Place, *, sheets: bool) -> str:
    line = f"第{one.line}行" if one.line else "一条"
    return f"工作表“{one.sheet}”{line}" if sheets and one.sheet else line
