"""Everyday words and the names they stand for, edited by officials with effect at once."""

from sqlmodel import Session, col, select

from catalog import text
from catalog.errors import Conflicting, Incomplete, NotFound
from catalog.models import Material, Office, ServiceItem, Synonym
from catalog.services import history
from catalog.services.registering import Directory
from catalog.vocabulary import Act

LONGEST = 60


def add(session: Session, *, surface: str, name: str, by: str) -> Synonym:
    """Let an everyday word stand for the name of a proof, an errand or an office.

    ``name`` may be given by any of its names; the register's own is kept. A word may stand for several names.
    Raises Incomplete (no word, too long, no such name, the word is such a name already) and Conflicting.
    """
    surface = text.squeeze(surface)
    key = text.name_key(surface)
    if not any(map(str.isalnum, key)):
        raise Incomplete("请写一个词，例如“良民证”。", field="surface")
    if len(surface) > LONGEST:
        raise Incomplete(f"这个词最多{LONGEST}个字。", field="surface")
    official = _official(session, name)
    if text.name_key(official) == key:
        raise Incomplete(f"“{surface}”就是登记的名称，不用再加。", field="surface")
    known = select(Synonym.id).where(Synonym.key == key, Synonym.name == official)
    if session.exec(known).first():
        raise Conflicting(f"“{surface}”已经指“{official}”了。", field="surface")
    synonym = Synonym(surface=surface, key=key, name=official)
    session.add(synonym)
    session.flush()
    after = {"surface": surface, "name": official}
    history.write(session, by=by, act=Act.AMEND_SYNONYM, record=synonym, after=after)
    return synonym


def remove(session: Session, synonym_id: int, *, by: str) -> Synonym:
    """Let a word stand for that name no longer. Raises NotFound."""
    if (found := session.get(Synonym, synonym_id)) is None:
        raise NotFound("这个同义词已经删掉了。")
    before = {"surface": found.surface, "name": found.name}
    history.write(session, by=by, act=Act.AMEND_SYNONYM, noun="synonym", record_id=found.id, before=before)
    session.delete(found)
    return found


def matching(session: Session, query: str) -> list[Synonym]:
    """Those whose word or name contains the query, newest first; all for ""."""
    wanted = text.name_key(query)
    found = session.exec(select(Synonym).order_by(col(Synonym.id).desc()))
    return [one for one in found if wanted in one.key or wanted in text.name_key(one.name)]


def _official(session: Session, name: str) -> str:
    """The register's own name for what goes by ``name``."""
    directory = Directory(session)
    if (material_id := directory.material(name)) is not None:
        return session.get_one(Material, material_id).name
    if (item_id := directory.service_item(name)) is not None:
        return session.get_one(ServiceItem, item_id).name
    if (office_id := directory.office(name)) is not None:
        return session.get_one(Office, office_id).name
    raise Incomplete(f"登记簿里没有叫“{name.strip()}”的证明、事项或单位。请从建议里选一个。", field="name")
