"""A line of a list as it was read, with the cells it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.errors import Incomplete
from catalog.rules.citations import Citation
from catalog.services.lists import LineDraft
from catalog.vocabulary import Disposition, ItemType, LegalLevel, Method

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

    def as_json(self) -> dict[str, object]:
        """The row for machines: the interchange keys, and where it stood."""
        return {**self.as_dict(), "sheet": self.sheet, "line": self.line}

    def as_line(self, findings: Sequence[Mapping[str, object]] = ()) -> LineDraft:
        """The row as it is entered into the register, with the ``findings`` that were accepted with it.

        Raises Incomplete for a row that does not say what becomes of the proof: such a row has an error.
        """
        if self.decided is None:
            raise Incomplete("没有写怎样处理，不能登记。", field="disposition")
        return LineDraft(
            demanding_office=self.demanding_office,
            service_item=self.service_item,
            material=self.material,
            disposition=self.decided,
            method=self.by_method,
            replacement=self.replacement,
            issuing_office=self.issuing_office,
            item_type=ItemType.named(self.item_type),
            remark=self.remark,
            citations=self.citations,
            sheet=self.sheet,
            sheet_line=self.line,
            raw=dict(self.raw),
            findings=tuple(dict(finding) for finding in findings),
        )
