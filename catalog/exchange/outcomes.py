"""What a line, its section or the list's title says is to become of the proof."""

import re
from collections.abc import Collection, Iterable, Mapping

from catalog.exchange import checks
from catalog.exchange.bases import Finding
from catalog.exchange.columns import Field
from catalog.rules import readings
from catalog.rules.readings import Reading

FIELDS = (Field.DISPOSITION, Field.METHOD, Field.REPLACEMENT)

Outcome = tuple[Reading, list[tuple[Field, Finding]]]

# Where a section or title says what becomes of everything below it.
_SAYS_OUTCOME = re.compile(r"取消|保留|告知承诺|替代|出具|容缺|共享")
_LONGEST_TITLE = 80


class Outcomes:
    """Reads the cells of lines; lists say the same over and over."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], Reading] = {}

    def of_line(self, values: Mapping[Field, str], holding: Collection[Field]) -> Outcome | None:
        """What the cells of a line say; ``holding`` are the fields that the table has columns for. None when blank.

        The first column that says anything is the decision, whatever its heading: 数据共享：由部门查询.
        """
        first = next((each for each in FIELDS if values[each]), None)
        if first is None:
            return None
        cells = {each: values[each] for each in FIELDS}
        if not cells[Field.DISPOSITION] and first is next(each for each in FIELDS if each in holding):
            cells |= {Field.DISPOSITION: values[first], first: ""}
        outcome = self._read(cells[Field.DISPOSITION], cells[Field.METHOD], cells[Field.REPLACEMENT])
        words = _words(values[first], outcome)
        return outcome, [(first, (code, words)) for code in _codes(outcome)]

    def from_above(self, lines: Iterable[str]) -> tuple[Outcome, Finding | None]:
        """What the first of ``lines`` says that says anything: the section above a line, else the list's title.

        The finding beside it is about that section or title, the same for every line below it.
        """
        for said in lines:
            outcome = self._read(said, "", "") if says_outcome(said) else None
            if outcome is not None and outcome.disposition is not None:
                words = _words(said, outcome)
                wrong: list[tuple[Field, Finding]] = []
                if outcome.error:
                    wrong.append((Field.DISPOSITION, (outcome.error, words)))
                return (Reading(outcome.disposition, outcome.method), wrong), ("disposition-from-title", words)
        return (Reading(None), [(Field.DISPOSITION, ("missing-disposition", {}))]), None

    def _read(self, disposition: str, method: str, replacement: str) -> Reading:
        key = (disposition, method, replacement)
        if key not in self._known:
            self._known[key] = readings.read(*key)
        return self._known[key]


def says_outcome(line: str) -> bool:
    """Whether a title or section says what becomes of the lines below it."""
    return len(line) <= _LONGEST_TITLE and _SAYS_OUTCOME.search(line) is not None


def _codes(outcome: Reading) -> list[str]:
    return [*outcome.doubts, *([outcome.error] if outcome.error else [])]


def _words(said: str, outcome: Reading) -> dict[str, object]:
    read = outcome.method or outcome.disposition
    return {"text": checks.shortened(said), "read": read.label if read else ""}
