"""Comments that say nearly the same, as the desk reads them together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.record_numbers import number_in


@dataclass(frozen=True, slots=True)
class Alike:
    """Which comments say nearly the same: the number of each that has its like → its group, the first in front."""

    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def told(cls, groups: Iterable[tuple[int, ...]]) -> "Alike":
        return cls({number: group for group in groups for number in group})

    def of(self, comment_id: int | None) -> tuple[int, ...]:
        """The group of a comment; () when none is like it."""
        return self.groups.get(comment_id or 0, ())

    def asked(self, written: str) -> int:
        """The first of the group that an address asks for; 0 when there is none such."""
        group = self.of(number_in(written))
        return group[0] if group else 0

    def note(self) -> str:
        """How many there are; "" for none."""
        if not self.groups:
            return ""
        groups = len(set(self.groups.values()))
        return f"有{len(self.groups):,}份和别的几乎一样，分成{groups:,}组，可以一组一组答复；照样一份算一份，各自公开。"


NONE_ALIKE = Alike()
