"""The names of the register as the index keeps them, so that every process reads the same ones."""

import json
from collections.abc import Mapping, Sequence

from search import documents
from search.source import Names


def write(names: Names) -> str:
    """``names`` as one text, the same for the same names."""
    parts = {
        "materials": _listed(names.materials),
        "service_items": _listed(names.service_items),
        "offices": _listed(names.offices),
        "synonyms": {surface: list(meant) for surface, meant in sorted(names.synonyms.items())},
    }
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":"))


def read(text: str) -> Names:
    """The names that ``write`` wrote."""
    parts = json.loads(text)
    by_id = {kind: _mapped(parts[kind]) for kind in ("materials", "service_items", "offices")}
    return Names(**by_id, synonyms=parts["synonyms"])


def changed(old: Names, new: Names) -> list[str]:
    """The exact values of the documents that hold a name which ``new`` has otherwise than ``old``."""
    pairs = (
        (documents.MATERIAL, old.materials, new.materials),
        (documents.SERVICE_ITEM, old.service_items, new.service_items),
        (documents.OFFICE, old.offices, new.offices),
    )
    return [f"{mark}{id_}" for mark, before, after in pairs for id_ in _differing(before, after)]


def _differing(before: Mapping[int, Sequence[str]], after: Mapping[int, Sequence[str]]) -> list[int]:
    return [id_ for id_ in before.keys() | after.keys() if list(before.get(id_, ())) != list(after.get(id_, ()))]


def _listed(by_id: Mapping[int, Sequence[str]]) -> list[list[object]]:
    return [[id_, *by_id[id_]] for id_ in sorted(by_id)]


def _mapped(rows: Sequence[Sequence[object]]) -> dict[int, tuple[str, ...]]:
    return {int(str(row[0])): tuple(map(str, row[1:])) for row in rows}
