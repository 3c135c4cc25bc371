"""Every address says who it is for, changes things only by POST, and is spelt alike."""

import re

import pytest

READING = {"GET", "HEAD"}


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_says_who_it_is_for(app):
    unmarked = {rule.endpoint for rule in rules(app) if not hasattr(app.view_functions[rule.endpoint], "access")}
    assert unmarked == set()


def test_the_desk_is_never_open_to_all(app):
    open_to_all = {
        rule.endpoint
        for rule in rules(app)
        if rule.endpoint.startswith("desk_") and app.view_functions[rule.endpoint].access == "all"
    }
    assert open_to_all == {"desk_sign_in.show", "desk_sign_in.enter"}


def test_the_public_site_never_asks_for_a_sign_in(app):
    closed = {
        rule.endpoint
        for rule in rules(app)
        if rule.endpoint.startswith(("public_", "api.")) and app.view_functions[rule.endpoint].access != "all"
    }
    assert closed == set()


def test_a_route_reads_or_changes_never_both(app):
    both = {rule.endpoint for rule in rules(app) if rule.methods & READING and rule.methods - READING - {"OPTIONS"}}
    assert both == set()


def test_addresses_are_kebab_case(app):
    words = re.compile(r"^[a-z0-9.-]*$")
    odd = {
        rule.rule for rule in rules(app) for part in rule.rule.split("/") if "<" not in part and not words.match(part)
    }
    assert odd == set()


def test_staff_pages_turn_visitors_away(app, client):
    for rule in rules(app):
        if app.view_functions[rule.endpoint].access == "staff" and "GET" in rule.methods and not rule.arguments:
            assert client.get(rule.rule).status_code == 401, rule.rule


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_addresses_refuse_to_change_anything(client, method):
    assert getattr(client, method)("/proofs").status_code in (400, 405)
