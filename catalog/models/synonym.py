from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Synonym(SQLModel, table=True):
    """An everyday word and the name it stands for: 良民证 → 无犯罪记录证明. Officials edit these."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("key", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    surface: str = Field(max_length=60)
    key: str = Field(max_length=60, index=True, description="text.name_key(surface)")
    name: str = Field(max_length=120)
