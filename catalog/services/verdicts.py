"""The decisions of many requirements in one query, as facts for the rule to fold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from catalog.models import Decision, IssuedDocument, Line
from catalog.rules.verdict import Fact

COLUMNS = (
    Decision.requirement_id,
    Decision.id,
    Decision.kind,
    Decision.disposition,
    Decision.method,
    Decision.replacement,
    Decision.effective_on,
    Decision.recorded_at,
    Decision.public_from,
    Decision.corrects_id,
    Decision.reason,
    IssuedDocument.number,
    Line.list_id,
    Line.id,
    Line.position,
)


def facts(session: Session, requirement_ids: Iterable[int] | None = None) -> Mapping[int, list[Fact]]:
    """Decisions by requirement (all requirements when None), oldest record first. One query."""
    query = (
        select(*COLUMNS)  # type: ignore[call-overload]
        .outerjoin(IssuedDocument, col(IssuedDocument.id) == col(Decision.issued_document_id))
        .outerjoin(Line, col(Line.id) == col(Decision.line_id))
        .order_by(col(Decision.recorded_at), col(Decision.id))
    )
    if requirement_ids is not None:
        query = query.where(col(Decision.requirement_id).in_(list(requirement_ids)))
    found: dict[int, list[Fact]] = defaultdict(list)
    for requirement_id, *columns in session.execute(query):
        found[requirement_id].append(Fact(*columns))
    return found
