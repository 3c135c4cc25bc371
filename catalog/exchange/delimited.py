"""Text files (.csv and its kin) in whatever Chinese encoding they come."""

import codecs
import csv
import io
from collections.abc import Iterable

from catalog.errors import UnreadableFile
from catalog.exchange import columns, limits
from catalog.exchange.sheets import Place, Sheet

UNKNOWN_ENCODING = "认不出文字的编码。请另存为“CSV UTF-8”再传。"
NOT_TEXT = "内容不是表格，也不是文字。请传 .xlsx、.xls、.ods、.docx 或 .csv 文件。"

# A mark at the start of a file that names its encoding; the longer ones first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of two bytes that cannot be told apart by their form, only by how usual the characters are.
RIVALS = ("gb18030", "big5hkscs")
WIDE = ("utf-16-le", "utf-16-be")
DELIMITERS = (",", "\t", ";", "|", "，", "；")

_MOSTLY = 0.7
_SAMPLE_BYTES, _SAMPLE_LINES = 64 * 1024, 60
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def decoded(data: bytes) -> str:
    """The text of a file. Raises UnreadableFile when it is no text or of no known encoding."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data:
        return _strictly(data, _unmarked_utf16(data))
    if sum(byte in _CONTROL for byte in data[:_SAMPLE_BYTES]) > len(data[:_SAMPLE_BYTES]) // 100:
        raise UnreadableFile(NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, max(RIVALS, key=lambda encoding: _usualness(data, encoding)))


def of_text(data: bytes, name: str) -> list[Sheet]:
    """The one table of a text file. Line n is the nth record, as spreadsheet programs count."""
    text = decoded(data)
    sample = text.splitlines()[:_SAMPLE_LINES]
    delimiter = max(DELIMITERS, key=lambda mark: _fit(sample, mark))
    rows: list[list[str]] = []
    formulas: set[Place] = set()
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            formulas.update(Place(len(rows), column) for column, cell in enumerate(record) if cell.startswith("="))
            rows.append(record[: limits.COLUMNS])
            if len(rows) > limits.ROWS:
                raise UnreadableFile(f"表里超过{limits.ROWS:,}行，最多{limits.ROWS:,}行。请分几个文件传。")
    except csv.Error as broken:
        raise UnreadableFile("有一格的引号没有成对，读不下去。请用 Excel 打开，另存一份再传。") from broken
    return [Sheet(name, rows, formulas=frozenset(formulas), knows_merges=False)]


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as unknown:
        raise UnreadableFile(UNKNOWN_ENCODING) from unknown
    if "\0" in text:
        raise UnreadableFile(NOT_TEXT)
    return text


def _unmarked_utf16(data: bytes) -> str:
    """Which half of UTF-16 without a mark reads as Chinese; with zeros in it, anything else is no text."""
    best = max(WIDE, key=lambda encoding: _usualness(data, encoding))
    if _usualness(data, best) < _MOSTLY:
        raise UnreadableFile(NOT_TEXT)
    return best


def _usualness(data: bytes, encoding: str) -> float:
    """How much of a sample reads as everyday characters in this encoding; -1 when it does not decode."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return -1
    han = [character for character in data[:_SAMPLE_BYTES].decode(encoding, "ignore") if character >= "\u2e80"]
    return sum(map(_usual, han)) / max(1, len(han))


def _usual(character: str) -> bool:
    """True for the first plane of GB 2312 or of Big5, where the everyday characters are, and for their marks."""
    simplified, traditional = _lead(character, "gb2312"), _lead(character, "big5")
    return 0xA1 <= simplified <= 0xA3 or 0xB0 <= simplified <= 0xD7 or 0xA4 <= traditional <= 0xC6


def _lead(character: str, encoding: str) -> int:
    encoded = character.encode(encoding, "ignore")
    return encoded[0] if len(encoded) == 2 else 0


def _fit(sample: Iterable[str], delimiter: str) -> tuple[int, int]:
    """How many headings one line of the sample shows when cut at ``delimiter``, and how often it is there to cut."""
    lines = list(sample)
    best = max((columns.recognised(line.replace('"', "").split(delimiter)) for line in lines), default=0)
    # A mark of Chinese sentences parts cells only where headings show it.
    usual = best > 1 or delimiter.isascii()
    return best, sum(delimiter in line for line in lines) if usual else 0
