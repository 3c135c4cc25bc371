"""Query arguments of the interface: repeated ones collected, and what cannot be read refused in a sentence."""

from collections.abc import Mapping
from typing import Any, get_origin

from flask import request
from pydantic import BaseModel, ModelWrapValidatorHandler, ValidationError, model_validator

from app.api import blueprint
from app.errors import problem

# Kind of error → the sentence about it, filled with what pydantic knows of the limit.
SENTENCES: Mapping[str, str] = {
    "int_parsing": "要写成数字",
    "int_parsing_size": "是太大的数字",
    "int_from_float": "要写成整数",
    "greater_than_equal": "最小是{ge}",
    "less_than_equal": "最大是{le}",
    "string_too_long": "最多{max_length}个字",
    "too_long": "最多{max_length}个值",
    "enum": "可以写：{expected}",
    "value_error": "的{error}",
}
OTHERWISE = "读不懂"


class NotReadable(Exception):
    """The arguments do not fit; the message says which and why. No ValueError: pydantic would swallow it."""


class Question(BaseModel):
    """Arguments of one address. A field that is a list takes every value given under its name."""

    @model_validator(mode="wrap")
    @classmethod
    def read(cls, first_values: Any, handler: ModelWrapValidatorHandler["Question"]) -> "Question":
        named = {field.alias or name: field for name, field in cls.model_fields.items()}
        many = {name for name, field in named.items() if get_origin(field.annotation) is list}
        given = {name: request.args.getlist(name) for name in many & set(request.args)}
        try:
            return handler(first_values | given)
        except ValidationError as error:
            raise NotReadable("；".join(_sentence(one) for one in error.errors()) + "。") from error


@blueprint.errorhandler(NotReadable)
def not_readable(error: NotReadable) -> Any:
    return problem(400, title="看不懂这个问题", detail=str(error))


def _sentence(one: Mapping[str, Any]) -> str:
    name, kind = str(one["loc"][0]) if one["loc"] else "", str(one["type"])
    said = SENTENCES.get(kind, OTHERWISE)
    facts = {what: _listed(str(limit)) for what, limit in one.get("ctx", {}).items()}
    return f"{name} {said.format(**facts)}"


def _listed(choices: str) -> str:
    """'a', 'b' or 'c' as 、 between them."""
    return choices.replace("'", "").replace(" or ", ", ").replace(", ", "、")
