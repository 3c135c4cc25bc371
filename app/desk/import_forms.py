"""What is typed while a list is read in: the upload form, and the corrected mapping."""

from collections.abc import Mapping as Form
from dataclasses import dataclass, field, replace
from datetime import date

from app import keyboard
from app.pages import Choice, FieldError
from app.record_numbers import number_in
from catalog.exchange.columns import Field
from catalog.exchange.mapping import Column, Mapping, TableMapping
from catalog.rules import document_numbers
from catalog.vocabulary import DocumentForm, ListKind

FIELDS = ("title", "list", "kind", "number", "form", "published_on", "effective_on")
MOST_TITLE = 200


@dataclass(frozen=True)
class Typed:
    """The upload form as it was filled in."""

    values: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_form(cls, form: Form[str, str]) -> "Typed":
        return cls({name: keyboard.plain(form.get(name, "")).strip() for name in FIELDS})

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    @property
    def number(self) -> str:
        return self.values.get("number", "")

    @property
    def is_published(self) -> bool:
        """True when the list was in force before: it has its dates."""
        return bool(self.values.get("published_on") or self.values.get("effective_on") or self.number)

    @property
    def target(self) -> str:
        """The choice of the draft that the form was opened from (see targets); "" when from none."""
        number = number_in(self.values.get("list", ""))
        return f"over-{number}" if number is not None else ""

    @property
    def kind(self) -> ListKind:
        return ListKind.named(self.values.get("kind", "")) or ListKind.CANCELLATION

    @property
    def document_form(self) -> DocumentForm:
        return DocumentForm.named(self.values.get("form", "")) or DocumentForm.NOTICE

    def day(self, name: str) -> date | None:
        return keyboard.day(self.values.get(name, ""))

    def errors(self) -> list[FieldError]:
        """What has to be mended before the file is looked at."""
        found = []
        if not self.title:
            found.append(FieldError("title", "请写清单名称。"))
        if len(self.title) > MOST_TITLE:
            found.append(FieldError("title", f"清单名称最多{MOST_TITLE}个字。"))
        if self.number and document_numbers.parse(self.number) is None:
            found.append(FieldError("number", "不像文号。请写成：示府办〔2026〕1号。"))
        if self.is_published:
            found += [
                FieldError(name, f"已经公布的清单要写{what}，例如2026-10-01。")
                for name, what in (("published_on", "公布日期"), ("effective_on", "施行日期"))
                if self.day(name) is None
            ]
        return found


def kinds(typed: Typed) -> tuple[Choice, ...]:
    return tuple(Choice(kind.value, kind.label, kind.value == typed.values.get("kind")) for kind in ListKind)


def document_forms(typed: Typed) -> tuple[Choice, ...]:
    return tuple(Choice(form.value, form.label, form.value == typed.values.get("form")) for form in DocumentForm)


def mapping_from(form: Form[str, str], proposed: Mapping) -> Mapping:
    """The proposed mapping with what a person changed in the form; nonsense leaves the proposal as it is."""
    tables, skipped = [], list(proposed.skipped)
    for place, table in enumerate(proposed.tables):
        if form.get(f"{key_of(place)}-skip") == "yes":
            skipped.append(table.sheet)
        else:
            tables.append(_corrected(table, form, key_of(place)))
    return Mapping(tuple(tables), tuple(dict.fromkeys(skipped)))


def key_of(place: int) -> str:
    """The name that a table's controls begin with."""
    return f"table{place}"


def letter_of(index: int) -> str:
    """A column as spreadsheet programs name it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _corrected(table: TableMapping, form: Form[str, str], key: str) -> TableMapping:
    first, last = _lines(form.get(f"{key}-header", ""), table)
    columns = tuple(_column(column, form.get(f"{key}-{letter_of(column.index)}", "")) for column in table.columns)
    return replace(table, first_line=first, last_line=last, columns=columns)


def _column(column: Column, typed: str) -> Column:
    chosen = Field.named(typed)
    return replace(column, field=chosen) if chosen else column


def _lines(typed: str, table: TableMapping) -> tuple[int, int]:
    start, _, end = typed.replace("－", "-").replace("—", "-").partition("-")
    first, last = number_in(start.strip()), number_in((end or start).strip())
    if first is None or last is None or not first <= last < 100_000:
        return table.first_line, table.last_line
    return first, last
