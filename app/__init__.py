"""The web application and the command line: two fronts (public site, offices' desk) over one catalog.

Kept light on purpose: ``python3 -m app`` imports this before anything is installed.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.settings import Settings


def create_app(settings: "Settings") -> "Flask":
    """The application for these settings; its database must be migrated already."""
    from app.factory import make

    return make(settings)
