from sqlmodel import Field, SQLModel


class Material(SQLModel, table=True):
    """A type of proof that people are asked for, such as 无犯罪记录证明."""

    __tablename__ = "material"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True, description="text.name_key(name)")
    sort_key: str = Field(max_length=400, index=True)


class MaterialAlias(SQLModel, table=True):
    """Another name of the same proof: 单身证明 is 婚姻状况证明."""

    __tablename__ = "material_alias"

    id: int | None = Field(default=None, primary_key=True)
    material_id: int = Field(foreign_key="material.id", index=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True)
