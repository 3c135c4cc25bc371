"""Somebody from the public who reads drafts, writes comments and keeps receipts, as a browser would."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from catalog import clock
from catalog.services import commenting
from tests.browser import Page, Visitor

CODE = re.compile(r"MZ(?:-[2-9A-HJ-NP-Z]{4}){4}")


class Commenter(Visitor):
    """A visitor who comments. Forms were opened a minute ago, as people take their time."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app.test_client())
        self._secret = app.config["SECRET_KEY"]

    def ticket(self, *, age: timedelta = timedelta(minutes=1)) -> str:
        """The ticket of a form that was opened that long ago."""
        return commenting.new_ticket(self._secret, clock.now() - age)

    def write(self, consultation_id: int, *, status: int = 200, **fields: Any) -> TestResponse:
        """Fill in the form and send it; where it was taken, the receipt that it leads to."""
        form = {"scope": "list", "text": "建议保留。", "kind": "person", "publishes": "yes", "ticket": self.ticket()}
        address = f"/consultations/{consultation_id}/comments"
        return self._sent(address, form | fields, status, at=f"{address}/new")

    def hold(self, act: str, code: str, *, status: int = 200, **fields: Any) -> TestResponse:
        """Do something with a receipt: ``look-up``, or the last part of its address."""
        address = "/receipts/" if act == "look-up" else f"/receipts/{act}"
        return self._sent(address, {"code": code} | fields, status, at="/receipts/", form=act.endswith("-form"))

    def _sent(self, address: str, fields: dict[str, Any], status: int, *, at: str, form: bool = False) -> TestResponse:
        if form or status != 200:
            return self.submit(address, fields, status=status, at=at)
        response = self.submit(address, fields, status=303, at=at)
        assert not CODE.search(str(response.headers)), "a code in an address or a cookie"
        shown = self.client.get(response.location)
        self._whole(shown, 200)
        return shown


def code_in(response: TestResponse) -> str:
    """The receipt code on a page."""
    found = html.fromstring(response.text).xpath('//p[@class="code"]')
    return "".join("".join(found[0].itertext()).split())


def said(page: Page | TestResponse) -> str:
    """Everything a page says, as one line of text."""
    text = page.html if isinstance(page, Page) else page.text
    return " ".join("".join(html.fromstring(text).xpath("//main")[0].itertext()).split())
