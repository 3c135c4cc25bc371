"""A word of state with its tone, and what the desk shows of a line in several places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A word of state with its tone and icon."""

    text: str
    tone: str = "unknown"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point about a line: the sentence, the rule behind it, and what became of it."""

    line_id: int
    position: int
    subject: str
    sentence: str
    source: str
    settled: str
    evidence: str = ""
    kind: str = ""
