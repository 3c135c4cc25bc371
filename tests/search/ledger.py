"""A register in a growing file, which several processes can follow; run as a program it follows until stopped."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from catalog.rules.verdict import Fact
from search import extracts, heard
from search.service import Search
from search.source import Names, Record

MATERIALS = ("无房证明", "收入证明", "婚姻状况证明", "户籍证明", "亲属关系证明")


class Ledger:
    """Each line of the file is an entry: a requirement's id and how often it was changed (0: removed)."""

    def __init__(self, path: Path) -> None:
        self._lines = [json.loads(line) for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")]

    at = datetime(2026, 11, 24, tzinfo=UTC)

    def head(self) -> int:
        return len(self._lines)

    def stamp(self, place: int) -> str:
        return str(self._lines[place - 1]) if 0 < place <= len(self._lines) else ""

    def changed(self, after: int, upto: int) -> tuple[set[int], bool]:
        return {id_ for id_, _ in self._lines[after:upto]}, False

    def records(self, requirement_ids: Iterable[int] | None = None) -> Iterable[Record]:
        newest = dict(self._lines)
        wanted = sorted(newest) if requirement_ids is None else requirement_ids
        return [_record(id_, newest[id_]) for id_ in wanted if newest.get(id_)]

    def came(self, after: datetime) -> set[int]:
        return set()

    def comes(self) -> None:
        return None

    def names(self) -> Names:
        return Names(
            {number: (name,) for number, name in enumerate(MATERIALS)}, {1: ("公租房申请",)}, {1: ("住建局",)}, {}
        )

    def facts(self, requirement_ids: Iterable[int] | None = None) -> Mapping[int, Sequence[Fact]]:
        return {}


def append(path: Path, entries: Iterable[tuple[int, int]]) -> None:
    """Write entries to the end of the history."""
    with path.open("a") as stream:
        stream.writelines(f"{json.dumps(entry)}\n" for entry in entries)


def engine(directory: Path, path: Path) -> Search:
    """A search engine over the file."""

    @contextmanager
    def source() -> Iterator[Ledger]:
        yield Ledger(path)

    return Search(directory, source, heals=False)


def _record(id_: int, times: int) -> Record:
    material = id_ % len(MATERIALS)
    return Record(
        requirement_id=id_,
        material_id=material,
        material=MATERIALS[material],
        material_aliases=(),
        service_item_id=1,
        service_item="公租房申请",
        spoken="",
        office_id=1,
        office="住建局",
        office_aliases=(),
        issuing_office="",
        remarks=f"第{times}次修改",
    )


def main(directory: str, path: str, what: str) -> None:
    """Follow, or build again and again, until stopped; a line on stdout for each time.

    Whatever is kept only of what is large is kept here, so that being stopped can hit it.
    """
    extracts._COMMON, heard.FEW = 1, 0
    follower = engine(Path(directory), Path(path))
    while True:
        place = follower.rebuild() if what == "rebuild" else follower.catch_up()
        print(place, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
