"""Where a list stands, drawn: its stages with dates, its badge, and the trail to it."""

from datetime import date

from flask import url_for

from app.pages.desk_home import ListCard
from app.pages.desk_parts import Badge
from app.pages.lists import StepMark
from app.wording import count, lives
from catalog import clock
from catalog.services.desk_reading import Standing
from catalog.vocabulary import ListState

Trail = tuple[tuple[str, str], ...]


def badge(state: ListState, *, returned: bool = False) -> Badge:
    """The word of a list's state."""
    if returned:
        return Badge("已退回", "kept", "back")
    return Badge(state.label, *lives.STATE_TONES[state])


def marks(one: Standing, today: date) -> tuple[StepMark, ...]:
    """The stages of a list, each with the days it took; none of a list that was published before it was entered."""
    now = one.now
    if now is ListState.PUBLISHED and not one.taken:
        return ()
    reached = [(ListState.DRAFTING, clock.day_of(one.listing.created_at))]
    reached += [(step.end, clock.day_of(step.at)) for step in one.taken if step.start is not step.end]
    if reached[-1][0] is not now:  # the clock closed the consultation; the step is written with the next one
        reached.append((now, clock.day_of(one.since)))
    return tuple(StepMark(one.label, one.state, one.when) for one in lives.stages(now, reached, today=today))


def card(one: Standing, today: date) -> ListCard:
    """A list as the first page and the index show it."""
    owner = one.case.office or "全市"
    about = f"{count(one.lines)} · {owner if one.listing.office_id else count(one.offices, '个单位')}"
    return ListCard(
        href=url_for("desk_lists.show", list_id=one.id),
        title=one.listing.title,
        about=about,
        badge=badge(one.now, returned=one.is_returned),
        marks=marks(one, today),
    )


def trail(list_id: int | None = None, title: str = "") -> Trail:
    """The crumbs that lead to a list's pages."""
    found: Trail = (("待办", url_for("desk_home.index")), ("清单", url_for("desk_lists.index")))
    return (*found, (title, url_for("desk_lists.show", list_id=list_id))) if list_id else found
