"""One line of a list as it is typed: read into a draft, and shown back with what was read from its basis."""

from datetime import date

from sqlmodel import Session

from app.desk.forms import Typed, day_of
from app.pages.desk_lines import ReadBasis
from catalog.errors import Incomplete
from catalog.exchange.bases import says_none
from catalog.models import Instrument
from catalog.rules import citations
from catalog.rules.citations import Citation
from catalog.rules.line_contents import LineContent
from catalog.services import instruments
from catalog.services.line_entry import LineDraft
from catalog.services.requirements import status_of
from catalog.vocabulary import BasisStatus, Disposition, ItemType, Method

# The fields of the form; the cells of the table carry the id of their line behind the same names.
FIELDS = (
    "office",
    "service_item",
    "material",
    "issuing_office",
    "basis",
    "disposition",
    "method",
    "replacement",
    "item_type",
    "effective_on",
    "remark",
)
NAMED = {"demanding_office": "office"}


def typed_of(line: LineContent) -> dict[str, str]:
    """The line as the form shows it."""
    said = line.said()
    return {
        **{name: str(said.get(name) or "") for name in FIELDS},
        "basis": line.basis,
    }


def draft_of(values: dict[str, str]) -> LineDraft:
    """What was typed, as a draft. Raises Incomplete for what cannot be read, naming the field."""
    disposition = Disposition.named(values["disposition"])
    if disposition is None:
        raise Incomplete("请选怎样处理：直接取消、替代取消或保留。", field="disposition")
    cited, none = _read_basis(values["basis"])
    return LineDraft(
        demanding_office=values["office"].strip(),
        service_item=values["service_item"].strip(),
        material=values["material"].strip(),
        disposition=disposition,
        method=Method.named(values["method"]) if values["method"] else None,
        replacement=values["replacement"].strip(),
        issuing_office=values["issuing_office"].strip(),
        item_type=ItemType.named(values["item_type"]) if values["item_type"] else None,
        remark=values["remark"].strip(),
        citations=cited,
        has_no_basis=none,
    )


def effective_on(values: dict[str, str]) -> date | None:
    """The line's own day, if it has one. Raises Incomplete when it is not a day."""
    written = values["effective_on"].strip()
    return day_of(written, field="effective_on") if written else None


def _read_basis(written: str) -> tuple[tuple[Citation, ...], bool]:
    """The legal references in a cell, and whether it says that there is none. Raises Incomplete when unreadable."""
    if not written.strip():
        return (), False
    if says_none(written):
        return (), True
    found = citations.parse(written)
    if not found:
        raise Incomplete(
            f"“{written.strip()[:40]}”认不出是哪份文件。请写成《某某办法》第五条；没有依据的写“无”。", field="basis"
        )
    return found, False


def shown_back(session: Session, written: str, on: date) -> tuple[ReadBasis, ...]:
    """What is read from a basis cell, each with what the register of instruments knows of it."""
    try:
        found, none = _read_basis(written)
    except Incomplete as error:
        return (ReadBasis(error.sentence, "", "bad"),)
    if none:
        return (ReadBasis("没有设定依据", "按“没有依据”处理，要直接取消。"),)
    known = instruments.known(session, on) if found else {}
    return tuple(_shown(one, known.get(citations.instrument_key(one)), on) for one in found)


def _shown(one: Citation, instrument: Instrument | None, on: date) -> ReadBasis:
    said = f"《{one.title}》{one.clause}" if one.title else one.clause or one.raw
    if citations.is_ground(one):
        return ReadBasis(said, "这一条是取消的理由，不是设定依据。", "kept")
    if instrument is None:
        return ReadBasis(said, "依据登记册里没有这份文件，请核对名称。", "kept")
    status = status_of(instrument, on)
    level = instrument.level.label if instrument.level else "层级未登记"
    missing = "" if one.clause else "没有写是第几条。"
    if not one.title:
        said = f"《{instrument.title}》{one.clause}"
        missing = f"只写了文号{one.number}，请核对，写上名称。"
    tone = "bad" if status is BasisStatus.REPEALED else "cancelled" if one.clause and one.title else "kept"
    return ReadBasis(said, f"{level}，{status.label}。{missing}", tone)


def from_form(typed: Typed) -> dict[str, str]:
    """The values of the one-line form."""
    return {name: typed.text(name) for name in FIELDS}


def from_row(typed: Typed, line_id: int, stored: dict[str, str]) -> dict[str, str]:
    """The values of one row of the table; cells that the table does not show stay as they are."""
    return {name: typed.text(f"{name}-{line_id}", stored[name]) for name in FIELDS}


def numbers_in(written: str) -> tuple[int, ...]:
    """The numbers of comments in “1、5和12”."""
    found, digits = [], ""
    for sign in f"{written} ":
        if sign.isdecimal():
            digits += sign
        elif digits:
            found.append(int(digits[:9]))
            digits = ""
    return tuple(dict.fromkeys(found))


def field_of(name: str | None) -> str:
    """The form field behind the name that a service gives to it."""
    return NAMED.get(name or "", name or "")
