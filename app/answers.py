"""Described requirements as answers on a page: in words, grouped, the same answer of many offices folded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice

from flask import current_app

from app import towns, wording
from app.pages import Group, Ref, Row
from app.settings import City, Settings
from app.wording import VerdictWords
from catalog import clock
from catalog.rules.verdict import Fact
from catalog.services.requirements import Described, Key

Mark = Callable[[str], str]
Named = Callable[[Key], tuple[int, str]]


def plain(text: str) -> str:
    return text


def city() -> City:
    settings: Settings = current_app.extensions["settings"]
    return settings.city


def words(one: Described, *, on: date, office: str = "") -> VerdictWords:
    """The verdict of one requirement in words, read today. ``office`` names many offices at once (镇街)."""
    key = one.key
    return wording.verdict_words(
        one.verdict,
        item=key.service_item,
        spoken=key.spoken,
        material=key.material,
        office=office or key.office,
        issuing_office=one.issuing_office,
        on=on,
        today=clock.today(),
        city=city().name,
        kind=key.office_kind,
        hotline=city().hotline,
        condition=one.remark if one.verdict.outcome.value == "kept" else "",
    )


def of_material(key: Key) -> tuple[int, str]:
    return key.material_id, key.material


def of_service_item(key: Key) -> tuple[int, str]:
    return key.service_item_id, key.service_item


def by_material(
    found: Iterable[Described], *, on: date, mark: Mark = plain, most: int | None = None
) -> tuple[Group, ...]:
    """Groups under each material, in order of first appearance; rows are errands, the first ``most`` of each."""
    return _grouped(found, on=on, under=of_material, title=of_service_item, mark=mark, most=most)


def by_service_item(found: Iterable[Described], *, on: date, mark: Mark = plain) -> tuple[Group, ...]:
    """Groups under each errand; rows are materials."""
    return _grouped(found, on=on, under=of_service_item, title=of_material, mark=mark)


def _grouped(
    found: Iterable[Described], *, on: date, under: Named, title: Named, mark: Mark, most: int | None = None
) -> tuple[Group, ...]:
    groups: dict[tuple[int, str], list[Described]] = defaultdict(list)
    for one in found:
        groups[under(one.key)].append(one)
    return tuple(
        Group(Ref(*ref), len(some), rows(some, on=on, title=title, mark=mark, most=most), _issued_by(some))
        for ref, some in groups.items()
    )


def rows(
    found: Iterable[Described], *, on: date, title: Named, mark: Mark = plain, most: int | None = None
) -> tuple[Row, ...]:
    """One row for each different answer, the first ``most``; towns that answer alike for the same thing share one."""
    folded: dict[object, list[Described]] = defaultdict(list)
    for one in found:
        folded[alike(one, title)].append(one)
    return tuple(row(some, on=on, title=title, mark=mark) for some in islice(folded.values(), most))


def alike(one: Described, title: Named) -> object:
    """What two requirements have in common when one row speaks for both."""
    decided = (one.verdict.outcome, one.verdict.fact and _said(one.verdict.fact), one.issuing_office, one.remark)
    beside = tuple(map(_said, (*one.verdict.announced, *one.verdict.notes)))
    return title(one.key), decided, beside, one.key.office_kind in towns.KINDS or one.key.office_id


def _said(fact: Fact) -> object:
    return fact.kind, fact.disposition, fact.method, fact.replacement, fact.effective_on, fact.number


def row(some: Sequence[Described], *, on: date, title: Named, mark: Mark = plain) -> Row:
    """One row for requirements that are alike."""
    first = some[0]
    called = towns.CALLED if first.key.office_kind in towns.KINDS else "单位"
    subject_id, name = title(first.key)
    return Row(
        requirement_id=first.id,
        title=mark(name),
        words=words(first, on=on, office=called if len(some) > 1 else ""),
        offices=tuple(Ref(one.key.office_id, one.key.office) for one in some),
        requirement_ids=tuple(one.id for one in some),
        offices_called=called,
        issuing_office=first.issuing_office,
        subject_id=subject_id,
    )


def before_records(found: Iterable[Described], on: date) -> date | None:
    """The day from which the register knows something of these, when ``on`` lies before it; None otherwise."""
    known = [day for one in found if (day := one.verdict.recorded_from)]
    return min(known) if known and on < min(known) else None


def _issued_by(some: Sequence[Described]) -> str:
    issuers = list(dict.fromkeys(one.issuing_office for one in some if one.issuing_office))
    return f"原由{issuers[0]}开具" if len(issuers) == 1 else ""
