from datetime import date

from sqlmodel import Field, SQLModel

from catalog.models.columns import word
from catalog.vocabulary import OfficeKind


class Office(SQLModel, table=True):
    """A public body that asks for proofs. After a merger ``successor_id`` names who carries on."""

    __tablename__ = "office"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True, description="text.name_key(name)")
    sort_key: str = Field(max_length=400, index=True)
    short_name: str = Field(default="", max_length=60)
    kind: OfficeKind = Field(default=OfficeKind.DEPARTMENT, sa_type=word(OfficeKind))
    code: str = Field(default="", max_length=18, description="unified social credit code, GB 32100")
    successor_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    begins_on: date | None = None
    ends_on: date | None = None


class OfficeAlias(SQLModel, table=True):
    """Another name under which people or lists know an office."""

    __tablename__ = "office_alias"

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True)
