"""The small register of the story, and somebody who reads it."""

import pytest

from tests.app.public import story


@pytest.fixture
def at_home(app, visitor):
    """The pages of the story's register: (visitor, ids)."""
    database = app.extensions["database"]
    story.told(database)
    app.extensions["search"].catch_up()
    return visitor, story.ids(database)
