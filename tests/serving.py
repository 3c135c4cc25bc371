"""The real server, started for a test on a port of its own, and somebody who talks to it over the network."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from app import serve
from app.settings import Settings
from tests.forked import Forked

ROOT = Path(__file__).resolve().parent.parent
CALL = "import sys; from app import cli, faults; sys.exit(faults.guarded(lambda: cli.main(sys.argv[1:])))"
PATIENCE = 60
# How the end of a server looks to who talks to it: in the middle of an answer it is no error of the system.
GONE = (OSError, HTTPException)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def environment(address: str, home: Path, **changes: str) -> dict[str, str]:
    """The surroundings of a command over one register; nothing of the tester's own gets in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MIANZHENG_")}
    ours = {"DATABASE_URL": address, "MIANZHENG_HOME": str(home), "MIANZHENG_EXAMPLE": "no", "HOST": "127.0.0.1"}
    return kept | ours | {"MIANZHENG_SECRET_KEY": "test" * 16, "PYTHONIOENCODING": "utf-8"} | changes


def start(*words: object, env: Mapping[str, str], said: Path) -> Forked:
    """A command in a process group of its own, so that it can be killed whole; what it says goes to files.

    It is forked from a warm process, because most of a short command's time goes into importing.
    """
    return Forked([str(word) for word in words], env=env, said=said)


def start_afresh(*words: object, env: Mapping[str, str], said: Path) -> "subprocess.Popen[bytes]":
    """The same from a new interpreter, as people start it: where its time or memory is what matters."""
    line = [sys.executable, "-c", CALL, *map(str, words)]
    with said.open("wb") as err, said.with_suffix(".out").open("wb") as out:
        return subprocess.Popen(
            line,
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )


def kill(child: "subprocess.Popen[bytes] | Forked") -> None:
    """Without warning, with everything it started. What has ended is left alone: its number may be another's by now."""
    with suppress(ProcessLookupError):
        # Seen without collecting it: until it is collected nobody else gets its number.
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


class Server:
    """gunicorn over one register; with ``application`` around it, something that a test needs besides."""

    process: "subprocess.Popen[bytes] | Forked"

    def __init__(
        self,
        address: str,
        home: Path,
        *,
        workers: int = 2,
        application: str = "",
        afresh: bool = False,
        **changes: str,
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as soon_free:
            self.port = soon_free.getsockname()[1]
        self.said = home / "server.said"
        values = {"PORT": str(self.port), "WEB_CONCURRENCY": str(workers)} | changes
        surroundings = environment(address, home, **values)
        if application:
            line = [*serve.command(Settings.from_env(surroundings))[1:-1], application]
            self.process = Forked(line, env=surroundings, said=self.said)
        else:
            self.process = (start_afresh if afresh else start)("serve", env=surroundings, said=self.said)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Server":
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        kill(self.process)

    def wait(self) -> None:
        """Return once it answers."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                Client(self).get("/healthz")
                return
            except (URLError, ConnectionError):
                if time.monotonic() > until or self.process.poll() is not None:
                    raise AssertionError(self.said.read_text("utf-8")) from None
                time.sleep(0.05)


class _Here(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Leave redirects to whoever asked."""


class Answer:
    """Status, headers and text."""

    def __init__(self, response: HTTPResponse | HTTPError) -> None:
        with response:
            self.status = int(response.status or 0)
            self.headers = response.headers
            self.text = response.read().decode("utf-8", "replace")


class Client:
    """Cookies, forms with their tokens, one file in a form."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()), _Here())

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask(Request(self._server.url + path, headers=named))

    def token(self, at: str) -> str:
        """The token of the form that stands on the page ``at``."""
        found = TOKEN.search(self.get(at).text)
        assert found, f"no form on {at}"
        return found.group(1)

    def post(
        self, path: str, form: Mapping[str, str], *, at: str = "", file: Path | None = None, **headers: str
    ) -> Answer:
        """Send the form that stands on the page ``at``; without it ``form`` has the token already, or needs none."""
        fields = {"csrf_token": self.token(at), **form} if at else dict(form)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if file is None:
            return self._ask(Request(self._server.url + path, data=urlencode(fields).encode(), headers=named))
        border = uuid.uuid4().hex
        request = Request(self._server.url + path, data=_parts(border, fields, file), headers=named)
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        return self._ask(request)

    def _ask(self, request: Request) -> Answer:
        try:
            return Answer(self._opener.open(request, timeout=PATIENCE))
        except HTTPError as refused:
            return Answer(refused)


def _parts(border: str, fields: Mapping[str, str], file: Path) -> bytes:
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
    return b"".join([*parts, head.encode(), file.read_bytes(), f"\r\n--{border}--\r\n".encode()])
