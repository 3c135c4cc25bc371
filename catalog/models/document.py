from datetime import datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment


class Document(SQLModel, table=True):
    """A file that was handed in: its bytes lie in storage under the hash of their content."""

    __tablename__ = "document"

    digest: str = Field(primary_key=True, max_length=64, description="SHA-256, hexadecimal")
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=120)
    size: int = Field(description="bytes")
    stored_at: datetime = Field(sa_type=Moment)
    redaction: str = Field(default="", max_length=400, description="why the bytes are gone, and who erased them")
