from datetime import datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment


class SentForm(SQLModel, table=True):
    """A form that made something, so that the same form sent twice makes it once and leads to the same place."""

    __tablename__ = "sent_form"

    digest: str = Field(primary_key=True, max_length=64, description="of the form's key, its sender and its content")
    leads_to: str = Field(default="", max_length=400, description="the address of what was made")
    at: datetime = Field(sa_type=Moment, index=True)
