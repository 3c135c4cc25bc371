"""Form tickets and receipt codes: unguessable, readable aloud, and the same for the same form."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from catalog import text

# No 0 O 1 I: people copy these from paper. 32 signs are 5 bits each, 16 of them 80 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SIGNS, GROUP = 16, 4
PREFIX = "MZ"
TICKET_BYTES = 18
MAC_BYTES = 12


def code_from(random: bytes) -> str:
    """The receipt code of ten random bytes: MZ-7K4D-9QXR-…

    >>> code_from(bytes(10))
    'MZ-2222-2222-2222-2222'
    """
    if len(random) != SIGNS * 5 // 8:
        raise ValueError("a receipt code is made of ten bytes")
    number = int.from_bytes(random, "big")
    signs = "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(SIGNS)))
    return "-".join((PREFIX, *(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))))


def normalise(written: str) -> str | None:
    """A code as somebody typed it, in its standard form; None when it cannot be one.

    >>> normalise('  mz７k4d 9qxr-2222２222 ')
    'MZ-7K4D-9QXR-2222-2222'
    """
    signs = "".join(character for character in text.fold(written).upper() if character.isalnum())
    if len(signs) == SIGNS + len(PREFIX):
        signs = signs.removeprefix(PREFIX)
    if len(signs) != SIGNS or set(signs) - set(ALPHABET):
        return None
    return "-".join((PREFIX, *(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))))


def digest(code: str) -> str:
    """What is stored of a code. Eighty random bits need no salt."""
    return hashlib.sha256(f"receipt:{code}".encode()).hexdigest()


def ticket(secret: str, random: bytes, at: datetime) -> str:
    """A form ticket: random bytes and the instant, signed, so that nobody chooses their own."""
    if len(random) != TICKET_BYTES:
        raise ValueError(f"a ticket is made of {TICKET_BYTES} random bytes")
    body = f"{_plain(random)}.{int(at.timestamp()):x}"
    return f"{body}.{_sign(secret, body)}"


def issued_at(secret: str, written: str) -> datetime | None:
    """When a ticket was given out; None when it is not one of ours."""
    body, _, signature = written.rpartition(".")
    if not body or not hmac.compare_digest(signature.encode(), _sign(secret, body).encode()):
        return None
    return datetime.fromtimestamp(int(body.rpartition(".")[2], 16), tz=UTC)


def code_of(secret: str, ticket: str) -> str:
    """The receipt code that belongs to a ticket, so that a form sent twice gets the same code twice.

    The ticket carries 144 random bits; the code is drawn from them and the secret of the register.
    """
    return code_from(_keyed(secret, "code", ticket)[: SIGNS * 5 // 8])


def ticket_digest(ticket: str) -> str:
    """What is stored of a ticket: enough to know it again."""
    return hashlib.sha256(f"ticket:{ticket}".encode()).hexdigest()


def text_digest(salt: str, written: str) -> str:
    """The salted digest under which history knows a text; when the salt is erased it says nothing (DESIGN §5)."""
    return hashlib.sha256(f"{salt}:{written}".encode()).hexdigest()


def _sign(secret: str, body: str) -> str:
    return _plain(_keyed(secret, "ticket", body)[:MAC_BYTES])


def _keyed(secret: str, purpose: str, body: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}:{body}".encode(), "sha256")


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
