"""What a draft names comes to light with the consultation that opens, not with one that was given up before."""

from datetime import date, timedelta

from sqlmodel import select

from catalog import clock
from catalog.models import Requirement
from catalog.services import consultations, findable, history, line_editing
from catalog.vocabulary import Act, ReviewKind
from tests.catalog.services.life import Life, a_line, a_notice

EARLY, LATE = date(2026, 7, 20), date(2026, 7, 27)


def shown_from(life: Life) -> dict[int, object]:
    with life.database.reading() as session:
        return dict(session.execute(select(Requirement.id, Requirement.public_from)).all())


def ended(life: Life, list_id: int = 0) -> None:
    with life.database.writing() as session:
        consultations.end(session, list_id or life.list_id, reason="上级有新的规定。", by=life.cast.chen, at=life.at)


def announced(life: Life, opens_on: date, numbers) -> int:
    life.until_cleared([a_line(number) for number in numbers]).opened(opens_on=opens_on)
    return life.list_id


def test_a_consultation_ended_before_it_opens_shows_nothing_on_the_planned_day(life: Life):
    announced(life, EARLY, [1, 2])
    ended(life)
    assert shown_from(life) == {1: None, 2: None}
    with life.database.reading() as session:
        (newest, _) = history.of(session, "requirement", 1)
        assert newest.act == Act.HIDE_REQUIREMENT
        assert list(findable.rows(session, known=clock.now())) == [], "search holds nothing of it"


def test_a_consultation_ended_after_it_opened_leaves_public_what_the_public_saw(life: Life):
    announced(life, EARLY, [1])
    life.on(EARLY)
    ended(life)
    assert shown_from(life) == {1: clock.start_of(EARLY)}


def test_another_announced_consultation_still_shows_what_both_name(life: Life):
    first = announced(life, EARLY, [1, 2])
    announced(life, LATE, [2, 3])
    ended(life, first)
    assert shown_from(life) == {1: None, 2: clock.start_of(LATE), 3: clock.start_of(LATE)}
    ended(life)
    assert set(shown_from(life).values()) == {None}


def test_the_earlier_of_two_consultations_stays_when_the_later_ends(life: Life):
    announced(life, EARLY, [1])
    announced(life, LATE, [1])
    ended(life)
    assert shown_from(life) == {1: clock.start_of(EARLY)}


def test_a_list_begun_anew_shows_its_requirements_on_its_own_day(life: Life):
    announced(life, EARLY, [1])
    ended(life)
    announced(life, LATE, [1])
    assert shown_from(life) == {1: clock.start_of(LATE)}


def test_a_publication_shows_a_requirement_whatever_becomes_of_a_draft(life: Life):
    draft = announced(life, LATE, [1])
    life.until_cleared([a_line(1)])
    with life.database.writing() as session:
        consultations.skip(session, life.list_id, reason="只是汇总。", by=life.cast.chen, at=life.at)
    life.reviewed(ReviewKind.FINAL_LEGALITY).approved()
    life.published(published_on=EARLY + timedelta(days=3), effective_on=EARLY + timedelta(days=3))
    assert shown_from(life) == {1: clock.start_of(EARLY + timedelta(days=3))}
    ended(life, draft)
    assert shown_from(life) == {1: clock.start_of(EARLY + timedelta(days=3))}


def test_a_publication_after_the_planned_opening_keeps_its_own_instant(life: Life):
    draft = announced(life, EARLY, [1])
    life.until_cleared([a_line(1)])
    with life.database.writing() as session:
        consultations.skip(session, life.list_id, reason="只是汇总。", by=life.cast.chen, at=life.at)
    life.reviewed(ReviewKind.FINAL_LEGALITY).approved().published(published_on=LATE, effective_on=LATE)
    assert shown_from(life) == {1: clock.start_of(EARLY)}
    ended(life, draft)
    assert shown_from(life) == {1: clock.start_of(LATE)}


def test_a_second_round_given_up_before_it_opens_hides_only_what_it_adds(life: Life):
    life.until_open([a_line(1)]).closed()
    seen = shown_from(life)[1]
    with life.database.writing() as session:
        line_editing.add_line(session, life.list_id, a_line(2), by=life.cast.chen, at=life.at, reason="漏了")
    opens_on = clock.day_of(life.at) + timedelta(days=2)
    with life.database.writing() as session:
        notice = a_notice(opens_on=opens_on)
        consultations.begin(session, life.list_id, notice, by=life.cast.chen, at=life.at, keys=life.keys)
    ended(life)
    assert shown_from(life) == {1: seen, 2: None}
