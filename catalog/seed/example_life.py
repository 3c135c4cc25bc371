"""What goes on in the example city: a second list open for comment, and one that a department is drafting.

Everything is made by the services, as officials would, in the days before the first start. The second list
names only proofs of the first one, so that the public register still holds what the first list says. All of
it is invented.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from catalog import clock
from catalog.database import Database
from catalog.models import ListStep, ProofList
from catalog.rules import citations, periods
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.seed import example_people
from catalog.services import (
    assembling,
    calendars,
    commenting,
    consultations,
    drafting,
    line_editing,
    line_texts,
    lists,
    moderating,
    people,
    reviewing,
)
from catalog.services.comment_drafts import CommentDraft
from catalog.services.consultations import Contact, Notice
from catalog.services.line_entry import LineDraft
from catalog.services.sealing import Personal
from catalog.services.vault import KeyRing
from catalog.vocabulary import CommenterKind, Disposition, DraftKind, ListState, Method, ReviewKind, Stance

SECOND = "示例市第二批证明材料取消清单（把告知承诺改为数据共享）"
DRAFT = "示例市民政局第三批证明材料取消清单"
SHARED, MOST_OF_AN_OFFICE = 24, 4
BEGAN, OPENED = timedelta(days=20), timedelta(days=6)
COMMENTS: tuple[tuple[str, Stance, CommenterKind, Personal, int], ...] = (
    (
        "早就该改了。系统里查得到的，就不要再让我们写承诺书。",
        Stance.SUPPORT,
        CommenterKind.PERSON,
        Personal("林女士"),
        1,
    ),
    ("数据要是查不到，窗口怎么办？请写明查不到的时候不能退件。", Stance.CHANGE, CommenterKind.PERSON, Personal(), 2),
    ("建议同时公布查询的时限，企业办事赶时间。", Stance.CHANGE, CommenterKind.BUSINESS, Personal(), 0),
)


def tell(database: Database, keys: KeyRing, *, secret: str, city: str) -> bool:
    """Let the story happen once, when the first list and its people are there and nothing else is; whether it did."""
    now = clock.now()
    with database.reading() as session:
        if not _can_begin(session):
            return False
    with database.writing() as session:
        if not _can_begin(session):
            return False
        staff = {one.login: one for one in people.officials(session, on=clock.day_of(now))}
        first = session.exec(select(ProofList).where(ProofList.state == ListState.PUBLISHED)).one()
        lines = line_texts.of_list(session, first.id or 0)
        _open_second(session, lines, staff, keys, city=city, now=now)
        _comment(session, staff, keys, secret=secret, now=now)
        _draft_third(session, lines, staff, at=now - timedelta(days=2))
    return True


def _can_begin(session: Session) -> bool:
    states = list(session.exec(select(ProofList.state)))
    known = {one.login for one in people.officials(session, on=clock.today())}
    return states == [ListState.PUBLISHED] and {login for login, *_ in example_people.CAST} <= known


def _open_second(
    session: Session,
    lines: Sequence[LineContent],
    staff: dict[str, Official],
    keys: KeyRing,
    *,
    city: str,
    now: datetime,
) -> None:
    began, opened = now - BEGAN, now - OPENED
    chen, wang = staff["chen.li"], staff["wang.min"]
    listing = lists.enter(session, _shared(lines), title=SECOND, by=chen.login, instruments={})
    listing.created_at = began
    list_id = listing.id or 0
    drafting.submit(session, list_id, by=chen, at=began + timedelta(days=3))
    assembling.assemble(session, list_id, city=city, by=wang, at=began + timedelta(days=5))
    for kind, finding in (
        (ReviewKind.SECRECY, "没有不能公开的内容。"),
        (ReviewKind.FIRST_LEGALITY, "只改办法，不增加群众的负担；能共享的不得再要。"),
    ):
        reviewing.record(
            session,
            list_id,
            kind,
            passed=True,
            finding=finding,
            received_on=clock.day_of(began + timedelta(days=5)),
            by=wang,
            at=began + timedelta(days=12),
        )
    consultations.begin(session, list_id, _notice(session, opened), by=chen, at=opened, keys=keys)


def _shared(lines: Sequence[LineContent]) -> list[LineDraft]:
    """Lines of the first list that rest on a promise, a few of each office, to rest on shared data instead."""
    counts: dict[str, int] = {}
    found = []
    for line in lines:
        if line.method is not Method.COMMITMENT or not line.bases or counts.get(line.office, 0) >= MOST_OF_AN_OFFICE:
            continue
        counts[line.office] = counts.get(line.office, 0) + 1
        found.append(_draft(line, Method.DATA_SHARING, "由办理部门通过政务数据共享平台查询，查不到的不得退件"))
    return found[:SHARED]


def _draft(line: LineContent, method: Method, replacement: str) -> LineDraft:
    return LineDraft(
        demanding_office=line.office,
        service_item=line.service_item,
        material=line.material,
        disposition=Disposition.REPLACE,
        method=method,
        replacement=replacement,
        issuing_office=line.issuing_office,
        item_type=line.item_type,
        citations=citations.parse(line.basis),
        has_no_basis=line.has_no_basis,
    )


def _notice(session: Session, opened: datetime) -> Notice:
    opens_on = clock.day_of(opened)
    calendar = calendars.load(session)
    last = periods.last_day(opens_on, periods.DEFAULT_LENGTH, periods.DEFAULT_UNIT, calendar)
    # A year without a published calendar needs a day that no holiday can reach.
    later = calendar.working_day_from(last.day + periods.SAFE_MARGIN + timedelta(days=1)) if last.provisional else None
    return Notice(
        title="关于公开征求《示例市第二批证明材料取消清单（征求意见稿）》意见的公告",
        notice=(
            "第一批清单里，有的证明可以写承诺书代替。现在数据已经能共享，我们打算改成由部门自己查，群众不用再写承诺。"
            "为了听取意见，现在公开征求意见。（示例城市，内容是虚构的。）"
        ),
        explanation="只改替代的办法，不增加要交的材料。能共享的数据，不得要求群众另外提供。",
        draft_kind=DraftKind.MAJOR_DECISION,
        opens_on=opens_on,
        last_on=later,
        contact=Contact(
            office="示例市司法局",
            address="示例市人民路1号 示例市司法局（信封注明“征求意见”）",
            telephone="0000-1234567",
            email="opinions@example.invalid",
            hours="工作日 9:00—17:30",
        ),
    )


def _comment(session: Session, staff: dict[str, Official], keys: KeyRing, *, secret: str, now: datetime) -> None:
    step = session.exec(select(ListStep.details).where(ListStep.name == "consult").order_by(col(ListStep.id).desc()))
    consultation_id = int(step.one()["consultation"])
    for number, (text, stance, kind, personal, position) in enumerate(COMMENTS, start=1):
        at = now - OPENED + timedelta(days=number, hours=number)
        draft = CommentDraft(
            text=text,
            publishes=True,
            positions=(position,) if position else (),
            stance=stance,
            kind=kind,
            personal=personal,
        )
        ticket = commenting.new_ticket(secret, at)
        commenting.submit(session, consultation_id, draft, ticket=ticket, received_at=at, secret=secret, keys=keys)
    first, *_ = moderating.waiting(session, consultation_id)
    moderating.show(session, first.id or 0, version=first.version, by=staff["chen.li"], at=now - timedelta(days=1))


def _draft_third(session: Session, lines: Sequence[LineContent], staff: dict[str, Official], *, at: datetime) -> None:
    """Known proofs under errands of the same office that the first list did not name together."""
    clerk = staff["li.fang"]
    own = [line for line in lines if line.office == example_people.CIVIL]
    taken = {(line.service_item, line.material) for line in own}
    listing = drafting.start(session, title=DRAFT, office_id=clerk.office_id, by=clerk, at=at)
    fresh = [(item, line.material) for item in _items(own) for line in own if (item, line.material) not in taken]
    methods = (
        (Disposition.CANCEL, None, ""),
        (Disposition.REPLACE, Method.DATA_SHARING, "由办理部门通过政务数据共享平台查询"),
    )
    for number, (item, material) in enumerate(fresh[:3]):
        disposition, method, replacement = methods[number % 2]
        draft = LineDraft(
            demanding_office=example_people.CIVIL,
            service_item=item,
            material=material,
            disposition=disposition,
            method=method,
            replacement=replacement,
            has_no_basis=disposition is Disposition.CANCEL,
        )
        line_editing.add_line(session, listing.id or 0, draft, by=clerk, at=at)


def _items(lines: Sequence[LineContent]) -> list[str]:
    return list(dict.fromkeys(line.service_item for line in lines))
