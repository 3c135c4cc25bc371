"""Everything that stands around the results on a page: the same for every question, so it is rendered once and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from app.frame import here, reader
from app.kept_parts import Parts
from app.moulds import Mould, hole

PAGE = "public/find/index.html"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The page with holes; ``links`` are those that lead to this very page, each with what it changes."""

    mould: Mould
    links: Mapping[str, Mapping[str, Any]]

    @property
    def weight(self) -> int:
        return self.mould.weight


def around(results: Markup, *, query: str, parts: Parts) -> Markup:
    """The whole page for what somebody asked."""
    found = parts.one(("find", reader()), _render, lambda one: one.weight)
    title = f"查找结果：{query}" if query else "查证明"
    own = {name: here(**changes) for name, changes in found.links.items()}
    return found.mould.fill(title=title, query=query, results=results, **own)


def _render() -> _Frame:
    links: dict[str, Mapping[str, Any]] = {}

    def link(**changes: Any) -> Markup:
        name = f"link{len(links)}"
        links[name] = changes
        return hole(name)

    holes = {name: hole(name) for name in ("title", "query", "results")}
    rendered = render_template(PAGE, here=link, **holes)
    return _Frame(Mould(rendered), links)
