"""Described requirements as answers on a page: in words, grouped, the same answer of many offices folded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from flask import current_app

from app import wording
from app.pages import Group, Ref, Row
from app.settings import City, Settings
from app.wording import VerdictWords
from catalog import clock
from catalog.services.requirements import Described, Key
from catalog.vocabulary import OfficeKind

Mark = Callable[[str], str]
TOWNS = (OfficeKind.TOWN, OfficeKind.ZONE)


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


def by_material(found: Iterable[Described], *, on: date, mark: Mark = plain) -> tuple[Group, ...]:
    """Groups under each material, in order of first appearance; rows are errands."""
    return _grouped(
        found,
        on=on,
        under=lambda key: (key.material_id, key.material),
        title=lambda key: (key.service_item_id, key.service_item),
        mark=mark,
    )


def by_service_item(found: Iterable[Described], *, on: date, mark: Mark = plain) -> tuple[Group, ...]:
    """Groups under each errand; rows are materials."""
    return _grouped(
        found,
        on=on,
        under=lambda key: (key.service_item_id, key.service_item),
        title=lambda key: (key.material_id, key.material),
        mark=mark,
    )


Named = Callable[[Key], tuple[int, str]]


def _grouped(found: Iterable[Described], *, on: date, under: Named, title: Named, mark: Mark) -> tuple[Group, ...]:
    groups: dict[tuple[int, str], list[Described]] = defaultdict(list)
    for one in found:
        groups[under(one.key)].append(one)
    return tuple(
        Group(Ref(*ref), len(some), rows(some, on=on, title=title, mark=mark), _issued_by(some))
        for ref, some in groups.items()
    )


def rows(found: Sequence[Described], *, on: date, title: Named, mark: Mark = plain) -> tuple[Row, ...]:
    """One row for each different answer; offices with the same answer for the same thing share one."""
    folded: dict[tuple[object, ...], list[tuple[Described, VerdictWords]]] = defaultdict(list)
    for one in found:
        said = words(one, on=on)
        alike = one.key.office_kind in TOWNS
        same = (title(one.key), said.badge, said.number, said.since, alike or one.key.office_id)
        folded[same].append((one, said))
    return tuple(_row(some, title, mark, on) for some in folded.values())


def _row(some: Sequence[tuple[Described, VerdictWords]], title: Named, mark: Mark, on: date) -> Row:
    first, said = some[0]
    called = "镇街" if first.key.office_kind in TOWNS else "单位"
    if len(some) > 1:
        said = words(first, on=on, office=called)
    return Row(
        requirement_id=first.id,
        title=mark(title(first.key)[1]),
        words=said,
        offices=tuple(Ref(one.key.office_id, one.key.office) for one, _ in some),
        requirement_ids=tuple(one.id for one, _ in some),
        offices_called=called,
        issuing_office=first.issuing_office,
    )


def _issued_by(some: Sequence[Described]) -> str:
    issuers = list(dict.fromkeys(one.issuing_office for one in some if one.issuing_office))
    return f"原由{issuers[0]}开具" if len(issuers) == 1 else ""
