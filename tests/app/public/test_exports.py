"""Results as a table: all of them, with the page's conditions, safe to open, and honest about what is missing."""

import csv
import io

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from app.public import exports
from app.public.result_columns import HEADINGS
from catalog.exchange import sheet_files

ASKED = "/proofs?q=无房证明&outcome=replaced"


def rows_of(response):
    """The rows below the headings of a table in either kind."""
    assert response.status_code == 200
    if response.mimetype == "text/csv":
        found = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    else:
        found = CalamineWorkbook.from_filelike(io.BytesIO(response.data)).get_sheet_by_index(0).to_python()[1:]
    assert tuple(found[0]) == HEADINGS
    return [list(row) for row in found[1:]]


def links(page):
    return html.fromstring(page.html).xpath("//a[@download]/@href")


def test_the_page_leads_to_all_that_it_found_in_both_kinds(reader):
    tables = [rows_of(reader.client.get(address)) for address in links(reader.visit(ASKED))]
    total = reader.client.get(f"/api/v1/requirements{ASKED.removeprefix('/proofs')}").json["total"]
    assert [len(rows) for rows in tables] == [total, total]
    assert tables[0] == tables[1]


def test_the_conditions_hold_and_the_order_is_that_of_the_results(reader):
    asked = "?q=无房证明&outcome=replaced&per_page=100"
    items = reader.client.get(f"/api/v1/requirements{asked}").json["items"]
    rows = rows_of(reader.client.get("/proofs.csv" + asked))
    told = [(one["material"], one["service_item"], one["demanding_office"]) for one in items]
    assert [tuple(row[:3]) for row in rows[: len(told)]] == told
    assert {row[3] for row in rows} == {"改用别的办法"}


def test_every_requirement_stands_in_the_table_of_everything_once(reader):
    addresses = [row[-1] for row in rows_of(reader.client.get("/proofs.csv"))]
    assert len(addresses) == len(set(addresses)) == reader.client.get("/api/v1/requirements").json["total"]


def test_what_does_not_fit_is_said_in_the_table_and_beside_the_links(reader, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 100)
    rows = rows_of(reader.client.get("/proofs.csv"))
    assert len(rows) == 101 and "一个表最多放100条" in rows[-1][0]
    title = CalamineWorkbook.from_filelike(io.BytesIO(reader.client.get("/proofs.xlsx").data)).get_sheet_by_index(0)
    assert "这里是前100条" in title.to_python()[0][0]


def test_nothing_found_is_not_said_to_be_not_needed(reader):
    assert [row[0] for row in rows_of(reader.client.get("/proofs.csv?q=鑫龘麤"))] == [
        "没找到“鑫龘麤”。没找到不等于不用交。可以按事项查，或打12345。"
    ]
    assert links(reader.visit("/proofs?q=鑫龘麤")) == []


def test_a_page_number_does_not_cut_the_table(reader):
    assert rows_of(reader.client.get("/proofs.csv?q=无房证明&page=3")) == rows_of(
        reader.client.get("/proofs.csv?q=无房证明")
    )


@pytest.mark.parametrize("address", ["/proofs.csv?outcome=none-such", "/proofs.xlsx?on=yesterday"])
def test_what_cannot_be_read_is_refused_as_on_the_page(reader, address):
    assert reader.client.get(address).status_code == 400


@pytest.mark.parametrize("sign", sheet_files.FORMULA_SIGNS)
def test_no_cell_is_run_as_a_formula(sign):
    value = f"{sign}cmd|'/c calc'!A1"
    written = b"".join(sheet_files.csv_rows(["表"], [[value]])).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{value}"]
    with sheet_files.xlsx("题", [("表", 9)], [[value]], sheet="表") as made:
        shown = CalamineWorkbook.from_filelike(io.BytesIO(made.read())).get_sheet_by_index(0).to_python()
    assert [row[0].replace("\r", "\n") for row in shown] == ["题", "表", value.replace("\r", "\n")]


def test_rows_are_written_as_they_come():
    coming = iter([["一"], ["二"]])
    written = sheet_files.csv_rows(["表"], coming)
    next(written)
    assert next(written).decode().strip() == "一"
    assert next(coming) == ["二"]


def test_several_conditions_can_be_taken_away_at_once(reader):
    page = reader.visit("/proofs?q=无房证明&outcome=replaced&level=law")
    clear = html.fromstring(page.html).xpath('//ul[@aria-label="已选的条件"]//a[starts-with(., "全部去掉")]/@href')
    assert html.fromstring(reader.visit(clear[0]).html).xpath('//a[@class="chip on"]') == []
