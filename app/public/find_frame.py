"""Everything that stands around the results on a page: the same for every question, so it is rendered once and kept."""

from flask import render_template

from app.frame import reader
from app.kept_parts import Parts
from app.moulds import hole
from app.own_links import Linked, OwnLinks

PAGE = "public/find/index.html"


def around(results: bytes, *, query: str, parts: Parts) -> bytes:
    """The whole page for what somebody asked, in UTF-8 like ``results``."""
    found = parts.one(("find", reader()), _render, lambda one: one.weight)
    title = f"查找结果：{query}" if query else "查证明"
    return found.fill(title=title, query=query, results=results)


def _render() -> Linked:
    links = OwnLinks()
    holes = {name: hole(name) for name in ("title", "query", "results")}
    return links.around(render_template(PAGE, here=links.here, **holes))
