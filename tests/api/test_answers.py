"""What the read interface answers: its shapes, its conditions, its validators, its refusals."""

import re

import pytest
from sqlmodel import select

from catalog.models import MaterialAlias, OfficeAlias
from catalog.services import history
from catalog.vocabulary import Act

V1 = "/api/v1"
FIRST_DAY, BEFORE = "2026-10-01", "2026-09-30"


@pytest.fixture
def get(example_app):
    """Ask the interface; the answer as data."""
    client = example_app.test_client()

    def ask(path, status=200, **arguments):
        response = client.get(f"{V1}/{path}", query_string=arguments)
        assert response.status_code == status, response.text
        expected = "application/json" if status == 200 else "application/problem+json"
        assert response.content_type == expected
        return response.json

    return ask


def test_a_search_has_the_agreed_shape(get):
    found = get("requirements", q="无犯罪记录证明", on=FIRST_DAY, per_page=2)
    assert set(found) >= {"total", "page", "per_page", "items", "facets", "suggestion"}
    assert (found["page"], found["per_page"], len(found["items"])) == (1, 2, 2)
    for one in found["items"]:
        assert set(one) == {
            "id",
            "url",
            "material",
            "service_item",
            "demanding_office",
            "issuing_office",
            "basis",
            "verdict",
        }
        assert all(set(basis) >= {"title", "clause", "level", "status"} for basis in one["basis"])
        assert set(one["verdict"]) >= {
            "outcome",
            "sentence",
            "since",
            "method",
            "replacement",
            "document_number",
            "list_url",
        }
    assert set(found["facets"]) <= {"outcome", "method", "office", "level", "list"}


@pytest.mark.parametrize("facet", ["outcome", "method", "office", "level", "list"])
def test_every_value_of_a_facet_narrows_to_its_count(get, facet):
    for offered in get("requirements", on=FIRST_DAY)["facets"][facet][:4]:
        assert get("requirements", on=FIRST_DAY, per_page=1, **{facet: offered["value"]})["total"] == offered["count"]


def test_values_of_one_condition_are_alternatives_and_conditions_combine(get):
    def count(**asked):
        return get("requirements", on=FIRST_DAY, per_page=1, **asked)["total"]

    either = count(outcome=["cancelled", "replaced"])
    assert either == count(outcome="cancelled") + count(outcome="replaced") > 0
    assert count(outcome=["cancelled", "replaced"], office="1") < either


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [("outcome", "replaced", "改用别的办法"), ("method", "data-sharing", "数据共享"), ("level", "law", "法律")],
)
def test_words_may_be_given_by_label(get, name, value, label):
    by_value, by_label = (get("requirements", on=FIRST_DAY, per_page=1, **{name: one}) for one in (value, label))
    assert by_value["total"] == by_label["total"] > 0


@pytest.mark.parametrize(
    ("noun", "table", "owner"), [("office", OfficeAlias, "office_id"), ("material", MaterialAlias, "material_id")]
)
def test_an_office_and_a_material_may_be_named_by_id_name_or_alias(get, example_app, noun, table, owner):
    with example_app.extensions["database"].reading() as session:
        alias = session.exec(select(table)).first()
    record_id = getattr(alias, owner)
    spellings = (alias.name, record_id, get(f"{noun}s/{record_id}")["name"])
    totals = {get("requirements", per_page=1, **{noun: spelt})["total"] for spelt in spellings}
    assert len(totals) == 1 and totals.pop() > 0


def test_a_name_that_nobody_has_finds_nothing(get):
    assert get("requirements", office="没有这个局")["total"] == 0


def test_before_the_first_day_nothing_is_known(get):
    for on, outcome in ((BEFORE, "unknown"), ("1950-01-01", "unknown")):
        found = get("requirements", on=on, per_page=100)
        assert {one["verdict"]["outcome"] for one in found["items"]} == {outcome}
    one = get("requirements/1", on=BEFORE)
    assert one["verdict"]["since"] is None
    assert one["verdict"]["announced"][0]["effective_on"] == FIRST_DAY
    assert get("requirements/1", on=FIRST_DAY)["verdict"]["since"] == FIRST_DAY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("outcome", "gone"),
        ("method", "magic"),
        ("level", "圣旨"),
        ("list", "eins"),
        ("on", "2026-13-01"),
        ("on", "20261001"),
        ("on", "today"),
        ("on", ""),
        ("page", "0"),
        ("page", "-1"),
        ("per_page", "0"),
        ("per_page", "101"),
        ("per_page", "1.5"),
        ("q", "长" * 501),
        ("office", "长" * 121),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(get, name, value):
    refused = get("requirements", 400, **{name: value})
    assert set(refused) == {"type", "title", "status", "detail"} and refused["status"] == 400
    assert refused["detail"].startswith(name) and refused["detail"].endswith("。")
    assert re.search("[\u4e00-\u9fff]", refused["detail"])


