"""Answers parted by what they mean: for an office what it may still ask for, for a person what there is to bring."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.answers import Named, by_service_item, rows
from app.pages import Group, Part, Row
from catalog.services.requirements import Described
from catalog.vocabulary import Outcome

# For the office: what may no longer be asked for comes first. Key, heading, hint, outcomes.
MAY_ASK = (
    ("gone", "这个单位不得再要的", "", (Outcome.CANCELLED, Outcome.REPLACED)),
    ("choice", "由办事人自己选的", "签书面承诺书或者交证明，选一样。", (Outcome.CHOICE,)),
    ("kept", "还可以要的", "", (Outcome.KEPT,)),
    ("unknown", "没有记录的", "没有记录不等于可以要，也不等于不可以要。", (Outcome.UNKNOWN,)),
)
# For a person: what has to be brought comes first. Key, heading, and which rows.
MUST_BRING: tuple[tuple[str, str, Callable[[Row], bool]], ...] = (
    ("bring", "还要带的", lambda row: row.words.brings is True),
    ("promise", "可以写承诺的", lambda row: row.words.outcome is Outcome.CHOICE),
    ("free", "不用带了", lambda row: row.words.brings is False),
    ("unknown", "没有记录的", lambda row: row.words.outcome is Outcome.UNKNOWN),
)


def in_order(found: Iterable[Described]) -> list[Described]:
    """As the parts for an office show them."""
    place = {outcome: at for at, (*_, outcomes) in enumerate(MAY_ASK) for outcome in outcomes}
    return sorted(found, key=lambda one: place[one.verdict.outcome])


def for_office(shown: Sequence[Described], counted: Sequence[Described], *, on: date) -> tuple[Part, ...]:
    """The parts of an office's page that have something to show; counts are of all, shown or not."""
    return tuple(
        Part(
            key,
            heading,
            sum(one.verdict.outcome in outcomes for one in counted),
            groups=tuple(
                map(_of_this_office, by_service_item([one for one in shown if one.verdict.outcome in outcomes], on=on))
            ),
            hint=hint,
        )
        for key, heading, hint, outcomes in MAY_ASK
        if any(one.verdict.outcome in outcomes for one in shown)
    )


def _of_this_office(group: Group) -> Group:
    """Without the office's name in every row: it stands above them all."""
    return replace(group, rows=tuple(replace(row, offices=()) for row in group.rows))


def for_person(found: Iterable[Described], *, on: date, title: Named) -> tuple[Part, ...]:
    """The parts of a page for people that have something to show."""
    answers = rows(found, on=on, title=title)
    parts = ((key, heading, tuple(filter(belongs, answers))) for key, heading, belongs in MUST_BRING)
    return tuple(
        Part(key, heading, sum(len(row.requirement_ids) for row in some), rows=some)
        for key, heading, some in parts
        if some
    )
