from datetime import date

from sqlmodel import Field, SQLModel


class SearchMiss(SQLModel, table=True):
    """Words that were looked for and found nothing, and how often. Nothing about who looked."""

    __tablename__ = "search_miss"

    id: int | None = Field(default=None, primary_key=True)
    words: str = Field(max_length=30, unique=True, description="folded, as text.name_key gives them")
    count: int = 0
    first_on: date
    last_on: date = Field(index=True)
    dismissed: bool = False
