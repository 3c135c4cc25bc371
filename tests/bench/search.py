"""How well and how fast search answers: a table per kind of query and per stage switched off, and times by size.

``python3 -m tests --bench search``, with ``--large`` at the end for 300,000 requirements.
Times are of the processor, so that others on the machine count less; read the ratios all the same.
"""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest import mock

from catalog.text import pinyin
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
    "descriptions": ("search.situations._told", lambda *_: []),
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
# Of these the page of materials is measured as well: the site asks for it.
WHOLE = ("one word", "two words", "sentence", "rest", "everything", "word, filters", "filters")
TYPED = ("wuf", "zh", "证")
# Words whose postings nothing before has read.
UNREAD = ("健康证明", "亲属关系证明", "工作经历证明", "死亡证明", "学历证明")
READ_FIRST = "证明"


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
        held = enlarged(register.example(), size)
        began = time.process_time()
        with _followed(held) as engine:
            built = time.process_time() - began
            columns[size] = {"build, s": built, **measured(engine)}
    print(f"\n{'median ms of ' + str(RUNS):26}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>9}")
    first, last = columns[sizes[0]], columns[sizes[-1]]
    for name in first:
        row = "".join(f"{columns[size][name]:12.2f}" for size in sizes)
        print(f"{name:26}{row}{last[name] / max(first[name], 0.001):9.1f}")
    print(f"memory of the process at its largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def measured(engine: Search) -> dict[str, float]:
    """What a process pays when it starts, and then for each kind of question, in milliseconds."""
    fresh = iter(range(1, RUNS + 1))
    start = _start(Search(engine._directory, engine._source, heals=False))  # first, while nothing has been read yet
    engine.warm()
    return {
        **start,
        "word not read before, at most": max(_once(_asking(engine, Query(word))) for word in UNREAD),
        **{name: _median(_asking(engine, query)) for name, query in ASKED.items()},
        **{f"{name}, by material": _median(_asking(engine, replace(ASKED[name], by_material=True))) for name in WHOLE},
        "filters not asked before": _median(lambda: _asking(engine, _filters(next(fresh)))()),
        **{f"typeahead, {typed}": _median(partial(engine.suggest, typed, known=NOW)) for typed in TYPED},
        "check": _once(engine.check),
    }


def _start(engine: Search) -> dict[str, float]:
    opened = _once(engine._ready)
    lexicon = engine._ready().lexicon
    pinyin(READ_FIRST)  # the library's own tables load once, whatever the size
    return {
        "start: index": opened,
        "start: names": _once(lambda: lexicon.dictionary),
        "start: their syllables": _once(lambda: lexicon.dictionary.said),
        "start: sounds, slips": _once(
            lambda: (lexicon.dictionary.sounds, lexicon.dictionary.speller, lexicon.dictionary.homophones)
        ),
        "start: everyday speech": _once(lambda: lexicon.dictionary.prepare()),
        "start: outcomes, counts": _once(_asking(engine, Query(by_material=True))),
    }


def _asking(engine: Search, query: Query) -> Callable[[], object]:
    return lambda: engine.find(query, on=TODAY, known=NOW)


def _filters(number: int) -> Query:
    return Query(outcomes=frozenset({Outcome.REPLACED}), office_ids=frozenset(range(number, 40)), page=number)


def _dictionary() -> None:
    """Typeahead and did-you-mean over far more names than one city has."""
    held = register.example().named
    items = [spellings[0] for spellings in held.service_items.values()]
    both = [f"{item}{spellings[0]}" for spellings in held.materials.values() for item in items]
    more = [f"{place}{one}" for place in ("城区", "农村") for one in both]
    names = dict(enumerate([(one,) for one in (*both, *more)][:NAMES]))
    began = time.process_time()
    dictionary = Dictionary(Names(names, {}, {}, {}))
    speller, sounds = dictionary.speller, dictionary.sounds
    first = time.process_time() - began
    began = time.process_time()
    _ = (again := Dictionary(Names(names | {-1: ("新证明",)}, {}, {}, {}), dictionary)).speller, again.sounds
    second = time.process_time() - began
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
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1_000


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
