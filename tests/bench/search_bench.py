"""How well and how fast search answers: a table per kind of query and per stage switched off, and times by size.

Run with ``python3 -m tests --bench search``. Figures are of this machine and this moment: read the ratios.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from catalog.vocabulary import LegalLevel, Outcome
from search.interface import Query
from search.service import Search
from tests.search import register
from tests.search.judging import NOTHING, Judged, judged
from tests.search.register import NOW, TODAY, Register, moved

RUNS = 7
SIZES = (1_344, 15_000)
LARGE = 300_000
# What is replaced to see what a part is worth.
SWITCHES: dict[str, tuple[str, Callable[..., object]]] = {
    "did-you-mean": ("search.spelling.Speller.near", lambda *_, **__: []),
    "latin slips": ("search.spelling.Speller.near_letters", lambda *_, **__: []),
    "pinyin, initials": ("search.sounds.Sounds.like", lambda *_: []),
    "names in sentences": ("search.dictionary.Dictionary.named", lambda *_, **__: []),
    "pieces of names": ("search.plan._split", lambda chunk, *_, **__: ([], [chunk])),
    "other questions": ("search.questions.asks_something_else", lambda text: False),
}
ASKED = {
    "one word": Query("无房证明"),
    "two words": Query("收入证明 公租房"),
    "sentence": Query("申请公租房还要开无房证明吗"),
    "slip": Query("婚因状况证明"),
    "pinyin": Query("wufanzui"),
    "latin slip": Query("juzuzhengming"),
    "rest": Query("居住证暂行条例"),
    "everything": Query(),
    "word, filters": Query("户籍证明", outcomes=frozenset({Outcome.REPLACED}), levels=frozenset({LegalLevel.LAW})),
    "filters": Query(outcomes=frozenset({Outcome.REPLACED, Outcome.CHOICE}), office_ids=frozenset(range(1, 20))),
    "far page": Query(page=10_000, per_page=20),
}


def main(sizes: Sequence[int] = SIZES) -> None:
    """Print the tables."""
    _quality()
    _times(sizes)


def _quality() -> None:
    held = register.example()
    print(f"{'judged queries':22}{'n':>4}{'shown':>8}{'MRR':>8}")
    asked = _judged(held)
    for kind in dict.fromkeys(one.kind for one in asked):
        print(_line(kind, [one for one in asked if one.kind == kind]))
    print(_line("all", asked))
    for name, (target, off) in SWITCHES.items():
        with mock.patch(target, off):
            print(_line(f"- {name}", _judged(held)))
    bare = register.built(register.rows(register.FIXTURES / "lists" / "first-batch.expected.csv"), seeded=False)
    print(_line("- aliases, synonyms", _judged(bare)))


def _judged(held: Register) -> list[Judged]:
    with _followed(held) as engine:
        return judged(engine, held)


def _line(name: str, asked: Sequence[Judged]) -> str:
    right = [not one.total if one.kind == NOTHING else one.rank > 0 for one in asked]
    ranks = [1 / one.rank if one.rank else 0.0 for one in asked if one.kind != NOTHING]
    mrr = f"{statistics.mean(ranks):8.3f}" if ranks else f"{'-':>8}"
    return f"{name:22}{len(asked):>4}{statistics.mean(right):8.3f}{mrr}"


def _times(sizes: Sequence[int]) -> None:
    columns: dict[int, dict[str, float]] = {}
    for size in sizes:
        began = time.perf_counter()
        with _followed(enlarged(register.example(), size)) as engine:
            built = time.perf_counter() - began
            columns[size] = {"build, s": built, **_measured(engine, size)}
    print(f"\n{'median ms of ' + str(RUNS):22}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>9}")
    first, last = columns[sizes[0]], columns[sizes[-1]]
    for name in first:
        row = "".join(f"{columns[size][name]:12.2f}" for size in sizes)
        print(f"{name:22}{row}{last[name] / max(first[name], 0.001):9.1f}")
    print(f"memory of the process at its largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def _measured(engine: Search, size: int) -> dict[str, float]:
    began = time.perf_counter()
    engine.find(Query("婚因状况"), on=TODAY, known=NOW)
    first = (time.perf_counter() - began) * 1_000
    asked = {
        name: _median(lambda query=query: engine.find(query, on=TODAY, known=NOW)) for name, query in ASKED.items()
    }
    typed = _median(lambda: engine.suggest("wuf", known=NOW))
    slips = _median(lambda: engine._ready().lexicon.dictionary.speller.near("婚因状况证明"))
    return {"first query": first, **asked, "typeahead": typed, "spelling alone": slips, "check": _once(engine.check)}


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_once(act) for _ in range(RUNS))


def _once(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1_000


@contextmanager
def _followed(held: Register) -> Iterator[Search]:
    with tempfile.TemporaryDirectory() as folder:
        engine = Search(Path(folder), held.opened, heals=False)
        engine.catch_up()
        yield engine


def enlarged(held: Register, size: int) -> Register:
    """The register repeated as by other cities, each with offices of its own, up to ``size`` requirements."""
    records = list(held.by_id.values())
    offices = dict(held.named.offices)
    many = len(offices)
    for number in range(len(records) + 1, size + 1):
        record, city = records[(number - 1) % len(records)], (number - 1) // len(records)
        office = record.office_id + many * city
        offices.setdefault(office, (f"第{city}{record.office}",))
        held.by_id[number] = moved(record, requirement_id=number, office_id=office, office=offices[office][0])
        held.decisions[number] = held.decisions[record.requirement_id]
    held.named = type(held.named)(held.named.materials, held.named.service_items, offices, held.named.synonyms)
    return held


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help=f"also with {LARGE:,} requirements (minutes)")
    main((*SIZES, LARGE) if parser.parse_args().large else SIZES)
