"""What must hold before a list can take its next step, each with whether it does and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlmodel import Session

from app.pages.desk_list import Gate
from app.wording import count, deadline, zh_date
from catalog import clock
from catalog.models import ProofList
from catalog.rules import completeness, permissions
from catalog.rules import reviews as review_rule
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import (
    assembling,
    filings,
    publishing,
    reviewing,
    versions,
)
from catalog.services.desk_reading import Standing
from catalog.services.findings import Point
from catalog.vocabulary import Act, ExceptionKind, ListState, VersionPurpose

HEADINGS = {
    ListState.DRAFTING: "提交前要满足的",
    ListState.SUBMITTED: "汇总前要满足的",
    ListState.ASSEMBLED: "初审要满足的",
    ListState.CLEARED: "征求意见前要满足的",
    ListState.CONSULTING: "正在征求意见",
    ListState.SETTLING: "定稿前要满足的",
    ListState.REVIEWED: "审签前要满足的",
    ListState.APPROVED: "公布前要满足的",
    ListState.PUBLISHED: "公布以后",
    ListState.ENDED: "已终止",
}


@dataclass(frozen=True)
class Known:
    """What was already read for the page: the gates need no line twice."""

    session: Session
    standing: Standing
    lines: Sequence[LineContent]
    points: Sequence[Point]
    by: Official
    at: datetime

    @property
    def listing(self) -> ProofList:
        return self.standing.listing

    @property
    def id(self) -> int:
        return self.standing.id

    def way(self, act: Act, href: str) -> str:
        """The address, for whoever may do the act there, through the emergency door too; "" for others."""
        return "" if permissions.without_duties(self.by, act, self.standing.case) else href

    def page(self, only: str) -> str:
        """The lines of one kind."""
        return url_for("desk_tables.show", list_id=self.id, narrow=only)


def of_list(known: Known) -> tuple[Gate, ...]:
    """The gates of the state that the list is in."""
    return tuple(gate for check in GATES.get(known.standing.now, ()) for gate in check(known))


def _lines_are_there(known: Known) -> list[Gate]:
    if known.lines:
        return [Gate(True, f"有{count(len(known.lines))}")]
    listing = known.listing
    if listing.office_id is None:
        return [Gate(False, "还没有内容", "等各单位提交以后汇总，或者直接添加、导入。")]
    return [
        Gate(
            False,
            "还没有内容",
            "添加，或者导入表格。",
            known.way(Act.IMPORT_LIST, url_for("desk_imports.new", list=known.id)),
            "导入表格",
        )
    ]


def _lines_are_complete(known: Known) -> list[Gate]:
    gaps = [gap for line in known.lines for gap in completeness.gaps(line)]
    if not gaps:
        return [Gate(True, "每一条都填全了")] if known.lines else []
    named = "".join(gap.sentence for gap in gaps[:3])
    lines = len({gap.line.line_id for gap in gaps})
    return [Gate(False, f"{count(lines)}没有填全", named, known.page("gaps"), "去补全")]


def _points(kind: ExceptionKind, good: str, bad: str) -> Callable[[Known], list[Gate]]:
    def check(known: Known) -> list[Gate]:
        some = [point for point in known.points if point.kind is kind]
        waiting = [point for point in some if point.is_open]
        settled = f"{count(len(some) - len(waiting))}已有证据或签署的理由。" if len(some) > len(waiting) else ""
        if not waiting:
            return [Gate(True, good, settled)]
        first = waiting[0]
        detail = f"第{first.line.position}条：{first.sentence}{settled}"
        return [Gate(False, f"{count(len(waiting))}{bad}", detail, known.page(kind.value), "去处理")]

    return check


_policy = _points(ExceptionKind.POLICY, "处理方式都合乎依据", "依据不允许，或还差证据")
_conflicts = _points(ExceptionKind.CONFLICT, "和现行决定没有不一致", "和现行决定不一致")


def _parts(known: Known) -> list[Gate]:
    parts = assembling.handed_in(known.session, known.id)
    if known.listing.office_id is not None or not parts:
        return []
    ready = [one for one in parts if one.state is ListState.SUBMITTED]
    waiting = [one for one in parts if one.state is ListState.DRAFTING]
    detail = f"还没交：{'、'.join(one.office for one in waiting[:5])}。" if waiting else ""
    return [Gate(not waiting, f"{count(len(parts), '个单位')}的清单，已交{count(len(ready), '份')}", detail)]


def _reviews(known: Known) -> list[Gate]:
    needed = review_rule.NEEDED.get(known.standing.now, ())
    missing = reviewing.still_needed(known.session, known.listing, known.standing.now)
    return [
        Gate(
            kind not in missing,
            f"{kind.label}{'通过' if kind not in missing else ''}",
            "" if kind not in missing else "由没有提交过这份清单的“审查”人员登记。",
            known.way(Act.REVIEW_LIST, url_for("desk_reviews.new", list_id=known.id, kind=kind.value))
            if kind in missing
            else "",
            f"登记{kind.label}",
        )
        for kind in needed
    ]


def _notice(known: Known) -> list[Gate]:
    normative = (
        "规范性文件，要公开征求意见。" if known.listing.is_normative else "单纯的清单可以不征求意见，理由要公开。"
    )
    return [Gate(None, "公告、起草说明和截止日", f"发起的时候写。{normative}")]


def _open_period(known: Known) -> list[Gate]:
    one = known.standing.consultation
    if one is None:
        return []
    href = known.way(Act.MODERATE_COMMENT, url_for("desk_comments.index", consultation_id=one.id))
    gates = [Gate(None, deadline(one.last_on), "截止以后自动进入研究采纳，清单现在不改动。")]
    return [*gates, _looked_over(known, href)]


def _looked_over(known: Known, href: str) -> Gate:
    unread = known.standing.unread
    if not unread:
        return Gate(True, "收到的意见都核看过", href=href, link="看意见")
    return Gate(False, f"{count(unread, '份')}意见等核看", "核看以后才公开。", href, "去核看")


def _answers(known: Known) -> list[Gate]:
    one = known.standing.consultation
    if one is None:
        return [Gate(True, "没有征求意见", "理由已经公布。")]
    href = known.way(Act.MODERATE_COMMENT, url_for("desk_comments.index", consultation_id=one.id))
    waiting = known.standing.unanswered
    answered = (
        Gate(False, f"{count(waiting, '份')}意见没有答复", "每份按时收到的意见都要有处理和理由。", href, "去答复")
        if waiting
        else Gate(True, "按时收到的意见都有处理和理由", href=href, link="看意见")
    )
    return [answered, _looked_over(known, href)]


def _frozen(known: Known) -> list[Gate]:
    newest = versions.newest(known.session, known.id, VersionPurpose.PUBLIC)
    if newest and newest.digest == versions.digest_now(known.session, known.id):
        return [Gate(True, f"第{newest.number}版已定版", f"摘要 {newest.digest[:12]}")]
    what = f"第{newest.number}版以后又改过" if newest else "还没有定版"
    return [
        Gate(
            False,
            what,
            "定版以后做合法性审查。",
            known.way(Act.FREEZE_VERSION, url_for("desk_versions.ask", list_id=known.id)),
            "去定版",
        )
    ]


def _decided(known: Known) -> list[Gate]:
    return [Gate(None, "会议名称、日期和纪要编号，或者签发人", "审签的时候写。意见采纳情况同时定稿。")]


def _number(known: Known) -> list[Gate]:
    watch = publishing.watch(known.session, known.listing, on=clock.day_of(known.at))
    gates = [Gate(None, "文号、公布日期和施行日期", "先试算，再公布。")]
    if watch:
        sentence = f"{zh_date(watch.decided_on)}审签，要在20个工作日内公布，{zh_date(watch.due_on)}前。"
        gates.append(
            Gate(not watch.is_late, "20个工作日内公布" if not watch.is_late else "已经超过20个工作日", sentence)
        )
    return gates


def _filed(known: Known) -> list[Gate]:
    found = filings.of_list(known.session, known.id)
    if not found:
        return [
            Gate(
                False if known.listing.is_normative else None,
                "还没有登记备案",
                "规范性文件要报上级备案。" if known.listing.is_normative else "",
            )
        ]
    return [
        Gate(
            not one.objection,
            f"{zh_date(one.filed_on)}备案" + (f"，备案号{one.number}" if one.number else ""),
            one.objection,
        )
        for one in found
    ]


GATES: dict[ListState, tuple[Callable[[Known], list[Gate]], ...]] = {
    ListState.DRAFTING: (_parts, _lines_are_there, _lines_are_complete, _policy, _conflicts),
    ListState.SUBMITTED: (_policy, _conflicts),
    ListState.ASSEMBLED: (_reviews, _policy, _conflicts),
    ListState.CLEARED: (_notice, _policy, _conflicts),
    ListState.CONSULTING: (_open_period,),
    ListState.SETTLING: (_answers, _frozen, _reviews, _policy, _conflicts),
    ListState.REVIEWED: (_policy, _conflicts, _decided),
    ListState.APPROVED: (_policy, _conflicts, _number),
    ListState.PUBLISHED: (_filed,),
}
