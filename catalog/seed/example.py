"""The fictional example city: a published list of 1,344 proofs, the instruments it cites, everyday words.

The city's offices, its own documents and their numbers are invented; titles and levels of national and
provincial instruments are facts.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from catalog import text
from catalog.database import Database
from catalog.exchange import applying, planning, reading
from catalog.exchange.register import ListedInstruments
from catalog.models import MaterialAlias, OfficeAlias, ProofList, ServiceItem, ServiceItemAlias
from catalog.seed import beginnings
from catalog.services import history, instruments, registering
from catalog.services.documents import keep
from catalog.services.lists import Publication
from catalog.services.registering import Directory
from catalog.storage import Storage
from catalog.vocabulary import Act

HERE = Path(__file__).parent
LIST = HERE / "example" / "first-batch.xlsx"
TITLE = "示例市第一批证明材料取消清单"
PUBLICATION = Publication("示府办〔2026〕1号", published_on=date(2026, 9, 25), effective_on=date(2026, 10, 1))
TOLD = "已装入虚构的示例城市：{lines:,}条证明。单位、文号和清单都是虚构的。"


def load(database: Database, storage: Storage, *, by: str) -> str:
    """Fill a register without lists with the example; what was loaded, or "" when it has some."""
    beginnings.load(database, by=by, fictional=True)
    with database.reading() as session:
        if _has_lists(session):
            return ""
    data = LIST.read_bytes()
    read = reading.read(data, LIST.name, register=ListedInstruments.from_csv(beginnings.INSTRUMENTS))
    digest = keep(database, storage, data, LIST.name)
    # One transaction: an interrupted start leaves a register without lists, and the next one begins anew.
    with database.writing() as session:
        registering.alone(session)
        if _has_lists(session):
            return ""
        instruments.load(session, beginnings.INSTRUMENTS.read_bytes(), by=by)
        plan = planning.plan(session, read, on=PUBLICATION.effective_on, publication=PUBLICATION)
        applying.enter(session, plan, title=TITLE, by=by, source_digest=digest)
        _speak(session, by=by)
        _alias(session, by=by)
    return TOLD.format(lines=len(plan.rows))


def _has_lists(session: Session) -> bool:
    return session.exec(select(ProofList.id).limit(1)).first() is not None


def _speak(session: Session, *, by: str) -> None:
    """Give the errands their spoken forms for headlines."""
    items = {item.key: item for item in session.exec(select(ServiceItem))}
    for row in beginnings.rows("spoken_forms.csv"):
        item = items.get(text.name_key(row["service_item"]))
        if item is None or not row["spoken"]:
            continue
        item.spoken = row["spoken"]
        history.write(session, by=by, act=Act.AMEND_SERVICE_ITEM, record=item, after={"spoken": item.spoken})


def _alias(session: Session, *, by: str) -> None:
    directory = Directory(session)
    # Kind in the sheet → where the name is looked up, its alias table, the owner's column, the act.
    kinds: dict[str, tuple[Callable[[str], int | None], Any, str, str, Act]] = {
        "material": (directory.material, MaterialAlias, "material_id", "material", Act.AMEND_MATERIAL),
        "service-item": (
            directory.service_item,
            ServiceItemAlias,
            "service_item_id",
            "service_item",
            Act.AMEND_SERVICE_ITEM,
        ),
        "office": (directory.office, OfficeAlias, "office_id", "office", Act.AMEND_OFFICE),
    }
    taken = {"material": directory.materials, "service-item": directory.service_items, "office": directory.offices}
    for row in beginnings.rows("aliases.csv"):
        find, table, owner, noun, act = kinds[row["kind"]]
        record_id, key = find(row["name"]), text.name_key(row["alias"])
        if record_id is None or key in taken[row["kind"]]:
            continue
        taken[row["kind"]][key] = record_id
        session.add(table(**{owner: record_id, "name": row["alias"], "key": key}))
        history.write(session, by=by, act=act, noun=noun, record_id=record_id, after={"alias": row["alias"]})
