"""Whether the legal basis of a line leaves a direct cancellation open to the city (DOMAIN §3)."""

from catalog.exchange.bases import BasisReading, Finding
from catalog.exchange.register import InstrumentFact
from catalog.rules import citations, dispositions
from catalog.rules.citations import Citation
from catalog.rules.disposition_table import Mark
from catalog.vocabulary import BasisStatus, Disposition, LegalLevel

# Which city reads the list does not matter here: its own documents never stand in the way of cancelling.
_ANY_CITY = ""


def finding(decided: Disposition | None, basis: BasisReading) -> Finding | None:
    """The doubt about a direct cancellation that only a higher authority can decide; None when there is none."""
    if decided is not Disposition.CANCEL:
        return None
    bases = [_basis(cited, fact, basis) for cited, fact in zip(basis.citations, basis.facts, strict=True)]
    found = dispositions.finding(decided, None, bases)
    if found is None or found.mark is not Mark.BLOCKED:
        return None
    return "policy-direct-cancellation", {"why": found.sentence}


def _basis(cited: Citation, fact: InstrumentFact | None, basis: BasisReading) -> dispositions.Basis:
    level: LegalLevel | None = fact.level if fact else None
    if level is None:
        level = basis.level if cited is basis.basis else cited.level
    repealed = fact is not None and fact.repealed_on is not None
    return dispositions.Basis(
        standing=dispositions.standing(level, fact.issuer if fact else "", _ANY_CITY),
        status=BasisStatus.REPEALED if repealed else BasisStatus.UNKNOWN,
        title=cited.title,
        is_ground=citations.is_ground(cited),
    )
