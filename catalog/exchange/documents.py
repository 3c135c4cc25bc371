"""Word documents (.docx): every table as a sheet, with the paragraphs that stood above it.

The document streams by and is never held as a tree: a table of thousands of lines costs no more than its texts.
"""

import zipfile
from dataclasses import dataclass, field

from catalog.errors import UnreadableFile
from catalog.exchange import archives, columns, limits
from catalog.exchange.sheets import Merge, Sheet

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LAST_PARAGRAPHS = 12
# Tables within tables within tables: no list needs more.
_DEEPEST = 20
# A table within a cell is a list when one of its first rows has so many headings.
_FIRST_ROWS, _FEWEST_HEADINGS = 6, 3
# What is not to be read as it stands on the page: text that was moved away, the reading above a character.
_ASIDE = frozenset({"moveFrom", "rt"})
# Ticks, crosses and boxes of the Wingdings fonts, by their last byte.
_SYMBOLS = {"FC": "√", "FE": "√", "52": "√", "50": "√", "FB": "×", "FD": "×", "4F": "×", "51": "×"}
_SYMBOLS |= {"A8": "□", "A3": "□", "6F": "□"}


def of_docx(archive: zipfile.ZipFile) -> list[Sheet]:
    """The tables of a .docx file in the order they stand. Raises UnreadableFile."""
    reader = _Document()
    parser = archives.xml_parser(namespaces=True)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    archives.parse(parser, archives.member(archive, "word/document.xml") or b"")
    return reader.all()


@dataclass(slots=True)
class _Cell:
    """A cell while it is read; ``continues`` when it belongs to the merged cell above."""

    span: int = 1
    continues: bool = False
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Grid:
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    # Column → where a cell that may be merged downwards began: (row, last column).
    growing: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, before: int, cells: list[_Cell]) -> None:
        """Add a row that begins ``before`` columns in."""
        texts = [""] * before
        self.finish(list(range(before)))
        for cell in cells:
            left = len(texts)
            if left + cell.span > limits.COLUMNS:
                raise UnreadableFile(f"表里超过{limits.COLUMNS}列。请删去右边多余的列。")
            continues = cell.continues and left in self.growing
            self.finish([at for at in range(left, left + cell.span) if not (continues and at == left)])
            if not continues:
                self.growing[left] = (len(self.rows), left + cell.span - 1)
            texts += ["" if continues else "".join(cell.parts).strip(), *[""] * (cell.span - 1)]
        self.finish([at for at in self.growing if at >= len(texts)])
        self.rows.append(texts)
        if len(self.rows) > limits.ROWS:
            raise UnreadableFile(f"表里超过{limits.ROWS:,}行，最多{limits.ROWS:,}行。请分几个文件传。")

    def finish(self, columns: list[int]) -> None:
        """Note the ranges of the merged cells in ``columns``, whose last row is the one before this."""
        bottom = len(self.rows) - 1
        for column in columns:
            top, right = self.growing.pop(column, (bottom, column))
            if bottom > top or right > column:
                self.merges.append(Merge(top, column, bottom, right))


@dataclass(slots=True)
class _Table:
    """A table while it is read, with the cells of its row at hand; ``before`` columns are left out on the left."""

    grid: _Grid = field(default_factory=_Grid)
    cells: list[_Cell] = field(default_factory=list)
    before: int = 0
    deleted: bool = False

    def start(self, name: str, value: str) -> None:
        if name == "tr":
            self.cells, self.before, self.deleted = [], 0, False
        elif name == "del" and not self.cells:
            self.deleted = True
        elif name == "tc":
            self.cells.append(_Cell())
        elif name == "gridBefore":
            self.before = _number(value, otherwise=0)
        elif name == "gridSpan" and self.cells:
            self.cells[-1].span = max(1, _number(value, otherwise=1))
        elif name == "vMerge" and self.cells:
            self.cells[-1].continues = value != "restart"

    def end_row(self) -> None:
        # A line that was deleted while changes are tracked still stands in the file, as a blank one here.
        blank = [_Cell(cell.span, cell.continues) for cell in self.cells]
        self.grid.add(self.before, blank if self.deleted else self.cells)
        self.cells = []


