"""The application with an empty page besides, which goes through everything that any page goes through."""

from app.access import open_to_all
from app.wsgi import app


@open_to_all
def empty() -> str:
    return ""


app.add_url_rule("/empty", "empty", empty)
