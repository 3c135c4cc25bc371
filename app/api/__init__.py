"""The JSON read interface, stable from its first day: ``/api/v1/…``."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="register")

# The routes register themselves on the blueprint.
from app.api import lists, nouns, requirements, specification  # noqa: E402, F401
