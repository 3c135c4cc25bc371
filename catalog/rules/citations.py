"""Citations of law as lists write them, taken apart and put back (DOMAIN §7, VARIANTS E)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to an instrument. Numbers are integers; None where the text names none.

    ``title`` is "" when only a clause was written; ``raw`` is the text as it stood in the cell;
    ``number`` is a document number that stood beside the title, normalised, or None.
    """

    raw: str
    title: str
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    chapter: int | None = None
    number: str | None = None

    @property
    def clause(self) -> str:
        """The clause in the field's standard form, 第三十条之一第二款第（一）项; "" when none."""
        raise NotImplementedError
