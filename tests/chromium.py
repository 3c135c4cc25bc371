"""The real server over a copy of the example city, and Chromium in front of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.runner import chromium
from tests.serving import Server

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# axe looks at what a person meets on the page; colours are measured in the tests of the style sheet too.
QUIET = {"resultTypes": ["violations"]}
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts the browser: the system's own Chromium."""
    path = chromium.find()
    if not path:
        pytest.skip(chromium.HOW)
    return {"executable_path": path, "args": chromium.flags()}


@pytest.fixture(scope="session")
def site(example_register: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a copy of the example city."""
    address, origin = example_register
    if not address.startswith("sqlite"):
        pytest.skip("the browser walks on SQLite only")
    home = tmp_path_factory.mktemp("site")
    shutil.copyfile(origin / "register.db", home / "register.db")
    shutil.copytree(origin / "documents", home / "documents")
    with Server(f"sqlite:///{home}/register.db", home, workers=1, MIANZHENG_EXAMPLE="yes") as server:
        yield server.url


@pytest.fixture
def at(browser: Browser, site: str) -> Iterator["Visits"]:
    """Opens pages of the site in windows of any kind; errors of scripts and of the policy fail the test."""
    visits = Visits(browser, site)
    yield visits
    visits.end()


class Visits:
    """The windows one test opens."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser = browser
        self.site = site
        self._contexts: list[BrowserContext] = []
        self._troubles: list[str] = []

    def open(self, address: str, *, viewport: dict[str, int] = WIDE, **how: object) -> Page:
        """A new window on an address; ``how`` as Playwright's ``new_context`` has it."""
        context = self._browser.new_context(viewport=viewport, base_url=self.site, **how)  # type: ignore[arg-type]
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self._troubles.append(f"{address}: {error}"))
        page.on("console", lambda said: self._troubles.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page

    def forgive(self, *words: str) -> None:
        """Take what was said so far with one of these words in it as part of the test."""
        self._troubles = [one for one in self._troubles if not any(word in one for word in words)]

    def end(self) -> None:
        for context in self._contexts:
            context.close()
        assert self._troubles == [], self._troubles


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page: rule, how often, and the first element."""
    found = Axe().run(page, options=QUIET).response["violations"]
    return [f"{one['id']} {len(one['nodes'])} {one['nodes'][0]['html'][:120]}" for one in found]


def sideways(page: Page) -> bool:
    """True when the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
