"""What a line says, as it is frozen, digested and compared."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from catalog.vocabulary import Disposition, ItemType, Method


@dataclass(frozen=True, slots=True)
class LineContent:
    """One line in words: names as they read on that day, legal references as written.

    ``line_id`` and ``requirement_id`` tell lines of two versions apart and together; they are no part of
    what the line says.
    """

    line_id: int
    requirement_id: int
    position: int
    office: str
    service_item: str
    material: str
    disposition: Disposition
    method: Method | None = None
    replacement: str = ""
    issuing_office: str = ""
    item_type: ItemType | None = None
    bases: tuple[str, ...] = ()
    has_no_basis: bool = False
    effective_on: date | None = None
    remark: str = ""

    def said(self) -> dict[str, Any]:
        """What the line says, in plain JSON values; the same for the same words whoever stores them."""
        return {
            "position": self.position,
            "office": self.office,
            "service_item": self.service_item,
            "material": self.material,
            "disposition": self.disposition.value,
            "method": self.method.value if self.method else None,
            "replacement": self.replacement,
            "issuing_office": self.issuing_office,
            "item_type": self.item_type.value if self.item_type else None,
            "bases": list(self.bases),
            "has_no_basis": self.has_no_basis,
            "effective_on": self.effective_on.isoformat() if self.effective_on else None,
            "remark": self.remark,
        }

    @classmethod
    def read(cls, said: Mapping[str, Any], *, line_id: int, requirement_id: int) -> "LineContent":
        """The line that ``said`` was taken from."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in said.items() if name in known} | {
            "disposition": Disposition.named(said["disposition"]),
            "method": Method.named(said["method"] or ""),
            "item_type": ItemType.named(said["item_type"] or ""),
            "bases": tuple(said["bases"]),
            "effective_on": date.fromisoformat(said["effective_on"]) if said["effective_on"] else None,
        }
        return cls(line_id=line_id, requirement_id=requirement_id, **values)

    @property
    def digest(self) -> str:
        """SHA-256 of what the line says."""
        return digest_of(self.said())

    @property
    def basis(self) -> str:
        """The legal references in one cell, or that there is none."""
        return "；".join(self.bases) or ("无" if self.has_no_basis else "")


def digest_of(said: Mapping[str, Any]) -> str:
    """SHA-256 of one line's words in a fixed spelling."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_all(line_digests: Iterable[str]) -> str:
    """The digest of a version: over the digests of its lines, so that one erased line leaves it verifiable."""
    return hashlib.sha256("\n".join(line_digests).encode()).hexdigest()
