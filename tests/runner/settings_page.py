"""Writes docs/settings.md from the table of settings: ``python3 -m tests.runner.settings_page``."""

from pathlib import Path

from app.settings import SETTINGS

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "settings.md"
HEAD = """# Settings

Environment variables, read once at the start. This page is written from `app/settings.py` by
`.venv/bin/python -m tests.runner.settings_page`; a test fails when it is stale.

| variable | default | meaning |
|---|---|---|
"""
# Read before the settings are, or by the tests only.
BESIDE = (
    ("MIANZHENG_VENV", "`.venv`", "folder of the Python environment"),
    ("MIANZHENG_DEBUG", "", "also show the stack trace behind a sentence about disk, rights or database"),
    ("PIP_INDEX_URL", "", "mirror to install from (pip's own setting; the others work too)"),
    ("GUNICORN_CMD_ARGS", "", "further options for gunicorn; those the register sets win"),
    ("CHROMIUM", "", "tests: path of the browser, when it is not found by itself"),
    (
        "TEST_DATABASE_URL",
        "",
        "tests: a PostgreSQL to use instead of a temporary one, with a user who may make databases",
    ),
)


def text() -> str:
    """The page as it should be."""
    rows = [(row.name, f"`{row.default}`" if row.default else "", row.meaning) for row in SETTINGS]
    return HEAD + "".join(f"| `{name}` | {default} | {meaning} |\n" for name, default, meaning in [*rows, *BESIDE])


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
