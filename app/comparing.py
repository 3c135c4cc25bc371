"""What changed between two days, in words; what stayed the same is left out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app import wording
from app.answers import Named, alike, row
from app.pages import Changed, Row
from catalog.rules.verdict_changes import Aspect, changed
from catalog.services.requirements import Described
from catalog.vocabulary import Outcome

Both = tuple[Described, Described]
SAME_ANSWER = "结论没有变，换了文件。"


def changes(
    before: Mapping[int, Described], after: Mapping[int, Described], *, under: Named, title: Named
) -> tuple[tuple[str, tuple[Changed, ...]], ...]:
    """The requirements whose verdict differs, grouped by name; towns that changed alike share one entry."""
    groups: dict[str, dict[object, list[Both]]] = defaultdict(lambda: defaultdict(list))
    for record_id, then in before.items():
        now = after[record_id]
        if changed(then.verdict, now.verdict):
            groups[under(then.key)[1]][alike(then, title), alike(now, title)].append((then, now))
    return tuple((name, tuple(_changed(some, title) for some in folded.values())) for name, folded in groups.items())


def _changed(some: Sequence[Both], title: Named) -> Changed:
    then, now = some[0]
    old, new = (row([pair[side] for pair in some], on=some[0][side].verdict.on, title=title) for side in (0, 1))
    aspects = changed(then.verdict, now.verdict)
    return Changed(
        requirement_id=new.requirement_id,
        title=new.title,
        sides=tuple(_sides(old, new)),
        offices=new.offices,
        offices_called=new.offices_called,
        note=SAME_ANSWER if aspects == {Aspect.SOURCE} else "",
    )


def _sides(old: Row, new: Row):
    """Each side of the answer that reads differently: what, before, after."""
    pairs = (
        (Aspect.ANSWER.label, old.words.badge, new.words.badge),
        (Aspect.WAY.label, _way(old), _way(new)),
        (Aspect.SOURCE.label, _source(old), _source(new)),
    )
    return (pair for pair in pairs if pair[1] != pair[2])


def _way(one: Row) -> str:
    return "没有" if one.words.outcome is Outcome.UNKNOWN else one.words.brief


def _source(one: Row) -> str:
    if one.words.since is None:
        return "没有"
    return f"{one.words.number or '没有文号'}，{wording.zh_date(one.words.since)}起"


def day_before_last_change(found: Mapping[int, Described], last: date) -> date:
    """The day before the newest decision in force on ``last``; a year earlier when there is none."""
    days = [fact.effective_on for one in found.values() for fact in one.facts if fact.effective_on <= last]
    day, step = (max(days), timedelta(days=1)) if days else (last, timedelta(days=365))
    return day - step if day - date.min >= step else date.min
