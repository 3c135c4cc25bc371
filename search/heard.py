"""What names sound like, kept beside the index where there are many: to read them all takes a second at every start.

The file may be thrown away. It counts for one text of names, one reading of characters and exactly the surfaces that
it was made of; whatever else is found, or nothing, the sounds are worked out anew and kept by the next who writes.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from catalog.text import READINGS
from search import rows, seals, store
from search.packing import Texts
from search.seals import Damaged
from search.sounds import Said, Sounds
from search.spelling import Speller

# The sounds of names that take fewer characters are worked out almost as fast as they are read.
FEW = 500_000
_PREFIX, _DRAFT = "sounds-", "sounds.new"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """The syllables of surfaces, and what finds surfaces by them."""

    said: Mapping[str, tuple[str, ...]]
    sounds: Sounds
    speller: Speller


class Shelf:
    """The file that keeps the sounds of some names, in the directory of the index."""

    def __init__(self, directory: Path, names: str) -> None:
        """``names`` as the index holds them."""
        self._directory = directory
        self._path = directory / f"{_PREFIX}{_digest((_reading(), names))}"
        self.is_wanted = len(names) >= FEW  # whether keeping pays
        self._verified = 0

    def read(self, surfaces: Iterable[str], sounding: Iterable[str]) -> Heard | None:
        """The sounds of ``surfaces``, of which only the ``sounding`` ones are found by sound. None: work them out."""
        if not (self.is_wanted and self._is_whole()):
            return None
        known, heard = sorted(surfaces), sorted(sounding)
        try:
            with self._path.open("rb") as stream:
                found, about = rows.read(stream)
            if about != _of(known, heard):
                return None
            texts = Texts.read(found, "said")
            said = Said(known, [texts[number] for number in range(len(texts))])
            return Heard(said, Sounds.read(found, heard), Speller.read(found, said))
        except Exception as error:
            _log.warning("The sounds of names are worked out anew: %r", error)
            return None

    def is_missing(self) -> bool:
        """Whether these names should be kept and are not."""
        return self.is_wanted and not self._is_whole()

    def keep(self, heard: Heard, surfaces: Iterable[str], sounding: Iterable[str]) -> bool:
        """Keep what was worked out; False when it could not be. Only for who holds the lock of the index."""
        known = sorted(surfaces)
        said = Texts.of([" ".join(heard.said[surface]) for surface in known])
        kept = {**said.rows("said"), **heard.sounds.rows(), **heard.speller.rows()}
        draft = self._directory / _DRAFT
        try:
            with draft.open("wb") as stream:
                rows.finish(stream, kept, _of(known, sorted(sounding)))
            seals.place(draft, self._path)
            self._clean()
        except OSError as error:
            _log.warning("The sounds of names could not be kept: %s", error)
            return False
        return True

    def _is_whole(self) -> bool:
        """Whether the file is as it was sealed; looked at again when it has changed."""
        try:
            changed = self._path.stat().st_mtime_ns
            if changed != self._verified:
                seals.verify(self._path)
        except (OSError, Damaged):
            return False
        self._verified = changed
        return True

    def _clean(self) -> None:
        kept = (self._path.name, self._path.name + seals.SEAL)
        for path in self._directory.glob(f"{_PREFIX}*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _of(surfaces: Iterable[str], sounding: Iterable[str]) -> list[str]:
    return [_digest(surfaces), _digest(sounding)]


def _reading() -> str:
    """What the sound of a text depends on beside the text."""
    return f"{store.build()}/{version('pypinyin')}/{sorted(READINGS.items())}"


def _digest(texts: Iterable[str]) -> str:
    return blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()
