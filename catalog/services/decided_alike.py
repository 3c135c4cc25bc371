"""What was decided of every requirement, told once for all of which the same was decided: most share a few courses."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.types import NullType
from sqlmodel import Session, col

from catalog.models import Decision, Line
from catalog.rules.verdict import Fact
from catalog.services import verdicts

# What of a decision bears on outcomes. It is only compared, so it is read as the database keeps it.
_BEARING = (
    Decision.kind,
    Decision.disposition,
    Decision.method,
    Decision.effective_on,
    Decision.recorded_at,
    Decision.public_from,
    Line.list_id,
)
_AT_ONCE = 5_000
_NONE, _ELSEWHERE = -1, -2


def facts(session: Session) -> Mapping[int, Sequence[Fact]]:
    """Decisions by requirement, oldest record first, as far as they bear on outcomes and on when these are known.

    Of what else a fact says (document, line, reason), and of its id, only the likeness to those beside it counts:
    the facts may be those of another requirement of which the same was decided at the same instants.
    """
    first: dict[Hashable, int] = {}
    alike = {id_: first.setdefault(course, id_) for id_, course in _courses(session)}
    told: dict[int, list[Fact]] = {}
    some = list(first.values())
    for start in range(0, len(some), _AT_ONCE):
        told |= verdicts.facts(session, some[start : start + _AT_ONCE])
    return {id_: told[other] for id_, other in alike.items()}


def _courses(session: Session) -> Iterator[tuple[int, Hashable]]:
    """Every requirement with what was decided of it, in order."""
    columns = [type_coerce(col(column), NullType()) for column in _BEARING]
    query = (
        select(col(Decision.requirement_id), col(Decision.id), col(Decision.corrects_id), *columns)
        .outerjoin(Line, col(Line.id) == col(Decision.line_id))
        .order_by(col(Decision.requirement_id), col(Decision.recorded_at), col(Decision.id))
        .execution_options(yield_per=_AT_ONCE)
    )
    for id_, rows in groupby(session.connection().execute(query), key=itemgetter(0)):
        yield id_, _course(list(rows))


def _course(rows: Sequence[Any]) -> Hashable:
    """Some decisions without their ids: which one another speaks of is told by its place among them."""
    if len(rows) == 1:
        return tuple(rows[0][3:])
    places = {row[1]: place for place, row in enumerate(rows)}
    return tuple((_NONE if row[2] is None else places.get(row[2], _ELSEWHERE), *row[3:]) for row in rows)
