"""A small register with a past and a future, for pages that speak of days."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import select

from catalog import clock
from catalog.database import Database
from catalog.models import Line, Material, Office, Requirement, ServiceItem
from catalog.services import issuing, lists
from catalog.services.issuing import Publication
from catalog.services.line_entry import LineDraft
from catalog.vocabulary import Disposition, ListKind, ListState, Method

OFFICE, ERRAND = "示例市民政局", "高龄津贴发放"
TOWNS = ("青石镇", "白沙镇", "石桥镇")
FIRST, SECOND, AHEAD = date(2020, 3, 1), date(2021, 6, 1), date(2099, 1, 1)


def line(material: str, disposition: Disposition, method: Method | None = None, **changes: object) -> LineDraft:
    values: dict[str, object] = {
        "demanding_office": OFFICE,
        "service_item": ERRAND,
        "material": material,
        "disposition": disposition,
        "method": method,
        "issuing_office": "村（居）民委员会",
    }
    return LineDraft(**(values | changes))  # type: ignore[arg-type]


def publish(
    database: Database,
    number: str,
    on: date,
    lines: Iterable[LineDraft],
    *,
    whole: bool = False,
    public_from: datetime | None = None,
) -> None:
    """Publish a list in force from a day; ``whole`` makes it the city's complete list of kept proofs.

    ``public_from`` lets it be seen later than it is published.
    """
    publication = Publication(number, published_on=min(on, SECOND), effective_on=on)
    later = public_from is not None
    with database.writing() as session:
        made = lists.enter(
            session, list(lines), title=number, by="测试", instruments={}, publication=None if later else publication
        )
        if whole:
            made.kind, made.covers_everything = ListKind.KEPT, True
        if later:
            document = issuing.issue(session, publication, number, public_from=public_from)
            made.state, made.issued_document_id = ListState.PUBLISHED, document.id
            held = [one.model_dump() for one in session.exec(select(Line).where(Line.list_id == made.id))]
            issuing.decide(session, held, document, at=clock.now(), by="测试")


def told(database: Database) -> None:
    """Kept at first, then mostly cancelled; one change is announced for a distant day."""
    publish(
        database,
        "示府办〔2020〕1号",
        FIRST,
        [
            line("生存证明", Disposition.KEEP),
            line("户籍证明", Disposition.KEEP),
            line("居住证明", Disposition.KEEP),
            line("收入证明", Disposition.KEEP),
            *(line("生存证明", Disposition.KEEP, demanding_office=town) for town in TOWNS),
        ],
    )
    publish(
        database,
        "示府办〔2021〕2号",
        SECOND,
        [
            line("生存证明", Disposition.CANCEL),
            line("户籍证明", Disposition.REPLACE, Method.EXISTING_LICENCE),
            line("居住证明", Disposition.REPLACE, Method.COMMITMENT),
            *(line("生存证明", Disposition.REPLACE, Method.ONLINE_CHECK, demanding_office=town) for town in TOWNS),
        ],
    )
    publish(database, "示府办〔2021〕3号", AHEAD, [line("收入证明", Disposition.CANCEL)])


def ids(database: Database) -> dict[str, int]:
    """Where things are: the errand, the office, its requirements by material, and materials (with ! behind)."""
    with database.reading() as session:
        office = session.exec(select(Office.id).where(Office.name == OFFICE)).one()
        errand = session.exec(select(ServiceItem.id).where(ServiceItem.name == ERRAND)).one()
        query = select(Material.name, Requirement.id).join(Requirement).where(Requirement.office_id == office)
        found = dict(session.execute(query).all())
        materials = {f"{name}!": record_id for name, record_id in session.exec(select(Material.name, Material.id))}
        return {"office": office, "errand": errand, **found, **materials}
