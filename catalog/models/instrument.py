from datetime import date

from sqlmodel import Field, SQLModel

from catalog.models.columns import word
from catalog.vocabulary import LegalLevel


class Instrument(SQLModel, table=True):
    """A law, regulation or document that lists cite. Versions of one title are several rows."""

    __tablename__ = "instrument"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    key: str = Field(max_length=200, index=True, description="citations.title_key(title)")
    sort_key: str = Field(max_length=800, index=True)
    level: LegalLevel | None = Field(default=None, sa_type=word(LegalLevel), nullable=True)
    issuer: str = Field(default="", max_length=120)
    number: str = Field(default="", max_length=80)
    first_published: date | None = None
    last_changed: date | None = None
    effective_on: date | None = Field(default=None, description="None: not known, not 'not in force'")
    repealed_on: date | None = None
    articles: int | None = None
    fictional: bool = False
    note: str = Field(default="", max_length=400)
