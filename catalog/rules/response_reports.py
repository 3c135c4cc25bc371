"""The response report (意见采纳情况): what came in, how, and what became of it; also when nothing came."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from catalog.vocabulary import Adoption, Channel, CommenterKind, WithheldReason

NOT_SHOWN = "本人没有同意公开意见内容。"
UNCHANGED = "清单没有改动。"
# What tells one row of a report from another with the same words.
_TELLING = ("who", "kind", "channel", "is_late", "adoption", "reason", "about")
NOT_FINAL = "清单还没有定稿，定稿以后公布改了哪些。"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One comment as the report needs it; texts of comments that the public may not read are "" here.

    ``moved`` are the positions of lines that changed because of it, ``about`` of lines it speaks of.
    """

    comment_id: int
    channel: Channel
    commenter_kind: CommenterKind
    shown_name: str
    text: str
    is_late: bool
    withheld: WithheldReason | None = None
    adoption: Adoption | None = None
    reason: str = ""
    about: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """When and on what the public was asked."""

    title: str
    opens_on: date
    last_on: date
    version: int
    lines: int
    extensions: tuple[tuple[date, date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in plain values, ready to be frozen, shown and exported."""

    title: str
    opens_on: str
    last_on: str
    version: int
    lines: int
    extensions: tuple[tuple[str, str, str], ...]
    received: int
    late: int
    withheld: int
    channels: dict[str, int]
    kinds: dict[str, int]
    adoptions: dict[str, int]
    withheld_by: dict[str, int]
    opinions: tuple[dict[str, Any], ...]
    changes: tuple[str, ...]
    summary: str
    is_final: bool = True

    @property
    def said_changes(self) -> tuple[str, ...]:
        """What became of the draft, a sentence to a line; one sentence also when there is nothing to tell."""
        return self.changes or (UNCHANGED if self.is_final else NOT_FINAL,)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values; ``read`` turns it back."""
        return {**asdict(self), "extensions": [list(each) for each in self.extensions]}


def report(period: Period, opinions: Sequence[Opinion], *, changes: Iterable[str] | None) -> Report:
    """The report on one consultation. ``changes`` are sentences of what became of the draft, None while not final."""
    timely = [one for one in opinions if not one.is_late]
    withheld = [one for one in opinions if one.withheld]
    adoptions = _counted(Adoption, (one.adoption for one in timely if one.adoption))
    changed = None if changes is None else tuple(changes)
    return Report(
        title=period.title,
        opens_on=period.opens_on.isoformat(),
        last_on=period.last_on.isoformat(),
        version=period.version,
        lines=period.lines,
        extensions=tuple((old.isoformat(), new.isoformat(), why) for old, new, why in period.extensions),
        received=len(timely),
        late=len(opinions) - len(timely),
        withheld=len(withheld),
        channels=_counted(Channel, (one.channel for one in timely)),
        kinds=_counted(CommenterKind, (one.commenter_kind for one in timely)),
        adoptions=adoptions,
        withheld_by=_counted(WithheldReason, (one.withheld for one in withheld if one.withheld)),
        opinions=tuple(_row(number, one) for number, one in enumerate(_ordered(opinions), start=1)),
        changes=changed or (),
        summary=_summary(period, timely, adoptions, changed),
        is_final=changed is not None,
    )


def read(stored: dict[str, Any]) -> Report:
    """The report that ``as_dict`` wrote."""
    lists = ("opinions", "changes")
    extensions = tuple((old, new, why) for old, new, why in stored["extensions"])
    return Report(**{**stored, "extensions": extensions, **{name: tuple(stored[name]) for name in lists}})


def withholding(stored: dict[str, Any], one: Opinion, why: str) -> dict[str, Any]:
    """A frozen report without the words of an opinion that is no longer shown; every count stays as it was frozen.

    ``one`` is given with the text that was shown. Reports hold no numbers of comments: of several who wrote the same
    words, the row that agrees with it in most is taken, for a name that was erased since agrees no more.
    """
    rows, sought = list(stored["opinions"]), _row(0, one)
    same = [place for place, row in enumerate(rows) if row["text"] == one.text]
    if same:
        place = max(same, key=lambda place: sum(rows[place][name] == sought[name] for name in _TELLING))
        rows[place] = {**rows[place], "who": "", "kind": "", "text": f"（后来不再公开：{why}）", "reason": ""}
    return {**stored, "opinions": rows}


def _ordered(opinions: Sequence[Opinion]) -> list[Opinion]:
    return sorted((one for one in opinions if not one.withheld), key=lambda one: (one.is_late, one.comment_id))


def _row(number: int, one: Opinion) -> dict[str, Any]:
    """One opinion. Who did not agree is promised that neither text, kind nor answer is published."""
    shown = bool(one.text)
    return {
        "number": number,
        "who": (one.shown_name or one.commenter_kind.label) if shown else "",
        "kind": one.commenter_kind.label if shown else "",
        "channel": one.channel.label,
        "text": one.text or NOT_SHOWN,
        "is_late": one.is_late,
        "adoption": one.adoption.label if one.adoption else "",
        "reason": one.reason if shown else "",
        "about": list(one.about),
        "moved": list(one.moved),
    }


def _counted(words: Any, found: Iterable[Any]) -> dict[str, int]:
    """Counts by Chinese label in the order of the vocabulary; what did not occur is 0, so that sums can be checked."""
    counts = Counter(found)
    return {word.label: counts[word] for word in words}


def _summary(
    period: Period, timely: Sequence[Opinion], adoptions: dict[str, int], changes: tuple[str, ...] | None
) -> str:
    span = f"{_said(period.opens_on)}至{_said(period.last_on)}公开征求意见"
    if not timely:
        return f"{span}，期间没有收到意见。"
    handled = "、".join(f"{label}{count}份" for label, count in adoptions.items() if count)
    after = NOT_FINAL if changes is None else f"清单改动{len(changes)}处。" if changes else UNCHANGED
    return f"{span}，收到意见{len(timely)}份：{handled or '还没有答复'}。{after}"


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
