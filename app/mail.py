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
        name = f"{key}.eml"
        if (self.folder / name).exists() or (self.folder / SENT / name).exists():
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as scratch:
            scratch.write(self._message(key, subject, text, at).as_bytes(policy=SMTP))
            scratch.flush()
            os.fsync(scratch.fileno())
        Path(scratch.name).replace(self.folder / name)
        return True

    def send(self) -> int:
        """Hand what lies in the folder to the server; how many. What it does not take stays for the next time."""
        waiting = sorted(self.folder.glob("*.eml"))
        if not self.server or not waiting:
            return 0
        host, _, port = self.server.partition(":")
        try:
            with smtplib.SMTP(host, int(port or PORT), timeout=PATIENCE) as server:
                for path in waiting:
                    server.sendmail(self.sender, list(self.to), path.read_bytes())
                    (self.folder / SENT).mkdir(exist_ok=True)
                    path.replace(self.folder / SENT / path.name)
        except (OSError, smtplib.SMTPException):
            _log.exception("the mail server did not take the mail; it is tried again")
            return len(waiting) - len(list(self.folder.glob("*.eml")))
        return len(waiting)

    def _message(self, key: str, subject: str, text: str, at: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, ", ".join(self.to), subject
        message["Date"], message["Message-ID"] = at, f"<{key}@{self.sender.rpartition('@')[2]}>"
        message.set_content(text)
        return message
