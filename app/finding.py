"""A question as it was asked, by page, interface or command line, and its answer with the register's words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import true
from sqlmodel import Session, col, select

from app import towns
from catalog import clock
from catalog.models import IssuedDocument, Material, Office, ProofList, Requirement, ServiceItem
from catalog.services import requirements
from catalog.services.registering import Directory
from catalog.services.requirements import Described
from catalog.vocabulary import LegalLevel, Method, Outcome, Word
from search.interface import Facet, Noun, Query, Results
from search.service import Search

PER_PAGE = 20
MOST_VALUES = 100
# Far more than a question needs; the search box takes 200 characters, search reads 120.
LONGEST = 500
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Unreadable(ValueError):
    """An argument that cannot be read; the message is a sentence for the person who asked."""


@dataclass(frozen=True)
class Asked:
    """The question with its day."""

    query: Query
    on: date


@dataclass(frozen=True)
class Answer:
    """What was found, described: the requirements of this page in order."""

    asked: Asked
    results: Results
    found: Sequence[Described]


def read(arguments: Mapping[str, Sequence[str]], session: Callable[[], Session]) -> Asked:
    """Read query arguments (each a list of texts). Words may be given as values or Chinese labels, offices,
    materials and errands by id or by any of their names, all towns at once as ``towns``. ``session`` is asked for
    only where somebody gave a name. Raises Unreadable.
    """
    if any(len(values) > MOST_VALUES for values in arguments.values()):
        raise Unreadable(f"同一个条件最多选{MOST_VALUES}个值。")
    text = _first(arguments, "q")
    if len(text) > LONGEST:
        raise Unreadable(f"要查的话有{len(text):,}个字，最多{LONGEST}个。请改短再查。")
    directory = _Names(session)
    query = Query(
        text=text,
        office_ids=directory.ids("office", arguments.get("office", ())),
        material_ids=directory.ids("material", arguments.get("material", ())),
        service_item_ids=directory.ids("service_item", arguments.get("service-item", ())),
        outcomes=_words(Outcome, arguments.get("outcome", ()), "结论"),
        methods=_words(Method, arguments.get("method", ()), "办法"),
        levels=_words(LegalLevel, arguments.get("level", ()), "依据层级"),
        list_ids=frozenset(_number(value, "清单") for value in arguments.get("list", ()) if value),
        page=_number(_first(arguments, "page") or "1", "页码", least=1),
        per_page=_number(_first(arguments, "per_page") or str(PER_PAGE), "每页条数", least=1, most=100),
    )
    return Asked(query, day(_first(arguments, "on")))


def day(text: str) -> date:
    """A day as typed in an address, today when empty. Raises Unreadable."""
    if not text:
        return clock.today()
    try:
        # fromisoformat alone reads weeks and days without dashes too.
        return date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError as error:
        raise Unreadable("日期要写成2026-10-01这样。") from error


def find(asked: Asked, session: Session, engine: Search, *, known: datetime, cited: bool = True) -> Answer:
    """The answer to a question. Raises search.interface.Rebuilding while there is no index."""
    results = engine.find(asked.query, on=asked.on, known=known)
    ids = [hit.requirement_id for hit in results.hits]
    described = requirements.describe(session, ids, on=asked.on, known=known, cited=cited)
    return Answer(asked, results, list(described.values()))


def labels(facets: Mapping[Facet, Sequence[str]], session: Session, *, known: datetime) -> dict[Facet, dict[str, str]]:
    """What values of each facet are called: ids by their names, words by their labels. One query for each noun.

    What only a draft or a list published ahead names has no name here, whoever guesses its number.
    """
    return {facet: _labels(facet, values, session, known) for facet, values in facets.items() if values}


def _labels(facet: Facet, values: Sequence[str], session: Session, known: datetime) -> dict[str, str]:
    if facet in WORDS:
        return {value: WORDS[facet](value).label for value in values}
    key, name, is_told = NAMES[facet]
    ids = [int(value) for value in values]
    rows = session.execute(select(key, name).where(col(key).in_(ids), is_told(known)))
    return {str(record_id): text for record_id, text in rows}


def list_is_told(known: datetime) -> Any:
    """The lists whose document is public, as a condition."""
    papers = select(IssuedDocument.id).where(col(IssuedDocument.public_from) <= known)
    return col(ProofList.issued_document_id).in_(papers)


def _is_named(key: Any, column: Any) -> Callable[[datetime], Any]:
    """That a public requirement names the record with that key in a column, as a condition."""
    return lambda known: col(key).in_(select(column).where(requirements.is_public(known)))


NAMES: Mapping[Facet, Any] = {
    Facet.OFFICE: (Office.id, Office.name, lambda known: true()),
    Facet.MATERIAL: (Material.id, Material.name, _is_named(Material.id, Requirement.material_id)),
    Facet.SERVICE_ITEM: (ServiceItem.id, ServiceItem.name, _is_named(ServiceItem.id, Requirement.service_item_id)),
    Facet.LIST: (ProofList.id, ProofList.title, list_is_told),
}
WORDS: Mapping[Facet, type[Word]] = {Facet.OUTCOME: Outcome, Facet.METHOD: Method, Facet.LEVEL: LegalLevel}
# The argument in an address that narrows by a facet.
ARGUMENTS: Mapping[Facet, str] = {facet: facet.value for facet in Facet}


def understood(results: Results) -> dict[Noun, list[str]]:
    """The names that were read in the question, by noun."""
    names: dict[Noun, list[str]] = {noun: [] for noun in Noun}
    for one in results.explanation.understood:
        if one.name not in names[one.kind]:
            names[one.kind].append(one.name)
    return names


class _Names:
    """Ids for names, loaded only when somebody asked by name."""

    def __init__(self, session: Callable[[], Session]) -> None:
        self._session = session
        self._directory: Directory | None = None

    def ids(self, noun: str, values: Sequence[str]) -> frozenset[int]:
        wanted = {value.strip() for value in values if value.strip()}
        many = towns.ids(self._session()) if noun == "office" and wanted & {towns.VALUE, towns.CALLED} else frozenset()
        return many | {self._id(noun, value) for value in wanted - {towns.VALUE, towns.CALLED}}

    def _id(self, noun: str, value: str) -> int:
        if value.isascii() and value.isdigit():
            return int(value) if len(value) < 10 else 0
        if self._directory is None:
            self._directory = Directory(self._session())
        # An unknown name is no error: nothing stands under it.
        return getattr(self._directory, noun)(value) or 0


def _words(kind: type[Word], values: Sequence[str], what: str) -> frozenset:
    found = set()
    for value in values:
        if not value:
            continue
        word = kind.named(value)
        if word is None:
            raise Unreadable(f"{what}“{value[:40]}”认不出。可以写：{'、'.join(one.value for one in kind)}。")
        found.add(word)
    return frozenset(found)


def _first(arguments: Mapping[str, Sequence[str]], name: str) -> str:
    values = arguments.get(name) or ("",)
    return values[0].strip()


def _number(text: str, what: str, *, least: int = 0, most: int = 10**9) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise Unreadable(f"{what}要写成{least}到{most}的数字。" if most < 10**9 else f"{what}要写成数字。")
    return int(text)
