"""Pages that set two days side by side, and the window's short form."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Choice, Ref
from app.wording.window import WindowWords


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed of one requirement, or of the same one in many offices.

    ``sides`` are (what, before, after); ``note`` says that the answer stayed where only its source changed.
    """

    requirement_id: int
    title: str
    sides: tuple[tuple[str, str, str], ...]
    offices: tuple[Ref, ...]
    offices_called: str = "单位"
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What changed of one errand, office, material or requirement between two days, by what it is grouped under."""

    name: str
    back: str
    first: date
    last: date
    groups: tuple[tuple[str, tuple[Changed, ...]], ...]
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One proof as the window needs it; ``bases`` are the clauses that set it."""

    requirement_id: int
    material: str
    words: WindowWords
    bases: tuple[str, ...] = ()
    offices: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowPage:
    """The errand's proofs, or one requirement, for the clerk at the window."""

    name: str
    back: str
    on: date
    rows: tuple[WindowRow, ...]
    office_choices: tuple[Choice, ...] = ()
    office: str = ""

    @property
    def differs(self) -> bool:
        """Whether offices answer differently about the same proof."""
        answers = {(row.material, row.words.may, row.words.instead) for row in self.rows}
        return len({row.material for row in self.rows}) < len(answers)
