"""Numbers in addresses: those a record can have, so that any other is simply no page."""

from werkzeug.routing import IntegerConverter


class RecordId(IntegerConverter):
    """A record's number as it is written: no sign, no leading zero, and not beyond what a database holds."""

    regex = r"(?:0|[1-9]\d{0,8})"
