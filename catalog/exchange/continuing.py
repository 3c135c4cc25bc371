"""Tables that go on without their header, on the next sheet or page, and the marks that pages carry."""

import re

from catalog import text
from catalog.exchange import bases
from catalog.exchange.fields import Field
from catalog.exchange.headings import OUTCOME
from catalog.exchange.mapping import TableMapping
from catalog.exchange.sheets import Sheet
from catalog.rules import readings

_PAGE_MARK = re.compile(
    r"第\s*\d+\s*页\s*[,，/（(]?\s*(?:共\s*\d+\s*页)?[)）]?|[-－—–]+\s*\d+\s*[-－—–]+|\d+\s*/\s*\d+|(?:[（(]\s*)?(?:接|续)\s*(?:上)?\s*[表页](?:\s*[)）])?"
    r"|.{0,60}[（(]\s*(?:续|接上|续上)\s*[表页]?\s*[)）]"
)
_NUMBER = re.compile(r"[（(]?\d{1,5}[)）]?\s*[、.．]?|[（(]?[一二三四五六七八九十百]{1,5}[)）]?、?")
# Lines of a sheet that are looked at, and how many of them must be rows of the table before.
_SAMPLE = 40
_MOSTLY = 0.8
_FEWEST_CELLS = 3


def is_page_mark(line: str) -> bool:
    """True for what only says where a page begins or ends.

    >>> [is_page_mark(line) for line in ('第 2 页 共 3 页', '— 2 —', '（续上表）', '证明清单（续）', '示例市公安局')]
    [True, True, True, True, False]
    """
    return _PAGE_MARK.fullmatch(text.fold_same_length(text.squeeze(line))) is not None


def goes_on(sheet: Sheet, before: TableMapping) -> bool:
    """Whether the lines of a sheet without a header fit the columns of the table before it.

    A table that follows another one straight away in a document, as wide as that one, is taken to go on.
    """
    last = max((each.index for each in before.columns), default=-1)
    if sheet.follows and sheet.width == last + 1:
        return True
    lines = [cells for cells in sheet.rows if sum(bool(cell.strip()) for cell in cells) >= _FEWEST_CELLS][:_SAMPLE]
    if not lines or any(cell.strip() for cells in lines for cell in cells[last + 1 :]):
        return False
    return sum(_fits(cells, before) for cells in lines) >= _MOSTLY * len(lines)


def _fits(cells: list[str], before: TableMapping) -> bool:
    """Whether a line has a proof where the columns have it, a number where they have numbers, and something that
    only reads as a basis or as a decision where they have those."""

    def held(each: Field) -> list[str]:
        return [cells[at].strip() for at in before.places(each) if at < len(cells) and cells[at].strip()]

    if not held(Field.MATERIAL) or not all(_NUMBER.fullmatch(said) for said in held(Field.SEQ)):
        return False
    decided = any(readings.read(said).error is None for each in OUTCOME for said in held(each))
    based = any("《" in said or bases.says_none(said) for said in held(Field.BASIS))
    return decided or based
