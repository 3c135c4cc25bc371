"""All results of a question as a table to keep: .xlsx and .csv, in the order of the page and with its conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, redirect, request, stream_with_context, url_for

from app import finding
from app.access import open_to_all
from app.answers import city
from app.attachments import saved_as
from app.database import session
from app.finding import Asked
from app.index import search
from app.public.result_columns import COLUMNS, HEADINGS, cells
from app.wording import tables as say
from catalog import clock
from catalog.exchange import sheet_files
from catalog.services import requirements
from search.interface import MAX_PER_PAGE, Rebuilding

pages = Blueprint("public_exports", __name__)
# So many requirements go into one table, and so many are read from the register at once.
MOST, AT_ONCE = 5_000, 500
# The index may follow the register while it is read page by page: then it is read again, so many times.
_TRIES = 3


@pages.get("/proofs.<any(xlsx,csv):kind>")
@open_to_all
def download(kind):
    asked = finding.read({name: request.args.getlist(name) for name in request.args}, session)
    known = clock.now()
    try:
        total, ids = _found(asked, known)
    except Rebuilding:
        # The page says so, and when to come back.
        return redirect(url_for("public_find.index", **request.args.to_dict(flat=False)))
    rows = stream_with_context(_rows(asked, ids, total, known))
    title = say.table_title(asked.query.text, asked.on, total, len(ids), city=city().name)
    if kind == "csv":
        body = sheet_files.csv_rows(HEADINGS, rows)
    else:
        columns = [(heading, width) for heading, width, _ in COLUMNS]
        body = sheet_files.read(sheet_files.xlsx(title, columns, rows, sheet="查找结果"))
    response = Response(body, content_type=sheet_files.FORMATS[kind])
    response.headers["Cache-Control"] = "no-store"
    return saved_as(response, f"{say.table_name(asked.query.text, asked.on)}.{kind}")


def _found(asked: Asked, known: datetime) -> tuple[int, list[int]]:
    """How many requirements there are, and the first of them, all from one state of the index. Raises Rebuilding."""
    engine = search()
    ids: list[int] = []
    total = 0
    for _ in range(_TRIES):
        places: set[int] = set()
        ids = []
        for page in range(1, MOST // MAX_PER_PAGE + 1):
            query = replace(asked.query, page=page, per_page=MAX_PER_PAGE, by_material=False)
            results = engine.find(query, on=asked.on, known=known)
            places.add(results.place)
            total = results.total
            ids += [hit.requirement_id for hit in results.hits]
            if page * MAX_PER_PAGE >= total:
                break
        if len(places) == 1:
            break
    return total, ids


def _rows(asked: Asked, ids: Sequence[int], total: int, known: datetime) -> Iterator[Sequence[str]]:
    """The rows of the table, and at its end what it lacks. Read in portions of ``AT_ONCE``."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        for one in requirements.describe(session(), part, on=asked.on, known=known).values():
            yield cells(one, asked.on)
    if note := say.table_note(asked.query.text, total, len(ids), hotline=city().hotline):
        yield [note]
