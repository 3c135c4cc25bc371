"""What gunicorn's processes say and begin: where the service is, the timed work, and that it has stopped."""

import sys
from typing import Any

from app import tick
from app.serve import address

FIRST = 1


def post_worker_init(worker: Any) -> None:
    """Called in each worker once the application is loaded: only now is the service really there."""
    if worker.age == FIRST:
        host, port = worker.sockets[0].getsockname()[:2]
        print(f"免证：服务已启动，请打开 {address(host, port)} （按 Ctrl+C 停止）", file=sys.stderr, flush=True)
    tick.begin(worker.wsgi)


def worker_exit(_server: Any, worker: Any) -> None:
    """Called in each worker that ends in order: what it has counted is written down."""
    if worker.wsgi is not None:
        tick.end(worker.wsgi)


def on_exit(_server: Any) -> None:
    """Called once, after the last worker has ended."""
    print("免证：服务已停止。", file=sys.stderr, flush=True)
