"""What may be odd about the document that published a list: said, never refused, for it was issued long ago."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from catalog.exchange.problems import Problem, problem
from catalog.models import IssuedDocument
from catalog.rules import document_numbers
from catalog.services.lists import Publication

NUMBER, EFFECTIVE = "文号", "施行日期"


def problems(session: Session, publication: Publication | None) -> Iterator[Problem]:
    """A doubt about each thing worth a second look; of no sheet and no line."""
    if publication is None:
        return
    if publication.effective_on < publication.published_on:
        days = {"effective": publication.effective_on, "published": publication.published_on}
        yield problem("", 0, EFFECTIVE, "effective-before-published", **days)
    number = document_numbers.parse(publication.number or "")
    if number is None:
        return
    query = select(IssuedDocument.title).where(IssuedDocument.number == str(number)).order_by(col(IssuedDocument.id))
    if (title := session.exec(query).first()) is not None:
        yield problem("", 0, NUMBER, "number-in-use", number=number, title=title)
