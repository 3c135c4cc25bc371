"""What may be stated of an errand beside its names: whom it is for, its codes, the address of its guide."""

import re

# Field → what people call it and its most characters.
FIELDS: dict[str, tuple[str, int]] = {
    "audience": ("服务对象", 60),
    "codes": ("事项编码", 200),
    "guide": ("办事指南的网址", 300),
}
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"'\\]+\.[^\s<>\"'\\]+")
# What spreadsheet programs make of a long number: its last digits are gone.
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")


def refusal(field: str, said: str) -> str | None:
    """Why a text cannot stand in that field (a key of FIELDS); None when it can. Nothing said is always allowed.

    >>> refusal("guide", "见窗口")
    '办事指南要写完整的网址，以https://或http://开头。'
    >>> refusal("codes", "11440100MB2C92031E4000")
    """
    label, most = FIELDS[field]
    if len(said) > most:
        return f"{label}最多{most}个字。"
    if field == "guide" and said and not _ADDRESS.fullmatch(said):
        return "办事指南要写完整的网址，以https://或http://开头。"
    if field == "codes" and (rounded := _ROUNDED.search(said)):
        return f"事项编码“{rounded[0]}”是表格软件算成的数，后面几位已经丢了。请把格子设成文本，照目录重写。"
    return None
