"""The interface's own description, as OpenAPI 3.1."""

from typing import Any

from flask import current_app, jsonify

from app.access import open_to_all
from app.api import blueprint
from app.api.schemas import Problem

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


@blueprint.get("/openapi.json")
@open_to_all
@blueprint.doc(hide=True)
def openapi():
    return jsonify(current_app.spec)


def completed(spec: dict[str, Any]) -> dict[str, Any]:
    """The generated description with every failure as the problem document that it is."""
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("HTTPError", None)
    schemas["Problem"] = Problem.model_json_schema()
    for operations in spec["paths"].values():
        for operation in operations.values():
            for status, response in operation.get("responses", {}).items():
                if int(status) >= 400:
                    response["content"] = PROBLEM
    return spec
