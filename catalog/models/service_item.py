from sqlmodel import Field, SQLModel

from catalog.models.columns import word
from catalog.vocabulary import ItemType


class ServiceItem(SQLModel, table=True):
    """An errand: what people come to an office for. Codes vary by province and are only text."""

    __tablename__ = "service_item"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True, description="text.name_key(name)")
    sort_key: str = Field(max_length=400, index=True)
    spoken: str = Field(default="", max_length=60, description="form for headlines: 领高龄津贴")
    item_type: ItemType | None = Field(default=None, sa_type=word(ItemType), nullable=True)
    audience: str = Field(default="", max_length=60, description="whom it is for: 个人、个体工商户")
    codes: str = Field(default="", max_length=200, description="as provinces write them: text, never a key")
    guide: str = Field(default="", max_length=300, description="address of the office's guide (办理指南)")
    version: int = Field(default=1, description="rises with each edit, so that none is lost")


class ServiceItemAlias(SQLModel, table=True):
    """Another name of the same errand."""

    __tablename__ = "service_item_alias"

    id: int | None = Field(default=None, primary_key=True)
    service_item_id: int = Field(foreign_key="service_item.id", index=True)
    name: str = Field(max_length=120)
    key: str = Field(max_length=120, unique=True)
