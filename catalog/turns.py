"""Writers of one process take turns in the order in which they came, since SQLite serves whoever asks luckily."""

import os
import threading
from collections import deque
from weakref import WeakSet


class Turns:
    """A queue for threads. It only orders them: whoever has waited too long, or has a turn already, goes ahead."""

    def __init__(self) -> None:
        self._begin()
        _ALL.add(self)

    def _begin(self) -> None:
        self._guard = threading.Lock()
        self._owner: int | None = None
        self._waiting: deque[tuple[threading.Lock, int]] = deque()

    def take(self, *, timeout: float) -> bool:
        """Wait for the turn, at most ``timeout`` seconds. True when it was given and must be handed on with ``give``.

        False when this thread has a turn already (two writing sessions, one in the other), or waited in vain.
        """
        me = threading.get_ident()
        with self._guard:
            if self._owner == me:
                return False
            if self._owner is None:
                self._owner = me
                return True
            gate = threading.Lock()
            gate.acquire()
            self._waiting.append((gate, me))
        given = False
        try:
            given = gate.acquire(timeout=timeout)
            return given or not self._leave(gate, me)
        except BaseException:
            if not given and not self._leave(gate, me):
                self.give()
            raise

    def give(self) -> None:
        """Hand the turn on to whoever came first."""
        with self._guard:
            if not self._waiting:
                self._owner = None
                return
            gate, self._owner = self._waiting.popleft()
            gate.release()

    def _leave(self, gate: threading.Lock, who: int) -> bool:
        """Go out of the queue; False when the turn was given at that very moment."""
        with self._guard:
            if (gate, who) not in self._waiting:
                return False
            self._waiting.remove((gate, who))
            return True


_ALL: "WeakSet[Turns]" = WeakSet()


def _begin_anew() -> None:
    """A process that was forked has only the thread that forked: nobody else holds a turn or waits for one."""
    for turns in _ALL:
        turns._begin()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
