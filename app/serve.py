"""Serving: look at the port first, then hand this process over to gunicorn."""

import errno
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from app.settings import ROOT, Settings

# Each line with its reason, for whoever has to change one.
FIXED = (
    "--worker-class=app.gunicorn_worker.Worker",  # threads wait for the disk together, processes use the cores
    "--no-control-socket",  # gunicorn would open a socket in the home folder of the user
    "--config=python:app.gunicorn_hooks",
    "--log-level=warning",
    "--timeout=60",
    "--graceful-timeout=30",
    "--keep-alive=5",
    "--max-requests=10000",  # a worker that leaks is replaced before anybody notices
    "--max-requests-jitter=1000",
    "--limit-request-line=8190",  # a question of 500 characters is 4,500 bytes in an address
    "--forwarded-allow-ips=",  # proxies are believed in one place, app/proxy.py
)
FAST_MEMORY = Path("/dev/shm")
REFUSALS = {
    errno.EADDRINUSE: "端口 {port} 已被占用，也许本程序已经在运行（打开 {address} 看看）。"
    "要换一个端口：PORT={other} python3 -m app",
    errno.EACCES: "没有权限使用端口 {port}：1024 以下的端口只有管理员能用。请换一个：PORT={other} python3 -m app",
    errno.EADDRNOTAVAIL: "这台机器没有地址 {host}，请检查环境变量 HOST（只在本机使用时写 127.0.0.1）。",
}


def serve(settings: Settings) -> NoReturn:
    """Serve until stopped. Leaves with status 1 and a sentence when the port cannot be had."""
    if why := refusal(settings.host, settings.port):
        print(why, file=sys.stderr)
        sys.exit(1)
    sys.stdout.flush()
    sys.stderr.flush()
    if not os.environ.get("WEB_CONCURRENCY"):
        os.environ.pop("WEB_CONCURRENCY", None)  # gunicorn reads it too, and breaks on an empty one
    os.execv(sys.executable, command(settings))


def command(settings: Settings) -> list[str]:
    """The command line that serves with these settings; GUNICORN_CMD_ARGS may add what it leaves open."""
    return [
        *(sys.executable, "-m", "gunicorn"),
        f"--chdir={ROOT}",
        f"--bind={_bracketed(settings.host)}:{settings.port}",
        f"--workers={max(1, settings.workers)}",
        f"--threads={max(1, settings.threads)}",
        *FIXED,
        *([f"--worker-tmp-dir={FAST_MEMORY}"] if os.access(FAST_MEMORY, os.W_OK) else []),
        "app.wsgi:app",
    ]


def refusal(host: str, port: int) -> str | None:
    """Why nobody can listen there just now, and what to do about it; None when it is free."""
    if not 0 < port < 65536:
        return f"端口要在 1 到 65535 之间，现在是 {port}。请检查环境变量 PORT。"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror:
        return REFUSALS[errno.EADDRNOTAVAIL].format(host=host)
    family, kind, protocol, _name, place = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            sentence = REFUSALS.get(error.errno or 0, "不能在 {host}:{port} 上提供服务：" + (error.strerror or ""))
            return sentence.format(host=host, port=port, address=address(host, port), other=_other(port))
    return None


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the service."""
    return f"http://{_bracketed({'0.0.0.0': '127.0.0.1', '::': '::1'}.get(host, host))}:{port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _other(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001
