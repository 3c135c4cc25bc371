"""What is sealed opens with its key only, and with no key once that is destroyed."""

import pytest

from catalog.errors import NotFound
from catalog.services.vault import KeyRing


def test_what_is_sealed_opens_again_and_shows_nothing_meanwhile(keys: KeyRing):
    name = keys.create()
    sealed = keys.seal(name, "13800000000")
    assert "138" not in sealed and keys.open(name, sealed) == "13800000000"


def test_a_destroyed_key_opens_nothing(keys: KeyRing):
    name = keys.create()
    sealed = keys.seal(name, "13800000000")
    keys.destroy(name)
    keys.destroy(name)
    with pytest.raises(NotFound, match="已经按期删除"):
        keys.open(name, sealed)


def test_another_key_or_another_secret_opens_nothing(keys: KeyRing):
    name, other = keys.create(), keys.create()
    sealed = keys.seal(name, "13800000000")
    with pytest.raises(NotFound):
        keys.open(other, sealed)
    with pytest.raises(NotFound):
        KeyRing(keys.folder, "other secret").open(name, sealed)


def test_keys_are_readable_by_their_owner_only_and_wrapped(keys: KeyRing):
    path = keys.folder / keys.create()
    assert path.stat().st_mode & 0o077 == 0
    assert len(path.read_bytes()) > 44
