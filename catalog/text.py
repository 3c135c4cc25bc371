"""Chinese text made comparable: width, script, spaces and the sound of it. Pure, and never raises."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import chain

# Everything that counts as a Han character here, with 〇 and the supplementary planes.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))

# Readings that pypinyin gets wrong, mostly names of places.
READINGS = {
    "会稽": "kuai ji",
    "解州": "xie zhou",
    "单县": "shan xian",
    "单父": "shan fu",
    "洪洞": "hong tong",
    "涡阳": "guo yang",
    "浚县": "xun xian",
    "朝阳": "chao yang",
    "都匀": "du yun",
    "筠连": "jun lian",
    "什邡": "shi fang",
    "繁峙": "fan shi",
    "大城县": "dai cheng xian",
    "勒流": "le liu",
    "还款": "huan kuan",
}

_HAS_HAN = re.compile(f"[{HAN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Zero-width and direction marks carry nothing to read; other control characters separate like a space.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2800\u3164]+")
_CJK_MARKS = "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"
# Half-width brackets beside Chinese are part of it: 村(居 )民委员会.
_BLANK_INSIDE = re.compile(
    rf"(?<=[{HAN}{_CJK_MARKS}]) (?=[{HAN}{_CJK_MARKS}()\[\]])|(?<=[()\[\]]) (?=[{HAN}{_CJK_MARKS}])"
)

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_TONED = f"[b-df-hj-np-tw-z]{{0,2}}[aeiouü]?[{_TONES}][aeiouü]{{0,2}}(?:ng?|r)?"
# 發(fā)布, 創(chuàng )業(yè), 西安《ān》, 本běn 人: the reading that a converting site left behind its character.
_RESIDUE = re.compile(
    f"(?<=[{HAN}])(?:\\s?(?:[(（《【\\[] ?{_TONED} ?[)）》】\\]]|{_TONED} ?(?![a-zA-Z])))+", re.IGNORECASE
)
_PLAIN_RESIDUE = re.compile(f"([{HAN}])[(（]([a-zü]{{1,6}}) ?[)）]")

_OPENING = dict.fromkeys("([{〔【〖［｛", "(")
_CLOSING = dict.fromkeys(")]}〕】〗］｝", ")")
# Between figures these marks tell numbers apart: 1.5, 60-69, 2020/21.
_FIGURE_MARKS = frozenset(".-/:~")


def sound(text: str) -> str:
    """``text`` with every lone surrogate replaced by U+FFFD, so that it can be stored and sent."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def has_han(text: str) -> bool:
    """True when at least one Han character stands in ``text``."""
    return _HAS_HAN.search(text) is not None


