"""What every test may ask for: a register of its own, files, an application, and the loaded example city."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis

from app import create_app
from app.settings import City, Settings
from catalog.database import Database, migrate
from catalog.seed import beginnings, example
from catalog.storage import Storage
from search.service import Search
from tests import compiled_once, people, postgres
from tests.browser import Visitor

# Nothing is timed: a machine under load fails no test.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")

# What takes longest begins first: at the end a single process would be left with it.
LONG = ("tests/kill/", "tests/load/", "tests/journeys/")

# Set by `python3 -m tests` while its own PostgreSQL runs; without it the suite runs on SQLite.
SERVER = os.environ.get("TEST_DATABASE_URL", "")


# Fixtures that begin with everybody of the cast.
PEOPLED = frozenset({"cast", "life"})

TEMPLATES = compiled_once.Templates()
APIFlask.url_rule_class = compiled_once.Address


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated register without a record, to be copied and never changed."""
    address = postgres.fresh_database(SERVER) if SERVER else f"sqlite:///{tmp_path_factory.mktemp('empty')}/register.db"
    migrate(address)
    yield address
    if SERVER:
        postgres.drop_database(address)


@pytest.fixture(scope="session")
def example_register(empty_register: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and home of a register that holds the example city, to be copied or read."""
    home = tmp_path_factory.mktemp("example")
    address = _copy(empty_register, home)
    database = Database(address)
    example.load(database, Storage(home / "documents"), by="示例")
    database.dispose()
    yield address, home
    if SERVER:
        postgres.drop_database(address)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for one register's files."""
    return tmp_path


@pytest.fixture(scope="session")
def begun_register(empty_register: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a register with what every one begins with, as the first command leaves it, to be copied."""
    address = _copy(empty_register, tmp_path_factory.mktemp("begun"))
    register = Database(address)
    beginnings.load(register, by="登记簿", fictional=True)
    register.dispose()
    yield address
    if SERVER:
        postgres.drop_database(address)


@pytest.fixture(scope="session")
def hired_register(empty_register: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a register that holds nothing but the cast, able to sign in, to be copied."""
    address = _copy(empty_register, tmp_path_factory.mktemp("hired"))
    register = Database(address)
    people.hired(register)
    register.dispose()
    yield address
    if SERVER:
        postgres.drop_database(address)


@pytest.fixture
def database(request: pytest.FixtureRequest, empty_register: str, home: Path) -> Iterator[Database]:
    """A migrated register on the engine under test: without a record, or with the cast where a test is about them."""
    peopled = not PEOPLED.isdisjoint(request.fixturenames)
    with copied(request.getfixturevalue("hired_register") if peopled else empty_register, home) as register:
        yield register


@contextmanager
def copied(address: str, home: Path) -> Iterator[Database]:
    """A copy of a register, for the length of the block."""
    copy = _copy(address, home)
    register = Database(copy)
    yield register
    register.dispose()
    if SERVER:
        postgres.drop_database(copy)


@pytest.fixture
def storage(home: Path) -> Storage:
    return Storage(home / "documents")


@pytest.fixture
def settings(database: Database, home: Path) -> Settings:
    return settings_for(database.url, home)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application over the test's own register."""
    application = application_over(settings)
    yield application
    _let_the_index_finish()
    application.extensions["database"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody from the public, with a browser that inspects every page it fetches."""
    return Visitor(app.test_client())


@pytest.fixture(scope="session")
def example_app(example_register: tuple[str, Path]) -> Iterator[Flask]:
    """The application over the example city, for tests that only read."""
    address, home = example_register
    application = application_over(settings_for(address, home, example=True))
    search: Search = application.extensions["search"]
    search.catch_up()
    yield application
    application.extensions["database"].dispose()


@pytest.fixture
def reader(example_app: Flask) -> Visitor:
    """Somebody who reads the example city."""
    return Visitor(example_app.test_client())


def application_over(settings: Settings) -> Flask:
    """The application with these settings; what another test's had to compile is taken from there."""
    application = create_app(settings)
    application.jinja_env.bytecode_cache = TEMPLATES
    return application


def settings_for(address: str, home: Path, *, example: bool = False) -> Settings:
    """Settings of a register under test."""
    return Settings(
        home=home, secret_key="test" * 16, database_url=address, example=example, city=City(is_example=example)
    )


def _let_the_index_finish() -> None:
    """After a write the index catches up beside the answer; the register must stand until it has."""
    for thread in threading.enumerate():
        if thread.name == "index":
            thread.join(timeout=60)


def _copy(address: str, home: Path) -> str:
    if SERVER:
        return postgres.fresh_database(SERVER, template=address.rpartition("/")[2].partition("?")[0])
    target = home / "register.db"
    shutil.copyfile(address.removeprefix("sqlite:///"), target)
    return f"sqlite:///{target}"
