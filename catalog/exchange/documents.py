"""Word documents (.docx): every table as a sheet, with the paragraphs that stood above it.

The document streams by and is never held as a tree: a table of thousands of lines costs no more than its texts.
"""

import zipfile
from dataclasses import dataclass, field

from catalog.errors import UnreadableFile
from catalog.exchange import archives, limits
from catalog.exchange.sheets import Merge, Sheet

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_LAST_PARAGRAPHS = 12


def of_docx(archive: zipfile.ZipFile) -> list[Sheet]:
    """The tables of a .docx file in the order they stand. Raises UnreadableFile."""
    reader = _Document()
    parser = archives.xml_parser(namespaces=True)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    archives.parse(parser, archives.member(archive, "word/document.xml") or b"")
    return reader.sheets


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


class _Document:
    """Collects tables and the paragraphs above them. Tables inside a cell are only text of that cell."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.above: list[str] = []
        self.paragraph: list[str] = []
        self.grid = _Grid()
        self.cells: list[_Cell] = []
        self.before = 0
        self.tables = self.runs = 0
        self.collecting = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _word(tag)
        value = next((attributes[key] for key in attributes if key.endswith(" val")), "")
        if name == "tbl":
            self.tables += 1
            self.grid = _Grid() if self.tables == 1 else self.grid
        elif name == "t":
            self.collecting = True
        elif name == "r":
            self.runs += 1
        elif name in ("br", "cr", "tab") and self.runs:
            self._add("\t" if name == "tab" else "\n")
        elif name == "p" and self._target():
            self._add("\n")
        elif self.tables == 1:
            self._start_in_table(name, value)

    def end(self, tag: str) -> None:
        name = _word(tag)
        if name == "t":
            self.collecting = False
        elif name == "r":
            self.runs -= 1
        elif name == "p" and not self.tables:
            self.above += [line for line in "".join(self.paragraph).split("\n") if line.strip()]
            self.paragraph = []
        elif name == "tr" and self.tables == 1:
            self.grid.add(self.before, self.cells)
            self.cells = []
        elif name == "tbl":
            self.tables -= 1
            if not self.tables:
                self._finish_table()

    def text(self, characters: str) -> None:
        if self.collecting:
            self._add(characters)

    def _start_in_table(self, name: str, value: str) -> None:
        if name == "tr":
            self.cells, self.before = [], 0
        elif name == "tc":
            self.cells.append(_Cell())
        elif name == "gridBefore":
            self.before = _number(value, otherwise=0)
        elif name == "gridSpan" and self.cells:
            self.cells[-1].span = max(1, _number(value, otherwise=1))
        elif name == "vMerge" and self.cells:
            self.cells[-1].continues = value != "restart"

    def _target(self) -> list[str]:
        if not self.tables:
            return self.paragraph
        return self.cells[-1].parts if self.cells else []

    def _add(self, words: str) -> None:
        self._target().append(words)

    def _finish_table(self) -> None:
        self.grid.finish(list(self.grid.growing))
        merged_down = any(merge.bottom > merge.top for merge in self.grid.merges)
        self.sheets.append(
            Sheet(
                name=f"表{len(self.sheets) + 1}",
                rows=self.grid.rows,
                merges=tuple(self.grid.merges),
                knows_merges=merged_down,
                above=tuple(self.above[-_LAST_PARAGRAPHS:]),
                follows=bool(self.sheets) and not self.above,
            )
        )
        self.above = []


def _word(tag: str) -> str:
    """The name of an element of Word itself; "" for any other vocabulary's."""
    namespace, _, name = tag.rpartition(" ")
    return name if namespace in _NAMESPACES else ""


def _number(written: str, *, otherwise: int) -> int:
    return min(int(written), limits.COLUMNS) if written.isdecimal() and len(written) < 10 else otherwise
