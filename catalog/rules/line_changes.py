"""What changed between two versions of a list, line by line."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from catalog.rules.line_contents import LineContent


def _day(line: LineContent) -> str:
    return line.effective_on.isoformat() if line.effective_on else ""


# What is compared, with its heading and how it reads. The place in the list is no part of what a line says.
FIELDS: dict[str, tuple[str, Callable[[LineContent], str]]] = {
    "office": ("索要单位", lambda line: line.office),
    "service_item": ("办理事项", lambda line: line.service_item),
    "material": ("证明材料", lambda line: line.material),
    "disposition": ("处理", lambda line: line.disposition.label),
    "method": ("办法", lambda line: line.method.label if line.method else ""),
    "replacement": ("取消后的办理方式", lambda line: line.replacement),
    "issuing_office": ("开具单位", lambda line: line.issuing_office),
    "item_type": ("事项类型", lambda line: line.item_type.label if line.item_type else ""),
    "basis": ("设定依据", lambda line: line.basis),
    "effective_on": ("施行日期", _day),
    "remark": ("备注", lambda line: line.remark),
}
# What changes the outcome for people: a change here is substantial and may need a second consultation.
SUBSTANTIAL = frozenset({"office", "service_item", "material", "disposition", "method", "effective_on"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell before and after; "" for empty."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One line in both versions, with the cells that differ."""

    before: LineContent
    after: LineContent
    fields: tuple[FieldChange, ...]

    @property
    def is_substantial(self) -> bool:
        return any(one.field in SUBSTANTIAL for one in self.fields)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side; each part in the order of the lines.

    ``hidden`` lines were erased from one of the versions, so that nobody can say whether they changed.
    """

    added: tuple[LineContent, ...] = ()
    removed: tuple[LineContent, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0
    hidden: int = 0

    @property
    def is_empty(self) -> bool:
        """True when both versions say the same."""
        return not (self.added or self.removed or self.changed)

    @property
    def is_substantial(self) -> bool:
        """True when people's outcome differs: lines came or went, or a disposition changed."""
        return bool(self.added or self.removed) or any(one.is_substantial for one in self.changed)

    def touched(self) -> frozenset[int]:
        """The lines (of the newer version) that are new or say something else."""
        return frozenset([*(line.line_id for line in self.added), *(one.after.line_id for one in self.changed)])


def compare(
    old: Sequence[LineContent], new: Sequence[LineContent], *, erased: Collection[tuple[int, int]] = ()
) -> Comparison:
    """What changed from ``old`` to ``new``. Lines are the same by requirement, else by the line they came from.

    ``erased`` are line and requirement of lines whose words are gone from either: they are counted and not compared.
    """
    pairs, removed, added = _paired(_left(old, erased), _left(new, erased))
    changed = [Changed(before, after, fields) for before, after in pairs if (fields := differences(before, after))]
    return Comparison(
        added=tuple(sorted(added, key=_place)),
        removed=tuple(sorted(removed, key=_place)),
        changed=tuple(sorted(changed, key=lambda one: _place(one.after))),
        same=len(pairs) - len(changed),
        hidden=min(len({one for one, _ in erased}), len({one for _, one in erased})),
    )


def _left(lines: Sequence[LineContent], erased: Collection[tuple[int, int]]) -> list[LineContent]:
    """The lines that are not those that were erased elsewhere, told by line and by requirement."""
    line_ids, requirement_ids = {one for one, _ in erased}, {one for _, one in erased}
    return [one for one in lines if one.line_id not in line_ids and one.requirement_id not in requirement_ids]


def differences(before: LineContent, after: LineContent) -> tuple[FieldChange, ...]:
    """The cells in which two lines differ."""
    found = ((name, label, read(before), read(after)) for name, (label, read) in FIELDS.items())
    return tuple(FieldChange(name, label, one, other) for name, label, one, other in found if one != other)


def _paired(
    old: Sequence[LineContent], new: Sequence[LineContent]
) -> tuple[list[tuple[LineContent, LineContent]], list[LineContent], list[LineContent]]:
    by_requirement = {line.requirement_id: line for line in old}
    pairs = [(by_requirement.pop(line.requirement_id), line) for line in new if line.requirement_id in by_requirement]
    met = {after.requirement_id for _, after in pairs}
    left = {line.line_id: line for line in by_requirement.values()}
    added = []
    for line in (one for one in new if one.requirement_id not in met):
        before = left.pop(line.line_id, None)
        if before is None:
            added.append(line)
        else:
            pairs.append((before, line))
    return pairs, list(left.values()), added


def _place(line: LineContent) -> int:
    return line.position
