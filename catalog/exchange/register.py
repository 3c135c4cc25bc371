"""What a reader of lists asks the register of instruments, and an answer that needs no database."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, Self

from catalog.rules import document_numbers
from catalog.rules.citations import title_key
from catalog.vocabulary import LegalLevel


@dataclass(frozen=True, slots=True)
class InstrumentFact:
    """What is known of an instrument; None and "" mean not known. ``fictional`` marks the example city's own.

    ``numbers`` are the document numbers of its versions, normalised.
    """

    title: str
    level: LegalLevel | None = None
    issuer: str = ""
    articles: int | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    fictional: bool = False
    numbers: tuple[str, ...] = ()


class Instruments(Protocol):
    """The register of instruments, as far as reading a list needs it."""

    def find(self, title: str) -> InstrumentFact | None:
        """The instrument with this title, however it is spelt; None when the register holds none."""
        ...

    def numbered(self, number: str) -> InstrumentFact | None:
        """The one instrument with this document number; None when the register holds none, or several."""
        ...


class ListedInstruments:
    """Instruments held in memory."""

    def __init__(self, facts: Iterable[InstrumentFact]) -> None:
        self._by_key = {title_key(fact.title): fact for fact in facts}
        self._by_number: dict[str, list[InstrumentFact]] = defaultdict(list)
        for fact in self._by_key.values():
            for number in fact.numbers:
                self._by_number[number].append(fact)

    def find(self, title: str) -> InstrumentFact | None:
        return self._by_key.get(title_key(title))

    def numbered(self, number: str) -> InstrumentFact | None:
        found = self._by_number.get(number, [])
        return found[0] if len(found) == 1 else None

    @classmethod
    def from_csv(cls, path: Path) -> Self:
        """The instruments of a file with the columns of catalog/seed/instruments.csv."""
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return cls(_fact(line) for line in csv.DictReader(lines))


def _fact(line: dict[str, str]) -> InstrumentFact:
    articles = line.get("articles", "")
    number = document_numbers.normalise(line.get("number", ""))
    return InstrumentFact(
        title=line["title"],
        level=LegalLevel.named(line["level"]),
        issuer=line.get("issuer", ""),
        articles=int(articles) if articles else None,
        effective_on=_day(line.get("effective_on", "")),
        repealed_on=_day(line.get("repealed_on", "")),
        fictional=line.get("fictional", "") == "yes",
        numbers=(number,) if number else (),
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
