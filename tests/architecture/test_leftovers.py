"""Names say what a thing is, and nothing lies about that nothing uses."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "catalog", "search", "tests")
# A file of such a name is about whatever was left over.
SAYING_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
USING = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (*SOURCES, *TEMPLATES, *(ROOT / "app/static").rglob("*.js"))
    if path.resolve() != Path(__file__).resolve()
)
# While a request is on its way.
SET_BY_HTMX = {"htmx-request"}


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in SOURCES if path.stem in SAYING_NOTHING] == []


def test_every_module_opens_with_what_it_is():
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A table says it at its class, since its module holds nothing else.
        tables = path.parent.name == "models" and any(isinstance(node, ast.ClassDef) for node in tree.body)
        if tree.body and not tables and not ast.get_docstring(tree):
            silent.append(path.relative_to(ROOT))
    assert silent == []


def test_every_template_is_used():
    names = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    # The gallery renders every file of its folder.
    assert [name for name in names if not name.startswith("gallery/") and name not in USING] == []


def test_every_class_of_the_stylesheet_is_used():
    sheet = (ROOT / "app/static/css/registry.css").read_text(encoding="utf-8")
    selectors = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    words = set(re.findall(r"[a-z][\w-]*", USING))
    assert len(classes) > 100 and classes - words - SET_BY_HTMX == set()
