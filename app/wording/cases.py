"""What the sentences about one verdict are made of."""

from dataclasses import dataclass
from datetime import date

from catalog.rules.verdict import Verdict
from catalog.vocabulary import Method, OfficeKind, Outcome


@dataclass(frozen=True, slots=True)
class Case:
    """One verdict with the names it speaks of and the day it is read.

    ``office`` is the demanding office in full and ``short`` as sentences name it; ``spoken`` is the
    errand as people say it, "" when nobody wrote one.
    """

    verdict: Verdict
    item: str
    material: str
    office: str
    short: str
    issuer: str
    today: date
    spoken: str = ""
    kind: OfficeKind | None = None
    hotline: str = "12345"
    condition: str = ""
    list_name: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    @property
    def method(self) -> Method | None:
        """The method of the decision that gives the outcome, if it has one."""
        return self.verdict.fact.method if self.verdict.fact else None

    @property
    def replacement(self) -> str:
        """What the list says comes instead, as it stands there; may be empty."""
        return self.verdict.fact.replacement.strip() if self.verdict.fact else ""

    @property
    def past(self) -> bool:
        """True when the day asked about is over."""
        return self.verdict.on < self.today

    @property
    def ahead(self) -> bool:
        """True when the outcome of the day asked about is not in force today."""
        return self.verdict.since is not None and self.verdict.since > self.today

    @property
    def before_records(self) -> bool:
        """True when the day asked about lies before the register's first knowledge."""
        first = self.verdict.recorded_from
        return first is not None and self.verdict.on < first

    @property
    def office_works(self) -> bool:
        """True when the person brings nothing because the office itself finds out."""
        return self.method is not None and self.method.office_works
