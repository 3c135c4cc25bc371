"""Requirements of which the same was decided share their decisions, and every outcome stays what it is."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from catalog.models import Decision, Material, Office, Requirement, ServiceItem
from catalog.rules.verdict import intervals
from catalog.services import decided_alike, verdicts
from catalog.vocabulary import DecisionKind, Disposition, Method

FIRST = datetime(2026, 1, 5, 2, tzinfo=UTC)
MANY = 80
# Few of each, so that many requirements share what was decided of them, in part or in whole.
KINDS = (DecisionKind.PUBLISHED, DecisionKind.CORRECTION, DecisionKind.WITHDRAWAL, DecisionKind.ANNULMENT)
INSTANTS = tuple(FIRST + timedelta(days=days) for days in (0, 30, 60))
METHODS = (Method.COMMITMENT, Method.DATA_SHARING)


def _requirements(session: Session) -> list[int]:
    office, item = Office(name="局", key="局", sort_key=""), ServiceItem(name="事", key="事", sort_key="")
    materials = [Material(name=str(number), key=str(number), sort_key="") for number in range(MANY)]
    session.add_all([office, item, *materials])
    session.flush()
    found = [Requirement(office_id=office.id, service_item_id=item.id, material_id=one.id) for one in materials]
    session.add_all(found)
    session.flush()
    return [one.id for one in found]


def _decide(session: Session, requirement_id: int, chance: random.Random) -> None:
    earlier: list[int] = []
    for at in INSTANTS[: chance.randrange(4)]:
        kind = chance.choice(KINDS) if earlier else DecisionKind.PUBLISHED
        takes_back = kind in (DecisionKind.WITHDRAWAL, DecisionKind.ANNULMENT)
        decision = Decision(
            requirement_id=requirement_id,
            kind=kind,
            corrects_id=None if kind is DecisionKind.PUBLISHED else chance.choice(earlier),
            disposition=None if takes_back else chance.choice([Disposition.REPLACE, Disposition.KEEP]),
            method=None if takes_back else chance.choice(METHODS),
            replacement=str(requirement_id),
            effective_on=date(2026, 3, chance.randrange(1, 3)),
            recorded_at=at,
            public_from=at + timedelta(days=chance.choice([0, 40])),
        )
        session.add(decision)
        session.flush()
        earlier.append(decision.id)


def _outcomes(facts, known):
    return [(day, one.outcome, one.fact.method if one.fact else None) for day, one in intervals(facts, known)]


@pytest.mark.parametrize("seed", range(3))
def test_outcomes_are_those_of_each_requirements_own_decisions(database, seed):
    with database.writing() as session:
        for requirement_id in _requirements(session):
            _decide(session, requirement_id, random.Random(f"{seed} {requirement_id % (MANY // 2)}"))
    with database.reading() as session:
        own, shared = verdicts.facts(session), decided_alike.facts(session)
    assert own.keys() == shared.keys()
    for known in (INSTANTS[0] - timedelta(days=1), *INSTANTS, INSTANTS[-1] + timedelta(days=50)):
        assert {id_: _outcomes(some, known) for id_, some in own.items()} == {
            id_: _outcomes(some, known) for id_, some in shared.items()
        }
    assert len({id(some) for some in shared.values()}) <= len(own) // 2, "every course was decided of two at least"
    times = {id_: [(one.recorded_at, one.public_from, one.list_id) for one in some] for id_, some in own.items()}
    assert times == {
        id_: [(one.recorded_at, one.public_from, one.list_id) for one in some] for id_, some in shared.items()
    }
