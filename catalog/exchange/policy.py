"""Whether the legal basis of a line leaves its disposition open to the city (DOMAIN §3)."""

from collections.abc import Iterator

from catalog.exchange.bases import Finding
from catalog.exchange.register import InstrumentFact
from catalog.exchange.rows import Row
from catalog.vocabulary import Disposition, LegalLevel

_NOT_FOR_A_CITY = frozenset(
    {
        LegalLevel.LAW,
        LegalLevel.ADMINISTRATIVE_REGULATION,
        LegalLevel.STATE_COUNCIL_DECISION,
        LegalLevel.LOCAL_REGULATION,
    }
)


def findings(row: Row, fact: InstrumentFact | None) -> Iterator[Finding]:
    """The doubt about a direct cancellation that only a higher authority can decide."""
    repealed = fact is not None and fact.repealed_on is not None
    if row.decided is Disposition.CANCEL and row.level in _NOT_FOR_A_CITY and not repealed:
        why = f"{row.basis_level}设定的证明要直接取消，请附上位文件。"
        yield "policy-direct-cancellation", {"why": why}
