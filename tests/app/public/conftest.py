"""The small register of the story with somebody who reads it; and a consultation with somebody who comments on it."""

import pytest
from flask import Flask

from tests.app.public import story
from tests.browser import Visitor
from tests.commenter import Commenter
from tests.conftest import application_over, copied, settings_for
from tests.consultation_builders import Consulted, consulted


@pytest.fixture(scope="session")
def told_app(empty_register, tmp_path_factory):
    """The application over the story's register, for tests that only read."""
    home = tmp_path_factory.mktemp("story")
    with copied(empty_register, home) as database:
        story.told(database)
        application = application_over(settings_for(database.url, home))
        application.extensions["search"].catch_up()
        yield application
        application.extensions["database"].dispose()


@pytest.fixture
def at_home(told_app):
    """Somebody who reads the pages of the story's register: (visitor, ids)."""
    return Visitor(told_app.test_client()), story.ids(told_app.extensions["database"])


@pytest.fixture
def own_home(app, visitor):
    """The same over a register of one's own, for tests that write."""
    story.told(app.extensions["database"])
    app.extensions["search"].catch_up()
    return visitor, story.ids(app.extensions["database"])


@pytest.fixture
def life(app: Flask) -> Consulted:
    """A list whose consultation has not begun, in the register behind the application."""
    return consulted(app)


@pytest.fixture
def commenter(app: Flask) -> Commenter:
    return Commenter(app)
