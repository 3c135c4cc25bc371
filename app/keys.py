"""The keys that seal what commenters leave of themselves, kept in the home folder beside the register."""

from pathlib import Path

from flask import Flask, current_app

from catalog.services.vault import KeyRing


def init_app(app: Flask, folder: Path) -> None:
    app.extensions["keys"] = KeyRing(folder, app.config["SECRET_KEY"])


def keys() -> KeyRing:
    """The key ring of this application."""
    found: KeyRing = current_app.extensions["keys"]
    return found


def secret() -> str:
    """What tickets, receipt codes and counts are drawn from."""
    found: str = current_app.config["SECRET_KEY"]
    return found
