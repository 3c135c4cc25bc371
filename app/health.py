"""Whether this process can answer: for the proxy or the supervisor in front."""

from flask import Blueprint, jsonify

from app.access import open_to_all
from app.database import session
from app.index import search
from catalog.services import history

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@open_to_all
def show():
    head = history.head(session())
    state = search().state()
    response = jsonify(status="ok", history=head, index=state.place, behind=state.behind, rebuilding=state.rebuilding)
    response.headers["Cache-Control"] = "no-store"
    return response
