"""How well and how fast search answers: a table per kind of query and per stage switched off, and times by size.

``python3 -m tests --bench search``, with ``--large`` at the end for 300,000 requirements.
Figures are of this machine and this moment: read the ratios.
"""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from catalog.vocabulary import LegalLevel, Outcome
from search import snapshot
from search.dictionary import Dictionary
from search.interface import Query
from search.service import Search
from search.source import Names
from tests.search import register
from tests.search.judging import NOTHING, Judged, judged
from tests.search.register import NOW, TODAY, Register, moved

RUNS = 7
NAMES = 18_000
SIZES = (1_344, 15_000)
LARGE = 300_000
# What is replaced to see what a part is worth.
SWITCHES: dict[str, tuple[str, Callable[..., object]]] = {
    "did-you-mean": ("search.spelling.Speller.near", lambda *_, **__: []),
    "latin slips": ("search.spelling.Speller.near_letters", lambda *_, **__: []),
    "pinyin, initials": ("search.sounds.Sounds.like", lambda *_: []),
    "names in sentences": ("search.dictionary.Dictionary.named", lambda *_, **__: []),
    "everyday speech": ("search.plan._as_spoken", lambda *_: None),
    "pieces of names": ("search.pieces.split", lambda chunk, *_, **__: ([], [chunk])),
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


def main(arguments: Sequence[str] = ()) -> None:
    """Print the tables; with ``--large`` also for 300,000 requirements, which takes minutes."""
    sizes = (*SIZES, LARGE) if "--large" in arguments else SIZES
    _quality()
    snapshot.ANSWERS = 0  # the same question again shall be worked out again
    _times(sizes)
    _dictionary()


def _quality() -> None:
    held = register.example()
    print(f"{'judged queries':26}{'n':>4}{'shown':>8}{'MRR':>8}")
    asked = _judged(held)
    for kind in dict.fromkeys(one.kind for one in asked):
        print(_line(kind, [one for one in asked if one.kind == kind]))
    print(_line("all", asked))
    for name, (target, off) in SWITCHES.items():
        with mock.patch(target, off):
            print(_line(f"- {name}", _judged(held)))
    for name in ("asked_queries.csv", "spoken_queries.csv", "unseen_queries.csv"):
        print(_line(name, [one for one in _judged(held, name) if one.kind != NOTHING]))
        print(_line("  rightly nothing", [one for one in _judged(held, name) if one.kind == NOTHING]))
    bare = register.built(register.rows(register.FIXTURES / "lists" / "first-batch.expected.csv"), seeded=False)
    print(_line("- aliases, synonyms", _judged(bare)))


def _judged(held: Register, queries: str = "judged_queries.csv") -> list[Judged]:
    with _followed(held) as engine:
        return judged(engine, held, queries)


def _line(name: str, asked: Sequence[Judged]) -> str:
    right = [not one.total if one.kind == NOTHING else one.rank > 0 for one in asked]
    ranks = [1 / one.rank if one.rank else 0.0 for one in asked if one.kind != NOTHING]
    mrr = f"{statistics.mean(ranks):8.3f}" if ranks else f"{'-':>8}"
    return f"{name:26}{len(asked):>4}{statistics.mean(right):8.3f}{mrr}"


def _times(sizes: Sequence[int]) -> None:
    columns: dict[int, dict[str, float]] = {}
    for size in sizes:
        began = time.perf_counter()
        with _followed(enlarged(register.example(), size)) as engine:
            built = time.perf_counter() - began
            columns[size] = {"build, s": built, **_measured(engine, size)}
    print(f"\n{'median ms of ' + str(RUNS):26}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>9}")
    first, last = columns[sizes[0]], columns[sizes[-1]]
    for name in first:
        row = "".join(f"{columns[size][name]:12.2f}" for size in sizes)
        print(f"{name:26}{row}{last[name] / max(first[name], 0.001):9.1f}")
    print(f"memory of the process at its largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def _measured(engine: Search, size: int) -> dict[str, float]:
    began = time.perf_counter()
    engine.find(Query("婚因状况"), on=TODAY, known=NOW)
    first = (time.perf_counter() - began) * 1_000
    asked = {
        name: _median(lambda query=query: engine.find(query, on=TODAY, known=NOW)) for name, query in ASKED.items()
    }
    fresh = iter(range(1, RUNS + 1))
    asked["filters not asked before"] = _median(lambda: engine.find(_filters(next(fresh)), on=TODAY, known=NOW))
    typed = _median(lambda: engine.suggest("wuf", known=NOW))
    slips = _median(lambda: engine._ready().lexicon.dictionary.speller.near("婚因状况证明"))
    return {"first query": first, **asked, "typeahead": typed, "spelling alone": slips, "check": _once(engine.check)}


def _filters(number: int) -> Query:
    return Query(outcomes=frozenset({Outcome.REPLACED}), office_ids=frozenset(range(number, 40)), page=number)


def _dictionary() -> None:
    """Typeahead and did-you-mean over far more names than one city has."""
    held = register.example().named
    items = [spellings[0] for spellings in held.service_items.values()]
    both = [f"{item}{spellings[0]}" for spellings in held.materials.values() for item in items]
    more = [f"{place}{one}" for place in ("城区", "农村") for one in both]
    names = dict(enumerate([(one,) for one in (*both, *more)][:NAMES]))
    began = time.perf_counter()
    dictionary = Dictionary(Names(names, {}, {}, {}))
    speller, sounds = dictionary.speller, dictionary.sounds
    first = time.perf_counter() - began
    began = time.perf_counter()
    _ = (again := Dictionary(Names(names | {-1: ("新证明",)}, {}, {}, {}), dictionary)).speller, again.sounds
    second = time.perf_counter() - began
    print(f"\n{len(names):,} names: {first:.1f} s to take in, {second:.1f} s after a change; median ms of {RUNS}:")
    for name, act in {
        "did-you-mean": lambda: speller.near("结婚登记婚因状况证明"),
        "latin slip": lambda: speller.near_letters("jiehundengjihunyinzhuangkaungzhengming"),
        "typeahead, 1 character": lambda: sounds.like("证", 10),
        "typeahead, 2 letters": lambda: sounds.like("zh", 10),
        "sentence": lambda: dictionary.named("去镇上办理城区结婚登记婚姻状况证明还要不要户籍证明"),
        "part of a name": lambda: list(dictionary.containing("状况")),
    }.items():
        print(f"{name:26}{_median(act):8.2f}")


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
