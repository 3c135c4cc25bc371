"""A GET leaves the register exactly as it was."""

import pytest
from sqlalchemy import event

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP")


def addresses(app):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            values = {name: "csv" if name == "kind" else 1 for name in rule.arguments}
            with app.test_request_context():
                yield app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)


@pytest.fixture
def statements(example_app):
    seen = []
    engine = example_app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_no_get_writes(example_app, statements):
    client = example_app.test_client()
    for address in addresses(example_app):
        client.get(address)
    assert statements
    assert [one for one in statements if one.lstrip().upper().startswith(WRITES)] == []
