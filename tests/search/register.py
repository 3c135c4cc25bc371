"""A small register in memory that search follows in the tests: records, names, decisions and a history."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from catalog.rules.verdict import Fact
from catalog.vocabulary import DecisionKind, Disposition, LegalLevel, Method
from search.source import Names, Record

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
SEED = ROOT / "catalog" / "seed"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
RECORDED = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass
class Register:
    """What the database side is to search. Every change is an entry of the history."""

    by_id: dict[int, Record] = field(default_factory=dict)
    decisions: dict[int, list[Fact]] = field(default_factory=dict)
    named: Names = field(default_factory=lambda: Names({}, {}, {}, {}))
    entries: list[tuple[frozenset[int], bool]] = field(default_factory=list)
    branch: str = ""
    at: datetime = NOW
    ahead: dict[datetime, Record] = field(default_factory=dict)

    def put(self, *records: Record) -> None:
        self.by_id |= {record.requirement_id: record for record in records}
        self.entries.append((frozenset(record.requirement_id for record in records), False))

    def remove(self, *requirement_ids: int) -> None:
        for requirement_id in requirement_ids:
            self.by_id.pop(requirement_id, None)
        self.entries.append((frozenset(requirement_ids), False))

    def decide(self, requirement_id: int, fact: Fact) -> None:
        self.decisions.setdefault(requirement_id, []).append(fact)
        self.entries.append((frozenset({requirement_id}), False))

    def rename(self, named: Names) -> None:
        self.named = named
        self.entries.append((frozenset(), True))

    def head(self) -> int:
        return len(self.entries)

    def stamp(self, place: int) -> str:
        if not 0 < place <= len(self.entries):
            return ""
        told = f"{self.branch}{place}{sorted(self.entries[place - 1][0])}"
        return hashlib.sha256(told.encode()).hexdigest()

    def changed(self, after: int, upto: int) -> tuple[set[int], bool]:
        entries = self.entries[after:upto]
        return {id_ for ids, _ in entries for id_ in ids}, any(names for _, names in entries)

    def records(self, requirement_ids: Iterable[int] | None = None) -> Iterable[Record]:
        wanted = sorted(self.by_id) if requirement_ids is None else requirement_ids
        told = self.by_id | {
            one.requirement_id: one for instant, one in sorted(self.ahead.items()) if instant <= self.at
        }
        return [told[id_] for id_ in wanted if id_ in told]

    def came(self, after: datetime) -> set[int]:
        return {one.requirement_id for instant, one in self.ahead.items() if after < instant <= self.at}

    def comes(self) -> datetime | None:
        return min((instant for instant in self.ahead if instant > self.at), default=None)

    def names(self) -> Names:
        return self.named

    def facts(self, requirement_ids: Iterable[int] | None = None) -> Mapping[int, Sequence[Fact]]:
        wanted = self.decisions.keys() if requirement_ids is None else requirement_ids
        return {id_: self.decisions[id_] for id_ in wanted if id_ in self.decisions}

    @contextmanager
    def opened(self) -> Iterator["Register"]:
        yield self


def example() -> Register:
    """The fictional city's first list, with the aliases and everyday words of the seed."""
    return built(rows(FIXTURES / "lists" / "first-batch.expected.csv"))


def built(listed: Sequence[Mapping[str, str]], *, seeded: bool = True) -> Register:
    """A register of list lines, each published on 2026-10-01."""
    materials = _numbered(row["material"] for row in listed)
    items = _numbered(row["service_item"] for row in listed)
    offices = _numbered(row["demanding_office"] for row in listed)
    named = _names(materials, items, offices, seeded=seeded)
    register = Register(named=named)
    for number, row in enumerate(listed, 1):
        material, item, office = (
            materials[row["material"]],
            items[row["service_item"]],
            offices[row["demanding_office"]],
        )
        register.by_id[number] = Record(
            requirement_id=number,
            material_id=material,
            material=row["material"],
            material_aliases=tuple(named.materials[material][1:]),
            service_item_id=item,
            service_item=row["service_item"],
            spoken=named.service_items[item][1] if len(named.service_items[item]) > 1 else "",
            office_id=office,
            office=row["demanding_office"],
            office_aliases=tuple(named.offices[office][1:]),
            issuing_office=row["issuing_office"],
            bases=tuple(filter(None, (row["basis_title"] + row["basis_clause"], row["other_bases"]))),
            levels=tuple(level.value for level in [LegalLevel.named(row["basis_level"])] if level),
            list_ids=(1,),
            remarks=row["remark"],
        )
        register.decisions[number] = [published(number, row)]
    register.entries.append((frozenset(register.by_id), True))
    return register


def published(number: int, row: Mapping[str, str]) -> Fact:
    return Fact(
        id=number,
        kind=DecisionKind.PUBLISHED,
        disposition=Disposition.named(row["disposition"]),
        method=Method.named(row["method"]),
        replacement=row["replacement"],
        effective_on=date(2026, 10, 1),
        recorded_at=RECORDED,
        public_from=RECORDED,
        list_id=1,
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def seed(name: str) -> list[dict[str, str]]:
    path = SEED / name
    return rows(path) if path.exists() else []


def moved(record: Record, **changes: object) -> Record:
    return replace(record, **changes)  # type: ignore[arg-type]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


def _names(
    materials: Mapping[str, int], items: Mapping[str, int], offices: Mapping[str, int], *, seeded: bool
) -> Names:
    aliases = seed("aliases.csv") if seeded else []
    spoken = {row["service_item"]: row["spoken"] for row in seed("spoken_forms.csv")} if seeded else {}
    synonyms: dict[str, list[str]] = {}
    for row in seed("synonyms.csv") if seeded else ():
        synonyms.setdefault(row["surface"], []).append(row["name"])

    def spellings(kind: str, name: str) -> tuple[str, ...]:
        first = (spoken[name],) if kind == "service-item" and name in spoken else ()
        return (name, *first, *(row["alias"] for row in aliases if (row["kind"], row["name"]) == (kind, name)))

    return Names(
        {number: spellings("material", name) for name, number in materials.items()},
        {number: spellings("service-item", name) for name, number in items.items()},
        {number: spellings("office", name) for name, number in offices.items()},
        synonyms,
    )
