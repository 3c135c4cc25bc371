"""The pieces that the pages of a consultation share: its deadline, its lines, its comments, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from app.pages.consultations import Change, DraftLine, Field, Mark, Rule, ShownComment
from app.wording import consultations as say
from app.wording import zh_date, zh_day
from catalog.models import Consultation, ConsultationExtension
from catalog.rules.line_changes import Changed, Comparison
from catalog.rules.line_contents import LineContent
from catalog.services import calendars, consultations, draft_lines, reporting
from catalog.services import consultation_reading as reading
from catalog.services.shown_comments import Bearing, Shown
from catalog.vocabulary import Adoption, ConsultationState, OfficeKind

NO_BEARING = Bearing(0, 0)
Moving = TypeVar("Moving", int, str)


def state_mark(state: ConsultationState) -> Mark:
    tone, icon = say.STATE_MARKS[state]
    return Mark(state.label, tone, icon)


def adoption_mark(adoption: Adoption | None) -> Mark | None:
    return Mark(adoption.label, *say.ADOPTION_MARKS[adoption]) if adoption else None


def adoption_mark_named(label: str) -> Mark | None:
    """The same by the word that a frozen report holds."""
    return adoption_mark(Adoption.named(label))


def deadline(
    one: Consultation, extended: Sequence[ConsultationExtension], at: datetime, says: str = ""
) -> say.Deadline:
    """The end of its period as it looks now, earlier days struck through with the reason."""
    state = consultations.state(one, at)
    if state is ConsultationState.ENDED:
        says = f"已终止：{one.ended_reason}"
    shown = say.deadline(
        opens_on=one.opens_on, last_on=one.last_on, closes_at=one.closes_at, state=state, at=at, says=says
    )
    notes = (say.LATE_NOTE,) if state is ConsultationState.CLOSED else ()
    before = tuple(say.Extended(zh_day(row.previous_last_on, today=row.last_on), row.reason) for row in extended)
    return say.Deadline(shown.when, shown.left, shown.machine, shown.state, notes, before)


def period(session: Session, one: Consultation, extended: Sequence[ConsultationExtension]) -> str:
    """How the first last day was counted."""
    first_last = extended[0].previous_last_on if extended else one.last_on
    free = calendars.load(session).why_free(one.nominal_last_on) or ""
    return say.counted_period(
        one.opens_on, one.nominal_last_on, first_last, length=one.length, unit=one.unit, free=free
    )


def rule(one: Consultation) -> Rule:
    sentence, source = say.rule_of(one.draft_kind)
    short = say.shortened(one.draft_kind, one.shortening_reason) if one.shortening_reason else ""
    return Rule(sentence, source, short)


def answered(session: Session, one: Consultation, at: datetime) -> str:
    """What became of the comments in one line, once that is out."""
    return handled(session, [one])[one.id or 0] if reading.is_answered(one, at) else ""


def handled(session: Session, some: Sequence[Consultation]) -> dict[int, str]:
    """The same of many at once, by the number of the consultation; whether it is out is for the caller to ask."""
    return {one: say.handled(*counts) for one, counts in reporting.counts(session, some).items()}


def line_title(content: LineContent) -> str:
    return f"{content.service_item} · {content.material}"


def draft_line(
    one: draft_lines.DraftLine,
    *,
    kind: OfficeKind | None,
    city: str,
    bearing: Bearing = NO_BEARING,
    change: Change | None = None,
) -> DraftLine:
    """A line of the draft in words."""
    if one.content is None:
        gone = Mark("已抹去", "unknown", "dash")
        return DraftLine(one.position, gone, "这一条的内容已经抹去", "", "", redaction=one.redaction)
    effect = say.effect(one.content, kind=kind, city=city)
    return DraftLine(
        position=one.position,
        mark=Mark(effect.badge, effect.tone, effect.icon),
        title=line_title(one.content),
        effect=effect.sentence,
        office=one.content.office,
        issuing_office=one.content.issuing_office,
        basis=one.content.basis,
        effective=zh_date(one.content.effective_on) if one.content.effective_on else "",
        remark=one.content.remark,
        received=bearing.received,
        shown=bearing.shown,
        change=change,
    )


def comment(one: Shown, version: int | None) -> ShownComment:
    """A published comment in words. ``version`` is the later version, once the public may see it."""
    return ShownComment(
        id=one.id,
        who=say.who(one.name, one.kind.label),
        about=say.about_lines(one.about),
        text=one.text,
        received_on=one.received_on,
        channel=one.channel.label,
        stance=one.stance.label if one.stance else "",
        late=one.is_late,
        adoption=adoption_mark(one.adoption),
        answer=one.reason,
        became=say.became(one.moved, version),
    )


def changes(
    comparison: Comparison, behind: Mapping[int, Sequence[int]], reasons: Mapping[int, Sequence[str]]
) -> list[Change]:
    """A comparison in words, in the order of the newer version, lines that are gone last.

    ``behind`` and ``reasons`` are the comments and the reasons that moved the line of a requirement.
    """
    found = [_changed(one, behind, reasons) for one in comparison.changed]
    found += [_whole("added", line, behind, reasons) for line in comparison.added]
    found.sort(key=lambda one: one.position)
    return found + [_whole("removed", line, behind, reasons) for line in comparison.removed]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def _changed(one: Changed, behind: Mapping[int, Sequence[int]], reasons: Mapping[int, Sequence[str]]) -> Change:
    fields = tuple(Field(cell.label, cell.before, cell.after) for cell in one.fields)
    both = (one.before.requirement_id, one.after.requirement_id)
    return Change(
        "changed",
        line_title(one.after),
        one.after.position,
        fields,
        len(_moving(behind, both)),
        one.before.position,
        "；".join(_moving(reasons, both)),
    )


def _whole(
    kind: str, line: LineContent, behind: Mapping[int, Sequence[int]], reasons: Mapping[int, Sequence[str]]
) -> Change:
    place = line.position if kind == "removed" else None
    one = (line.requirement_id,)
    title, why = f"{line.office}：{line_title(line)}", "；".join(_moving(reasons, one))
    return Change(kind, title, line.position, (), len(_moving(behind, one)), place, why)


def _moving(given: Mapping[int, Sequence[Moving]], requirement_ids: Iterable[int]) -> list[Moving]:
    """What moved a line, each once: its requirement may have been another before."""
    return list(dict.fromkeys(moved for one in requirement_ids for moved in given.get(one, ())))
