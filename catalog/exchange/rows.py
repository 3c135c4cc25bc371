"""A line of a list as it was read, with the cells it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.rules.citations import Citation
from catalog.vocabulary import Disposition, LegalLevel, Method

# What machines get of a row, in this order.
KEYS = (
    "seq",
    "demanding_office",
    "service_item",
    "item_type",
    "material",
    "issuing_office",
    "basis_title",
    "basis_clause",
    "basis_level",
    "other_bases",
    "disposition",
    "method",
    "replacement",
    "remark",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Texts as people write them ("" when the line says nothing); words and citations beside them.

    ``basis`` is the first instrument that sets the requirement, ``citations`` all that the line names.
    ``level`` is None where neither the register nor the line knows it. ``raw`` maps headings to cells.
    """

    sheet: str
    line: int
    seq: str
    demanding_office: str
    service_item: str
    item_type: str
    material: str
    issuing_office: str
    basis_title: str
    basis_clause: str
    other_bases: str
    replacement: str
    remark: str
    level: LegalLevel | None
    decided: Disposition | None
    by_method: Method | None
    basis: Citation | None
    citations: tuple[Citation, ...]
    raw: Mapping[str, str]
    # What the line says of its errand (DETAILS): nothing that is decided about the proof.
    audience: str = ""
    codes: str = ""
    guide: str = ""

    @property
    def basis_level(self) -> str:
        return "" if self.level is None else self.level.label

    @property
    def disposition(self) -> str:
        return "" if self.decided is None else self.decided.label

    @property
    def method(self) -> str:
        return "" if self.by_method is None else self.by_method.label

    def as_dict(self) -> dict[str, str]:
        """The row under the keys of the interchange format."""
        return {key: getattr(self, key) for key in KEYS}