def fold(text: str) -> str:
    """``text`` as it is compared and searched: one width, simplified, lower case.

    >>> fold('陸豐辦［２０２０］５１號')
    '陆丰办[2020]51号'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", sound(text)).lower()
    return unicodedata.normalize("NFKC", plain).translate(_simplified())


def fold_same_length(text: str) -> str:
    """``text`` folded character by character: position n of the answer is position n of ``text``.

    A character that would fold to several (㈠, ½) stands for itself.
    """
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


def squeeze(text: str) -> str:
    """A cell's text without stray blanks, line breaks, invisible characters and pinyin residue.

    >>> squeeze(' 出 生\\n證明（複印件）　')
    '出生證明（複印件）'
    >>> squeeze('關于發(fā)布')
    '關于發布'
    >>> squeeze('村(居 )民委员会'), squeeze('form (A) (B)')
    ('村(居)民委员会', 'form (A) (B)')
    """
    one_blank = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
    return _BLANK_INSIDE.sub("", _BLANKS.sub(" ", visible(one_blank)).strip())


def visible(text: str) -> str:
    """``text`` without invisible characters and without the readings that converting sites leave: 發(fā)布."""
    if text.isascii():
        return text
    seen = _INVISIBLE.sub("", sound(text))
    return _PLAIN_RESIDUE.sub(_without_own_reading, _RESIDUE.sub("", seen)) if has_han(seen) else seen


@lru_cache(maxsize=32768)
def name_key(text: str) -> str:
    """The key under which two spellings of one material, office or item are the same.

    Blanks, quotes and punctuation do not count, all brackets are one kind; what stands in brackets does count.

    >>> name_key('“我还活着” 证明') == name_key('我还活着證明')
    True
    >>> name_key('村（居）民委员会') == name_key('村(居)民委员会') != name_key('村民委员会')
    True
    """
    folded = squeeze(fold(text))
    kept = [character for place, character in enumerate(folded) if _counts(folded, place)]
    key = unicodedata.normalize("NFKC", "".join(_paired(kept)))
    return key or "".join(folded.split())


def pinyin(text: str) -> tuple[str, ...]:
    """The syllables of ``text`` without tones, one for each Han character; runs of letters or digits stand whole.

    >>> pinyin('单县A4证明')
    ('shan', 'xian', 'a4', 'zheng', 'ming')
    """
    return tuple(part for part, _ in _parts(text))


def initials(text: str) -> str:
    """The first letters of the syllables of ``text``; runs of letters or digits stand whole.

    >>> initials('无犯罪记录证明')
    'wfzjlzm'
    """
    return "".join(part if whole else part[:1] for part, whole in _parts(text))


def is_word(text: str) -> bool:
    """True when ``text`` is a word that the table of readings knows: such words are rarely slips of others.

    >>> is_word('结婚'), is_word('丹身')
    (True, False)
    """
    from pypinyin.constants import PHRASES_DICT

    return text in PHRASES_DICT


def sort_key(text: str) -> str:
    """What puts Chinese names in the order of their sound; equal sounds fall back on the characters."""
    return " ".join(pinyin(text)) + "\t" + squeeze(fold(text))


def _counts(folded: str, place: int) -> bool:
    character = folded[place]
    if character in _OPENING or character in _CLOSING:
        return True
    if character in _FIGURE_MARKS:
        return folded[place - 1 : place].isdigit() and folded[place + 1 : place + 2].isdigit()
    return character not in "<>`^" and unicodedata.category(character)[0] not in "PZC"


def _paired(characters: list[str]) -> list[str]:
    """The characters with one kind of bracket, and without brackets that have no partner."""
    out = list(characters)
    opened: list[int] = []
    for place, character in enumerate(characters):
        if character in _OPENING:
            opened.append(place)
            out[place] = ""
        elif character in _CLOSING:
            out[place] = ")" if opened else ""
            if opened:
                out[opened.pop()] = "("
    return out


@lru_cache(maxsize=16384)
def _fold_character(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else character


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters with their simplified form, where one character stands for one.

    The characters are converted apart, by lines, so that no word around them changes the answer. The forms of
    Hong Kong are read too: pages are shown in them (衞 for 卫).
    """
    import opencc

    characters = [chr(code) for start, end in _HAN_RANGES for code in range(start, end)]
    converter = opencc.OpenCC("hk2s")
    table = dict(zip(characters, converter.convert("\n".join(characters)).split("\n"), strict=True))
    pairs = {old: table.get(new, new) for old, new in table.items() if len(new) == 1}
    return {ord(old): new for old, new in pairs.items() if old != new}


@lru_cache(maxsize=16384)
def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """The syllables and runs of ``text``, each with whether it is a run that stands whole."""
    readable = _script(unicodedata.normalize("NFKC", squeeze(text)).lower())
    parts: list[tuple[str, bool]] = []
    for run in re.findall(f"[{HAN}]+|[^\\W{HAN}]+", readable):
        if has_han(run):
            parts += [(syllable, False) for syllable in _reader()(run)]
        else:
            parts.append((run, True))
    return tuple(parts)


def _script(text: str) -> str:
    """``text`` simplified by words, not by characters; 乾县 alone is no traditional text and keeps its 乾."""
    if not any(ord(character) in _simplified() for character in text if character != "乾"):
        return text
    return str(_converter()(text))


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@cache
def _reader() -> Callable[[str], Iterable[str]]:
    """The reader of Han characters, once it knows the readings above. Loading it takes a tenth of a second.

    Names share their words, so each word is read once: lists of offices are read ten times faster.
    """
    import pypinyin
    from pypinyin.seg.simpleseg import seg

    pypinyin.load_phrases_dict({word: [[part] for part in said.split()] for word, said in READINGS.items()})

    @lru_cache(maxsize=16384)
    def read(word: str) -> list[str]:
        syllables: list[str] = pypinyin.lazy_pinyin([word], errors=_apart)  # type: ignore[arg-type]
        return syllables

    return lambda run: chain.from_iterable(map(read, seg(run)))


def _apart(unread: str) -> list[str]:  # rare characters without a known reading stand for themselves
    return list(unread)


def _without_own_reading(found: re.Match[str]) -> str:
    """The character alone when the brackets hold its own reading: 著(zhe), but not 税(vat)."""
    import pypinyin

    character, written = found.groups()
    own = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)
    return character if own and written.replace("ü", "v") in own[0] else found[0]
