"""How many rows titles, sections and total lines announce, beside how many were read (VARIANTS B21, B22)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.exchange import furniture

# 示例市取消证明清单（21项）: a title counts only in brackets or with 共, 其中 counts a part.
_IN_TITLE = re.compile(r"共|[（(]\s*(?:合计|总计)?\s*[\d,，]+\s*[项条个件种]\s*[)）]\s*$")
_IN_SECTION = re.compile(r"[（(]?\s*(?:共|合计|计)?\s*[\d,，]+\s*[项条个件种]\s*[)）]?\s*[:：]?\s*$")


@dataclass(frozen=True, slots=True)
class Difference:
    """An announced number that fits nothing: the row (from 0) it stands on, the number, and the rows read."""

    row: int
    announced: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Section:
    row: int
    office: bool
    announced: int | None
    before: int


@dataclass(slots=True)
class Counts:
    """The rows of a table as they are counted while it is read."""

    rows: int = 0
    since_total: int = 0
    sections: list[_Section] = field(default_factory=list)

    def line(self) -> None:
        """One row more."""
        self.rows += 1
        self.since_total += 1

    def section(self, row: int, words: str, *, office: bool) -> None:
        """A section begins; it may say how many rows it holds: 一、市公安局（共12项）."""
        announced = furniture.announced(words) if _IN_SECTION.search(words) else None
        self.sections.append(_Section(row, office, announced, self.rows))

    def total(self, row: int, words: str, whole: int) -> Iterator[Difference]:
        """A total line: of the rows since the last one, of this table, or of the whole file (``whole`` rows)."""
        announced = furniture.announced(words)
        if announced is not None and announced not in (self.since_total, self.rows, whole):
            yield Difference(row, announced, self.since_total)
        self.since_total = 0

    def title(self, row: int, words: str) -> Iterator[Difference]:
        """A title that announces the rows of the table below it."""
        if "其中" in words or not _IN_TITLE.search(words):
            return
        announced = furniture.announced(words)
        if announced is not None and announced != self.rows:
            yield Difference(row, announced, self.rows)

    def of_sections(self) -> Iterator[Difference]:
        """The sections whose number fits neither the rows to the next one nor to the next of its kind."""
        for place, section in enumerate(self.sections):
            if section.announced is None:
                continue
            rest = self.sections[place + 1 :]
            ends = [self.rows, *(each.before for each in rest[:1])]
            ends += [each.before for each in rest if each.office == section.office][:1]
            held = [end - section.before for end in ends]
            if section.announced not in held:
                yield Difference(section.row, section.announced, min(held))
