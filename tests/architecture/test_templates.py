"""Habits of the templates: what they import, state, link to and never contain."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta
from jinja2.nodes import Call, Const, FromImport, Macro, Name, Template

from app import filters
from app.settings import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
FRAGMENTS = [path for path in TEMPLATES if path.name.startswith("_")]
COMPONENTS = sorted((FOLDER / "components").glob("*.html"))
# Given by Flask and its extensions to every template, whoever renders it.
GIVEN = frozenset({"url_for", "csrf_token", "get_flashed_messages", "range", "dict"})
STYLE_SHEET = ROOT / "app" / "static" / "css" / "registry.css"


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def tree_of(path: Path) -> Template:
    bare = Flask(__name__)
    filters.init_app(bare)
    return bare.jinja_env.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_import_only_what_they_call(path):
    tree = tree_of(path)
    called = {call.node.name for call in tree.find_all(Call) if isinstance(call.node, Name)}
    imported = {
        name[1] if isinstance(name, tuple) else name for node in tree.find_all(FromImport) for name in node.names
    }
    assert imported <= called


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_fragments_state_what_they_need(path):
    source = path.read_text("utf-8")
    assert source.startswith("{#- Needs: "), "the first line says what the fragment is given"
    stated = set(source.split("Needs:")[1].split(".")[0].replace(" ", "").split(","))
    assert meta.find_undeclared_variables(tree_of(path)) - GIVEN == stated


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_is_one_macro_named_for_its_file(path):
    source = path.read_text("utf-8")
    assert [macro.name for macro in tree_of(path).find_all(Macro)] == [path.stem]
    assert source.startswith(f"{{#- {path.stem}("), "the first line shows how it is called"
    assert meta.find_undeclared_variables(tree_of(path)) <= GIVEN


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_nothing_is_inline_that_the_policy_forbids(path):
    source = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|data:image", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


def test_every_link_leads_to_a_page_that_exists(app):
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    lost = {name_of(path): missing for path in TEMPLATES if (missing := linked(path) - known)}
    assert lost == {}


def linked(path: Path) -> set[str]:
    return {
        call.args[0].value
        for call in tree_of(path).find_all(Call)
        if isinstance(call.node, Name) and call.node.name == "url_for" and isinstance(call.args[0], Const)
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_classes_are_known_to_the_style_sheet(path):
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", STYLE_SHEET.read_text("utf-8")))
    used = re.findall(r'class="([^"{]*)"', path.read_text("utf-8"))
    assert {name for names in used for name in names.split()} <= known


def test_the_style_sheet_stays_small():
    assert len(gzip.compress(STYLE_SHEET.read_bytes(), 9)) <= 8 * 1024
