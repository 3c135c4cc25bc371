"""gunicorn's worker with two habits more: it notes when a request came, and refuses in words that people read."""

import time
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import TConn, ThreadWorker

from app import arrival, unreadable_requests
from catalog import clock


class Worker(ThreadWorker):
    """Gives a thread no connection over which nothing has come, and none without the instant at which it did.

    A request may wait for a thread: in the last second of a consultation the threads may all be waiting for the
    write lock. And a browser opens connections ahead; they would each hold a thread until something comes.
    """

    def enqueue_req(self, conn: TConn) -> None:
        """Called in the main loop, which never waits: with a new connection, and when something has come over one."""
        if conn.initialized or conn.data_ready:
            conn.came_at = clock.now()
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Called in a thread."""
        with arrival.came_at(conn.came_at):
            return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer what cannot be read as a request; gunicorn would answer in English, and log the address."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        with suppress(OSError):  # whoever asked is gone
            util.write_nonblock(client, unreadable_requests.answer(exc))
