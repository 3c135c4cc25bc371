"""What every answer of the interface has in common: validators, and problems in one shape."""

from typing import Any

from app.errors import problem


def cached(data: dict[str, Any]) -> dict[str, Any]:
    """The data as it goes out; validators are added by the blueprint (app.validators)."""
    return data


def missing():
    """404 as a problem document."""
    return problem(404, title="没有这条记录", detail="登记簿里没有这个编号，或者还没有公开。")
