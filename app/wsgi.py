"""The application for a WSGI server, with the settings of the environment."""

import threading

from app import create_app
from app.settings import Settings
from search.service import Search

app = create_app(Settings.from_env())


def _ready(engine: Search) -> None:
    """Bring the index up to date and into memory beside the first answers, so that no visitor waits for it."""
    engine.catch_up()
    engine.warm()


threading.Thread(target=_ready, args=(app.extensions["search"],), name="index", daemon=True).start()
