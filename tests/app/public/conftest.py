"""The small register of the story with somebody who reads it; and a consultation with somebody who comments on it."""

import pytest
from flask import Flask

from tests.app.public import story
from tests.commenter import Commenter
from tests.consultation_builders import Consulted, consulted


@pytest.fixture
def at_home(app, visitor):
    """The pages of the story's register: (visitor, ids)."""
    database = app.extensions["database"]
    story.told(database)
    app.extensions["search"].catch_up()
    return visitor, story.ids(database)


@pytest.fixture
def life(app: Flask) -> Consulted:
    """A list whose consultation has not begun, in the register behind the application."""
    return consulted(app)


@pytest.fixture
def commenter(app: Flask) -> Commenter:
    return Commenter(app)
