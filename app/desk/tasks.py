"""What waits, and for whom: read from where the lists stand, the table of steps, and the grants."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.desk.list_pages import FORWARD, STEP_PAGES
from app.pages.desk import Task
from app.pages.desk_home import Waiting
from app.wording import count, days_left, lives, zh_day
from catalog import clock
from catalog.models import Emergency
from catalog.rules import permissions
from catalog.rules.lifecycle import Step
from catalog.rules.lifecycles import LIST
from catalog.rules.permissions import Case, Official
from catalog.services.desk_reading import Standing
from catalog.services.publishing import Watch
from catalog.vocabulary import Act, ListState, Role

ORDER = {"bad": 0, "kept": 1}
WHO_SHOWN = 2


@dataclass(frozen=True)
class Known:
    """What was read for the page. Nothing below asks the register again."""

    standings: Sequence[Standing]
    staff: Sequence[Official]
    watches: Mapping[int, Watch]
    emergencies: Sequence[tuple[Emergency, str, str]]
    today: date


def mine(known: Known, me: Official) -> tuple[Task, ...]:
    """What this person can do now, what is late first."""
    found = [task for one in known.standings for task in _of_list(known, one, me)]
    found += list(_confirmations(known, me))
    return tuple(sorted(found, key=lambda task: ORDER.get(task.tone, 2)))


def others(known: Known, me: Official) -> tuple[Waiting, ...]:
    """The next step of each list that somebody else must take, with who can and since when."""
    found = []
    for one in known.standings:
        step = _next(one)
        if step is None or permissions.may(me, step.act, one.case) or not _concerns(one, me):
            continue
        able = [each for each in known.staff if permissions.may(each, step.act, one.case)]
        who = "、".join(each.name for each in able[:WHO_SHOWN]) or "现在没有人能办"
        waited = (known.today - clock.day_of(one.since)).days
        since = f"已等{waited}天" if waited else "今天到的"
        href = url_for("desk_lists.show", list_id=one.id)
        found.append(Waiting(f"{lives.button(step)}：{one.listing.title}", href, f"{who} · {since}"))
    return tuple(found)


def _concerns(one: Standing, me: Official) -> bool:
    """A department's own lists, and everything for the bureau."""
    return bool(me.roles - {Role.CLERK, Role.HEAD}) or one.listing.office_id in me.offices_as(Role.CLERK, Role.HEAD)


def _next(one: Standing) -> Step | None:
    """The step that brings the list forward from where it stands."""
    onward = [step for step in LIST.onward(one.now) if step.name in FORWARD]
    wanted = "gather" if one.now is ListState.DRAFTING and one.listing.office_id is None and not one.lines else ""
    if one.now is ListState.DRAFTING and one.listing.office_id is not None:
        onward = [step for step in onward if step.name != "gather"]
    if one.now is ListState.SETTLING:
        onward = [step for step in onward if step.name == "review"]
    return next((step for step in onward if step.name == wanted), onward[0] if onward else None)


def _of_list(known: Known, one: Standing, me: Official) -> Iterator[Task]:
    yield from _drafting(known, one, me)
    yield from _comments(known, one, me)
    step = _next(one)
    if step is None or not permissions.may(me, step.act, one.case) or _is_early(one, step):
        return
    badge, tone = _due(known, one)
    yield Task(
        title=f"{lives.button(step)}：{one.listing.title}",
        href=_href(one, step),
        act="去办",
        badge=badge,
        tone=tone,
        meta=_meta(known, one),
    )


def _is_early(one: Standing, step: Step) -> bool:
    """True while the step waits for something else that is told apart: answers, or a part that was sent back."""
    return (one.now is ListState.SETTLING and bool(one.unanswered)) or (step.name == "submit" and not one.lines)


def _href(one: Standing, step: Step) -> str:
    # Steps with a page of their own are begun there; the rest where their gates are seen.
    if step.name in STEP_PAGES and step.name != "review":
        return url_for(STEP_PAGES[step.name], list_id=one.id)
    return url_for("desk_lists.show", list_id=one.id)


def _drafting(known: Known, one: Standing, me: Official) -> Iterator[Task]:
    """For those who write: a list of their own that is being drafted."""
    if one.now is not ListState.DRAFTING or not permissions.may(me, Act.CHANGE_LINE, one.case):
        return
    if permissions.may(me, Act.SUBMIT_LIST, one.case) and one.lines and not one.is_returned:
        return  # told as the step
    badge, tone = _due(known, one)
    verb = "改退回的清单" if one.is_returned else "起草"
    yield Task(
        title=f"{verb}：{one.listing.title}",
        href=url_for("desk_lists.show", list_id=one.id),
        act="去改" if one.is_returned else "去填",
        badge=badge or ("已退回" if one.is_returned else ""),
        tone=tone if badge else "kept" if one.is_returned else "unknown",
        meta=(count(one.lines), *((f"理由：{one.taken[-1].remark}",) if one.is_returned else ())),
    )


def _comments(known: Known, one: Standing, me: Official) -> Iterator[Task]:
    """For those who handle the consultation: what must be looked over, what must be answered."""
    round_ = one.consultation
    if round_ is None or one.now not in (ListState.CONSULTING, ListState.SETTLING):
        return
    waiting, unanswered = (
        url_for("desk_comments.index", consultation_id=round_.id, narrow=narrow) for narrow in ("waiting", "unanswered")
    )
    closes = days_left(round_.last_on, today=known.today)
    today = one.now is ListState.CONSULTING and round_.last_on == known.today
    if one.unread and permissions.may(me, Act.MODERATE_COMMENT):
        yield Task(f"核看{one.unread:,}份意见：{one.listing.title}", waiting, "去核看", closes, "kept", ())
    if one.now is ListState.SETTLING and one.unanswered and permissions.may(me, Act.ANSWER_COMMENT):
        title = f"答复{one.unanswered:,}份意见：{one.listing.title}"
        yield Task(title, unanswered, "去答复", "", "unknown", ("答复完才能送审",))
    if today and permissions.may(me, Act.EXTEND_CONSULTATION):
        title = f"征求意见今天截止：{one.listing.title}"
        yield Task(title, url_for("desk_lists.show", list_id=one.id), "去看", closes, "kept", ())


def _confirmations(known: Known, me: Official) -> Iterator[Task]:
    for emergency, title, who in known.emergencies:
        if not permissions.may(me, Act.CONFIRM_EMERGENCY, Case(first=emergency.person_id)):
            continue
        badge, tone = lives.confirmation_due(emergency.due_on, known.today)
        yield Task(
            title=f"追认紧急办理：{title}",
            href=url_for("desk_lists.show", list_id=emergency.list_id),
            act="去追认",
            badge=badge,
            tone=tone,
            meta=(f"{who}办理了“{Act(emergency.act).label}”", f"理由：{emergency.reason}"),
        )


def _due(known: Known, one: Standing) -> tuple[str, str]:
    """Badge and tone of what is due: the twenty working days, or the day by which lists are handed in."""
    watch = known.watches.get(one.id)
    if watch:
        return lives.working_days_left(watch.due_on, known.today)
    if one.now is ListState.DRAFTING and one.listing.due_on:
        return lives.working_days_left(one.listing.due_on, known.today)
    return "", "unknown"


def _meta(known: Known, one: Standing) -> tuple[str, ...]:
    since = f"{zh_day(clock.day_of(one.since), today=known.today)}起"
    return (one.case.office or "全市", count(one.lines), f"{one.now.label}，{since}")
