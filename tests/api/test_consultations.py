"""Consultations in the read interface: what pages show, machines read, and no more."""

import pytest
from flask import Flask

from catalog.services.sealing import Personal
from catalog.vocabulary import Adoption
from tests.consultation_builders import Consulted, consulted


@pytest.fixture
def life(app: Flask) -> Consulted:
    return consulted(app)


def test_the_index_lists_what_is_known(life, client):
    assert client.get("/api/v1/consultations").json == {"total": 0, "items": []}
    life.begun(days_ago=1)
    (one,) = client.get("/api/v1/consultations").json["items"]
    assert one["state"] == "open" and one["lines"] == 3 and one["comments_received"] == 0
    assert one["last_day"] == life.consultation().last_on.isoformat() and one["report_url"] is None
    assert client.get(one["url"]).status_code == 200


def test_one_gives_lines_and_published_comments_page_by_page(life, client):
    life.begun(days_ago=120)
    life.commented("愿意公开的话。", positions=(1,), personal=Personal("林晓梅", "13800000000"))
    life.commented("不愿意公开的话。", publishes=False)
    life.replied(Adoption.ADOPTED)
    address = f"/api/v1/consultations/{life.consultation().id}"
    before = client.get(address).json
    assert [one["answer"] for one in before["comments"]] == [None]
    life.released()
    after = client.get(f"{address}?per_page=2").json
    (comment,) = after["comments"]
    assert comment["disposition"] == "adopted" and comment["answer"] == "法律规定要查验。" and comment["lines"] == [1]
    assert comment["name"] == "林*" and after["comments_received"] == 2 and after["comments_published"] == 1
    assert [one["position"] for one in after["items"]] == [1, 2] and after["items"][0]["comments_received"] == 1
    assert [one["position"] for one in client.get(f"{address}?per_page=2&page=2").json["items"]] == [3]
    for private in ("林晓梅", "13800000000", "不愿意公开"):
        assert private not in client.get(address).text


def test_an_announced_draft_keeps_its_lines_to_itself(life, client):
    life.begun(days_ago=-2)
    one = client.get(f"/api/v1/consultations/{life.consultation().id}").json
    assert one["state"] == "announced" and one["items"] == [] and one["lines"] is None and one["notice"] is None


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_what_is_not_there_is_a_problem_document(client, number):
    response = client.get(f"/api/v1/consultations/{number}")
    assert response.status_code == 404 and response.mimetype == "application/problem+json"
