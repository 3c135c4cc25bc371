"""What people tell instead of naming a proof or an errand: 台风把房子吹倒了 is about a proof of damage."""

import re
from dataclasses import dataclass

from search import questions
from search.errands_told import ERRANDS
from search.proofs_told import PROOFS
from search.trades_told import TRADES

# What may be left of a text that neither says what is meant nor is part of a question, beside what says it.
_LEFT_OVER = 0.5
# Who tells a whole story, of so many characters, tells more beside; so does who says what is wanted of an office.
_STORY, _LEFT_OF_STORY = 8, 0.7
# Fewer characters than this are a name and no description, unless they end like a proof.
_SHORTEST, _PROOF = 4, "证明"
# One telling word alone must be so much of what was said, unless papers are asked for.
_MOST = 0.6
# What says nothing beside a description: who it was, how many, where.
_ALONGSIDE = re.compile(
    "死者|家属|亲属|盖章|盖的章|开具|出具|开出|每个?月|每年|按月|新买|刚买|刚装|新装|算不算|是不是|"
    "外地|外省|老家|本地|本市|这边|那边|"
    "公司|单位|村里|村上|村委|乡下|农村|城里|家里|医院|政府|学校|派出所|今年|去年|前年|以前|之前|"
    "都知道|大家|给的|拿到|"
    "[这那][张块套个种片辆栋间头位座些份条棵家]|东西|亲戚|暂时|现在|一直|[零一二两三四五六七八九十百千万几多0-9]+|"
    + "|".join(sorted((one for one in questions.PERSONS if len(one) > 1), key=len, reverse=True))
)

_WANTED = re.compile("证(?!券|明)|登记|备案|许可|报告|合同|协议|补贴|补助")
# Nor does what an office gives, beside what it is given for: 挖矿许可, 开食堂的手续.
_GIVEN = re.compile("许可证?|执照|手续|审批|批文|批准|备案|登记|申请|认定")


@dataclass(frozen=True, slots=True)
class Told:
    """A name that a description means, and how much of the description says so, 证明 left out."""

    name: str
    said: int


_Table = tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]


def _compiled(table: tuple[tuple[str, ...], ...]) -> _Table:
    return tuple((name, tuple(map(re.compile, said))) for name, *said in table)


# How something is done or which is good, unless it is how an office is asked for it.
_HOW_TO = re.compile(
    "(?:怎么|怎样|如何|咋)(?!办|领|申|开|弄|报|交|取|提|赔|过(?![得年日])|迁|补|换|注|登|落|上户|查|"
    "搞|证明|转|写|个|整|拿)|"
    "哪[个家种].*好|好不好|怎么样"
)
_PROOFS, _ERRANDS = _compiled(PROOFS), _compiled((*ERRANDS, *TRADES))


def proofs(text: str) -> list[Told]:
    """The proofs that a plain text describes, those that it says most of first.

    >>> proofs('台风把房子吹倒了要什么证明')[0].name
    '受灾证明'
    """
    return _told(text, _PROOFS, _ALONGSIDE)


def errands(text: str) -> list[Told]:
    """The errands that a plain text describes, those that it says most of first.

    >>> errands('想打口井')[0].name
    '取水许可'
    """
    return _told(text, _ERRANDS, _ALONGSIDE, _GIVEN)


def _told(text: str, table: _Table, *beside: re.Pattern[str]) -> list[Told]:
    is_how_to = _HOW_TO.search(text) and not questions.asks_for_papers(text)
    if is_how_to or (len(text) < _SHORTEST and not text.endswith(_PROOF)):
        return []
    best: dict[str, int] = {}
    plain = {at for found in re.finditer(_PROOF, text) for at in range(*found.span())}
    for name, said in table:
        if all(one.search(text) for one in said):
            covered = {at for one in said for found in one.finditer(text) for at in range(*found.span())}
            if _is_what_is_said(text, covered, len(said), beside):
                best[name] = max(best.get(name, 0), len(covered - plain))
    return sorted((Told(name, number) for name, number in best.items()), key=lambda one: -one.said)


def _is_what_is_said(text: str, covered: set[int], words: int, beside: tuple[re.Pattern[str], ...]) -> bool:
    """False when too much of the text is about something else."""
    if words == 1 and not questions.asks_for_papers(text):
        return len(covered) >= _MOST * len(text)
    other = "".join(" " if at in covered else character for at, character in enumerate(text))
    for saying_nothing in beside:
        other = saying_nothing.sub(" ", other)
    left = (word for part in other.split() for word in questions.content(part) if word not in questions.PERSONS)
    more = words > 1 and (len(text) >= _STORY or _WANTED.search(text))
    most = _LEFT_OF_STORY if more else _LEFT_OVER
    return sum(len(word) for word in left if len(word) > 1) < most * len(covered)
