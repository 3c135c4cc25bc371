"""Searches that found nothing, counted by their folded words alone, as leads for the names that are missing."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from catalog.errors import NotFound
from catalog.models import SearchMiss
from catalog.services import history
from catalog.vocabulary import Act

LONGEST = 30
# So many rows are kept; beyond them those that were looked for least and longest ago go.
MOST = 5_000
WAITS = col(SearchMiss.dismissed).is_(False)


def add(session: Session, counted: Mapping[str, int], *, on: date) -> None:
    """Add counts (folded words → how often) of a day. One statement for each, so that none is lost."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for words, number in counted.items():
        row = insert(SearchMiss).values(words=words, count=number, first_on=on, last_on=on, dismissed=False)
        again = {"count": col(SearchMiss.count) + number, "last_on": on}
        session.execute(row.on_conflict_do_update(index_elements=["words"], set_=again))


def forget(session: Session, *, most: int = MOST) -> None:
    """Keep the ``most`` that were looked for most and last."""
    kept = select(SearchMiss.id).order_by(col(SearchMiss.count).desc(), col(SearchMiss.last_on).desc()).limit(most)
    session.execute(delete(SearchMiss).where(col(SearchMiss.id).not_in(kept.scalar_subquery())))


def waiting(session: Session) -> int:
    """How many words nobody has dealt with yet."""
    return session.exec(select(func.count()).select_from(SearchMiss).where(WAITS)).one()


def leads(session: Session, *, limit: int = 50) -> list[SearchMiss]:
    """What nobody has dealt with yet, most looked for first."""
    query = select(SearchMiss).where(WAITS)
    order = (col(SearchMiss.count).desc(), col(SearchMiss.last_on).desc(), col(SearchMiss.words))
    return list(session.exec(query.order_by(*order).limit(limit)))


def get(session: Session, miss_id: int) -> SearchMiss:
    """The words with that id; NotFound when somebody has dealt with them already."""
    if (found := session.get(SearchMiss, miss_id)) is None:
        raise NotFound("这个词已经有人处理过了。")
    return found


def dismiss(session: Session, miss_id: int, *, by: str) -> None:
    """Show the words no more, however often they are looked for. The history notes the act, not the words."""
    found = get(session, miss_id)
    found.dismissed = True
    history.write(session, by=by, act=Act.AMEND_SYNONYM, record=found, after={"dismissed": True})


def settle(session: Session, miss_id: int) -> None:
    """Forget words that lead somewhere now; the act that made them lead there is in the history."""
    session.delete(get(session, miss_id))
