"""Two hands at the same moment, or one that presses twice: what was asked for is done once, and the other is told."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlmodel import SQLModel, func, select

from catalog.database import Database
from catalog.errors import Conflicting, OutOfTurn, Refused
from catalog.models import (
    Answer,
    Comment,
    Consultation,
    ConsultationExtension,
    Decision,
    Entry,
    Filing,
    IssuedDocument,
    Line,
    ListStep,
    Review,
)
from catalog.rules.permissions import Official
from catalog.services import (
    answering,
    assembling,
    commenting,
    consultations,
    correcting,
    drafting,
    filings,
    history,
    line_editing,
    list_steps,
    publishing,
    reviewing,
    settling,
)
from catalog.services.comment_drafts import CommentDraft
from catalog.services.correcting import Correction
from catalog.services.reviewing import Approval
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, Adoption, Channel, DecisionKind, Disposition, ListState, ReviewKind
from tests.catalog.services.cast import hire
from tests.catalog.services.life import CITY, SECRET, Life, a_line, a_notice

HANDS = 4


@pytest.fixture
def life(database: Database, tmp_path) -> Life:
    return Life(database, hire(database), KeyRing(tmp_path / "keys", SECRET))


def at_once(life: Life, *acts: Callable[[object], object]) -> list[Refused | None]:
    """Each act in a transaction of its own, begun together: None where it was done, else the refusal."""
    start, said = threading.Barrier(len(acts)), []

    def press(act: Callable[[object], object]) -> None:
        start.wait()
        try:
            with life.database.writing() as session:
                act(session)
            said.append(None)
        except Refused as refusal:
            said.append(refusal)

    hands = [threading.Thread(target=press, args=(act,)) for act in acts]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(said) == len(acts), "one of them broke"
    with life.database.reading() as session:
        assert history.verify(session) is None
    return said


def count(life: Life, table: type[SQLModel], *where: object) -> int:
    with life.database.reading() as session:
        return session.exec(select(func.count()).select_from(table).where(*where)).one()


@dataclass(frozen=True)
class Pressed:
    """One button of the life: how a list comes to it, what it does, and what there is then to be counted."""

    until: Callable[[Life], object]
    act: Callable[[Life, object], object]
    effects: Callable[[Life], int]
    lines: int = 1


def step(name: str) -> Callable[[Life], int]:
    return lambda life: count(life, ListStep, ListStep.list_id == life.list_id, ListStep.name == name)


def by(life: Life, who: str) -> dict[str, object]:
    person: Official = getattr(life.cast, who)
    return {"by": person, "at": life.at}


def review(life: Life, session: object, kind: ReviewKind = ReviewKind.SECRECY) -> object:
    received = date(2026, 5, 4)
    return reviewing.record(
        session, life.list_id, kind, passed=True, finding="没有问题。", received_on=received, **by(life, "wang")
    )


def comment_ids(life: Life) -> list[int]:
    with life.database.reading() as session:
        return list(session.exec(select(Comment.id)))


def decision_id(life: Life) -> int:
    with life.database.reading() as session:
        return session.exec(select(Decision.id).where(Decision.line_id.is_not(None))).first()


def commented(life: Life) -> Life:
    life.until_open()
    life.commented()
    return life


def letter(life: Life, session: object) -> object:
    return commenting.enter(
        session,
        life.consultation().id,
        CommentDraft("来信。", publishes=True),
        channel=Channel.LETTER,
        received_on=life.at.date(),
        ticket=TICKET,
        secret=SECRET,
        keys=life.keys,
        **by(life, "chen"),
    )


TICKET = commenting.new_ticket(SECRET, Life.at)
APPROVAL = Approval(date(2026, 9, 1), signer="某市长")
PRESSED = {
    "submit": Pressed(
        lambda life: life.drafted(),
        lambda life, session: drafting.submit(session, life.list_id, **by(life, "chen")),
        step("submit"),
    ),
    "assemble": Pressed(
        lambda life: life.drafted().submitted(),
        lambda life, session: assembling.assemble(session, life.list_id, city=CITY, **by(life, "wang")),
        step("assemble"),
    ),
    "review": Pressed(
        lambda life: life.drafted().submitted().assembled(),
        review,
        lambda life: count(life, Review),
    ),
    "open": Pressed(
        lambda life: life.until_cleared().on(date(2026, 7, 13)),
        lambda life, session: consultations.begin(
            session, life.list_id, a_notice(), keys=life.keys, **by(life, "chen")
        ),
        lambda life: count(life, Consultation),
    ),
    "extend": Pressed(
        lambda life: life.until_open(),
        lambda life, session: consultations.extend(
            session, life.consultation().id, last_on=date(2026, 8, 20), reason="意见较多", **by(life, "chen")
        ),
        lambda life: count(life, ConsultationExtension),
    ),
    "enter a letter": Pressed(lambda life: life.until_open(), letter, lambda life: count(life, Comment)),
    "answer": Pressed(
        lambda life: commented(life).closed(),
        lambda life, session: answering.answer(
            session, comment_ids(life), Adoption.REJECTED, "法律规定要查验。", **by(life, "chen")
        ),
        lambda life: count(life, Answer),
    ),
    "release": Pressed(
        lambda life: commented(life).closed().answered(),
        lambda life, session: settling.release(
            session, life.consultation().id, public_from=life.at, **by(life, "chen")
        ),
        lambda life: count(life, Entry, Entry.act == Act.RELEASE_ANSWERS),
    ),
    "approve": Pressed(
        lambda life: life.until_open().closed().settled(),
        lambda life, session: reviewing.approve(
            session, life.list_id, replace(APPROVAL, decided_on=life.at.date()), city=CITY, **by(life, "zhao")
        ),
        step("approve"),
    ),
    "publish": Pressed(
        lambda life: life.until_approved(),
        lambda life, session: publishing.publish(
            session, [life.list_id], life.publication(), city=CITY, **by(life, "zhao")
        ),
        lambda life: count(life, IssuedDocument) * count(life, Decision),
    ),
    "file": Pressed(
        lambda life: life.until_approved().published(),
        lambda life, session: filings.record(
            session, life.list_id, filed_on=life.at.date(), number="备〔2026〕3号", **by(life, "zhao")
        ),
        lambda life: count(life, Filing),
    ),
    "correct": Pressed(
        lambda life: life.until_approved().published(),
        lambda life, session: correcting.correct(
            session,
            [decision_id(life)],
            Correction(DecisionKind.CORRECTION, "写错了。", date(2026, 12, 1), Disposition.KEEP),
            **by(life, "zhao"),
        ),
        lambda life: count(life, Decision, Decision.corrects_id.is_not(None)),
    ),
    "add a line": Pressed(
        lambda life: life.drafted(),
        lambda life, session: line_editing.add_line(session, life.list_id, a_line(2), **by(life, "chen")),
        lambda life: count(life, Line) - 1,
    ),
}


@pytest.mark.parametrize("name", PRESSED)
def test_a_button_pressed_by_several_hands_at_once_does_it_once(life: Life, name: str):
    pressed = PRESSED[name]
    pressed.until(life)
    said = at_once(life, *[lambda session: pressed.act(life, session)] * HANDS)
    assert None in said
    assert pressed.effects(life) == 1, said


@pytest.mark.parametrize("name", PRESSED)
def test_a_button_pressed_again_afterwards_does_nothing_more(life: Life, name: str):
    pressed = PRESSED[name]
    pressed.until(life)
    for _ in range(2):
        with suppress(Refused), life.database.writing() as session:
            pressed.act(life, session)
    assert pressed.effects(life) == 1


def test_a_list_that_came_back_unchanged_goes_on_by_an_examination_in_the_same_words(life: Life):
    life.drafted().submitted().assembled()
    for kind in (ReviewKind.SECRECY, ReviewKind.FIRST_LEGALITY):
        with life.database.writing() as session:
            review(life, session, kind)
    life.at += timedelta(days=1)
    with life.database.writing() as session:
        list_steps.send_back(session, life.list_id, remark="再看一遍。", **by(life, "wang"))
    life.at += timedelta(days=1)
    life.submitted().assembled()
    with life.database.writing() as session:
        review(life, session, ReviewKind.FIRST_LEGALITY)
    assert count(life, Review) == 3 and life.listing().state is ListState.CLEARED


def test_of_two_who_edit_one_line_one_wins_and_the_other_is_told(life: Life):
    life.drafted()
    line = life.line()

    def edit(material: str):
        draft = a_line(1, remark=material)
        return lambda session: line_editing.change_line(
            session, line.id, draft, version=line.version, **by(life, "chen")
        )

    said = at_once(life, edit("我的"), edit("别人的"))
    refused = [one for one in said if one is not None]
    assert len(refused) == 1 and isinstance(refused[0], Conflicting)
    assert life.line().remark in ("我的", "别人的") and life.line().version == line.version + 1


def test_who_takes_back_while_another_assembles_is_told_where_the_list_stands(life: Life):
    life.drafted(office=True).submitted()
    said = at_once(
        life,
        lambda session: drafting.recall(session, life.list_id, **by(life, "qiang")),
        lambda session: assembling.assemble(session, life.list_id, city=CITY, **by(life, "wang")),
    )
    assert sum(one is None for one in said) == 1
    assert isinstance(next(one for one in said if one is not None), OutOfTurn)
    assert count(life, ListStep, ListStep.name.in_(("recall", "assemble"))) == 1


def test_two_lists_that_want_one_number_at_once_do_not_share_it(life: Life):
    life.until_approved()
    other = Life(life.database, life.cast, life.keys).until_approved([a_line(2)])

    def publish(one: Life):
        return lambda session: publishing.publish(
            session, [one.list_id], one.publication(), city=CITY, **by(one, "zhao")
        )

    said = at_once(life, publish(life), publish(other))
    assert sum(one is None for one in said) == 1
    assert count(life, IssuedDocument) == count(life, Decision) == 1
