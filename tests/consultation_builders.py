"""Consultations at any point of their story, told from today so that pages show them as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import Flask
from sqlmodel import select

from catalog import clock
from catalog.models import CalendarDay, Decision
from catalog.services import consultations, correcting, settling
from catalog.services.consultations import Contact
from catalog.services.correcting import Correction
from catalog.services.line_entry import LineDraft
from catalog.vocabulary import Adoption, DecisionKind, Disposition, DraftKind, Method
from tests.catalog.services.cast import hire
from tests.catalog.services.life import Life, a_line, a_notice

LINES = (
    a_line(1, service_item="用电增容", material="房屋权属证明", issuing_office="不动产登记机构"),
    a_line(
        2,
        service_item="残疾人辅助器具补贴",
        material="监护关系证明",
        issuing_office="村（居）民委员会",
        disposition=Disposition.REPLACE,
        method=Method.DATA_SHARING,
        replacement="由民政局通过共享数据查询。",
    ),
    a_line(3, service_item="公证费减免", material="最低生活保障证明"),
)
LENGTH = 60
# Once these two holidays are entered, the calendar of a year counts as loaded.
MARKS_OF_A_YEAR = ((1, 1), (10, 1))
CONTACT = Contact(office="示例市司法局", telephone="0000-1234567", address="示例市司法局（第二批清单意见）")


@dataclass
class Consulted(Life):
    """A list that the public is, was or will be asked about. Days are counted from today."""

    def begun(self, *, days_ago: int = 0, lines: Sequence[LineDraft] = LINES, **changes: object) -> "Consulted":
        """Cleared and opened so many days ago, for sixty days; a notice may ahead of its day with a negative number."""
        self.at = clock.now() - timedelta(days=max(days_ago, 0) + 1)
        self.until_cleared(lines)
        self.at = clock.now() - timedelta(days=max(days_ago, 0), seconds=1)
        opens_on = clock.today() - timedelta(days=days_ago)
        self._open(opens_on, **changes)
        return self

    def announced(self, days: int) -> "Consulted":
        """A list that is cleared already, announced now to open so many days from today."""
        self.at = clock.now()
        self._open(clock.today() + timedelta(days=days))
        return self

    def again(self, **changes: object) -> "Consulted":
        """Asked once more, from today on."""
        self.at = clock.now()
        self._open(clock.today(), **changes)
        return self

    def _open(self, opens_on, **changes: object) -> None:
        values: dict[str, object] = {
            "title": "示例市第二批证明材料取消清单（征求意见稿）",
            "notice": "为了少开证明，现在公开征求意见。\n您可以在网页上提，也可以写信、打电话。",
            "explanation": "起草说明：汇总了各单位报送的证明材料。",
            "draft_kind": DraftKind.MAJOR_DECISION,
            "opens_on": opens_on,
            "contact": Contact(
                office="示例市司法局", telephone="0000-1234567", address="示例市司法局（第二批清单意见）"
            ),
            # Typed by hand, so late that no calendar still to come can move it.
            "last_on": opens_on + timedelta(days=LENGTH),
        }
        notice = a_notice(**(values | changes))
        at = max(self.at, clock.start_of(opens_on)) if opens_on <= clock.day_of(self.at) else self.at
        with self.database.writing() as session:
            consultations.begin(session, self.list_id, notice, by=self.cast.chen, at=at, keys=self.keys)

    def extended(self, days: int = 10, reason: str = "收到的意见较多。") -> "Consulted":
        self.at = clock.now()
        one = self.consultation()
        later = one.last_on + timedelta(days=days)
        with self.database.writing() as session:
            # The calendar of that year is known, whichever year the tests run in.
            for mark in MARKS_OF_A_YEAR:
                session.merge(CalendarDay(day=date(later.year, *mark), is_workday=False, source="示例"))
            session.flush()
            consultations.extend(session, one.id or 0, last_on=later, reason=reason, by=self.cast.chen, at=self.at)
        return self

    def given_up(self, reason: str = "上级有新的规定。") -> "Consulted":
        self.at = clock.now()
        with self.database.writing() as session:
            consultations.end(session, self.list_id, reason=reason, by=self.cast.chen, at=self.at)
        return self

    def replied(self, adoption: Adoption = Adoption.REJECTED) -> "Consulted":
        """After the close: everything looked over and answered, still private."""
        self.closed()
        self.answered(adoption)
        return self

    def frozen(self) -> "Consulted":
        """The final text stands."""
        with self.database.writing() as session:
            settling.freeze(session, self.list_id, by=self.cast.chen, at=self.at)
        return self

    def released(self) -> "Consulted":
        """The answers are out."""
        with self.database.writing() as session:
            settling.release(session, self.consultation().id or 0, by=self.cast.chen, at=self.at, public_from=self.at)
        return self

    def finished(self) -> "Consulted":
        """Examined, approved and published, all of it by now."""
        self.settled().approved()
        self.published()
        return self

    def corrected(self, position: int = 1, reason: str = "清单写错了单位。") -> "Consulted":
        line = self.line(position)
        self.at = clock.now() - timedelta(seconds=1)
        with self.database.writing() as session:
            decision = decision_of(session, line.id or 0)
            change = Correction(DecisionKind.CORRECTION, reason, decision.effective_on, Disposition.KEEP)
            correcting.correct(session, [decision.id], change, by=self.cast.zhao, at=self.at)
        return self

    def reworded(self, position: int, comments: Sequence[int], **changes: object) -> "Consulted":
        """A line changed because of comments, between the close and the final examination."""
        self.changed(position, replace(LINES[position - 1], **changes), comments=comments)  # type: ignore[arg-type]
        return self


def decision_of(session, line_id: int):
    """The decision that a published line made."""
    return session.exec(select(Decision).where(Decision.line_id == line_id)).one()


def consulted(app: Flask) -> Consulted:
    """A story in the register behind an application, with its keys and with people who work in it."""
    database = app.extensions["database"]
    return Consulted(database, hire(database), app.extensions["keys"])
