"""What a page of the desk asks the register does not grow with lists, lines or comments."""

from dataclasses import replace

import pytest

from catalog.models import Document
from catalog.services import evidences, list_steps
from catalog.vocabulary import Act
from tests.catalog.services.life import a_line
from tests.many_lists import copied
from tests.people import Desk
from tests.statements import counted

ADDRESSES = ("/desk/", "/desk/lists/", "/desk/lists/1")
# What pages are asked for that show nothing without being asked.
WISHES = {"desk_tables.rehearsed": "?all=yes&set_disposition=keep"}


def asked(desk, database, address):
    """How many statements the page takes once everything that is kept in memory is there."""
    for _ in range(2):
        with counted(database) as sent:
            assert desk.client.get(address).status_code in (200, 403, 409), address
    return len(sent)


@pytest.mark.parametrize("login", ["zhao", "wang", "chen", "li"])
def test_twenty_lists_take_as_many_queries_as_two(life, app, now, login):
    life.until_approved([a_line(1)])
    with life.database.writing() as session:
        listing = list_steps.locked(session, life.list_id)
        list_steps.note_emergency(session, listing, Act.APPROVE_LIST, "出差", by=life.cast.both, at=life.at)
    now()
    desk = Desk(app, login).sign_in()
    copied(life.database, 1)
    few = {address: asked(desk, app.extensions["database"], address) for address in ADDRESSES}
    copied(life.database, 9)
    many = {address: asked(desk, app.extensions["database"], address) for address in ADDRESSES}
    assert many == few


def pages_of(app, list_id, consultation_id, line_id, comment_id, version_ids):
    """Every page of the desk about one list, whichever there are."""
    values = {
        "list_id": list_id,
        "consultation_id": consultation_id,
        "line_id": line_id,
        "comment_id": comment_id,
        "name": "send-back",
        "old": version_ids[0],
        "new": version_ids[-1],
    }
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.endpoint.startswith("desk_") or not rule.arguments:
            continue
        if rule.arguments <= values.keys():
            built = app.url_map.bind("localhost").build(rule.endpoint, {n: values[n] for n in rule.arguments})
            yield rule.rule, built + WISHES.get(rule.endpoint, "")


def told(life, number, lines):
    """A list that is being settled: commented on line by line, changed because of it, with evidence for each line."""
    drafts = [a_line(number * 1000 + place) for place in range(1, lines + 1)]
    life.until_cleared(drafts)
    ids = [life.line(place).id for place in range(1, lines + 1)]
    for line_id in ids:
        digest = f"{line_id:064}"
        with life.database.writing() as session:
            session.add(
                Document(digest=digest, name="证据.pdf", media_type="application/pdf", size=1, stored_at=life.at)
            )
            session.flush()
            evidences.attach(
                session, life.list_id, [line_id], kind="证据", digest=digest, by=life.cast.wang, at=life.at
            )
    life.opened()
    receipts = [life.commented(f"第{place}份。", positions=(1, place)) for place in range(2, lines + 1)]
    life.closed().answered()
    for place, receipt in enumerate(receipts, start=2):
        life.changed(place, replace(drafts[place - 1], remark="改过"), comments=[receipt.comment_id])
    versions = [life.version().id]
    return life.list_id, life.consultation().id, ids[0], receipts[0].comment_id, versions


def test_sixty_lines_and_comments_take_as_many_queries_as_three(life, app, now):
    few = dict(pages_of(app, *told(life, 1, 3)))
    many = dict(pages_of(app, *told(life.on(life.at.date()), 2, 60)))
    now()
    desk = Desk(app, "chen").sign_in()
    grown = {}
    for rule, address in many.items():
        numbers = [asked(desk, app.extensions["database"], one) for one in (few[rule], address)]
        if numbers[1] > numbers[0]:
            grown[rule] = numbers
    assert grown == {}
