"""What web pages leave in copied cells: &nbsp; for a blank, <br> for a line break (VARIANTS I79)."""

import html
import re
from dataclasses import replace

from catalog.exchange.sheets import Sheet

_LEFT_OVER = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});|<\s*/?\s*(?:br|p|b|span|font|div|strong)\b[^<>]*>"
)
_BREAK = re.compile(r"<\s*(?:br|/p|/div)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*(?:br|p|b|span|font|div|strong)\b[^<>]*>", re.IGNORECASE)


def without_markup(sheet: Sheet) -> Sheet:
    """The sheet with the texts that such marks stand for; itself when it has none."""
    rows = [
        [_plain(cell) if ("&" in cell or "<" in cell) and _LEFT_OVER.search(cell) else cell for cell in cells]
        for cells in sheet.rows
    ]
    return sheet if rows == sheet.rows else replace(sheet, rows=rows)


def _plain(cell: str) -> str:
    """A cell's text.

    >>> _plain('户籍<br>证明&nbsp;（原件）')
    '户籍\\n证明\\xa0（原件）'
    """
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", cell)))
