"""What the cells of a list say is to become of a proof. A cell that only sounds like a cancellation is not one."""

import re
from dataclasses import dataclass

from catalog import text as texts
from catalog.rules import reading_words as words
from catalog.vocabulary import Disposition, Method


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says. ``doubts`` are codes to be looked at, ``error`` the code of what stops the line.

    ``disposition`` is None when the cells could not be read; ``method`` is the first one named;
    ``replacement`` is the list's own sentence on how the errand is done afterwards.
    """

    disposition: Disposition | None
    method: Method | None = None
    replacement: str = ""
    doubts: tuple[str, ...] = ()
    error: str | None = None


def read(disposition_cell: str, method_cell: str = "", replacement_cell: str = "") -> Reading:
    """Read a line's disposition, method and replacement from its cells; never raises.

    >>> read('替代取消\\n（数据共享）', replacement_cell='由办理部门查询')
    ... # doctest: +NORMALIZE_WHITESPACE
    Reading(disposition=<Disposition.REPLACE: 'replace'>, method=<Method.DATA_SHARING: 'data-sharing'>,
            replacement='由办理部门查询', doubts=(), error=None)
    >>> read('实现信息共享后取消').doubts
    ('conditional-not-a-cancellation',)
    """
    cells = _Cells(_plain(disposition_cell), _filled(_plain(method_cell)), _filled(_plain(replacement_cell)))
    replacement = _replacement(disposition_cell, method_cell, replacement_cell)
    without_effect = _without_effect(cells)
    if without_effect is not None:
        disposition, code = without_effect
        return Reading(disposition, None, replacement, (code,))
    if _is_kept(cells):
        return Reading(Disposition.KEEP, None, _sentence(replacement_cell))
    return _cancelled(cells, replacement)


def limits(remark: str) -> bool:
    """True when a remark says that a cancellation does not hold everywhere and at once, or is none.

    >>> limits('待省平台接通后执行'), limits('可容缺受理'), limits('限本人办理')
    (True, True, False)
    """
    said = _plain(remark)
    return any(pattern.search(said) for pattern in (words.LIMITED, words.CONDITIONAL, words.DEFERRED))


def methods(text: str) -> tuple[Method, ...]:
    """The methods that ``text`` names, each once, in its order; one that is said not to be used does not count."""
    plain = words.NOT_USED.sub("", _plain(text))
    named = dict.fromkeys(Method[str(match.lastgroup)] for match in words.METHODS.finditer(plain))
    if not named and words.SHOWN.match(plain):
        return (Method.EXISTING_LICENCE,)
    return tuple(named)


@dataclass(frozen=True, slots=True)
class _Cells:
    disposition: str
    method: str
    replacement: str

    @property
    def stated(self) -> str:
        """What the list states, the sentence on the way afterwards left aside."""
        return f"{self.disposition};{self.method}"

    @property
    def all(self) -> str:
        return f"{self.stated};{self.replacement}"


def _without_effect(cells: _Cells) -> tuple[Disposition, str] | None:
    """The disposition that changes nothing, with its code, when the cells hold one."""
    silent = not words.DIRECT.search(cells.disposition) and not methods(cells.stated)
    if words.SELF_PRINT.search(cells.all if silent else cells.stated):
        return Disposition.UNDIVIDED, words.SELF_PRINT_CODE
    said = _said_without_effect(cells)
    return (said, words.CODES[said]) if said else None


def _said_without_effect(cells: _Cells) -> Disposition | None:
    own = cells.disposition
    if words.CONDITIONAL.search(cells.all):
        return Disposition.CONDITIONAL
    if words.DEFERRED.search(cells.all):
        return Disposition.DEFER
    if words.INTENDED.search(own):
        return Disposition.INTENDED
    if words.ISSUER_STOPS.search(own) and not words.DIRECT.search(own):
        return Disposition.ISSUER_STOPS
    if words.RESERVED.search(own) and _takes_away(own):
        return Disposition.CONDITIONAL
    if words.UNDIVIDED.search(own) or _says_both(own):
        return Disposition.UNDIVIDED
    if words.DIRECT.search(own) and methods(own + ";" + _method_of(cells.method)):
        return Disposition.UNDIVIDED
    return None


def _says_both(own: str) -> bool:
    """True for 保留 together with a cancellation or with something that takes the proof's place."""
    return bool(words.KEPT.search(own)) and _takes_away(own)


def _takes_away(own: str) -> bool:
    """True when the cell speaks of a cancellation that is not denied, or of something in the proof's place."""
    rest = words.NOT_CANCELLED.sub("", own)
    return bool(words.CANCELLED.search(rest) or words.REPLACED.search(rest) or methods(own))


def _is_kept(cells: _Cells) -> bool:
    own = cells.disposition or cells.method or cells.replacement
    return bool(words.NOT_CANCELLED.search(own) or (words.KEPT.search(own) and not methods(own)))


