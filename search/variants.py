"""Other ways of writing what was typed, and the one proof that a half known word can mean."""

import re
from collections.abc import Iterator, Mapping

from catalog.text import is_word
from search import questions
from search.dictionary import Dictionary
from search.distance import without_tail
from search.forms import MATERIAL_MIDDLES
from search.interface import Noun
from search.naming import How, Key

# What people put behind a proof, or in place of 证明: 火葬证, 婚姻状况公证, 门面使用证明.
_TAILS = (
    "证明书", "证明材料", "证明单", "证明信", "公证书", "复印件", "证书", "凭证", "公证", "证明", "记录",
    "鉴定书", "鉴定", "誊本", "副本", "正本", "底册", "结果", "单", "证",
    "卡", "表", "本", "簿", "声明书", "声明", "函", "纸", "书",
)  # fmt: skip
_TAIL = re.compile(f"(.{{2,}}?)(?:{'|'.join(_TAILS)})")
_MIDDLE = re.compile(
    f"(.{{2,}}?)(?:{'|'.join((*MATERIAL_MIDDLES, '登记', '身份', '缴纳', '缴费', '租用', '领取', '等级', '号码'))})"
)
_PUT = ("证明", "证", "")
_WRITTEN, _LONG, _NEGATIONS = "证明", 5, "无未不没非"
# What says that a proof is meant, though the word before it is only part of a name.
_PROOF = re.compile("(.+?)(?:证明|证明书)")
# A paper is gone: said in many ways, entered in one.
LOST = "丢了"
# 证明 as it is mistyped at the end of a word; 更正名字 is something else.
_OF_PROOF = re.compile(
    "(?<=..)(?:的证明|的?(?:[正征政怔症整郑争挣蒸]明|[正征]名|证[名民眀朋鸣命铭]|明证)|(?<![声说文发透证])明(?=$))(?=$|[吗么嘛呢吧啊呀还怎要去可在是])"
)
# 开个小吃店 is 开小吃店, but 开个体户 is what it is.
_MEASURES = re.compile(
    "(?<=[买开办租卖装养建盖领换补登])一?(?:个(?![体人税案])|套(?=房)|间(?=店|房)|辆(?=车)|栋(?=房|楼))"
)
_LOST = re.compile(
    "(?<=[证照本票卡])(?:弄|搞)?(?:掉了|丢失了|遗失了|不见了|丢失|找不到了|找不到|丢掉了|丢掉|没了|丢了|被偷了)"
)


# Things of which everybody has one, and which are no proofs: a card is not what it is for.
_OTHER_THINGS = frozenset(
    {"社保卡", "医保卡", "公积金卡", "工资卡", "银行卡", "信用卡", "身份证", "学生卡", "低保卡", "残疾卡"}
)

Meant = tuple[str, Mapping[Key, How]]
"""A surface and the proofs that it names."""


def written(text: str, dictionary: Dictionary) -> Meant | None:
    """The proofs that ``text`` writes otherwise; None when it names something as it stands, or writes nothing so."""
    for core in questions.cores(text):
        if dictionary.keys(core) or core in _OTHER_THINGS:
            return None
        for surface in _written(core):
            if keys := _proofs(dictionary.keys(surface)):
                return surface, keys
    return None


def proof(text: str, dictionary: Dictionary) -> Meant | None:
    """The proofs that ``text`` writes otherwise, or the one that it can mean, with the surface they are known by.

    None when it names something as it stands, is no other writing of a proof, or may mean several.
    """
    cores = questions.cores(text)
    if any(map(dictionary.keys, cores)):
        return None
    if meant := written(text, dictionary):
        return meant
    for core in cores:
        found = _PROOF.fullmatch(core)
        if found and (only := _only(found[1], core, dictionary)):
            return only
    return None


def shortened(core: str, dictionary: Dictionary) -> Meant | None:
    """The proof that ``core`` is with one character too many inside: 户口藉证明.

    The first character may say which, as in 狗健康证明, and is never the one too many.
    """
    if len(core) < _LONG or not core.endswith(_WRITTEN):
        return None
    inner = range(1, len(core) - len(_WRITTEN))
    others = (core[:at] + core[at + 1 :] for at in inner if core[at] not in _NEGATIONS)
    return next(((one, keys) for one in others if (keys := _proofs(dictionary.keys(one)))), None)


def heard(core: str, dictionary: Dictionary) -> Meant | None:
    """The proof that sounds just like ``core``, whose characters mean nothing together: 斯望证明."""
    if not core.endswith(_WRITTEN) or is_word(core.removesuffix(_WRITTEN)):
        return None
    surface = dictionary.homophones.alike(core)
    return (surface, dictionary.keys(surface)) if surface else None


def settled(text: str) -> str:
    """``text`` with one way of saying that a paper is gone, without measures, and 证明 itself written right.

    >>> settled('房产证不见了'), settled('还健在的正明')
    ('房产证丢了', '还健在证明')
    """
    return _OF_PROOF.sub("证明", _LOST.sub(LOST, _MEASURES.sub("", text)))


def _written(core: str) -> Iterator[str]:
    if found := _TAIL.fullmatch(core):
        middle = _MIDDLE.fullmatch(found[1])
        for stem in (found[1], *((middle[1],) if middle else ())):
            yield from (stem + put for put in _PUT)


def _only(stem: str, core: str, dictionary: Dictionary) -> Meant | None:
    """The shortest name of a proof in which ``stem`` stands, when all of them name the same proof.

    One character is a name with another left out: 灾证明.
    """
    named = [
        (surface, keys)
        for surface, known in dictionary.holding(stem)
        if (keys := _proofs(known))
        and (_begins_or_ends(stem, surface) if len(stem) > 1 else _is_one_short(core, surface, keys))
    ]
    return named[0] if len({key for _, keys in named for key in keys}) == 1 else None


def _begins_or_ends(stem: str, surface: str) -> bool:
    return surface.startswith(stem) or without_tail(surface).endswith(stem)


def _is_one_short(core: str, surface: str, keys: Mapping[Key, How]) -> bool:
    return len(surface) == len(core) + 1 and surface[-2:] == core[-2:] and How.NAME in keys.values()


def _proofs(keys: Mapping[Key, How]) -> Mapping[Key, How]:
    return {key: how for key, how in keys.items() if key[0] is Noun.MATERIAL and how is not How.STEM}
