"""What the values of facets are called: pages name dozens, so all offices and lists are read at once and kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import escape
from sqlmodel import Session, select

from app import finding, towns
from app.answers import city
from app.finding import WORDS
from app.kept_parts import Parts
from catalog.models import Office, ProofList
from search.interface import Facet

# What a name takes in memory, in octets.
_NAME = 500
_WORDS: Mapping[Facet, Mapping[str, str]] = {
    facet: {word.value: word.label for word in words} for facet, words in WORDS.items()
}


@dataclass(frozen=True, slots=True)
class _Names:
    by_facet: Mapping[Facet, Mapping[str, str]]
    escaped: Mapping[Facet, Mapping[str, str]]
    towns: frozenset[int]
    town_values: frozenset[str]


class Labels:
    """The names of one standing of the register. Raises Moved as its parts do."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._names = parts.one("labels", lambda: _read(parts.session(), parts.standing.now), _weight)

    @property
    def towns(self) -> frozenset[int]:
        """The ids of all towns, streets and zones."""
        return self._names.towns

    @property
    def town_values(self) -> frozenset[str]:
        """The same as values of a facet."""
        return self._names.town_values

    def escaped(self, facet: Facet) -> Mapping[str, str]:
        """What each value of a facet is called whose values are counted, ready to stand on a page."""
        return self._names.escaped[facet]

    def chosen(self, facet: Facet, values: Sequence[str]) -> Mapping[str, str]:
        """What the values are called that somebody chose, without those that there are not. One query at most."""
        if facet in self._names.by_facet:
            return self._names.by_facet[facet]

        def read(missing: Sequence[tuple[Facet, str]]) -> dict[tuple[Facet, str], str]:
            session, now = self._parts.session(), self._parts.standing.now
            found = finding.labels({facet: [value for _, value in missing]}, session, known=now)[facet]
            return {(facet, value): found.get(value, "") for _, value in missing}

        names = self._parts.some([(facet, value) for value in values], read, lambda _: _NAME)
        return {value: name for value, name in zip(values, names, strict=True) if name}


def _read(session: Session, now: datetime) -> _Names:
    offices = {str(id_): name for id_, name in session.execute(select(Office.id, Office.name))}
    told = select(ProofList.id, ProofList.title).where(finding.list_is_told(now))
    lists = {str(id_): title for id_, title in session.execute(told)}
    names = {**_WORDS, Facet.OFFICE: offices, Facet.LIST: lists}
    # Among the offices of one city the name of the city that all of them begin with says nothing.
    short = {value: name.removeprefix(city().name) or name for value, name in offices.items()}
    listed = names | {Facet.OFFICE: short}
    escaped = {facet: {value: str(escape(name)) for value, name in some.items()} for facet, some in listed.items()}
    many = towns.ids(session)
    return _Names(names, escaped, many, frozenset(map(str, many)))


def _weight(names: _Names) -> int:
    return _NAME * sum(map(len, names.by_facet.values()))