def _cancelled(cells: _Cells, replacement: str) -> Reading:
    """A cancellation, with or without something in its place, or what is missing to know it."""
    own, said = cells.disposition, _method_of(cells.method)
    stated = methods(f"{own};{said}")
    shown = methods(cells.replacement)
    if own and not (words.CANCELLED.search(own) or words.REPLACED.search(own) or methods(own)):
        return Reading(None, None, replacement, error=words.UNKNOWN_METHOD)
    if words.DIRECT.search(own):
        return Reading(Disposition.CANCEL, None, replacement)
    if named := stated or shown:
        several = len(named) > 1 or (bool(shown) and not any(_alike(named[0], other) for other in shown))
        return Reading(Disposition.REPLACE, named[0], replacement, (words.SEVERAL_CODE,) if several else ())
    if words.REPLACED.search(own):
        error = words.UNKNOWN_METHOD if said else words.WITHOUT_METHOD
        return Reading(Disposition.REPLACE, None, replacement, error=error)
    if said and not words.CANCELLED.search(said):
        return Reading(Disposition.CANCEL if own else None, None, replacement, error=words.UNKNOWN_METHOD)
    if own or words.CANCELLED.search(cells.all):
        return Reading(Disposition.CANCEL, None, replacement)
    return Reading(None, None, replacement, error=words.UNKNOWN_METHOD)


def _alike(one: Method, other: Method) -> bool:
    """Whether two methods come to the same for the person: the office looks, or the person shows, or promises."""
    return one is other or any(one in kin and other in kin for kin in words.KIN)


def _method_of(cell: str) -> str:
    """A method cell, or "" when it gives the reason for cancelling instead."""
    return "" if words.REASONS.search(cell) else cell


def _filled(said: str) -> str:
    """A cell on the way afterwards, or "" when it says that there is none: 无, /, 不涉及."""
    return "" if said in _BLANK else said


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", texts.fold(texts.squeeze(cell[:2000])))


_AFTER_COLON = re.compile(r"^[^：:]{2,16}[：:]\s*(.+)$", re.DOTALL)
_IN_BRACKETS = re.compile(r"^[^（(]{2,8}[（(](.+)[）)]$", re.DOTALL)
_AFTER_NAME = re.compile(r"^([^：:，,。；;—\-（()）\s]{2,16})\s?[：:，,。；;—\-]+\s?(.+)$", re.DOTALL)
_SHORTEST_SENTENCE = 4
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.、)]|[①-⑳])")
_BETWEEN_NAMES = re.compile(r"[、,;/+和及或]")
_BLANK = frozenset(
    {"", "无", "—", "-", "/", "——", "--", "、", "\\", "没有", "不涉及", "无替代", "无替代方式", "暂无", "空"}
)


def _replacement(disposition_cell: str, method_cell: str, replacement_cell: str) -> str:
    """The list's own sentence on the way afterwards: its cell, or what a method says beyond its name.

    The name of a method alone (数据共享) is no sentence, in whichever column it stands.
    """
    return (
        _sentence(replacement_cell)
        or _beyond_names(method_cell, whole=True)
        or _beyond_names(disposition_cell, whole=False)
    )


def _sentence(cell: str) -> str:
    given = texts.squeeze(cell)
    return "" if given in _BLANK or _is_name(_plain(given)) else given


def _is_name(said: str) -> bool:
    """True for the bare name of a method, numbered or not: 1.数据共享."""
    return all(_NUMBERED.sub("", part) in words.NAMES for part in _BETWEEN_NAMES.split(said))


def _beyond_names(cell: str, whole: bool) -> str:
    """The sentence that follows one name or several: 替代取消。告知承诺，申请人签署承诺书."""
    first, _, below = cell.strip().partition("\n")
    rest = texts.squeeze(below if _is_name(_plain(first)) and len(below.strip()) >= _SHORTEST_SENTENCE else cell)
    stripped = rest
    while (found := _AFTER_NAME.match(stripped)) and _is_name(_plain(found[1])):
        stripped = found[2]
    if len(stripped) < _SHORTEST_SENTENCE or _is_name(_plain(stripped)):
        stripped = rest
    beyond = stripped != texts.squeeze(cell)
    return stripped if beyond and not words.REASONS.search(_plain(stripped)) else _detail(rest, whole)


def _detail(cell: str, whole: bool) -> str:
    """What ``cell`` says beyond a name: after its colon, in its brackets, or the whole of it."""
    found = _AFTER_COLON.match(cell) or _IN_BRACKETS.match(cell)
    whole = whole or (bool(methods(cell)) and not words.CANCELLED.search(_plain(cell)))
    detail = found[1].strip() if found else cell if whole else ""
    said = _plain(detail)
    return "" if detail in _BLANK or _is_name(said) or words.REASONS.search(said) else detail
