"""Every page of the desk, for whoever works there and at every stage: whole, without faults, and never writing."""

import pytest
from sqlalchemy import event

from tests.catalog.services.cast import CAST
from tests.catalog.services.life import Life, a_line
from tests.people import Desk

EVERYBODY = tuple(CAST)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP")
# Stage: how the story comes to it.
STAGES = {
    "drafting": lambda life: life.drafted([a_line(1), a_line(2, has_no_basis=False)], office=True),
    "submitted": lambda life: life.drafted([a_line(1)], office=True).submitted(),
    "assembled": lambda life: life.drafted([a_line(1)]).submitted().assembled(),
    "cleared": lambda life: life.until_cleared(),
    "consulting": lambda life: (life.until_open(), life.commented(positions=(1,))),
    "settling": lambda life: (life.until_open(), life.commented(positions=(1,)), life.closed().answered()),
    "reviewed": lambda life: life.until_open().closed().answered().settled(),
    "approved": lambda life: life.until_approved(),
    "published": lambda life: (life.until_approved(), life.published()),
}


def addresses(app):
    """Every page of the desk that is there to be read, with the first of each kind."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.endpoint.startswith("desk_"):
            continue
        if {"plan_id", "synonym_id"} & rule.arguments:
            continue  # needs an upload, or belongs to the pages of words
        values = {name: "submit" if name == "name" else 1 for name in rule.arguments}
        yield app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)


@pytest.fixture
def statements(app):
    seen = []
    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    yield seen
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("stage", STAGES)
def test_every_page_is_whole_for_everybody_and_writes_nothing(app, life: Life, now, statements, stage):
    STAGES[stage](life)
    now()
    found = sorted(set(addresses(app)))
    for login in EVERYBODY if stage == "drafting" else ("chen", "zhao"):
        desk = Desk(app, login).sign_in()
        statements.clear()
        for address in found:
            response = desk.client.get(address)
            assert response.status_code < 500, (login, address)
            if response.status_code in (200, 403, 409) and response.mimetype == "text/html":
                desk.inspect(response)
        assert [one for one in statements if one.lstrip().upper().startswith(WRITES)] == []
