"""Enter a drafted or an already published list as one whole."""

from collections.abc import Sequence

from sqlmodel import Session

from catalog import clock
from catalog.models import ProofList
from catalog.services import history, issuing, line_entry
from catalog.services.issuing import Publication
from catalog.services.line_entry import LineDraft
from catalog.vocabulary import Act, ListKind, ListState

__all__ = ["COUNTING_RULE", "LineDraft", "Publication", "enter"]

COUNTING_RULE = "一个单位办一件事要一种证明，算一条。同一种证明在几个镇街各要一次，各算一条。"


def enter(
    session: Session,
    drafts: Sequence[LineDraft],
    *,
    title: str,
    by: str,
    instruments: dict[str, int],
    source_digest: str | None = None,
    publication: Publication | None = None,
    office_id: int | None = None,
    batch_id: int | None = None,
    kind: ListKind = ListKind.CANCELLATION,
) -> ProofList:
    """Enter a list with all its lines, as a draft or, with ``publication``, with its decisions.

    ``instruments`` maps title keys to instrument ids; ``office_id`` is the department whose list it is (None:
    the whole city's), ``batch_id`` the batch it is handed in for. All or nothing: the caller's transaction.
    Raises Refused when the document number is used by another document issued here.
    """
    at = clock.now()
    document = issuing.issue(session, publication, title) if publication else None
    entered = ProofList(
        title=title,
        kind=kind,
        state=ListState.PUBLISHED if document else ListState.DRAFTING,
        counting_rule=COUNTING_RULE,
        office_id=office_id,
        batch_id=batch_id,
        issued_document_id=document.id if document else None,
        source_digest=source_digest,
        created_at=at,
    )
    session.add(entered)
    session.flush()
    after = {"title": title, "lines": len(drafts), "number": document.number if document else None}
    history.write(session, by=by, act=Act.IMPORT_LIST, record=entered, after=after)
    lines = line_entry.add_lines(session, entered.id or 0, drafts, by=by, instruments=instruments)
    if document:
        issuing.decide(session, lines, document, at=at, by=by)
    return entered
