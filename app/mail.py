"""Mail to the office that keeps the register: put into a folder first, then handed to the city's mail server.

What lies in the folder is sent at the next tick, so that a server that is away costs no mail; without one, whoever
keeps the register takes the messages from the folder. A message has a key and is written once, whoever tries again.
"""

import logging
import os
import smtplib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

FOLDER, SENT = "outbox", "sent"
PORT = 25
PATIENCE = 20.0
# What a server says of one message; anything else is about the connection.
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Post:
    """Where mail lies, to and from whom it goes (``to`` empty: none is written), and the server (empty: none)."""

    folder: Path
    to: tuple[str, ...] = ()
    sender: str = ""
    server: str = ""

    def put(self, key: str, subject: str, text: str, *, at: datetime) -> bool:
        """Write a message, durably, unless one with this key was written before; whether it was."""
        if self.has(key):
            return False
        name = f"{key}.eml"
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as scratch:
            written = Path(scratch.name)
            try:
                scratch.write(self._message(key, subject, text, at).as_bytes(policy=SMTP))
                scratch.flush()
                os.fsync(scratch.fileno())
            except BaseException:
                written.unlink()  # tried again each minute, as many would be left
                raise
        written.replace(self.folder / name)
        return True

    def has(self, key: str) -> bool:
        """Whether a message with this key was written before."""
        name = f"{key}.eml"
        return (self.folder / name).exists() or (self.folder / SENT / name).exists()

    def send(self) -> int:
        """Hand what lies in the folder to the server; how many it took. The others stay for the next time."""
        waiting = sorted(self.folder.glob("*.eml"))
        if not self.server or not waiting:
            return 0
        host, _, port = self.server.partition(":")
        sent = 0
        try:
            with smtplib.SMTP(host, int(port or PORT), timeout=PATIENCE) as server:
                for path in waiting:
                    sent += self._hand_over(server, path)
        except (OSError, smtplib.SMTPException) as error:
            _log.warning("the mail server did not take the mail; it is tried again: %s", error)
        return sent

    def _hand_over(self, server: smtplib.SMTP, path: Path) -> bool:
        """Whether the server took this message; one that it refuses keeps no other waiting."""
        try:
            refused = server.sendmail(self.sender, list(self.to), path.read_bytes())
        except REFUSED as error:
            _log.warning("the mail server refused %s; it is tried again: %s", path.name, error)
            return False
        if refused:
            _log.warning("the mail server took %s, and not for all: %s", path.name, refused)
        (self.folder / SENT).mkdir(exist_ok=True)
        path.replace(self.folder / SENT / path.name)
        return True

    def _message(self, key: str, subject: str, text: str, at: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, ", ".join(self.to), subject
        message["Date"], message["Message-ID"] = at, f"<{key}@{self.sender.rpartition('@')[2]}>"
        message.set_content(text)
        return message
