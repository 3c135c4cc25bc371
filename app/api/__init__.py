"""The JSON read interface, stable from its first day: ``/api/v1/…``."""

from apiflask import APIBlueprint

from app.validators import stamp

blueprint = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="register")
stamp(blueprint)

# The routes register themselves on the blueprint.
from app.api import consultations, lists, nouns, requirements, specification  # noqa: E402, F401
