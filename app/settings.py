"""Everything the environment can set, read here and nowhere else."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d+)?", re.ASCII)
PUBLIC_URL = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~-]+)*/?", re.ASCII)
ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+", re.ASCII)
SERVER = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?", re.ASCII)
# 《网络安全法》第二十一条: logs are kept for six months at least.
LEAST_MONTHS, MOST_MONTHS = 6, 120
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Setting:
    """One environment variable: its default as text, and what it does, for the settings page."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("HOST", "127.0.0.1", "address to listen on"),
    Setting("PORT", "8000", "port to listen on"),
    Setting("WEB_CONCURRENCY", "2", "worker processes"),
    Setting("WEB_THREADS", "4", "threads in each worker"),
    Setting("DATABASE_URL", "", "postgresql+psycopg://… ; empty: SQLite in the home folder"),
    Setting("MIANZHENG_HOME", "var", "folder of database, index, documents and secret key"),
    Setting("MIANZHENG_PUBLIC_URL", "", "address people use, with the sub-path of the portal if there is one"),
    Setting("MIANZHENG_TRUSTED_PROXIES", "0", "how many proxies in front set X-Forwarded-For and -Proto"),
    Setting("MIANZHENG_EXAMPLE", "auto", "load and mark the fictional example city: yes, no, or auto"),
    Setting("MIANZHENG_SECRET_KEY", "", "signs sessions; empty: made once and kept in the home folder"),
    Setting("MIANZHENG_CITY", "示例市", "name of the city"),
    Setting("MIANZHENG_MAINTAINER", "示例市司法局", "office that keeps the register"),
    Setting("MIANZHENG_PORTAL_NAME", "示例市人民政府门户网站", "name of the portal around the register"),
    Setting("MIANZHENG_PORTAL_URL", "", "address of the portal; empty: a link home"),
    Setting("MIANZHENG_PORTAL_SLOTS", "", "folder with header.html and footer.html of the portal"),
    Setting("MIANZHENG_PORTAL_ORIGINS", "", "other sites that the slots may load from: https://…, separated by blanks"),
    Setting("MIANZHENG_HOTLINE", "12345", "telephone number people are told to call"),
    Setting("MIANZHENG_REMINDERS_TO", "", "mail addresses told each working day what is due, separated by blanks"),
    Setting("MIANZHENG_MAIL_FROM", "mianzheng@localhost", "address that reminders come from"),
    Setting("MIANZHENG_SMTP", "", "mail server that takes them, host or host:port; empty: they wait in outbox/"),
    Setting("MIANZHENG_VISITS_MONTHS", "6", "how long the log of visits is kept; the law asks for six months at least"),
)
DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


@dataclass(frozen=True)
class City:
    """The city as the pages name it."""

    name: str = DEFAULTS["MIANZHENG_CITY"]
    maintainer: str = DEFAULTS["MIANZHENG_MAINTAINER"]
    portal_name: str = DEFAULTS["MIANZHENG_PORTAL_NAME"]
    portal_url: str = ""
    hotline: str = DEFAULTS["MIANZHENG_HOTLINE"]
    is_example: bool = False

    @property
    def register_name(self) -> str:
        return f"{self.name}无证明城市登记簿"


