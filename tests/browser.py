"""A client that looks at each page it fetches the way a careful reader would, so new pages are checked unasked."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
TYPED = frozenset({"input", "select", "textarea"})
UNLABELLED = frozenset({"hidden", "submit", "button", "image"})


class Page(HTMLParser):
    """A page taken apart far enough to say what is wrong with it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.controls: list[tuple[str, dict[str, str]]] = []
        self.forms: list[dict[str, str]] = []
        self.tokens: list[bool] = []
        self.links: list[dict[str, str]] = []
        self.texts: dict[str, list[str]] = {"h1": [], "title": []}
        self.lang = ""
        self.mains = 0
        self.feed(html)
        self.close()

    @property
    def h1(self) -> str:
        return "".join(self.texts["h1"]).strip()

    @property
    def title(self) -> str:
        return "".join(self.texts["title"]).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids[values["id"]] += 1
        self._look(tag, values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in self.open:
            self.faults.append(f"</{tag}> closes nothing")
            return
        while (inner := self.open.pop()) != tag:
            self.faults.append(f"<{inner}> is not closed before </{tag}>")

    def handle_data(self, data: str) -> None:
        for tag in self.texts:
            if tag in self.open and "svg" not in self.open:
                self.texts[tag].append(data)

    def _look(self, tag: str, values: dict[str, str]) -> None:
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"<{tag}> has an inline style or script, which the policy forbids")
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag == "main":
            self.mains += 1
        if tag == "label":
            self.labels.add(values.get("for", ""))
        if tag == "a":
            self.links.append(values)
        if tag == "form":
            self.forms.append(values)
            self.tokens.append(False)
        if tag == "script" and "src" not in values:
            self.faults.append("inline script")
        if tag in TYPED:
            self._look_at_control(tag, values)

    def _look_at_control(self, tag: str, values: dict[str, str]) -> None:
        if values.get("name") == "csrf_token" and self.tokens:
            self.tokens[-1] = True
        inside_label = "label" in self.open
        if values.get("type") not in UNLABELLED and not inside_label:
            self.controls.append((tag, values))

    def all_faults(self) -> list[str]:
        """Everything a careful reader would complain about."""
        found = list(self.faults)
        found += [f"id {name} stands {count} times" for name, count in self.ids.items() if count > 1]
        found += [
            f"<{tag} name={values.get('name')}> has no label" for tag, values in self.controls if self._bare(values)
        ]
        for form, has_token in zip(self.forms, self.tokens, strict=True):
            if "action" not in form:
                found.append("a form without an action")
            if form.get("method", "get").lower() == "post" and not has_token:
                found.append(f"the form to {form.get('action')} carries no token")
        return found

    def _bare(self, values: dict[str, str]) -> bool:
        return (
            values.get("id", "") not in self.labels and "aria-label" not in values and "aria-labelledby" not in values
        )

    def whole_faults(self) -> list[str]:
        """What a whole page must have besides."""
        found = self.all_faults()
        if self.open:
            found.append(f"left open: {self.open}")
        if not self.lang.startswith("zh-"):
            found.append("no language on <html>")
        if self.mains != 1:
            found.append(f"{self.mains} main elements")
        if self.html.count("<h1") != 1 or not self.h1:
            found.append("not exactly one heading of the first order")
        return found


class Visitor:
    """Fetches pages and fails on what is wrong with them, whatever the test was about."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def visit(self, address: str, *, status: int = 200, **options: Any) -> Page:
        """A whole page."""
        response = self.client.get(address, **options)
        return self._whole(response, status)

    def swap(self, address: str, *, status: int = 200) -> Page:
        """The fragment that htmx would put into the page."""
        response = self.client.get(address, headers={"HX-Request": "true"})
        assert response.status_code == status, response.text
        assert "HX-Request" in response.headers.get("Vary", "")
        assert "<html" not in response.text
        page = Page(response.text)
        assert not page.all_faults(), (address, page.all_faults())
        return page

    def submit(self, address: str, form: dict[str, Any], *, status: int = 302, at: str = "") -> TestResponse:
        """Send a form as a browser would: with the token of the page it stands on (``at``, or the same address)."""
        page = self.visit(at or address)
        token = page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
        assert token, f"no form token on {at or address}"
        response = self.client.post(address, data={"csrf_token": token, **form}, content_type="multipart/form-data")
        assert response.status_code == status, (response.status_code, response.text[:2000])
        return response

    def _whole(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, (response.status_code, response.text[:2000])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        page = Page(response.text)
        assert not page.whole_faults(), (response.request.path, page.whole_faults())
        return page
