"""The page of settings says what the table says, and every variable the code asks for is on it."""

import re
from pathlib import Path

from tests.runner import settings_page

ROOT = Path(__file__).resolve().parent.parent.parent
ASKED_FOR = re.compile(r"""environ(?:\.get\(|\[)\s*["'](MIANZHENG_[A-Z_]+)""")
INTERNAL = {"MIANZHENG_BOOTSTRAPPED"}


def test_the_page_is_current():
    assert settings_page.PAGE.read_text(encoding="utf-8") == settings_page.text()


def test_every_variable_the_code_asks_for_is_explained():
    page = settings_page.text()
    code = [path for folder in ("app", "catalog", "search") for path in (ROOT / folder).rglob("*.py")]
    asked = {name for path in code for name in ASKED_FOR.findall(path.read_text(encoding="utf-8"))}
    assert "MIANZHENG_VENV" in asked
    assert not [name for name in asked - INTERNAL if f"`{name}`" not in page]
