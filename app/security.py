"""Headers, cookies and form tokens that protect people who use the register."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_wtf import CSRFProtect

POLICY = (
    "default-src 'none'; style-src 'self'{more}; script-src 'self'; img-src 'self'{more}; font-src 'self'{more}; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
csrf = CSRFProtect()


def policy(origins: Sequence[str] = ()) -> str:
    """The content security policy: everything from here, scripts from nowhere else in any case."""
    return POLICY.format(more="".join(f" {origin}" for origin in origins))


def init_app(app: Flask, *, public_url: str, origins: Sequence[str] = ()) -> None:
    """``origins`` are the other sites that the portal's header and footer may load from."""
    address = urlsplit(public_url)
    https = address.scheme == "https"
    headers = HEADERS | {"Content-Security-Policy": policy(origins)}
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_NAME="mianzheng",
        # Beside other applications of the portal: theirs do not get to see it.
        SESSION_COOKIE_PATH=f"{address.path.rstrip('/')}/",
        REMEMBER_COOKIE_HTTPONLY=True,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    csrf.init_app(app)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "Set-Cookie" in response.headers or request.path.startswith("/desk"):
            response.headers["Cache-Control"] = "no-store"
        return response
