"""People who send comments at an even rate, whether or not the answers keep up; a process of its own.

``python -m tests.bench._commenters ADDRESS CONSULTATION RATE SECONDS`` prints one line of JSON: how many answers
came in which second, their latencies counted from the moment they were due, and every status.
"""

import http.client
import json
import sys
import threading
import time
from collections import Counter
from itertools import count
from queue import Empty, SimpleQueue
from urllib.parse import urlencode, urlsplit

from tests import large_life

HANDS = 48
FORM = {"scope": "lines", "name": "林晓梅", "contact": "13800000000", "publishes": "yes", "kind": "person"}


def main(address: str, consultation: str, rate: str, seconds: str) -> None:
    many = int(float(rate) * float(seconds))
    due: SimpleQueue[tuple[int, float, str]] = SimpleQueue()
    began = time.monotonic() + 0.5
    # Tickets are signed beforehand: it is the server that is measured.
    for number in range(many):
        due.put((number, began + number / float(rate), large_life.ticket()))
    said: list[tuple[float, int]] = []
    hands = [threading.Thread(target=_send, args=(address, consultation, due, said)) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    took = time.monotonic() - began
    print(json.dumps({"took": took, "waits": [w for w, _ in said], "statuses": Counter(str(s) for _, s in said)}))


def _send(address: str, consultation: str, due: "SimpleQueue[tuple[int, float, str]]", said: list) -> None:
    place = urlsplit(address)
    while True:
        try:
            number, when, ticket = due.get_nowait()
        except Empty:
            return
        time.sleep(max(0.0, when - time.monotonic()))
        form = FORM | {"text": f"第{number}份：建议写明怎么办。", "positions": str(1 + number % large_life.FEW)}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.{next(_ADDRESSES) >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        }
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        try:
            connection.request(
                "POST", f"/consultations/{consultation}/comments", urlencode(form | {"ticket": ticket}), headers
            )
            answer = connection.getresponse()
            answer.read()
            said.append((time.monotonic() - when, answer.status))
        except OSError:
            said.append((time.monotonic() - when, 0))
        finally:
            connection.close()


_ADDRESSES = count()

if __name__ == "__main__":
    main(*sys.argv[1:])
