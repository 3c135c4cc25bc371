"""What people call an errand, whom it is for, and where its guide stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, delete, select

from catalog import text
from catalog.errors import Conflicting, Incomplete, NotFound
from catalog.models import ServiceItem, ServiceItemAlias
from catalog.rules import errand_details
from catalog.services import history, names
from catalog.services.registering import Directory
from catalog.vocabulary import Act

MOST_SPOKEN, MOST_ALIAS, MOST_ALIASES = 30, 60, 30
# How many errands are looked up at a time.
CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What officials state of an errand. ``codes`` are text, for they differ by province; ``guide`` is an address."""

    spoken: str = ""
    aliases: tuple[str, ...] = ()
    audience: str = ""
    codes: str = ""
    guide: str = ""


def stated(session: Session, item: ServiceItem) -> Stated:
    """What is stated of an errand now."""
    aliases = tuple(names.aliases_of_service_item(session, item.id or 0))
    return Stated(item.spoken, aliases, item.audience, item.codes, item.guide)


def state(session: Session, service_item_id: int, said: Stated, *, version: str, by: str) -> None:
    """Give an errand its spoken form and other names, and say whom it is for and where its guide stands.

    ``version`` is the one the person saw. Raises NotFound, Incomplete (too long, a name already taken, no address)
    and Conflicting when somebody else saved in between.
    """
    item = session.exec(select(ServiceItem).where(ServiceItem.id == service_item_id).with_for_update()).first()
    if item is None:
        raise NotFound("没有这个事项。")
    if version != str(item.version):
        raise Conflicting("刚才有人改过这个事项。请看看现在的内容，再存一次；您写的还在。", field="spoken")
    _check(session, service_item_id, said)
    before = asdict(stated(session, item))
    item.spoken, item.version = said.spoken, item.version + 1
    item.audience, item.codes, item.guide = said.audience, said.codes, said.guide
    session.exec(delete(ServiceItemAlias).where(col(ServiceItemAlias.service_item_id) == service_item_id))
    for alias in dict.fromkeys(said.aliases):
        session.add(ServiceItemAlias(service_item_id=service_item_id, name=alias, key=text.name_key(alias)))
    after = asdict(said)
    history.write(session, by=by, act=Act.AMEND_SERVICE_ITEM, record=item, before=before, after=after)


def details(session: Session, service_item_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What is stated of each errand in the fields of ``errand_details``, "" where nothing is. A query a thousand."""
    return {
        item.id or 0: {field: getattr(item, field) for field in errand_details.FIELDS}
        for item in _each(session, service_item_ids, locked=False)
    }


def complete(session: Session, said: Mapping[int, Mapping[str, str]], *, by: str) -> int:
    """Give errands (by id) those details (by field) of which nothing is stated yet; how many errands got some.

    What stands there stays. The details must be free of objections (``errand_details.refusal``).
    """
    count = 0
    for item in _each(session, list(said), locked=True):
        fresh = {field: words for field, words in said[item.id or 0].items() if words and not getattr(item, field)}
        if not fresh:
            continue
        for field, words in fresh.items():
            setattr(item, field, words)
        item.version += 1
        count += 1
        before = dict.fromkeys(fresh, "")
        history.write(session, by=by, act=Act.AMEND_SERVICE_ITEM, record=item, before=before, after=fresh)
    return count


def _each(session: Session, ids: Sequence[int], *, locked: bool) -> Iterator[ServiceItem]:
    for start in range(0, len(ids), CHUNK):
        some = col(ServiceItem.id).in_(ids[start : start + CHUNK])
        query = select(ServiceItem).where(some).order_by(col(ServiceItem.id))
        yield from session.exec(query.with_for_update() if locked else query).all()


def _check(session: Session, service_item_id: int, said: Stated) -> None:
    aliases = said.aliases
    for field in errand_details.FIELDS:
        if why := errand_details.refusal(field, getattr(said, field)):
            raise Incomplete(why, field=field)
    if len(said.spoken) > MOST_SPOKEN:
        raise Incomplete(f"口语说法最多{MOST_SPOKEN}个字。", field="spoken")
    if len(aliases) > MOST_ALIASES or any(len(alias) > MOST_ALIAS for alias in aliases):
        raise Incomplete(f"别的叫法最多{MOST_ALIASES}个，每个最多{MOST_ALIAS}个字。", field="aliases")
    directory = Directory(session)
    keys: set[str] = set()
    for alias in aliases:
        key, owner = text.name_key(alias), directory.service_item(alias)
        if key in keys or not key:
            raise Incomplete(f"“{alias}”写了两次。", field="aliases")
        if owner is not None and (owner != service_item_id or _directory_name(session, service_item_id) == key):
            raise Incomplete(f"“{alias}”已经是一个事项的名字。", field="aliases")
        keys.add(key)


def _directory_name(session: Session, service_item_id: int) -> str:
    """The spelling key of an errand's own name."""
    return session.get_one(ServiceItem, service_item_id).key
