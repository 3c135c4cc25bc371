"""A published fact is never edited: corrections are new decisions, filed and linked."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn, Refused
from catalog.models import Decision, Requirement
from catalog.services import correcting, filings, history, list_steps, requirements
from catalog.services.correcting import Correction
from catalog.vocabulary import Authority, DecisionKind, Disposition, Method, Outcome
from tests.catalog.services.life import Life, a_line

WITHDRAWN = Correction(DecisionKind.WITHDRAWAL, "上级文件废止。", date(2026, 12, 1))


@pytest.fixture
def published(life: Life) -> Life:
    life.until_approved([a_line(1), a_line(2)]).published()
    return life.on(date(2026, 11, 2))


def correct(life: Life, correction: Correction, ids=(1,), by=None, **more: object) -> list[int]:
    with life.database.writing() as session:
        return correcting.correct(session, ids, correction, by=by or life.cast.zhao, at=life.at, **more)


def outcome(life: Life, on: date, requirement: int = 0) -> Outcome:
    with life.database.reading() as session:
        ids = sorted(session.exec(select(Requirement.id)))
        found = requirements.describe(session, ids, on=on, known=life.at + timedelta(days=1))
        return found[ids[requirement]].verdict.outcome


def test_a_withdrawal_ends_the_cancellation_from_its_day_and_keeps_what_was(published: Life):
    correct(published, WITHDRAWN)
    days = (date(2026, 11, 30), date(2026, 12, 1))
    assert [outcome(published, day) for day in days] == [Outcome.CANCELLED, Outcome.UNKNOWN]
    assert outcome(published, days[1], 1) is Outcome.CANCELLED, "the other line stands"


def test_a_supersession_states_anew_under_its_own_number(published: Life):
    superseding = Correction(
        DecisionKind.SUPERSESSION,
        "改由承诺代替。",
        date(2026, 12, 1),
        Disposition.REPLACE,
        Method.COMMITMENT,
        "签承诺书。",
    )
    (fresh,) = correct(published, superseding, publication=published.publication("示府办〔2026〕9号"))
    assert outcome(published, date(2026, 12, 1)) is Outcome.CHOICE
    with published.database.reading() as session:
        assert [one.id for one in correcting.about(session, [1])[1]] == [fresh]
        ((old, new),) = correcting.of_list(session, published.list_id, published.at + timedelta(days=1))
        assert (old.id, new.id, new.corrects_id) == (1, fresh, 1)
    with pytest.raises(Refused, match="已经用在"):
        correct(published, WITHDRAWN, [2], publication=published.publication("示府办〔2026〕9号"))


def test_an_error_is_corrected_from_its_first_day(published: Life):
    with published.database.reading() as session:
        first = session.get(Decision, 1).effective_on
    fixed = Correction(DecisionKind.CORRECTION, "印错了。", first, Disposition.KEEP)
    correct(published, fixed)
    assert outcome(published, first) is Outcome.KEPT


def test_an_annulment_names_who_annulled(published: Life):
    with published.database.reading() as session:
        first = session.get(Decision, 1).effective_on
    with pytest.raises(Incomplete, match="请选由谁撤销"):
        correct(published, Correction(DecisionKind.ANNULMENT, "违法。", first))
    (fresh,) = correct(published, Correction(DecisionKind.ANNULMENT, "违法。", first, authority=Authority.COURT))
    with published.database.reading() as session:
        assert session.get(Decision, fresh).reason == "人民法院：违法。"
    assert outcome(published, date(2026, 11, 2)) is Outcome.UNKNOWN


def test_a_corrected_decision_is_corrected_by_way_of_the_newest(published: Life):
    (fresh,) = correct(published, WITHDRAWN)
    with pytest.raises(Conflicting, match="从最新的一条改起"):
        correct(published, WITHDRAWN)
    again = Correction(DecisionKind.WITHDRAWAL, "撤回错了。", date(2026, 12, 5))
    correct(published, again, [fresh])
    assert outcome(published, date(2026, 12, 5)) is Outcome.CANCELLED


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (Correction(DecisionKind.WITHDRAWAL, " ", date(2026, 12, 1)), "写明理由"),
        (Correction(DecisionKind.WITHDRAWAL, "r", date(2026, 10, 1)), "不能早于今天"),
        (Correction(DecisionKind.WITHDRAWAL, "r", date(2026, 12, 1), Disposition.KEEP), "只是收回"),
        (Correction(DecisionKind.CORRECTION, "r", date(2026, 12, 1)), "改成怎样处理"),
        (Correction(DecisionKind.CORRECTION, "r", date(2020, 1, 1), Disposition.KEEP), "不能早于原来决定"),
        (Correction(DecisionKind.CORRECTION, "r", date(2026, 12, 1), Disposition.REPLACE), "请写办法"),
    ],
)
def test_what_a_correction_lacks_is_said(published: Life, correction, why):
    with pytest.raises(Incomplete, match=why):
        correct(published, correction)


def test_only_the_publisher_corrects_and_only_what_exists(published: Life):
    with pytest.raises(NotYourDesk, match="赵宁"):
        correct(published, WITHDRAWN, by=published.cast.chen)
    with pytest.raises(NotFound):
        correct(published, WITHDRAWN, [1, 99])
    with pytest.raises(ValueError):
        correct(published, Correction(DecisionKind.PUBLISHED, "r", date(2026, 12, 1)))


def test_history_of_the_requirement_tells_then_and_now(published: Life):
    correct(published, WITHDRAWN)
    with published.database.reading() as session:
        newest = history.of(session, "requirement", session.get(Decision, 1).requirement_id)[0]
        assert (newest.act, newest.after["kind"], newest.reason) == ("correct-decision", "withdrawal", "上级文件废止。")
        assert history.verify(session) is None


def test_filing_is_recorded_with_number_or_objection(published: Life):
    def file(**what: str) -> None:
        with published.database.writing() as session:
            filings.record(
                session,
                published.list_id,
                filed_on=date(2026, 11, 1),
                by=published.cast.zhao,
                at=published.at,
                **what,
            )

    with pytest.raises(Incomplete, match="备案号"):
        file()
    file(number="示府备〔2026〕3号")
    file(objection="第2条要补依据。")
    with published.database.reading() as session:
        assert [one.number for one in filings.of_list(session, published.list_id)] == ["示府备〔2026〕3号", ""]
        assert [one.name for one in list_steps.taken(session, [published.list_id])[published.list_id]][-2:] == [
            "file",
            "file",
        ]


def test_nothing_is_filed_before_it_is_published(life: Life):
    life.until_approved()
    with pytest.raises(OutOfTurn), life.database.writing() as session:
        filings.record(session, life.list_id, filed_on=life.at.date(), number="1", by=life.cast.zhao, at=life.at)


def test_a_rehearsal_says_what_turns_and_writes_nothing(published: Life):
    with published.database.reading() as session:
        found = correcting.rehearse(session, [1, 2], WITHDRAWN, by=published.cast.zhao, at=published.at)
    assert found.turns == {(Outcome.CANCELLED, Outcome.UNKNOWN): 2} and found.on == WITHDRAWN.effective_on
    kept = Correction(DecisionKind.SUPERSESSION, "再取消一次。", date(2026, 12, 1), Disposition.CANCEL)
    with published.database.reading() as session:
        same = correcting.rehearse(session, [1], kept, by=published.cast.zhao, at=published.at)
        assert same.turns == {(Outcome.CANCELLED, Outcome.CANCELLED): 1}
        assert len(session.exec(select(Decision)).all()) == 2
    with published.database.reading() as session, pytest.raises(NotYourDesk):
        correcting.rehearse(session, [1], WITHDRAWN, by=published.cast.li, at=published.at)


def test_a_correction_does_not_give_away_what_is_not_public_yet(life: Life):
    life.until_approved([a_line(1)])
    ahead = (life.at + timedelta(days=20)).date()
    document = life.published(published_on=ahead, effective_on=ahead)
    correct(life, Correction(DecisionKind.WITHDRAWAL, "上级文件废止。", ahead))
    with life.database.reading() as session:
        assert {one.public_from for one in session.exec(select(Decision))} == {document.public_from}
