"""What has been read of a file so far, and what one of its tables leaves to the next."""

from dataclasses import dataclass, field

from catalog.exchange import bases
from catalog.exchange.bases import BasisReading
from catalog.exchange.checks import Earlier, Outsiders
from catalog.exchange.fields import Field
from catalog.exchange.outcomes import Outcomes
from catalog.exchange.problems import Problem
from catalog.exchange.register import Instruments
from catalog.exchange.rows import Row


@dataclass(slots=True)
class Gathered:
    """Rows and problems in the order of the file, and what is remembered while its tables are read.

    ``title`` is the file's name, ``titles`` are those above its first table: they hold for the later ones too.
    """

    register: Instruments
    title: str = ""
    titles: tuple[str, ...] = ()
    # The office above the last table, and the last heading above one that said what becomes of its rows.
    office: str = ""
    outcome: str = ""
    # Whether a table was written in groups, with blanks below the first line of each.
    grouped: bool = False
    # What the columns of the last table held.
    fields: tuple[Field, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    earlier: Earlier = field(default_factory=Earlier)
    outsiders: Outsiders = field(default_factory=Outsiders)
    bases: dict[tuple[str, ...], BasisReading] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=Outcomes)

    def basis(self, *key: str) -> BasisReading:
        """The basis that a line's cells state. Lists say the same over and over."""
        if key not in self.bases:
            cell, clause, level, others = key
            self.bases[key] = bases.read(cell, clause, level, others, self.register)
        return self.bases[key]
