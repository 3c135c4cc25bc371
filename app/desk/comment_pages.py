"""Comments as the desk shows them: what was said, about what, what became of it, what can be done."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from flask import url_for
from sqlmodel import Session, col, select

from app.desk.alike import NONE_ALIKE, Alike
from app.desk.forms import Typed, choices
from app.pages.desk import Input
from app.pages.desk_consultations import CommentRow
from app.pages.desk_parts import Badge
from app.pages.parts import Option
from app.public.comment_files import shown_size
from app.wording import lives, zh_day, zh_moment
from app.wording.consultations import ADOPTION_MARKS
from catalog import clock
from catalog.models import (
    Answer,
    Comment,
    CommentFile,
    CommentLine,
    Consultation,
    LineChange,
    LineChangeComment,
    VersionLine,
)
from catalog.rules.lifecycles import COMMENT
from catalog.services import attachments
from catalog.vocabulary import Adoption, Channel, CommentState

LIVE = (CommentState.RECEIVED, CommentState.PASSED)
ALIKE = "alike"
# Ways to narrow the comments: value, label, which ones.
FILTERS: tuple[tuple[str, str, Callable[[Comment], bool]], ...] = (
    ("", "全部", lambda one: True),
    ("waiting", "等核看", lambda one: one.state is CommentState.RECEIVED),
    ("unanswered", "还没答复", lambda one: one.answer_id is None and one.state in LIVE),
    ("timely", "按时", lambda one: not one.is_late),
    ("late", "逾期", lambda one: one.is_late),
    ("withheld", "暂不公开", lambda one: one.state is CommentState.WITHHELD),
    ("withdrawn", "已撤回", lambda one: one.state is CommentState.WITHDRAWN),
    ("other", "其他渠道", lambda one: one.channel is not Channel.WEB),
)


def chips(comments: Sequence[Comment], alike: Alike) -> tuple[Option, ...]:
    """The filters with how many each leaves; empty ones are left out."""
    found = [Option(value, label, sum(map(test, comments))) for value, label, test in FILTERS]
    found.append(Option(ALIKE, "几乎一样的", len(alike.groups)))
    return tuple(one for one in found if one.count or not one.value)


def narrowed(comments: Sequence[Comment], only: str, query: str, alike: Alike, like: int) -> list[Comment]:
    """The comments that a filter, a word and a group leave; nearly equal ones stand together."""
    tests = {value: test for value, _, test in FILTERS} | {ALIKE: lambda one: bool(alike.of(one.id))}
    test = tests.get(only, tests[""])
    group = set(alike.of(like))
    found = [
        one
        for one in comments
        if test(one) and (not query or query in _words(one) or query == str(one.id)) and (not like or one.id in group)
    ]
    return sorted(found, key=lambda one: (alike.of(one.id)[0], one.id)) if only == ALIKE else found


def rows(
    session: Session,
    consultation: Consultation,
    comments: Sequence[Comment],
    *,
    may_answer: bool,
    at: datetime,
    alike: Alike = NONE_ALIKE,
    picked: Collection[int] = (),
) -> tuple[CommentRow, ...]:
    """The comments with what they speak of, their answers, and what moved. A fixed number of queries."""
    ids = [one.id or 0 for one in comments]
    about, moved = _about(session, consultation, ids), _moved(session, ids)
    answers = _answers(session, [one.answer_id for one in comments])
    groups = _group_sizes(session, list(answers))
    files = attachments.of_comments(session, ids)
    found = []
    for one in comments:
        number = one.id or 0
        row = _row(one, about.get(number, ()), moved.get(number, ()), answers, groups, may_answer, at)
        group = alike.of(number)
        others = {"alike": len(group) - 1, "like": group[0]} if group else {}
        came = tuple((file.id or 0, _file(file)) for file in files.get(number, ()))
        found.append(replace(row, files=came, picked=number in picked and row.may_answer, **others))
    return tuple(found)


def _words(one: Comment) -> str:
    """What it says; "" when it was taken back: then it is not found by its words either."""
    return "" if one.state is CommentState.WITHDRAWN else one.text


def _file(one: CommentFile) -> str:
    return f"附件{one.place}：{one.kind.label}，{shown_size(one.size)}"


def _row(
    one: Comment,
    about: Sequence[tuple[str, str]],
    moved: Sequence[str],
    answers: dict[int, Answer],
    groups: Counter[int],
    may_answer: bool,
    at: datetime,
) -> CommentRow:
    answer = answers.get(one.answer_id or 0)
    live = one.state is not CommentState.WITHDRAWN
    withheld = one.withheld_reason.label if one.withheld_reason else ""
    return CommentRow(
        id=one.id or 0,
        version=one.version,
        text=_words(one) or "（本人已撤回）",
        who=f"{one.shown_name or '没有留称呼'}（{one.commenter_kind.label}）",
        channel=one.channel.label,
        received=_received(one, at),
        stance=one.stance.label if one.stance else "",
        publishes=one.publishes,
        badges=_badges(one, answer),
        about=tuple(about),
        has_contact=one.has_contact or bool(one.sealed),
        state_note="：".join(part for part in (withheld, one.withheld_note) if part),
        adoption=answer.adoption.label if answer else "",
        answer=answer.reason if answer else "",
        answered_with=groups[answer.id or 0] - 1 if answer else 0,
        released=bool(answer and answer.released_at and answer.released_at <= at),
        may_answer=may_answer and live,
        may_pass=COMMENT.step("pass", one.state) is not None,
        may_withhold=COMMENT.step("withhold", one.state) is not None,
        moved=tuple(moved),
    )


def _received(one: Comment, at: datetime) -> str:
    if one.channel is Channel.WEB:
        return zh_moment(one.received_at)
    return f"{zh_day(one.received_on, today=clock.day_of(at))}收到，{zh_moment(one.received_at)}登记"


def _badges(one: Comment, answer: Answer | None) -> tuple[Badge, ...]:
    tone, icon, label = lives.COMMENT_TONES[one.state]
    found = [Badge(label, tone, icon)]
    if one.is_late:
        found.append(Badge("逾期", "bad", "clock"))
    if not one.publishes:
        found.append(Badge("本人不同意公开", "unknown", "dash"))
    if answer:
        found.append(Badge(answer.adoption.label, *ADOPTION_MARKS[answer.adoption]))
    return tuple(found)


def _about(session: Session, consultation: Consultation, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Comment → the lines of the open version it speaks of, by name, with the address of each at the desk."""
    query = (
        select(CommentLine.comment_id, VersionLine.position, VersionLine.content, VersionLine.line_id)
        .join(VersionLine, col(VersionLine.requirement_id) == col(CommentLine.requirement_id))
        .where(VersionLine.version_id == consultation.version_id, col(CommentLine.comment_id).in_(ids))
        .order_by(col(VersionLine.position))
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for comment_id, position, content, line_id in session.exec(query):
        said = f"{content['service_item']}，{content['material']}" if content else "（内容已抹去）"
        href = url_for("desk_lines.edit", line_id=line_id, comments=comment_id)
        found[comment_id].append((f"第{position}条：{said}", href))
    return found


def _moved(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        select(LineChangeComment.comment_id, LineChange)
        .join(LineChange, col(LineChange.id) == col(LineChangeComment.change_id))
        .where(col(LineChangeComment.comment_id).in_(ids))
        .order_by(col(LineChange.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for comment_id, change in session.exec(query):
        said = change.after or change.before or {}
        verb = "改了" if change.after and change.before else "加了" if change.after else "删去了"
        found[comment_id].append(f"{verb}第{said.get('position')}条（{said.get('material')}）")
    return found


def _answers(session: Session, ids: Sequence[int | None]) -> dict[int, Answer]:
    query = select(Answer).where(col(Answer.id).in_({one for one in ids if one}))
    return {one.id or 0: one for one in session.exec(query)}


def _group_sizes(session: Session, answer_ids: Sequence[int]) -> Counter[int]:
    query = select(Comment.answer_id).where(col(Comment.answer_id).in_(answer_ids))
    return Counter(int(one) for one in session.exec(query) if one)


def answer_inputs(typed: Typed) -> tuple[Input, ...]:
    """What an answer states."""
    return (
        Input("adoption", "怎样处理", "radio", choices=choices(Adoption, typed.text("adoption"))),
        Input(
            "reason",
            "理由",
            "textarea",
            typed.text("reason"),
            "采纳了改成什么，不采纳是因为哪条规定。不能只写“已阅”“感谢关注”。",
            extra={"rows": "4"},
        ),
    )
