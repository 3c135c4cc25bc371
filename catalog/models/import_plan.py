from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON, word
from catalog.vocabulary import DocumentForm, ListKind


class ImportPlan(SQLModel, table=True):
    """A file waiting to be applied, with the mapping a person chose and how it is to be entered."""

    __tablename__ = "import_plan"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(foreign_key="document.digest")
    filename: str = Field(max_length=200)
    title: str = Field(default="", max_length=200)
    kind: ListKind = Field(
        default=ListKind.CANCELLATION,
        sa_type=word(ListKind),
        sa_column_kwargs={"server_default": ListKind.CANCELLATION.value},
    )
    form: DocumentForm = Field(
        default=DocumentForm.NOTICE,
        sa_type=word(DocumentForm),
        sa_column_kwargs={"server_default": DocumentForm.NOTICE.value},
    )
    mapping: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    published: bool = False
    number: str = Field(default="", max_length=80)
    published_on: date | None = None
    effective_on: date | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=Moment)
    applied_list_id: int | None = Field(default=None, foreign_key="proof_list.id")
    applied_at: datetime | None = Field(default=None, sa_type=Moment)
    list_before: dict | None = Field(  # type: ignore[type-arg]
        default=None, sa_type=PlainJSON, nullable=True, description="its lines in their order, and its file"
    )
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class ImportedLine(SQLModel, table=True):
    """What an import did to one line, kept so that it can be taken back.

    ``before`` is the whole line as it stood (None: the import added it), ``after_version`` the version that the
    import left (None: the import removed it).
    """

    __tablename__ = "imported_line"
    __table_args__ = (UniqueConstraint("plan_id", "line_id"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="import_plan.id")
    line_id: int = Field(description="the line, which may have been removed")
    before: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    after_version: int | None = None
