"""Names of proofs, errands and offices without what lists put around them."""

import re

_NUMBERED = re.compile(
    r"(?:\d{1,3}\s?[.、．](?!\d)|[（(]\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[)）]"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[①-⑳])\s?(?=\S)"
)
_ANOTHER_NUMBER = re.compile(r"\d{1,3}\s?[.、．](?!\d)|[（(]\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[)）]|[①-⑳]")
_WRAPPED = re.compile(r"[“”\"「『'‘《〈](?P<inside>[^“”\"「」『』‘’《》〈〉]+)[“”\"」』'’》〉]")


def unnumbered(name: str) -> str:
    """A name without the number before it, unless the cell counts several.

    >>> unnumbered('1.居住证申领'), unnumbered('（二）户籍证明'), unnumbered('一、二类精神药品购用证明')
    ('居住证申领', '户籍证明', '一、二类精神药品购用证明')
    """
    found = _NUMBERED.match(name)
    return name if found is None or _ANOTHER_NUMBER.search(name, found.end()) else name[found.end() :]


def unwrapped(name: str) -> str:
    """A name without quotes or title marks around the whole of it.

    >>> unwrapped('“无犯罪记录证明”'), unwrapped('“我还活着”证明')
    ('无犯罪记录证明', '“我还活着”证明')
    """
    found = _WRAPPED.fullmatch(name)
    return found["inside"].strip() if found else name
