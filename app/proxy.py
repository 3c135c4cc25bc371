"""Living inside a portal: a sub-path in front of every address, and proxies that may be believed."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def init_app(app: Flask, *, public_url: str, trusted: int) -> None:
    """Answer below the path of ``public_url``, whether the proxy in front strips it or not."""
    if trusted:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=0)  # type: ignore[method-assign]
    prefix = urlsplit(public_url).path.rstrip("/")
    if prefix:
        app.wsgi_app = _below(app.wsgi_app, prefix)  # type: ignore[method-assign]


def _below(inner: Wsgi, prefix: str) -> Wsgi:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(prefix + "/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
        environ["SCRIPT_NAME"] = prefix
        return inner(environ, start_response)

    return answer
