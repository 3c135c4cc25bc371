"""Every component with its states, to look at, to tab through, and for tests to render."""

from flask import Blueprint, g

from app.access import open_to_all
from app.fragments import render
from app.gallery_examples import EXAMPLES
from app.settings import ROOT

pages = Blueprint("gallery", __name__)
FOLDER = ROOT / "templates" / "gallery"


@pages.get("/gallery")
@open_to_all
def index():
    g.nav = None
    return render("gallery/index.html", names=names(), examples=EXAMPLES)


def names() -> list[str]:
    """The components that have an example, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.html") if path.stem != "index")
