"""The application with an empty page besides, which goes through everything that any page goes through.

With BENCH_KEEPS=parts it keeps no answer, drawn or found, only the parts that several answers have in common; with
BENCH_KEEPS=nothing not even these.
"""

import os

from app.access import open_to_all
from app.shelf import Shelf
from app.wsgi import app
from search import snapshot

KEEPS = os.environ.get("BENCH_KEEPS")
if KEEPS in ("parts", "nothing"):
    snapshot.ANSWERS = 0
    app.extensions["drawn_answers"] = Shelf(0)
if KEEPS == "nothing":
    snapshot.MEMBERS = 0
    app.extensions["parts"] = Shelf(0)


@open_to_all
def empty() -> str:
    return ""


app.add_url_rule("/empty", "empty", empty)
