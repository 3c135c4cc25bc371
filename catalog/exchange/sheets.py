"""A sheet of text cells: what every kind of file is turned into before anything is understood."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """A cell by its row and column, counted from 0."""

    row: int
    column: int


class Merge(NamedTuple):
    """A range of merged cells, counted from 0, last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table-shaped piece of a file.

    ``rows`` holds the text of every cell as it stands; row n is line n + 1, as spreadsheet programs
    count, unless ``lines`` says otherwise. ``knows_merges`` is False when the file format cannot say
    which cells are merged.
    ``above`` is the text that stood before a table in a document; ``follows`` is True for a table
    that comes straight after another one, as when a page break has cut it in two.
    """

    name: str
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    formulas: frozenset[Place] = field(default_factory=frozenset)
    knows_merges: bool = True
    hidden: bool = False
    above: tuple[str, ...] = ()
    follows: bool = False
    lines: tuple[int, ...] = ()
    width: int = field(init=False)

    def __post_init__(self) -> None:
        # Asked for at every heading: counted once.
        object.__setattr__(self, "width", max(map(len, self.rows), default=0))

    def line(self, row: int) -> int:
        """The line that a person finds a row on."""
        return self.lines[row] if self.lines else row + 1

    def text(self, row: int, column: int) -> str:
        """The cell's text; "" outside the sheet."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        return self.rows[row][column]
