"""Absolute addresses, for feeds and files: from the setting, never from what a request claims to be."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, url_for

from app.frame import KEPT_ARGUMENTS
from app.settings import Settings


def init_app(app: Flask) -> None:
    app.jinja_env.globals["site"] = site


def absolute(endpoint: str, **values: Any) -> str:
    """The address of a page as other machines reach it, without a reader's own choices.

    Without ``MIANZHENG_PUBLIC_URL`` it is the address that this process listens on: right on one machine only.
    """
    plain: dict[str, Any] = dict.fromkeys(KEPT_ARGUMENTS)
    return site() + url_for(endpoint, **plain | values)


def site() -> str:
    """Scheme and host of the register; the path of a portal is part of every page's own address."""
    public = urlsplit(_settings().public_url)
    if public.netloc:
        return f"{public.scheme}://{public.netloc}"
    return f"http://{_settings().host}:{_settings().port}"


def tag(path: str) -> str:
    """A name for ever (RFC 4151) of something published here: it stays when the page moves."""
    host = urlsplit(site()).hostname or "localhost"
    return f"tag:{host},2026:{path}"


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
