"""The keys that seal what commenters leave of themselves, kept in the home folder beside the register."""

from flask import Flask, current_app

from app.settings import Settings
from catalog.services.vault import KeyRing


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["keys"] = ring(settings)


def ring(settings: Settings) -> KeyRing:
    """The key ring of the register that these settings describe; commands, too, seal and erase with it."""
    return KeyRing(settings.home / "keys", settings.secret_key)


def keys() -> KeyRing:
    """The key ring of this application."""
    found: KeyRing = current_app.extensions["keys"]
    return found


def secret() -> str:
    """What tickets, receipt codes and counts are drawn from."""
    found: str = current_app.config["SECRET_KEY"]
    return found
