"""Ask leave for an act: the one place where a refusal learns who else could do it."""

from datetime import date

from sqlmodel import Session

from catalog.errors import NotYourDesk
from catalog.rules import permissions
from catalog.rules.permissions import WHOLE_CITY, Case, Official
from catalog.services import people
from catalog.vocabulary import Act


def ask(session: Session, by: Official, act: Act, case: Case = WHOLE_CITY, *, on: date) -> None:
    """Raise NotYourDesk with the reason, and with who can, when ``by`` may not do ``act`` on that day."""
    if not permissions.may(by, act, case):
        raise NotYourDesk(refusal(session, by, act, case, on=on) or "")


def refusal(session: Session, by: Official, act: Act, case: Case = WHOLE_CITY, *, on: date) -> str | None:
    """The same for pages: the sentence, or None when ``by`` may."""
    if permissions.may(by, act, case):
        return None
    return permissions.refusal(by, act, case, staff=people.officials(session, on=on))