@pytest.mark.parametrize("noun", ["requirements", "materials", "offices", "service-items", "instruments"])
def test_pages_follow_one_another_and_end(get, noun):
    whole = get(noun, per_page=100, page=1)
    total, halves = whole["total"], [get(noun, per_page=7, page=page)["items"] for page in (1, 2)]
    assert [one["id"] for half in halves for one in half] == [one["id"] for one in whole["items"][:14]]
    assert get(noun, per_page=100, page=total // 100 + 2)["items"] == []


@pytest.mark.parametrize("noun", ["requirements", "materials", "offices", "service-items", "instruments", "lists"])
def test_every_record_stands_under_its_own_address(get, example_app, noun):
    one = get(noun)["items"][0]
    alone = get(f"{noun}/{one['id']}")
    assert {name: alone[name] for name in ("id", "url")} == {name: one[name] for name in ("id", "url")}
    assert example_app.test_client().get(one["url"]).status_code == 200
    for nobody in ("0", "999999999", "99999999999999999999", "-1", "eins", "1.0", "01"):
        assert get(f"{noun}/{nobody}", 404)["status"] == 404


def test_addresses_are_the_records_own_whatever_was_asked(get):
    for asked in ({"on": FIRST_DAY}, {"lang": "hant", "view": "elder"}):
        found = get("requirements", per_page=1, **asked)["items"][0]
        assert found["url"] == f"/requirements/{found['id']}"
        assert (found["verdict"]["list_url"] or "/lists/1") == "/lists/1"


def test_a_list_gives_its_lines_page_by_page(get):
    first, last = get("lists/1", per_page=100), get("lists/1", per_page=100, page=14)
    assert first["lines"] == 1344 and len(first["items"]) == 100 and len(last["items"]) == 44
    assert [line["position"] for line in last["items"]] == list(range(1301, 1345))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused_and_the_allowed_ones_named(example_app, method):
    for path in ("/requirements", "/requirements/1", "/lists/1", "/openapi.json"):
        response = getattr(example_app.test_client(), method)(V1 + path)
        assert response.status_code == 405 and response.content_type == "application/problem+json"
        assert {"GET", "HEAD"} <= set(re.split(", ?", response.headers["Allow"]))
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/nothing", "/", "", "/requirements/1/more"])
def test_an_address_that_is_none_is_a_problem_document(example_app, path):
    response = example_app.test_client().get(V1 + path)
    assert response.status_code == 404 and response.content_type == "application/problem+json"


def test_an_answer_says_whether_it_changed(example_app):
    client = example_app.test_client()
    for path in (
        "/requirements?q=证明",
        "/requirements/1",
        "/materials",
        "/instruments/1",
        "/lists/1",
        "/openapi.json",
    ):
        first = client.get(V1 + path)
        assert first.headers["Cache-Control"] == "public, no-cache" and "Set-Cookie" not in first.headers
        again = client.get(V1 + path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and again.data == b"" and again.headers["ETag"] == first.headers["ETag"]
        assert client.get(V1 + path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_head_answers_like_get_without_the_body(example_app):
    client = example_app.test_client()
    head, get = client.head(f"{V1}/requirements/1"), client.get(f"{V1}/requirements/1")
    assert head.data == b"" and head.headers["ETag"] == get.headers["ETag"]


def test_a_changed_register_changes_the_validator(app, client, database):
    before = client.get(f"{V1}/materials").headers["ETag"]
    with database.writing() as session:
        history.write(session, by="test", act=Act.AMEND_MATERIAL, noun="material", record_id=1)
    after = client.get(f"{V1}/materials", headers={"If-None-Match": before})
    assert after.status_code == 200 and after.headers["ETag"] != before


def test_an_index_that_is_being_built_is_told_as_such(client):
    response = client.get(f"{V1}/requirements")
    assert response.status_code == 503 and response.content_type == "application/problem+json"
    assert int(response.headers["Retry-After"]) > 0
