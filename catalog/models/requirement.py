from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment


class Requirement(SQLModel, table=True):
    """This office demands this material for this errand: the three together are the key.

    Invisible to the public while ``public_from`` is None or ahead: only a draft mentions it.
    """

    __tablename__ = "requirement"
    __table_args__ = (UniqueConstraint("office_id", "service_item_id", "material_id"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    service_item_id: int = Field(foreign_key="service_item.id", index=True)
    material_id: int = Field(foreign_key="material.id", index=True)
    public_from: datetime | None = Field(default=None, sa_type=Moment, index=True)
