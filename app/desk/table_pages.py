"""The lines of a list as a table: narrowed, paged, each with what is wrong with it; and a setting rehearsed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.desk import comparing, line_forms, list_pages
from app.desk.forms import Typed, choices
from app.desk.line_inputs import OFFERED
from app.pages.desk_lines import BulkPage, GridLine, LinesPage
from app.pages.desk_parts import Badge
from app.pages.parts import Choice, FieldError, Option
from app.paging import number_asked
from app.record_numbers import number_in
from catalog import clock, text
from catalog.models import Line, ProofList
from catalog.rules import completeness, permissions
from catalog.rules.lifecycles import OVER
from catalog.rules.line_changes import Changed
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import bulk_editing, desk_reading, drafting, findings, leave, line_texts
from catalog.services.desk_reading import Standing
from catalog.services.findings import Point
from catalog.vocabulary import Act, Disposition, ExceptionKind, ListState, Method

PER_PAGE = 50
MOST_CHANGES = 50
SHORT = {
    "office": "缺索要单位",
    "service_item": "缺办理事项",
    "material": "缺证明名称",
    "basis": "缺设定依据",
    "method": "替代办法不对",
    "replacement": "缺取消后的办法",
}


class Table:
    """The lines of a list with everything that is known about them, and the conditions that were asked for."""

    def __init__(self, session: Session, listing: ProofList, asked: Typed, *, by: Official, at: datetime) -> None:
        self.session, self.by, self.at, self.asked = session, by, at, asked
        self.standing: Standing = desk_reading.of_lists(session, [listing], at)[0]
        self.lines = line_texts.of_list(session, self.standing.id)
        over = self.standing.now in OVER
        self.points = [] if over else findings.of_list(session, self.standing.id, city=list_pages.city(), at=at)
        changed = drafting.changed_since_submission(session, self.standing.id) if not over else None
        self.changed = changed.touched() if changed else frozenset()
        self.of_line: dict[int, list[Point]] = defaultdict(list)
        for point in self.points:
            self.of_line[point.line.line_id].append(point)
        self.only, self.query, self.office = asked.text("narrow"), asked.text("q"), asked.text("by_office")

    def matching(self) -> list[LineContent]:
        """The lines that the conditions leave."""
        wanted = text.name_key(self.query)
        return [line for line in self.lines if self._is_wanted(line, wanted)]

    def _is_wanted(self, line: LineContent, wanted: str) -> bool:
        if self.office and line.office != self.office:
            return False
        if wanted and wanted not in text.name_key(f"{line.office}{line.service_item}{line.material}"):
            return False
        points = self.of_line.get(line.line_id, [])
        if self.only == "gaps":
            return bool(completeness.gaps(line))
        if self.only == "settled":
            return any(not point.is_open for point in points)
        if self.only == "changed":
            return line.line_id in self.changed
        kind = ExceptionKind.named(self.only) if self.only else None
        return kind is None or any(point.is_open and point.kind is kind for point in points)

    def page(self, *, errors: Sequence[FieldError] = (), typed: Typed | None = None) -> LinesPage:
        """One page of the table; ``typed`` is what was written into it and could not be saved."""
        matching = self.matching()
        part, number, pages = self._part(matching)
        versions = _versions(self.session, part)
        one = self.standing
        may_edit = list_pages.may_edit(one, self.by)
        why = None if may_edit else self._why_not()
        return LinesPage(
            id=one.id,
            title=one.listing.title,
            total=len(self.lines),
            matching=len(matching),
            lines=tuple(self._row(line, versions.get(line.line_id, 1), typed) for line in part),
            chips=self._chips(),
            chosen=self.only,
            query=self.query,
            offices=self._offices(),
            kept=tuple(
                (name, value)
                for name, value in (("narrow", self.only), ("q", self.query), ("by_office", self.office))
                if value
            ),
            page=number,
            pages=pages,
            may_edit=may_edit,
            may_attach=one.now not in OVER and permissions.may(self.by, Act.ATTACH_EVIDENCE, one.case),
            may_sign=any(point.is_open for point in self.points)
            and permissions.may(self.by, Act.SIGN_EXCEPTION, one.case),
            may_correct=one.now is ListState.PUBLISHED and permissions.may(self.by, Act.CORRECT_DECISION),
            why_not=why or "",
            settling=one.now is ListState.SETTLING,
            set_disposition=choices(OFFERED, none="（不改处理）"),
            set_method=choices(Method, none="（不用代替）"),
            undo=len(bulk_editing.last(self.session, one.id, by=self.by)) if may_edit else 0,
            typed_reason=typed.text("reason") if typed else "",
            typed_comments=typed.text("more_comments") if typed else "",
            errors=tuple(errors),
        )

    def _part(self, matching: list[LineContent]) -> tuple[list[LineContent], int, int]:
        pages = max(1, -(-len(matching) // PER_PAGE))
        asked = self.asked.text("page", "1")
        number = pages if asked == "last" else min(max(1, number_asked(asked)), pages)
        return matching[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages

    def _why_not(self) -> str:
        one = self.standing
        if one.now is ListState.CONSULTING:
            return "正在征求意见，清单不能改。想改先记下来，截止后再改。"
        if one.now not in (ListState.DRAFTING, ListState.SETTLING):
            return f"清单现在是“{one.now.label}”，不能改。确实要改，请先退回。"
        return leave.refusal(self.session, self.by, Act.CHANGE_LINE, one.case, on=clock.day_of(self.at)) or ""

    def _chips(self) -> tuple[Option, ...]:
        found = list_pages.chips(self.standing.id, self.lines, self.points)
        if not self.changed:
            return found
        return (*found, Option("changed", "上次提交以后改过", len(self.changed)))

    def _offices(self) -> tuple[Choice, ...]:
        names = sorted({line.office for line in self.lines})
        if len(names) < 2:
            return ()
        return (Choice("", "所有单位", not self.office), *(Choice(name, name, name == self.office) for name in names))

    def _row(self, line: LineContent, version: int, typed: Typed | None) -> GridLine:
        stored = line_forms.typed_of(line)
        values = line_forms.from_row(typed, line.line_id, stored) if typed else stored
        gaps, points = completeness.gaps(line), self.of_line.get(line.line_id, [])
        return GridLine(
            id=line.line_id,
            position=line.position,
            version=number_in(typed.text(f"version-{line.line_id}", str(version))) or 0 if typed else version,
            requirement_id=line.requirement_id,
            office=values["office"],
            service_item=values["service_item"],
            material=values["material"],
            issuing_office=values["issuing_office"],
            basis=values["basis"],
            disposition=line.disposition.label,
            method=line.method.label if line.method else "",
            replacement=values["replacement"],
            dispositions=choices(_offered(line.disposition), values["disposition"]),
            methods=choices(Method, values["method"], none="（不用）"),
            checks=_checks(gaps, points),
            sentences=tuple(point.sentence for point in points if point.is_open),
            wrong=frozenset(gap.field for gap in gaps),
            changed=line.line_id in self.changed,
            picked=typed is not None and line.line_id in typed.numbers("pick"),
        )


def _offered(present: Disposition) -> tuple[Disposition, ...]:
    return OFFERED if present in OFFERED else (*OFFERED, present)


def _checks(gaps: Sequence[completeness.Gap], points: Sequence[Point]) -> tuple[Badge, ...]:
    found = [Badge(SHORT.get(gap.field, "没填全"), "bad", "warning") for gap in gaps]
    for point in points:
        if not point.is_open:
            found.append(
                Badge("已有证据" if point.settled == findings.BY_EVIDENCE else "已签署理由", "cancelled", "check")
            )
        elif point.kind is ExceptionKind.CONFLICT:
            found.append(Badge("和现行决定不一致", "bad", "warning"))
        else:
            found.append(Badge("还差证据" if point.evidence else "依据不允许", "kept", "info"))
    return tuple(dict.fromkeys(found)) or (Badge("没有问题", "cancelled", "check"),)


def _versions(session: Session, lines: Sequence[LineContent]) -> dict[int, int]:
    query = select(Line.id, Line.version).where(col(Line.id).in_([line.line_id for line in lines]))
    return {int(line_id or 0): version for line_id, version in session.exec(query)}


def bulk_page(
    listing: ProofList,
    changes: Sequence[Changed],
    *,
    what: str,
    chosen: int,
    hidden: Sequence[tuple[str, str]],
    settling: bool,
    comments: tuple[Choice, ...],
    typed: Typed,
    errors: Sequence[FieldError] = (),
) -> BulkPage:
    """What a setting would do."""
    return BulkPage(
        id=listing.id or 0,
        title=listing.title,
        what=what,
        changes=comparing.changed_lines(changes[:MOST_CHANGES]),
        more=max(0, len(changes) - MOST_CHANGES),
        same=chosen - len(changes),
        hidden=tuple(hidden),
        settling=settling,
        comments=comments,
        more_comments=typed.text("more_comments"),
        reason=typed.text("reason"),
        errors=tuple(errors),
    )
