"""Opinions that say nearly the same are found, whoever wrote them down how; and nothing else is."""

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import likeness
from catalog.rules.likeness import KEPT, are_alike, grams, groups

texts = st.dictionaries(st.integers(1, 40), st.text(alphabet="甲乙丙", max_size=9), max_size=12)


def jaccard(one, other):
    return Fraction(len(one & other), len(one | other))


@given(texts)
def test_each_text_stands_with_the_first_it_is_like_and_with_no_other(found):
    runs = {number: grams(said) for number, said in found.items()}
    grouped = groups(found)
    assert len({one for group in grouped for one in group}) == sum(map(len, grouped))
    for first, *others in grouped:
        assert others and first < min(others)
        assert all(jaccard(runs[first], runs[one]) >= Fraction(4, 5) for one in others)


@given(texts)
def test_no_pair_is_overlooked(found):
    runs = {number: grams(said) for number, said in found.items()}
    firsts: list[int] = []
    expected: dict[int, list[int]] = {}
    for number in sorted(found):
        head = next((one for one in firsts if jaccard(runs[one], runs[number]) >= Fraction(4, 5)), None)
        if head is None:
            firsts.append(number)
        expected.setdefault(head or number, []).append(number)
    assert groups(found) == [tuple(group) for group in expected.values() if len(group) > 1]


def test_width_script_blanks_and_punctuation_do_not_tell_opinions_apart():
    assert grams("建議保留房屋權屬證明。") == grams(" 建议保留，房屋权属证明！\n")


def test_one_word_in_a_long_text_does_and_another_text_does_not():
    said = "我在城东开小店，每次用电增容都要跑两趟街道开房屋权属证明，请直接从不动产登记系统里查，不要再让我们跑。"
    assert are_alike(grams(said), grams(said.replace("城东", "城西")))
    assert not are_alike(grams(said), grams("监护关系证明请保留，老人和小孩的事不能只看系统。"))
    assert groups({1: said, 2: "别的话。", 3: said + "谢谢"}) == [(1, 3)]


def written(seed, length):
    return "".join(chr(0x4E00 + place) for place in Random(seed).choices(range(3000), k=length))


def test_long_texts_are_told_apart_by_some_of_their_runs():
    said = written(1, 5_000)
    assert len(grams(said)) == KEPT
    assert are_alike(grams(said), grams(said[:2_000] + "另" + said[2_000:] + "谢谢"))
    assert not are_alike(grams(said), grams(said[:2_500] + written(2, 2_500)))
    assert not are_alike(grams(said), grams(said[:150]))


def test_texts_made_to_look_alike_to_each_other_are_not_all_compared(monkeypatch):
    """Each pair shares two thirds of its runs: compared with each other, work would grow with the square."""
    compared = []
    monkeypatch.setattr(likeness, "are_alike", lambda one, other: compared.append(1) or are_alike(one, other))
    texts = {number: written(0, 130) + written(number, 35) for number in range(1, 301)}
    assert groups(texts | {301: texts[7]}) == [(7, 301)]
    assert len(compared) <= likeness.COMPARED * len(texts)
    blocks = [written(number, 20) for number in range(20)]
    mixed = {number: "".join(Random(number).sample(blocks, 10)) for number in range(1, 301)}
    compared.clear()
    groups(mixed)
    assert 0 < len(compared) <= likeness.COMPARED * len(mixed)
