"""A list on its way: short commands that carry it from step to step, so that tests begin where they mean to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from catalog.database import Database
from catalog.models import Consultation, IssuedDocument, Line, ListVersion, ProofList, Review
from catalog.services import (
    answering,
    assembling,
    attachments,
    commenting,
    consultations,
    drafting,
    line_editing,
    lists,
    moderating,
    publishing,
    reviewing,
    settling,
)
from catalog.services.comment_drafts import CommentDraft
from catalog.services.commenting import Receipt
from catalog.services.consultations import Contact, Notice
from catalog.services.issuing import Publication
from catalog.services.line_entry import LineDraft
from catalog.services.reviewing import Approval
from catalog.services.vault import KeyRing
from catalog.storage import Storage
from catalog.vocabulary import Adoption, Disposition, DraftKind, Method, ReviewKind
from tests.catalog.services.cast import OFFICES, Cast

CITY = "示例市"
SECRET = "secret"
JUNE = datetime(2026, 6, 1, 2, tzinfo=UTC)


def a_line(number: int = 1, **changes: object) -> LineDraft:
    """A complete line that nothing forbids: no basis, cancelled outright."""
    values: dict[str, object] = {
        "demanding_office": OFFICES[0],
        "service_item": f"事项{number}",
        "material": "户籍证明",
        "disposition": Disposition.CANCEL,
        "has_no_basis": True,
    }
    return LineDraft(**(values | changes))  # type: ignore[arg-type]


def a_notice(**changes: object) -> Notice:
    values: dict[str, object] = {
        "title": "关于清单的公告",
        "notice": "为了少开证明，公开征求意见。",
        "explanation": "起草说明。",
        "draft_kind": DraftKind.MAJOR_DECISION,
        "opens_on": date(2026, 7, 13),
        "contact": Contact(telephone="0000-1234567"),
    }
    return Notice(**(values | changes))  # type: ignore[arg-type]


@dataclass
class Life:
    """One list and the clock of its story."""

    database: Database
    cast: Cast
    keys: KeyRing
    at: datetime = JUNE
    list_id: int = 0
    codes: list[str] = field(default_factory=list)

    @property
    def storage(self) -> Storage:
        """Where the application keeps files: beside its keys."""
        return Storage(self.keys.folder.parent / "documents")

    def on(self, day: date, hour: int = 10) -> "Life":
        """Let it be that day, Beijing time."""
        self.at = datetime(day.year, day.month, day.day, hour - 8 if hour >= 8 else hour, tzinfo=UTC)
        return self

    def drafted(self, lines: Sequence[LineDraft] = (a_line(),), *, office: bool = False) -> "Life":
        with self.database.writing() as session:
            office_id = self.cast.qiang.office_id if office else None
            listing = lists.enter(session, lines, title="第一批清单", by="li", instruments={}, office_id=office_id)
            self.list_id = listing.id or 0
        return self

    def submitted(self) -> "Life":
        with self.database.writing() as session:
            office = session.get_one(ProofList, self.list_id).office_id
            by = self.cast.qiang if office else self.cast.chen
            drafting.submit(session, self.list_id, by=by, at=self.at)
        return self

    def assembled(self) -> "Life":
        with self.database.writing() as session:
            assembling.assemble(session, self.list_id, city=CITY, by=self.cast.wang, at=self.at)
        return self

    def reviewed(self, *kinds: ReviewKind, passed: bool = True, days: int = 20) -> "Life":
        for kind in kinds:
            with self.database.writing() as session:
                self._review(session, kind, passed, days)
        return self

    def _review(self, session, kind: ReviewKind, passed: bool, days: int) -> Review:
        received = (self.at - timedelta(days=days)).date()
        return reviewing.record(
            session,
            self.list_id,
            kind,
            passed=passed,
            finding="没有问题。",
            received_on=received,
            by=self.cast.wang,
            at=self.at,
        )

    def cleared(self) -> "Life":
        return self.reviewed(ReviewKind.SECRECY, ReviewKind.FIRST_LEGALITY)

    def opened(self, **changes: object) -> "Life":
        self.on(date(2026, 7, 13), 10)
        with self.database.writing() as session:
            consultations.begin(
                session, self.list_id, a_notice(**changes), by=self.cast.chen, at=self.at, keys=self.keys
            )
        return self

    def closed(self) -> "Life":
        """Let it be the day after the close."""
        self.at = self.consultation().closes_at + timedelta(hours=10)
        return self

    def commented(self, text: str = "建议保留。", **changes: object) -> Receipt:
        ticket = commenting.new_ticket(SECRET, self.at)
        return self.send(ticket, CommentDraft(text, **({"publishes": True} | changes)))  # type: ignore[arg-type]

    def send(self, ticket: str, draft: CommentDraft, files: Sequence[tuple[str, bytes]] = ()) -> Receipt:
        consultation_id = self.consultation().id or 0
        sealed = attachments.store(self.storage, self.keys, self.consultation(), files)
        with self.database.writing() as session:
            receipt = commenting.submit(
                session,
                consultation_id,
                draft,
                ticket=ticket,
                received_at=self.at,
                secret=SECRET,
                keys=self.keys,
                files=sealed,
            )
        self.codes.append(receipt.code)
        return receipt

    def answered(self, adoption: Adoption = Adoption.REJECTED) -> "Life":
        with self.database.writing() as session:
            for comment in moderating.waiting(session, self.consultation().id or 0):
                moderating.show(session, comment.id or 0, version=comment.version, by=self.cast.chen, at=self.at)
            for comment in answering.to_answer(session, self.list_id):
                answering.answer(
                    session, [comment.id or 0], adoption, "法律规定要查验。", by=self.cast.chen, at=self.at
                )
        return self

    def settled(self) -> "Life":
        """Frozen and examined for the last time."""
        with self.database.writing() as session:
            settling.freeze(session, self.list_id, by=self.cast.chen, at=self.at)
        self.at += timedelta(days=15)
        return self.reviewed(ReviewKind.FINAL_LEGALITY, days=15)

    def approved(self) -> "Life":
        with self.database.writing() as session:
            approval = Approval(self.at.date(), meeting="市政府常务会议", minutes="〔2026〕8号")
            reviewing.approve(session, self.list_id, approval, city=CITY, by=self.cast.zhao, at=self.at)
        return self

    def published(self, number: str = "示府办〔2026〕1号", **changes: object) -> IssuedDocument:
        with self.database.writing() as session:
            return publishing.publish(
                session, [self.list_id], self.publication(number, **changes), city=CITY, by=self.cast.zhao, at=self.at
            )

    def publication(self, number: str = "示府办〔2026〕1号", **changes: object) -> Publication:
        day = (self.at + timedelta(hours=8)).date()
        values: dict[str, object] = {"number": number, "published_on": day, "effective_on": day + timedelta(days=5)}
        return Publication(**(values | changes))  # type: ignore[arg-type]

    def until_cleared(self, lines: Sequence[LineDraft] = (a_line(),)) -> "Life":
        return self.drafted(lines).submitted().assembled().cleared()

    def until_open(self, lines: Sequence[LineDraft] = (a_line(),), **changes: object) -> "Life":
        return self.until_cleared(lines).opened(**changes)

    def until_approved(self, lines: Sequence[LineDraft] = (a_line(),)) -> "Life":
        return self.until_open(lines).closed().answered().settled().approved()

    def changed(self, position: int, draft: LineDraft, **why: object) -> None:
        line = self.line(position)
        with self.database.writing() as session:
            line_editing.change_line(
                session, line.id or 0, draft, version=line.version, by=self.cast.chen, at=self.at, **why
            )

    def listing(self) -> ProofList:
        with self.database.reading() as session:
            return session.get_one(ProofList, self.list_id)

    def line(self, position: int = 1) -> Line:
        with self.database.reading() as session:
            return session.exec(select(Line).where(Line.list_id == self.list_id, Line.position == position)).one()

    def consultation(self) -> Consultation:
        with self.database.reading() as session:
            return consultations.of_list(session, self.list_id)[-1]

    def version(self) -> ListVersion:
        with self.database.reading() as session:
            return session.exec(
                select(ListVersion).where(ListVersion.list_id == self.list_id).order_by(ListVersion.id.desc())
            ).first()


REPLACED = {"disposition": Disposition.REPLACE, "method": Method.DATA_SHARING, "replacement": "由民政局查询。"}
