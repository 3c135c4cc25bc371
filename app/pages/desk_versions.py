"""A frozen version of a list as the desk shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """One line as it was frozen; ``redaction`` says why its words are gone, the digest stays."""

    position: int
    title: str
    office: str = ""
    effect: str = ""
    issuing_office: str = ""
    basis: str = ""
    remark: str = ""
    digest: str = ""
    redaction: str = ""


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """A frozen version, its lines narrowed and paged; ``fault`` is what does not add up, "" when all does."""

    id: int
    list_title: str
    trail: tuple[tuple[str, str], ...]
    name: str
    when: datetime
    total: int
    digest: str
    fault: str
    lines: tuple[FrozenLine, ...]
    found: int
    query: str
    may_redact: bool
    page: int
    pages: int
