"""Numbers in addresses and forms: those a record can have, so that any other is simply no record."""

from werkzeug.routing import IntegerConverter

_DIGITS = 9


class RecordId(IntegerConverter):
    """A record's number as it is written: no sign, no leading zero, and not beyond what a database holds."""

    regex = r"(?:0|[1-9]\d{0,8})"


def number_in(written: str) -> int | None:
    """The number that is written in plain digits, as a record can have it; None for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else None
