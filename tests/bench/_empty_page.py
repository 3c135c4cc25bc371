"""The application with an empty page besides, which goes through everything that any page goes through.

With BENCH_KEEPS=nothing it keeps no part of a page and no answer of the search: every page is made wholly anew.
"""

import os

from app.access import open_to_all
from app.shelf import Shelf
from app.wsgi import app
from search import snapshot

if os.environ.get("BENCH_KEEPS") == "nothing":
    snapshot.ANSWERS = snapshot.MEMBERS = 0
    app.extensions["parts"] = Shelf(0)


@open_to_all
def empty() -> str:
    return ""


app.add_url_rule("/empty", "empty", empty)
