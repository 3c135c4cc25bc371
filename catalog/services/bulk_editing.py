"""Set the same thing on a selection of lines, rehearsed first, and take it back before publication."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from catalog import clock, lengths
from catalog.errors import Conflicting, Incomplete, OutOfTurn
from catalog.models import Entry, Line, LineChange, LineChangeComment, Office, ProofList, Requirement
from catalog.rules.lifecycles import OPEN_TO_EDITS
from catalog.rules.line_changes import Changed, differences
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Case, Official
from catalog.services import history, leave, line_leave, line_texts, list_steps
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, Disposition, ListState, Method

# What may be set on many lines at once; the rest differs from line to line.
CELLS = frozenset({"disposition", "method", "replacement"})
CHUNK = 500
# The reason of a change that only takes another one back.
UNDONE = "撤销上一步"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the chosen lines are to say. An empty ``replacement`` leaves what each line says of it."""

    disposition: Disposition
    method: Method | None = None
    replacement: str = ""

    def on(self, line: LineContent) -> LineContent:
        """The line as it would read."""
        if self.disposition is not Disposition.REPLACE:
            return replace(line, disposition=self.disposition, method=None, replacement="")
        said = self.replacement.strip() or line.replacement
        return replace(line, disposition=self.disposition, method=self.method, replacement=said)


def rehearse(session: Session, list_id: int, line_ids: Collection[int], setting: Setting) -> list[Changed]:
    """What the setting would change, line by line; lines that already say it are left out. Nothing is written."""
    _check(setting)
    return _changed((line, setting.on(line)) for line in _chosen(session, list_id, line_ids))


def apply(
    session: Session,
    list_id: int,
    versions: Mapping[int, int],
    setting: Setting,
    *,
    by: Official,
    at: datetime,
    reason: str = "",
    comments: Collection[int] = (),
) -> int:
    """Set it on the lines (line → the version that was looked at); how many changed. All or none.

    ``comments`` are those that moved every one of the lines. Raises OutOfTurn (not open to edits), NotYourDesk (a
    line of another office), Conflicting (changed meanwhile), Incomplete (no method, nothing chosen, neither
    comments nor reason after the public saw it), NotFound (a comment on another list).
    """
    _check(setting)
    listing, now = _editable(session, list_id, at)
    lines = _chosen(session, list_id, versions)
    _ask(session, listing, now, lines, by=by, at=at)
    _check_versions(session, versions)
    changes = _changed((line, setting.on(line)) for line in lines)
    _write(session, listing, now, changes, by=by, at=at, reason=reason, comments=comments)
    return len(changes)


def last(session: Session, list_id: int, *, by: Official) -> list[Changed]:
    """What this person's last change set on the lines of the list, if it can be taken back: nothing newer stands."""
    entries = _last_entries(session, list_id, by)
    lines = {line.line_id: line for line in line_texts.of_lines(session, [one.record_id or 0 for one in entries])}
    found = []
    for entry in entries:
        line = lines.get(entry.record_id or 0)
        if line is None or entry.before is None or entry.after is None or line.said() != entry.after:
            return []
        before = LineContent.read(entry.before, line_id=line.line_id, requirement_id=line.requirement_id)
        changed = Changed(before, line, differences(before, line))
        if not {one.field for one in changed.fields} <= CELLS:
            return []
        found.append(changed)
    return found


def undo(session: Session, list_id: int, *, by: Official, at: datetime, reason: str = "") -> int:
    """Take the last change of this person back; how many lines. Raises OutOfTurn when there is none, and as above."""
    listing, now = _editable(session, list_id, at)
    done = last(session, list_id, by=by)
    if not done:
        raise OutOfTurn("没有可以撤销的：您没有改过处理方式，或者后来又有人改过。")
    _ask(session, listing, now, [one.after for one in done], by=by, at=at)
    back = _changed((one.after, one.before) for one in done)
    _write(session, listing, now, back, by=by, at=at, reason=reason or UNDONE)
    return len(back)


def _editable(session: Session, list_id: int, at: datetime) -> tuple[ProofList, ListState]:
    """The list, held, when its lines may be changed now. Raises OutOfTurn."""
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    if now is ListState.CONSULTING:
        raise OutOfTurn("正在征求意见，清单不能改。想改先记下来，截止后再改。")
    if now not in OPEN_TO_EDITS:
        raise OutOfTurn(f"清单现在是“{now.label}”，不能改。确实要改，请先退回。")
    return listing, now


def _check(setting: Setting) -> None:
    if setting.disposition is Disposition.REPLACE and setting.method is None:
        raise Incomplete("是“替代取消”，要选替代办法。", field="method")
    lengths.check(Line.__table__, [{"replacement": setting.replacement.strip()}])  # type: ignore[attr-defined]


