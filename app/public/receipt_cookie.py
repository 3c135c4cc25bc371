"""The receipt shown last, sealed in this browser's session for a while: its page has an address without a code."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app, request
from flask import session as cookie

from app.keys import secret

# As long as somebody needs to print a receipt or look something up in between (seconds).
REMEMBERED = 30 * 60
NAME, SAYS = "receipt", "receipt-says"


def is_kept() -> bool:
    """Whether this browser keeps cookies: it has sent the one that came with the form."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def remember(code: str, says: str = "") -> None:
    """Seal a code into the session, with the name of what is to be said once."""
    cookie[NAME] = _fernet().encrypt(code.encode()).decode()
    cookie[SAYS] = says


def recall() -> tuple[str, str] | None:
    """The code and what is to be said with it; None when there is none, or it was remembered long enough."""
    says = cookie.pop(SAYS, "")
    try:
        return _fernet().decrypt(cookie.get(NAME, "").encode(), ttl=REMEMBERED).decode(), says
    except InvalidToken:
        cookie.pop(NAME, None)
        return None


def forget() -> None:
    """For a computer that others use."""
    cookie.pop(NAME, None)
    cookie.pop(SAYS, None)


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"receipt cookie:{secret()}".encode()).digest()))
