"""What a public page asks the register does not grow with what the register holds."""

from dataclasses import replace

from catalog import clock
from catalog.services import filings
from tests.catalog.services.life import a_line
from tests.many_lists import copied
from tests.statements import counted

ADDRESSES = (
    "/",
    "/lists/",
    "/lists/1",
    "/consultations/",
    "/feeds/consultations.atom",
    "/feeds/reports.atom",
    "/feeds/lists.atom",
    "/calendar.ics",
    "/data",
    "/api/v1/lists",
    "/api/v1/lists/1",
    "/api/v1/consultations",
    "/requirements/1",
)
OF_ONE = (
    "/lists/{}",
    "/lists/{}?q=事项",
    "/lists/{}/lines/1",
    "/lists/{}.json",
    "/lists/{}.csv",
    "/consultations/{}",
    "/consultations/{}?q=事项",
    "/consultations/{}/comments",
    "/consultations/{}/comments?line=1",
    "/consultations/{}/report",
    "/consultations/{}/report.csv",
    "/consultations/{}/changes",
    "/api/v1/consultations/{}",
    "/api/v1/lists/{}",
)


def asked(app, database, address):
    """How many statements the page takes once everything that is kept in memory is there."""
    client = app.test_client()
    for again in range(2):
        with counted(database) as sent:
            status = client.get(f"{address}{'&' if '?' in address else '?'}again={again}").status_code
        assert status == 200, address
    return len(sent)


def everything(app, database, addresses):
    app.extensions["search"].catch_up()
    return {address: asked(app, database, address) for address in addresses}


def test_twenty_lists_take_as_many_queries_as_two(app, life):
    life.begun(days_ago=120)
    life.commented("建议保留。", positions=(1,))
    life.closed().answered().finished()
    with life.database.writing() as session:
        day = clock.today()
        filings.record(session, life.list_id, filed_on=day, number="1号", by=life.cast.zhao, at=clock.now())
    life.corrected()
    copied(life.database, 1)
    few = everything(app, life.database, ADDRESSES)
    copied(life.database, 9)
    assert everything(app, life.database, ADDRESSES) == few


def test_answers_that_came_before_their_list_are_told_in_as_many_queries(app, life):
    """Reports that are not frozen yet are counted from the comments: of all consultations at once."""
    life.begun(days_ago=120)
    life.commented("建议保留。", positions=(1,))
    life.closed().answered().released()
    copied(life.database, 1)
    addresses = ("/feeds/reports.atom", "/consultations/", "/api/v1/consultations")
    few = everything(app, life.database, addresses)
    copied(life.database, 9)
    assert everything(app, life.database, addresses) == few


def told(life, number: int, lines: int) -> None:
    """A list with as many comments as lines, every line changed because of one and corrected after publication."""
    drafts = [a_line(number * 1000 + place) for place in range(1, lines + 1)]
    life.begun(days_ago=120, lines=drafts)
    receipts = [life.commented(f"第{place}份。", positions=(1, place)) for place in range(2, lines + 1)]
    life.closed().answered()
    for place, receipt in enumerate(receipts, start=2):
        life.changed(place, replace(drafts[place - 1], remark="改过"), comments=[receipt.comment_id])
    life.settled().approved().published(f"示府办〔2026〕{number}号")
    for place in range(1, lines + 1):
        life.corrected(place)


def test_sixty_lines_and_comments_take_as_many_queries_as_three(app, life):
    told(life, 1, 3)
    told(life, 2, 60)
    app.extensions["search"].catch_up()
    for address in OF_ONE:
        assert asked(app, life.database, address.format(2)) <= asked(app, life.database, address.format(1)), address
