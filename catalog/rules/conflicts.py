"""When two lines contradict each other: one requirement, overlapping days, different ends (DESIGN §4)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from catalog.vocabulary import Disposition, Method, Word


class ConflictKind(Word):
    """How two lines contradict each other."""

    DIFFERENT = "different", "结论不一致"
    REAPPEARS = "reappears", "已取消的又要保留"


@dataclass(frozen=True, slots=True)
class Line:
    """One line or decision as far as conflicts go.

    ``key`` is what makes a requirement (office, item, material); ``label`` names the line for people
    (第12条, or a document number); ``until`` is the first day on which it no longer holds, None when open.
    """

    key: Hashable
    disposition: Disposition
    method: Method | None
    effective_on: date
    label: str
    until: date | None = None

    @property
    def end(self) -> tuple[Disposition, Method | None]:
        """What the line makes of the requirement."""
        return self.disposition, self.method if self.disposition is Disposition.REPLACE else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two lines that contradict each other, the earlier one first."""

    kind: ConflictKind
    earlier: Line
    later: Line

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the official."""
        later, earlier = self.later, self.earlier
        if self.kind is ConflictKind.REAPPEARS:
            return (
                f"{later.label}要保留的证明，{earlier.label}已经取消（{_said(earlier)}）。"
                "请改这一条，或写明为什么又要。"
            )
        return (
            f"{later.label}和{earlier.label}不一致：{earlier.label}是{_said(earlier)}，{later.label}是{_said(later)}。"
            "请改这一条，或写明为什么要改变。"
        )


def find(lines: Iterable[Line]) -> tuple[Conflict, ...]:
    """The contradictions among ``lines``, in the order of their days and labels; lines without effect have none.

    Of several earlier lines that say the same, the last one is named.
    """
    seen: dict[Hashable, dict[tuple[Disposition, Method | None], Line]] = {}
    found: list[Conflict] = []
    for line in sorted(filter(_holds, lines), key=_order):
        earlier = seen.setdefault(line.key, {})
        others = [one for end, one in earlier.items() if end != line.end]
        found += [Conflict(kind, one, line) for one in others if (kind := _kind(one, line))]
        earlier[line.end] = _longer(earlier.get(line.end), line)
    return tuple(found)


def _holds(line: Line) -> bool:
    """True for a line with effect that holds on at least one day."""
    return line.disposition.has_effect and (line.until is None or line.until > line.effective_on)


def _kind(earlier: Line, later: Line) -> ConflictKind | None:
    gone = earlier.disposition in (Disposition.CANCEL, Disposition.REPLACE)
    if gone and later.disposition is Disposition.KEEP and earlier.effective_on < later.effective_on:
        return ConflictKind.REAPPEARS
    overlaps = earlier.until is None or later.effective_on < earlier.until
    return ConflictKind.DIFFERENT if overlaps else None


def _longer(known: Line | None, line: Line) -> Line:
    """Of two lines that say the same, the one that holds longer, the later one when both stay open."""
    if known is None or line.until is None:
        return line
    return known if known.until is None or known.until > line.until else line


def _order(line: Line) -> tuple[date, str, str, str]:
    return line.effective_on, line.label, line.disposition, line.method or ""


def _said(line: Line) -> str:
    method = line.method.label if line.method and line.disposition is Disposition.REPLACE else ""
    return f"{line.disposition.label}（{method}）" if method else line.disposition.label
