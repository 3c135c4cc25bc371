"""What gunicorn's own process says: where the service is, and that it has stopped."""

import sys
from typing import Any

from app.serve import address


def when_ready(server: Any) -> None:
    """Called once, when the port is open and before the workers start."""
    host, port = server.address[0][:2]
    print(f"免证：服务已启动，请打开 {address(host, port)} （按 Ctrl+C 停止）", file=sys.stderr, flush=True)


def on_exit(_server: Any) -> None:
    """Called once, after the last worker has ended."""
    print("免证：服务已停止。", file=sys.stderr, flush=True)