@dataclass(frozen=True)
class Settings:
    home: Path
    secret_key: str
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    public_url: str = ""
    trusted_proxies: int = 0
    example: bool = False
    visits_months: int = 6
    reminders_to: tuple[str, ...] = ()
    mail_from: str = DEFAULTS["MIANZHENG_MAIL_FROM"]
    smtp: str = ""
    portal_slots: Path | None = None
    portal_origins: tuple[str, ...] = ()
    city: City = field(default_factory=City)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of ``environment``. Raises ValueError with a sentence when one is not readable."""
        value = {name: environment.get(name) or default for name, default in DEFAULTS.items()}
        home = _home(value["MIANZHENG_HOME"])
        host, public_url = value["HOST"], _public_url(value["MIANZHENG_PUBLIC_URL"])
        database_url = value["DATABASE_URL"] or f"sqlite:///{home / 'register.db'}"
        example = _example(value["MIANZHENG_EXAMPLE"], host=host, public_url=public_url)
        slots = value["MIANZHENG_PORTAL_SLOTS"]
        return cls(
            home=home,
            secret_key=value["MIANZHENG_SECRET_KEY"] or _kept_secret(home),
            database_url=_with_driver(database_url),
            host=host,
            port=_number("PORT", value["PORT"]),
            workers=_number("WEB_CONCURRENCY", value["WEB_CONCURRENCY"]),
            threads=_number("WEB_THREADS", value["WEB_THREADS"]),
            public_url=public_url,
            trusted_proxies=_number("MIANZHENG_TRUSTED_PROXIES", value["MIANZHENG_TRUSTED_PROXIES"]),
            example=example,
            visits_months=_months(value["MIANZHENG_VISITS_MONTHS"]),
            reminders_to=_addresses("MIANZHENG_REMINDERS_TO", value["MIANZHENG_REMINDERS_TO"]),
            mail_from=_address("MIANZHENG_MAIL_FROM", value["MIANZHENG_MAIL_FROM"]),
            smtp=_server(value["MIANZHENG_SMTP"]),
            portal_slots=Path(slots) if slots else None,
            portal_origins=_origins(value["MIANZHENG_PORTAL_ORIGINS"]),
            city=City(
                name=value["MIANZHENG_CITY"],
                maintainer=value["MIANZHENG_MAINTAINER"],
                portal_name=value["MIANZHENG_PORTAL_NAME"],
                portal_url=value["MIANZHENG_PORTAL_URL"],
                hotline=value["MIANZHENG_HOTLINE"],
                is_example=example,
            ),
        )


def _kept_secret(home: Path) -> str:
    """The key kept in the home folder, made on first use and readable by its owner only."""
    path = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written aside and linked into place: two first starts at once agree on one whole key.
        with tempfile.NamedTemporaryFile("w", dir=home, prefix="secret-key-") as made:
            made.write(secrets.token_hex(32))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text().strip()


def _home(text: str) -> Path:
    path = Path(text).expanduser()
    return path if path.is_absolute() else ROOT / path


def _public_url(text: str) -> str:
    if text and not PUBLIC_URL.fullmatch(text):
        raise ValueError(f"MIANZHENG_PUBLIC_URL 要写成 https://www.example.gov.cn/mianzheng，现在是“{text}”。")
    return text.rstrip("/")


def _origins(text: str) -> tuple[str, ...]:
    for origin in text.split():
        # Strict, because it goes into a header as it stands.
        if not ORIGIN.fullmatch(origin):
            raise ValueError(f"MIANZHENG_PORTAL_ORIGINS 要写成 https://static.example.gov.cn，现在是“{origin}”。")
    return tuple(text.split())


def _address(name: str, text: str) -> str:
    found = _addresses(name, text)
    if len(found) != 1:
        raise ValueError(f"{name} 要写一个邮箱地址，例如 sfj@example.gov.cn，现在是“{text}”。")
    return found[0]


def _addresses(name: str, text: str) -> tuple[str, ...]:
    for address in text.split():
        if not ADDRESS.fullmatch(address):
            raise ValueError(f"{name} 要写邮箱地址，例如 sfj@example.gov.cn，现在有“{address}”。")
    return tuple(text.split())


def _server(text: str) -> str:
    if text and not SERVER.fullmatch(text):
        raise ValueError(f"MIANZHENG_SMTP 要写成 mail.example.gov.cn 或 mail.example.gov.cn:25，现在是“{text}”。")
    return text


def _example(text: str, *, host: str, public_url: str) -> bool:
    if text == "auto":
        return host in LOOPBACK and not public_url
    return text.lower() in ("yes", "true", "1")


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1) if url.startswith("postgresql://") else url


def _months(text: str) -> int:
    months = _number("MIANZHENG_VISITS_MONTHS", text)
    if not LEAST_MONTHS <= months <= MOST_MONTHS:
        raise ValueError(
            f"MIANZHENG_VISITS_MONTHS 要在{LEAST_MONTHS}到{MOST_MONTHS}之间（法律要求不少于6个月），现在是{months}。"
        )
    return months


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{name}要写成数字，现在是“{text}”。")
    return int(text)
