"""A record as the index holds it: the terms of each field, and what a document must be found to contain."""

from collections.abc import Mapping
from hashlib import blake2b

from search.analysis import plain, tokens
from search.source import Record

NAME, ITEM, REST, EXACT = "n", "i", "b", "f"
"""The fields: names of the material, of the errand, the rest of the record, and exact values."""

MATERIAL, SERVICE_ITEM, OFFICE, LEVEL, LIST = "m:", "s:", "d:", "l:", "t:"
"""What an exact value begins with."""

# Lists write both committees in one name; people say either.
COMMITTEES = {
    "村居民委员会": ("村民委员会", "居民委员会", "村委会", "居委会"),
    "村民委员会居民委员会": ("村委会", "居委会"),
    "村民委员会": ("村委会",),
    "居民委员会": ("居委会",),
    "社区居民委员会": ("居委会",),
    "村居委会": ("村委会",),
}

Terms = Mapping[str, frozenset[str]]


def terms(record: Record) -> Terms:
    """Every term of ``record`` by field."""
    issuer = (record.issuing_office, *COMMITTEES.get(plain(record.issuing_office), ()))
    rest = (record.office, *record.office_aliases, *issuer, *record.bases, record.remarks)
    return {
        NAME: tokens((record.material, *record.material_aliases)),
        ITEM: tokens((record.service_item, record.spoken)),
        REST: tokens(rest),
        EXACT: frozenset(_exact(record)),
    }


def _exact(record: Record) -> list[str]:
    return [
        f"{MATERIAL}{record.material_id}",
        f"{SERVICE_ITEM}{record.service_item_id}",
        f"{OFFICE}{record.office_id}",
        *(f"{LEVEL}{level}" for level in record.levels),
        *(f"{LIST}{list_id}" for list_id in record.list_ids),
    ]


def public_from(record: Record) -> float | None:
    """The instant from which the public may see a record, in seconds; None when it always may."""
    return record.public_from.timestamp() if record.public_from else None


def fingerprint(record: Record) -> int:
    """A number that two records share when the index would hold the same of them."""
    total = 0 if record.public_from is None else term_print("public", str(public_from(record)))
    for field, values in terms(record).items():
        for value in values:
            total ^= term_print(field, value)
    return total


def term_print(field: str, value: str) -> int:
    """The share of one term in a fingerprint."""
    return int.from_bytes(blake2b(f"{field}\0{value}".encode(), digest_size=8).digest(), "little")
