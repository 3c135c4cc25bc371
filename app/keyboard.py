"""What people typed or pasted, without the signs that no text needs and some databases refuse."""

import re
from datetime import date

# Control signs except tab and line ends, and halves of a pair that stand alone.
_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# The register speaks of days from the founding of the republic on; 0026-10-01 is a slip of the keyboard.
FIRST, LAST = date(1949, 10, 1), date(2199, 12, 31)


def plain(text: str) -> str:
    """The text without signs that cannot be seen or stored."""
    return _SIGNS.sub("", text)


def day(written: str) -> date | None:
    """The day that was written; None for what is no day, or none that any list could mean."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None
