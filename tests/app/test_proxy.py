"""Behind a portal: every address stays below its path, whichever way the proxy hands requests on."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from flask import request

from app import create_app
from app.settings import City, Settings
from tests.browser import Page

PREFIX = "/mianzheng"
PUBLIC = f"https://portal.example{PREFIX}"
EVIL = "evil.example"
# How many pages of one kind are visited: the same address but for numbers and query.
OF_A_KIND = 4
ADDRESS = re.compile(r'\s(?:href|src|action|hx-get|hx-post|hx-push-url|formaction|content)="([^"]*)"')


@pytest.fixture(scope="module")
def portal_app(example_register):
    address, home = example_register
    settings = Settings(
        home=home,
        secret_key="test" * 16,
        database_url=address,
        public_url=PUBLIC,
        example=True,
        city=City(is_example=True),
    )
    app = create_app(settings)
    app.extensions["search"].catch_up()
    yield app
    app.extensions["database"].dispose()


def unstripped(address):
    """A proxy that hands the address on as it came."""
    return address


def stripped(address):
    """A proxy that takes the portal's path away first."""
    return address.removeprefix(PREFIX) or "/"


class Crawler:
    """Follows every link of every public page, a few of each kind, and notes what leads outside."""

    def __init__(self, app, hand_on):
        self.client, self.hand_on = app.test_client(), hand_on
        self.kinds, self.waiting, self.outside, self.failed = Counter(), [f"{PREFIX}/"], [], []

    def go(self):
        while self.waiting:
            address = self.waiting.pop()
            response = self.client.get(self.hand_on(address), headers={"Host": EVIL, "X-Forwarded-Host": EVIL})
            if response.status_code not in (200, 401):
                self.failed.append((address, response.status_code))
            assert EVIL not in str(response.headers), address
            if response.mimetype in ("text/html", "application/json"):
                assert EVIL not in response.text, address
            if response.mimetype == "text/html":
                self.note(address, response.text)
            response.close()
        return self

    def note(self, page, html):
        for found in (one.replace("&amp;", "&") for one in ADDRESS.findall(html)):
            if found.startswith(("#", "tel:", "mailto:", "data:")) or not found.startswith(("/", "http", "?", ".")):
                continue
            if not (found == PREFIX or found.startswith((f"{PREFIX}/", f"{PUBLIC}/"))):
                self.outside.append((page, found))
                continue
            path = found.removeprefix("https://portal.example").partition("#")[0]
            kind = re.sub(r"\d+", "N", path.partition("?")[0])
            self.kinds[kind] += 1
            if self.kinds[kind] <= OF_A_KIND:
                self.waiting.append(path)


@pytest.mark.parametrize("hand_on", [unstripped, stripped])
def test_no_link_form_or_file_leads_out_of_the_portals_path(portal_app, hand_on):
    crawled = Crawler(portal_app, hand_on).go()
    assert crawled.outside == [] and crawled.failed == []
    kinds = {kind.removeprefix(PREFIX) for kind in crawled.kinds}
    assert {"/requirements/N", "/materials/N", "/lists/N", "/lists/N.csv", "/static/css/registry.css"} <= kinds


@pytest.mark.parametrize("hand_on", [unstripped, stripped])
def test_the_interface_names_addresses_below_the_path(portal_app, hand_on):
    client = portal_app.test_client()
    for path in ("requirements?per_page=3", "requirements/1", "materials", "lists", "lists/1", "instruments"):
        text = client.get(hand_on(f"{PREFIX}/api/v1/{path}"), headers={"Host": EVIL}).text
        addresses = re.findall(r'"(?:url|list_url)":"([^"]*)"', text)
        assert addresses and all(one.startswith(f"{PREFIX}/") for one in addresses), path
        assert EVIL not in text
    description = client.get(hand_on(f"{PREFIX}/api/v1/openapi.json"), headers={"Host": EVIL})
    assert EVIL not in description.text


@pytest.mark.parametrize("hand_on", [unstripped, stripped])
def test_signing_in_comes_back_to_the_page_below_the_path(portal_app, hand_on):
    page = Page(portal_app.test_client().get(hand_on(f"{PREFIX}/desk/imports/new?x=1")).text)
    assert f'name="next" value="{PREFIX}/desk/imports/new?x=1"' in page.html
    assert {form["action"] for form in page.forms} == {f"{PREFIX}/desk/sign-in"}


def test_the_cookie_belongs_to_the_portals_path_only(portal_app):
    cookie = portal_app.test_client().get(f"{PREFIX}/desk/sign-in").headers["Set-Cookie"]
    assert f"Path={PREFIX}/" in cookie and "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_path_that_only_begins_alike_is_not_the_portals(portal_app):
    assert portal_app.test_client().get(f"{PREFIX}-old/").status_code == 404


@pytest.mark.parametrize("path", ["//evil.example", "/lists//1", "//lists/1", "/%2F%2Fevil.example", "/lists/1/"])
def test_no_redirect_is_made_of_what_a_request_claims(client, path):
    response = client.get(path, headers={"Host": EVIL})
    assert EVIL not in response.headers.get("Location", "")


def seen_address(app, **environ):
    with app.test_client() as client:
        client.get("/healthz", **environ)
        return request.remote_addr


@pytest.mark.parametrize(
    ("trusted", "sent", "seen"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "192.0.2.66, 203.0.113.9", "203.0.113.9"),
        (2, "192.0.2.66, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
    ],
)
def test_a_forwarded_address_is_believed_only_from_as_many_proxies_as_are_trusted(settings, trusted, sent, seen):
    app = create_app(replace(settings, trusted_proxies=trusted))
    found = seen_address(app, headers={"X-Forwarded-For": sent}, environ_overrides={"REMOTE_ADDR": "198.51.100.1"})
    app.extensions["database"].dispose()
    assert found == seen


@pytest.mark.parametrize(
    "text",
    ["portal.example/mianzheng", "ftp://portal.example", "https://portal.example/a?b=c", "https:///x"],
)
def test_a_public_address_that_is_none_is_told_at_the_start(text, home):
    with pytest.raises(ValueError, match="MIANZHENG_PUBLIC_URL"):
        Settings.from_env({"MIANZHENG_HOME": str(home), "MIANZHENG_PUBLIC_URL": text})


def test_a_public_address_may_end_in_a_slash(home):
    read = Settings.from_env({"MIANZHENG_HOME": str(home), "MIANZHENG_PUBLIC_URL": PUBLIC + "/"})
    assert read.public_url == PUBLIC
