"""The files of this application's register."""

from pathlib import Path

from flask import Flask, current_app

from catalog.storage import Storage


def init_app(app: Flask, folder: Path) -> None:
    app.extensions["storage"] = Storage(folder)


def storage() -> Storage:
    found: Storage = current_app.extensions["storage"]
    return found