def _chosen(session: Session, list_id: int, line_ids: Collection[int]) -> list[LineContent]:
    own = set(session.exec(select(Line.id).where(Line.list_id == list_id, col(Line.id).in_(set(line_ids)))))
    if not line_ids or len(own) != len(set(line_ids)):
        raise Incomplete("请先选中这份清单里的条。", field="lines")
    return line_texts.of_lines(session, [int(one or 0) for one in own])


def _changed(pairs: Any) -> list[Changed]:
    found = (Changed(before, after, differences(before, after)) for before, after in pairs)
    return [one for one in found if one.fields]


def _ask(
    session: Session, listing: ProofList, now: ListState, lines: Sequence[LineContent], *, by: Official, at: datetime
) -> None:
    ids = {line.requirement_id for line in lines}
    query = select(Office.id, Office.name, Office.short_name).join(
        Requirement, col(Requirement.office_id) == col(Office.id)
    )
    bureau = listing.office_id is None or now is ListState.SETTLING
    for office_id, name, short in set(session.exec(query.where(col(Requirement.id).in_(ids)))):
        leave.ask(
            session, by, Act.CHANGE_LINE, Case(office_id, short or name, bureau_edits=bureau), on=clock.day_of(at)
        )


def _check_versions(session: Session, versions: Mapping[int, int]) -> None:
    query = select(Line.id, Line.version, Line.position).where(col(Line.id).in_(set(versions)))
    moved = [position for line_id, version, position in session.exec(query) if versions[int(line_id or 0)] != version]
    if moved:
        named = "、".join(f"第{position}条" for position in sorted(moved)[:5])
        raise Conflicting(f"没有改：{named}刚被别人改过。请重新看一遍会怎么改。")


def _write(
    session: Session,
    listing: ProofList,
    now: ListState,
    changes: Sequence[Changed],
    *,
    by: Official,
    at: datetime,
    reason: str,
    comments: Collection[int] = (),
) -> None:
    line_leave.check_reason(session, listing, now, sorted(set(comments)), reason)
    table = Line.__table__  # type: ignore[attr-defined]
    statement = (
        update(table)
        .where(table.c.id == bindparam("which"))
        .values(
            disposition=bindparam("to_disposition"),
            method=bindparam("to_method"),
            replacement=bindparam("to_replacement"),
            version=table.c.version + 1,
        )
    )
    rows = [
        {
            "which": one.after.line_id,
            "to_disposition": one.after.disposition,
            "to_method": one.after.method,
            "to_replacement": one.after.replacement,
        }
        for one in changes
    ]
    if rows:
        session.connection().execute(statement, rows)
        session.expire_all()
    for one in changes:
        history.write(
            session,
            by=by.login,
            act=Act.CHANGE_LINE,
            noun="line",
            record_id=one.after.line_id,
            before=one.before.said(),
            after=one.after.said(),
            reason=reason.strip(),
        )
    if now is ListState.SETTLING:
        ids = insert_many(session, LineChange, [_change(listing, one, by, at, reason) for one in changes])
        pairs = [{"change_id": one, "comment_id": comment} for one in ids for comment in sorted(set(comments))]
        insert_many(session, LineChangeComment, pairs)
    listing.version += 1


def _change(listing: ProofList, one: Changed, by: Official, at: datetime, reason: str) -> dict[str, Any]:
    return {
        "list_id": listing.id,
        "line_id": one.after.line_id,
        "requirement_id": one.after.requirement_id,
        "person_id": by.id,
        "at": at,
        "before": one.before.said(),
        "after": one.after.said(),
        "reason": reason.strip(),
    }


def _last_entries(session: Session, list_id: int, by: Official) -> list[Entry]:
    """The entries on lines of the list that this person's last change wrote: one transaction, one instant."""
    lines = select(Line.id).where(Line.list_id == list_id)
    query = select(Entry).where(Entry.noun == "line", Entry.who == by.login, col(Entry.record_id).in_(lines))
    newest = session.exec(query.order_by(col(Entry.number).desc()).limit(1)).first()
    if newest is None or newest.act != Act.CHANGE_LINE.value:
        return []
    same = query.where(col(Entry.at) == newest.at, Entry.act == Act.CHANGE_LINE.value)
    found = list(session.exec(same.order_by(col(Entry.number).desc())))
    # Only the run that ends in the newest one: a clock that stands still would join two changes.
    run = [one for place, one in enumerate(found) if one.number == newest.number - place]
    return run if len({one.record_id for one in run}) == len(run) else run[:1]
