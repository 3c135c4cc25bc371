"""What a list says of the errands themselves: set where nothing is stated yet, told where it cannot be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from catalog import text
from catalog.exchange.checks import shortened
from catalog.exchange.fields import DETAILS, Field
from catalog.exchange.problems import Problem, problem
from catalog.exchange.reading import Reading
from catalog.exchange.rows import Row
from catalog.rules import errand_details
from catalog.services import service_items
from catalog.services.registering import Directory

NAMED = 3

Errand = int | str


@dataclass(frozen=True, slots=True)
class Completion:
    """What an errand, as the list names it, would be given: texts by field, never empty."""

    service_item: str
    said: Mapping[Field, str]


@dataclass(slots=True)
class _Told:
    """Rows of which one thing is to be told, once for them all."""

    rows: list[Row] = field(default_factory=list)

    @property
    def names(self) -> str:
        """The first errands, for a sentence: 领补贴、领津贴等12个事项."""
        names = list(dict.fromkeys(shortened(row.service_item) for row in self.rows))
        return "、".join(names[:NAMED]) + (f"等{len(names):,}个事项" if len(names) > NAMED else "")


def look(session: Session, directory: Directory, reading: Reading) -> tuple[tuple[Completion, ...], list[Problem]]:
    """What errands would be given by this list, and what is to be told of it. A query a thousand errands."""
    refused: dict[tuple[Field, str], _Told] = defaultdict(_Told)
    differing: dict[Field, _Told] = defaultdict(_Told)
    kept: dict[Field, _Told] = defaultdict(_Told)
    first: dict[Errand, dict[Field, Row]] = defaultdict(dict)
    for errand, each, row in _said(directory, reading.rows):
        if why := errand_details.refusal(each.value, _of(row, each)):
            refused[each, why].rows.append(row)
        elif _of(first[errand].setdefault(each, row), each) != _of(row, each):
            differing[each].rows.append(row)
    standing = service_items.details(session, [errand for errand in first if isinstance(errand, int)])
    found = []
    for errand, rows in first.items():
        held = standing.get(errand, {}) if isinstance(errand, int) else {}
        for each, row in rows.items():
            if held.get(each.value) not in (None, "", _of(row, each)):
                kept[each].rows.append(row)
        fresh = {each: row for each, row in rows.items() if not held.get(each.value)}
        if fresh:
            name = next(iter(fresh.values())).service_item
            found.append(Completion(name, {each: _of(row, each) for each, row in fresh.items()}))
    told = [
        *(
            _problem(reading, each, some, "detail-not-read", why=why, count=len(some.rows))
            for (each, why), some in refused.items()
        ),
        *(_problem(reading, each, some, "detail-differs", names=some.names) for each, some in differing.items()),
        *(_problem(reading, each, some, "detail-kept", names=some.names) for each, some in kept.items()),
    ]
    return tuple(found), told


def enter(session: Session, completions: Sequence[Completion], *, by: str) -> int:
    """Give the errands what they lack, once the list is entered and each is registered; how many got something."""
    if not completions:
        return 0
    directory = Directory(session)
    said = {
        number: {each.value: words for each, words in one.said.items()}
        for one in completions
        if (number := directory.service_item(one.service_item)) is not None
    }
    return service_items.complete(session, said, by=by)


def _said(directory: Directory, rows: Sequence[Row]) -> Iterator[tuple[Errand, Field, Row]]:
    for row in rows:
        for each in DETAILS if row.service_item else ():
            if _of(row, each):
                yield directory.service_item(row.service_item) or text.name_key(row.service_item), each, row


def _of(row: Row, each: Field) -> str:
    return str(getattr(row, each.value))


def _problem(reading: Reading, each: Field, told: _Told, code: str, **words: object) -> Problem:
    row = told.rows[0]
    headings = (table.heading(each) for table in reading.mapping.of(row.sheet))
    heading = next((one for one in headings if one in row.raw), each.label)
    return problem(row.sheet, row.line, heading, code, **words)
