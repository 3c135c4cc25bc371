"""Mail is written once, waits while the server is away, and arrives as it was written."""

import email
import email.policy
import socketserver
import threading
from datetime import UTC, datetime

import pytest

from app.mail import Post

AT = datetime(2026, 9, 1, 1, tzinfo=UTC)
TO = ("sfj@example.gov.cn", "zfb@example.gov.cn")


class Sink(socketserver.StreamRequestHandler):
    """As much of a mail server as takes a message; what came stands in ``server.came``."""

    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.came.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                if self.server.refuses in self.server.came[-1]:
                    self._say("552 too much")
                    continue
            self._say("221 bye" if word == b"QUIT" else "250 fine")
            if word == b"QUIT":
                return

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server():
    with socketserver.TCPServer(("127.0.0.1", 0), Sink) as sink:
        sink.came, sink.refuses = [], b"no message"
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield sink
        sink.shutdown()
        thread.join()


def post(folder, server=""):
    return Post(folder / "outbox", TO, "mianzheng@example.gov.cn", server)


def waiting(folder):
    return sorted(path.name for path in (folder / "outbox").glob("*"))


def test_what_is_written_twice_under_one_key_is_one_message_also_after_it_was_sent(tmp_path, server):
    where = post(tmp_path, f"127.0.0.1:{server.server_address[1]}")
    assert where.put("reminder-1", "要办的1件事", "第一件。", at=AT)
    assert not where.put("reminder-1", "要办的2件事", "别的。", at=AT) and waiting(tmp_path) == ["reminder-1.eml"]
    assert where.send() == 1 and where.send() == 0
    assert not where.put("reminder-1", "要办的1件事", "第一件。", at=AT)
    (raw,) = server.came
    came = email.message_from_bytes(raw, policy=email.policy.default)
    assert came["Subject"] == "要办的1件事" and came.get_content().strip() == "第一件。"
    assert came["To"] == ", ".join(TO) and came["From"] == "mianzheng@example.gov.cn"


def test_without_a_server_and_while_it_is_away_mail_waits(tmp_path, server):
    assert post(tmp_path).put("reminder-1", "一", "一", at=AT) and post(tmp_path).send() == 0
    address = f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    assert post(tmp_path, address).send() == 0 and waiting(tmp_path) == ["reminder-1.eml"]


def test_nothing_to_send_makes_no_folder(tmp_path):
    assert post(tmp_path, "127.0.0.1:1").send() == 0 and not (tmp_path / "outbox").exists()


def test_a_message_that_the_server_refuses_keeps_no_other_waiting(tmp_path, server):
    where = post(tmp_path, f"127.0.0.1:{server.server_address[1]}")
    for number in "123":
        assert where.put(f"reminder-{number}", number, number, at=AT)
    server.refuses = b"<reminder-1@"
    assert where.send() == 2 and waiting(tmp_path) == ["reminder-1.eml", "sent"]
    server.refuses = b"no message"
    assert where.send() == 1 and waiting(tmp_path) == ["sent"]


def test_a_message_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(ValueError, match=r"newline|linefeed|carriage"):
        post(tmp_path).put("reminder-1", "一\r\nBcc: other@example.org", "一", at=AT)
    assert waiting(tmp_path) == []
