from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import DocumentForm


class IssuedDocument(SQLModel, table=True):
    """The act that publishes lists: its number belongs to it and is unique among those issued here."""

    __tablename__ = "issued_document"
    __table_args__ = (
        Index(
            "uq_issued_document_own_number",
            "issuer_word",
            "year",
            "serial",
            unique=True,
            sqlite_where=text("issued_here"),
            postgresql_where=text("issued_here"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    number: str | None = Field(default=None, max_length=80, description="normalised: 示府办〔2026〕1号")
    issuer_word: str | None = Field(default=None, max_length=40)
    year: int | None = None
    serial: int | None = None
    form: DocumentForm = Field(default=DocumentForm.NOTICE, sa_type=word(DocumentForm))
    issued_here: bool = True
    adopted_on: date | None = None
    issued_on: date | None = None
    published_on: date
    effective_on: date
    public_from: datetime = Field(sa_type=Moment)
