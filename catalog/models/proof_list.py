from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON, word
from catalog.vocabulary import Disposition, ItemType, ListKind, ListState, Method


class ProofList(SQLModel, table=True):
    """A batch of lines that is drafted, commented on and published together."""

    __tablename__ = "proof_list"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    kind: ListKind = Field(default=ListKind.CANCELLATION, sa_type=word(ListKind))
    state: ListState = Field(default=ListState.DRAFTING, sa_type=word(ListState), index=True)
    counting_rule: str = Field(default="", max_length=400)
    is_normative: bool = False
    covers_everything: bool = Field(default=False, description="a full kept-list: nothing off it may be asked")
    office_id: int | None = Field(default=None, foreign_key="office.id")
    issued_document_id: int | None = Field(default=None, foreign_key="issued_document.id", index=True)
    source_digest: str | None = Field(default=None, foreign_key="document.digest")
    created_at: datetime = Field(sa_type=Moment)
    version: int = Field(default=1)
    batch_id: int | None = Field(
        default=None, foreign_key="proof_list.id", index=True, description="the batch that takes its lines up"
    )
    due_on: date | None = Field(default=None, description="until when departments hand in their lines")


class Line(SQLModel, table=True):
    """What one line of a list says about one requirement; ``raw`` keeps the cells as they stood."""

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("list_id", "position"),
        UniqueConstraint("list_id", "requirement_id"),
        # History speaks of lines by number: the number of a removed line is never given to another.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id")
    position: int
    sheet: str = Field(default="", max_length=120)
    sheet_line: int | None = None
    requirement_id: int = Field(foreign_key="requirement.id", index=True)
    item_type: ItemType | None = Field(default=None, sa_type=word(ItemType), nullable=True)
    issuing_office: str = Field(default="", max_length=200)
    disposition: Disposition = Field(sa_type=word(Disposition))
    method: Method | None = Field(default=None, sa_type=word(Method), nullable=True)
    replacement: str = Field(default="", max_length=500)
    remark: str = Field(default="", max_length=1000)
    raw: dict = Field(default_factory=dict, sa_type=PlainJSON)  # type: ignore[type-arg]
    findings: list = Field(default_factory=list, sa_type=PlainJSON)  # type: ignore[type-arg]
    has_no_basis: bool = Field(default=False, description="stated to rest on nothing; not the same as unstated")
    effective_on: date | None = Field(default=None, description="None: the day of the whole document")
    origin_line_id: int | None = Field(
        default=None,
        foreign_key="line.id",
        index=True,
        description="the department line it was copied from",
    )
    version: int = Field(default=1, description="rises with each edit, so that none is lost")


class LineCitation(SQLModel, table=True):
    """One legal reference of a line, linked to the register of instruments where it is known there."""

    __tablename__ = "line_citation"

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="line.id", index=True)
    position: int
    instrument_id: int | None = Field(default=None, foreign_key="instrument.id", index=True)
    title: str = Field(default="", max_length=200)
    clause: str = Field(default="", max_length=120)
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    is_ground: bool = Field(default=False, description="a ground for cancelling, not the setting basis")
    raw: str = Field(default="", max_length=1000)
