"""The register's home: folders, migrated database, index. Every command prepares it first."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy.engine import make_url

from app.settings import Settings
from catalog.database import Database, migrate
from catalog.seed import beginnings
from catalog.storage import Storage
from search.service import Search


@dataclass(frozen=True)
class Home:
    """What a command works with: one register, its files and its index."""

    settings: Settings
    database: Database
    storage: Storage

    @cached_property
    def search(self) -> Search:
        from app.index import open_search

        return open_search(self.database, self.settings.home / "index")

    def close(self) -> None:
        self.database.dispose()


def prepare(settings: Settings) -> Home:
    """Make what is missing and migrate; safe to run again. OSError when a folder cannot be written."""
    settings.home.mkdir(parents=True, exist_ok=True)
    _folder_of_database(settings.database_url)
    migrate(settings.database_url)
    database = Database(settings.database_url)
    beginnings.load(database, by="登记簿", fictional=settings.example)
    return Home(settings, database, Storage(settings.home / "documents"))


def _folder_of_database(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
