"""The interface's own description, as OpenAPI 3.1."""

from flask import current_app, jsonify

from app.access import open_to_all
from app.api import blueprint


@blueprint.get("/openapi.json")
@open_to_all
@blueprint.doc(hide=True)
def openapi():
    return jsonify(current_app.spec)