class _Document:
    """Collects tables and the paragraphs above them.

    A table inside a cell is only text of that cell, unless it has a list's headings: then the cell is layout.
    """

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.above: list[str] = []
        self.paragraph: list[str] = []
        self.tables: list[_Table] = []
        self.runs = self.aside = 0
        self.collecting = self.hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _word(tag)
        value = next((attributes[key] for key in attributes if key.endswith(" val")), "")
        if name in _ASIDE or _is_fallback(tag):
            self.aside += 1
        elif name == "tbl":
            if len(self.tables) >= _DEEPEST:
                raise UnreadableFile(archives.DAMAGED)
            self.tables.append(_Table())
        elif name == "t":
            self.collecting = True
        elif name == "r":
            self.runs, self.hidden = self.runs + 1, False
        elif name == "vanish" and self.runs:
            self.hidden = value not in ("0", "false", "off")
        elif name == "sym":
            code = next((attributes[key] for key in attributes if key.endswith(" char")), "")
            self._add(_SYMBOLS.get(code[-2:].upper(), ""))
        elif name in ("br", "cr", "tab") and self.runs:
            self._add("\t" if name == "tab" else "\n")
        elif name == "p" and self._target():
            self._add("\n")
        elif self.tables:
            self.tables[-1].start(name, value)

    def end(self, tag: str) -> None:
        name = _word(tag)
        if name in _ASIDE or _is_fallback(tag):
            self.aside -= 1
        elif name == "t":
            self.collecting = False
        elif name == "r":
            self.runs, self.hidden = self.runs - 1, False
        elif name == "p" and not self.tables:
            self.above += [line for line in "".join(self.paragraph).split("\n") if line.strip()]
            self.paragraph = []
        elif name == "tr" and self.tables:
            self.tables[-1].end_row()
        elif name == "tbl":
            self._finish_table(self.tables.pop().grid)

    def text(self, characters: str) -> None:
        if self.collecting and not self.aside and not self.hidden:
            self._add(characters)

    def all(self) -> list[Sheet]:
        """The tables; of a document without any, its paragraphs as the lines of one sheet."""
        if self.sheets or not self.above:
            return self.sheets
        if len(self.above) > limits.ROWS:
            raise UnreadableFile(f"文字超过{limits.ROWS:,}段，最多{limits.ROWS:,}段。请分几个文件传。")
        rows = [line.split("\t")[: limits.COLUMNS] for line in self.above]
        return [Sheet("正文", rows, knows_merges=False)]

    def _target(self) -> list[str]:
        if not self.tables:
            return self.paragraph
        return self.tables[-1].cells[-1].parts if self.tables[-1].cells else []

    def _add(self, words: str) -> None:
        self._target().append(words)

    def _finish_table(self, grid: _Grid) -> None:
        grid.finish(list(grid.growing))
        if self.tables and not _has_headings(grid):
            self._add("\n".join(cell for cells in grid.rows for cell in cells if cell))
            return
        merged_down = any(merge.bottom > merge.top for merge in grid.merges)
        around = [line for line in "".join(self._target()).split("\n") if line.strip()] if self.tables else []
        above = [*self.above, *around]
        self.sheets.append(
            Sheet(
                name=f"表{len(self.sheets) + 1}",
                rows=grid.rows,
                merges=tuple(grid.merges),
                knows_merges=merged_down,
                above=tuple(above[-_LAST_PARAGRAPHS:]),
                follows=bool(self.sheets) and not above,
            )
        )
        self.above = []
        if self.tables:
            self._target().clear()


def _has_headings(grid: _Grid) -> bool:
    return any(columns.recognised(cells) >= _FEWEST_HEADINGS for cells in grid.rows[:_FIRST_ROWS])


def _is_fallback(tag: str) -> bool:
    """True for what older programs read instead of that which has been read already."""
    return tag == f"{_COMPATIBILITY} Fallback"


def _word(tag: str) -> str:
    """The name of an element of Word itself; "" for any other vocabulary's."""
    namespace, _, name = tag.rpartition(" ")
    return name if namespace in _NAMESPACES else ""


def _number(written: str, *, otherwise: int) -> int:
    return min(int(written), limits.COLUMNS) if written.isdecimal() and len(written) < 10 else otherwise
