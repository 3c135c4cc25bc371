"""The register of instruments: load it from a sheet, look titles up, see what rests on one."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from catalog import text
from catalog.errors import UnreadableFile
from catalog.models import Decision, Instrument, Line, LineCitation, Requirement
from catalog.rules import document_numbers
from catalog.rules.citations import title_key
from catalog.services import history
from catalog.services.registering import insert_many
from catalog.services.requirements import is_public
from catalog.vocabulary import Act, LegalLevel

# Headings of the two kinds of sheet: instruments with all they are known by, and bare titles.
FIELDS: Mapping[str, str] = {
    "title": "title",
    "issuer": "issuer",
    "number": "number",
    "first_published": "first_published",
    "published_on": "first_published",
    "last_changed": "last_changed",
    "effective_on": "effective_on",
    "repealed_on": "repealed_on",
    "articles": "articles",
    "note": "note",
}
DAYS = frozenset({"first_published", "last_changed", "effective_on", "repealed_on"})


@dataclass(frozen=True, slots=True)
class CitedInstrument:
    """An instrument with how many public requirements cite it."""

    id: int
    title: str
    number: str
    level: LegalLevel | None
    count: int


def load(session: Session, sheet: bytes, *, by: str, fictional: bool = True) -> int:
    """Add the instruments of a CSV sheet that are not registered yet; how many were added.

    Rows marked fictional belong to the example city and may be left out. The same title, number and
    first day twice is one instrument; versions are several.
    Raises UnreadableFile when the sheet has no ``title`` column or a value cannot be read.
    """
    known = {(one.key, one.number, one.first_published) for one in session.exec(select(Instrument))}
    rows: list[dict[str, Any]] = []
    for row in _rows(sheet):
        identity = (row["key"], row.get("number", ""), row.get("first_published"))
        if identity not in known and (fictional or not row["fictional"]):
            known.add(identity)
            rows.append(row)
    ids = insert_many(session, Instrument, rows)
    for row, record_id in zip(rows, ids, strict=True):
        after = {"title": row["title"], "level": row["level"].value if row["level"] else None}
        history.write(session, by=by, act=Act.REGISTER_INSTRUMENT, noun="instrument", record_id=record_id, after=after)
    return len(rows)


def _rows(sheet: bytes) -> Iterable[dict[str, Any]]:
    try:
        reader = csv.DictReader(io.StringIO(sheet.decode("utf-8-sig")), restval="")
        if "title" not in (reader.fieldnames or ()):
            raise UnreadableFile("这个表没有“title”一列，认不出依据文件的标题。")
        for row in reader:
            yield _readable(row, reader.line_num)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile("这个文件不是 UTF-8 的 CSV 表，读不出来。") from error


def _readable(row: Mapping[str, str], line: int) -> dict[str, Any]:
    try:
        return _row(row)
    except ValueError as error:
        raise UnreadableFile(f"第{line}行读不懂：{error}。") from error


def _row(row: Mapping[str, str]) -> dict[str, Any]:
    title = row["title"].strip()
    if not title:
        raise ValueError("没有标题")
    read: dict[str, Any] = {
        "title": title,
        "key": title_key(title),
        "sort_key": text.sort_key(title),
        "level": LegalLevel.named(row.get("level", "").strip()),
        "fictional": row.get("fictional", "") == "yes",
    }
    for heading, name in FIELDS.items():
        if value := (row.get(heading) or "").strip():
            read[name] = date.fromisoformat(value) if name in DAYS else int(value) if name == "articles" else value
    if read.get("articles") == 0:
        read["articles"] = None  # a text that is not cut into articles, such as an amendment
    return read


def by_key(session: Session, on: date | None = None) -> dict[str, Instrument]:
    """One instrument for each title key: of several versions the newest that was in force on the day."""
    found: dict[str, Instrument] = {}
    for one in session.exec(select(Instrument).order_by(col(Instrument.id))):
        if one.key not in found or _newer(one, found[one.key], on):
            found[one.key] = one
    return found


def known(session: Session, on: date | None = None) -> dict[str, Instrument]:
    """The same, and under its document number, too: by ``citations.instrument_key``. Two queries."""
    found = by_key(session, on)
    numbered = {number: found[key] for key, some in numbers(session).items() for number in some}
    return numbered | found


def numbers(session: Session) -> dict[str, list[str]]:
    """For each title key the document numbers of its versions, normalised; a number of several titles names none."""
    query = select(Instrument.number, Instrument.key).where(Instrument.number != "").distinct()
    titles: dict[str, set[str]] = defaultdict(set)
    for written, key in session.exec(query):
        if number := document_numbers.normalise(written):
            titles[number].add(key)
    found: dict[str, list[str]] = defaultdict(list)
    for number, keys in titles.items():
        if len(keys) == 1:
            found[keys.pop()].append(number)
    return found


def longest(session: Session) -> dict[str, int]:
    """For each title key the most articles that any registered version has: collections hold parts of texts, too."""
    counted = select(Instrument.key, func.max(Instrument.articles)).where(col(Instrument.articles).is_not(None))
    return {row[0]: row[1] for row in session.execute(counted.group_by(Instrument.key))}


def _newer(one: Instrument, other: Instrument, on: date | None) -> bool:
    return _standing(one, on) > _standing(other, on)


def _standing(one: Instrument, on: date | None) -> tuple[bool, bool, date]:
    applies = not (on and one.effective_on and one.effective_on > on)
    return applies, one.level is not None, one.last_changed or one.first_published or date.min


def cited(session: Session, *, now: datetime) -> list[CitedInstrument]:
    """The instruments that public requirements cite, in the order of their sound. One query."""
    query = (
        select(
            Instrument.id,
            Instrument.title,
            Instrument.number,
            Instrument.level,
            func.count(func.distinct(col(Line.requirement_id))),
        )  # type: ignore[call-overload]
        .join(LineCitation, col(LineCitation.instrument_id) == col(Instrument.id))
        .join(Line, col(Line.id) == col(LineCitation.line_id))
        .join(Decision, col(Decision.line_id) == col(Line.id))
        .where(col(Decision.public_from) <= now)
        .group_by(Instrument.id, Instrument.title, Instrument.number, Instrument.level, Instrument.sort_key)
        .order_by(col(Instrument.sort_key), col(Instrument.id))
    )
    return [CitedInstrument(*row) for row in session.execute(query)]


def requirements_on(session: Session, instrument_id: int, *, now: datetime) -> list[int]:
    """Ids of the public requirements that a published line rests on this instrument. One query."""
    query = (
        select(Requirement.id, Requirement.material_id, Requirement.service_item_id)
        .join(Line, col(Line.requirement_id) == col(Requirement.id))
        .join(Decision, col(Decision.line_id) == col(Line.id))
        .join(LineCitation, col(LineCitation.line_id) == col(Line.id))
        .where(LineCitation.instrument_id == instrument_id, is_public(now), col(Decision.public_from) <= now)
        .distinct()
        .order_by(col(Requirement.material_id), col(Requirement.service_item_id), col(Requirement.id))
    )
    return [row[0] for row in session.execute(query)]
