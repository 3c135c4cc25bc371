"""What the XML of a workbook says beside its values: formulas, merged cells, and how far the cells reach."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from catalog.errors import UnreadableFile
from catalog.exchange import archives, limits
from catalog.exchange.sheets import Merge, Place

_CELL_NAME = re.compile(r"([A-Za-z]{1,4})(\d{1,8})")


_NOWHERE = Place(-1, -1)


@dataclass(slots=True)
class Extent:
    """One sheet's formulas and merges, and the last row and column that hold anything.

    ``untyped`` are texts that the reader of values passes over, with the range they stand in: of cells that do
    not say of which type they are, and of errors (#N/A) that were pasted as values.
    """

    formulas: set[Place] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    untyped: list[tuple[Merge, str]] = field(default_factory=list)
    last: Place = _NOWHERE
    characters: int = 0

    def reach(self, row: int, column: int) -> None:
        self.last = Place(max(self.last.row, row), max(self.last.column, column))

    def pass_over(self, place: Merge, words: str) -> None:
        """Keep a text that the reader of values will not see. Raises UnreadableFile when there are too many."""
        if len(self.untyped) >= limits.UNTYPED:
            raise UnreadableFile(archives.TOO_LARGE_INSIDE)
        self.untyped.append((place, words))


def refuse_beyond_limits(extents: list[Extent]) -> None:
    """Raises UnreadableFile when sheets reach further than a list may: a lone cell at the far end costs memory."""
    rows = max((extent.last.row + 1 for extent in extents), default=0)
    if rows > limits.ROWS:
        raise UnreadableFile(f"表里有{rows:,}行，最多{limits.ROWS:,}行。请分几个文件传。")
    if len(extents) > limits.SHEETS:
        raise UnreadableFile(f"文件里有{len(extents)}张工作表，最多{limits.SHEETS}张。请分几个文件传。")
    columns = max((extent.last.column + 1 for extent in extents), default=0)
    if columns > limits.COLUMNS:
        raise UnreadableFile(f"表里有{columns:,}列，最多{limits.COLUMNS}列。请删去右边多余的列。")
    cells = sum((extent.last.row + 1) * (extent.last.column + 1) for extent in extents)
    if cells > limits.CELLS or sum(extent.characters for extent in extents) > limits.CHARACTERS:
        raise UnreadableFile(archives.TOO_LARGE_INSIDE)


def of_xlsx(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """The extent of every worksheet of an .xlsx file, by sheet name."""
    lengths = _shared_lengths(archives.member(archive, "xl/sharedStrings.xml") or b"<none/>")
    return {name: _xlsx_sheet(archives.member(archive, part) or b"", lengths) for name, part in _xlsx_parts(archive)}


def of_ods(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """The extent of every table of an .ods file, by sheet name."""
    reader = _OdsTables()
    parser = archives.xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    archives.parse(parser, archives.member(archive, "content.xml") or b"")
    return reader.tables


def _xlsx_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            by_local = {_local(key): value for key, value in attributes.items() if ":" in key or key == "name"}
            sheets.append((attributes.get("name", ""), by_local.get("id", "")))

    def target(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part, handler in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", target)):
        parser = archives.xml_parser()
        parser.StartElementHandler = handler
        archives.parse(parser, archives.member(archive, part) or b"<none/>")
    return [(name, posixpath.normpath(posixpath.join("/xl", targets.get(key, "")))[1:]) for name, key in sheets]


def _shared_lengths(xml: bytes) -> list[int]:
    """How long each shared string is: one of them may stand in every cell."""
    lengths: list[int] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if _local(tag) == "si":
            lengths.append(0)

    def text(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)

    parser = archives.xml_parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    archives.parse(parser, xml)
    return lengths


def _xlsx_sheet(xml: bytes, lengths: list[int]) -> Extent:
    reader = _XlsxCells(lengths)
    if xml:
        parser = archives.xml_parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.CharacterDataHandler = reader.start, reader.text
        archives.parse(parser, xml)
    return reader.extent


class _XlsxCells:
    """Collects one worksheet's formulas, and how far and how much it holds, while its XML streams by."""

    def __init__(self, lengths: list[int]) -> None:
        self.extent = Extent()
        self.lengths = lengths
        self.row = self.column = -1
        self.shared = self.failed = False
        self.tag = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag = _local(tag)
        if tag == "c":
            named = _CELL_NAME.fullmatch(attributes.get("r", ""))
            self.row, self.column = _place(named) if named else (self.row, self.column + 1)
            self.shared, self.failed = attributes.get("t") == "s", attributes.get("t") == "e"
        elif tag in ("v", "is"):
            self.extent.reach(self.row, self.column)
        elif tag == "f":
            self.extent.reach(self.row, self.column)
            self.extent.formulas.add(Place(self.row, self.column))
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1

    def text(self, characters: str) -> None:
        if not self.shared:
            self.extent.characters += len(characters)
            if self.failed and self.tag == "v" and characters.strip():
                self.extent.pass_over(Merge(self.row, self.column, self.row, self.column), characters)
        elif self.tag == "v" and characters.isdigit() and int(characters) < len(self.lengths):
            self.extent.characters += self.lengths[int(characters)]


class _OdsTables:
    """Collects tables while the XML of an .ods file streams by. Repeated rows and cells count each time."""

    def __init__(self) -> None:
        self.tables: dict[str, Extent] = {}
        self.extent = Extent()
        self.row, self.row_repeats = 0, 1
        self.column, self.cell_repeats = 0, 1
        self.depth = 0
        self.typed = True
        self.aside = 0
        self.words: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.extent, self.row = Extent(), 0
            self.tables[attributes.get("table:name", "")] = self.extent
        elif tag == "table:table-row":
            self.row_repeats, self.column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.depth += 1
            self.cell_repeats = int(attributes.get("table:number-columns-repeated", 1))
            self.typed, self.words = "office:value-type" in attributes, []
            self._cell(attributes)
        elif tag == "office:annotation":
            self.aside += 1
        elif tag in ("text:p", "text:line-break") and self.words and not self.aside:
            self.words.append("\n")

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.row_repeats
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.depth -= 1
            if not self.typed and self.words:
                self.extent.pass_over(self._range(), "".join(self.words))
            self.column += self.cell_repeats
        elif tag == "office:annotation":
            self.aside -= 1

    def text(self, characters: str) -> None:
        if self.depth and characters.strip():
            self._reach()
            self.extent.characters += len(characters) * self.row_repeats * self.cell_repeats
            if not self.typed and not self.aside:
                self.words.append(characters)

    def _range(self) -> Merge:
        return Merge(self.row, self.column, self.row + self.row_repeats - 1, self.column + self.cell_repeats - 1)

    def _cell(self, attributes: dict[str, str]) -> None:
        if "office:value-type" in attributes:
            self._reach()
        if "table:formula" in attributes:
            self._reach()
            self.extent.formulas.add(Place(self.row, self.column))
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self.extent.merges.append(Merge(self.row, self.column, self.row + down - 1, self.column + across - 1))

    def _reach(self) -> None:
        self.extent.reach(self.row + self.row_repeats - 1, self.column + self.cell_repeats - 1)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _place(named: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in named[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(named[2]) - 1, column - 1
