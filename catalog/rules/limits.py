"""How often one hand may ask: counted by form ticket first, by address generously (DESIGN §9, §10)."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` times in ``period``, counted in fixed windows."""

    topic: str
    count: int
    period: timedelta
    what: str

    def window(self, at: datetime) -> datetime:
        """The beginning of the window in which an instant falls."""
        seconds = int(self.period.total_seconds())
        return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)

    def seconds_left(self, at: datetime) -> int:
        """How long until the next window, in whole seconds."""
        return max(1, int((self.window(at) + self.period - at).total_seconds()) + 1)

    def refusal(self, count: int, at: datetime) -> str | None:
        """Why this try is one too many, where ``count`` includes it; None when it is not."""
        if count <= self.count:
            return None
        return f"{self.what}得太频繁。您写的内容还在，请过{_waiting(self.seconds_left(at))}再试。"


def _waiting(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 120 else f"{-(-seconds // 60)}分钟"


COMMENT_PER_TICKET = Limit("comment-ticket", 10, timedelta(hours=1), "提交")
COMMENT_PER_ADDRESS = Limit("comment-address", 60, timedelta(hours=1), "提交")
KEEPING_PER_TICKET = Limit("keeping-ticket", 30, timedelta(hours=1), "先存")
KEEPING_PER_ADDRESS = Limit("keeping-address", 60, timedelta(hours=1), "先存")
RECEIPT_PER_ADDRESS = Limit("receipt-address", 60, timedelta(hours=1), "查回执")
# Wrong passwords are counted per login by rules.lockouts; this stops one address from trying every login.
SIGN_IN_PER_ADDRESS = Limit("sign-in-address", 100, timedelta(hours=1), "登录")


def subject_of_address(address: str, secret: str) -> str:
    """What stands for an address in the counts: a keyed digest; IPv6 by its /64. Unreadable ones share one."""
    return subject_of(_network(address), secret)


def subject_of(name: str, secret: str) -> str:
    """A keyed digest, so that counts name nobody."""
    return hmac.new(secret.encode(), f"subject:{name}".encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
