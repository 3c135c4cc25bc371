"""The disposition table as a page, drawn from the very rules that check every line."""

from flask import Blueprint

from app.access import open_to_all
from app.fragments import render
from app.pages import PolicyCell, PolicyPage, PolicyRow
from catalog.rules.disposition_table import TABLE, Column, Mark

pages = Blueprint("public_policy", __name__)
MARKS = {Mark.ALLOWED: "yes", Mark.EVIDENCE: "evidence", Mark.BLOCKED: "no", Mark.NONE: "none"}


@pages.get("/policy")
@open_to_all
def index():
    rows = tuple(
        PolicyRow(standing.label, tuple(_cell(column, cells[column]) for column in Column))
        for standing, cells in TABLE.items()
    )
    return render("public/policy.html", page=PolicyPage(tuple(column.label for column in Column), rows))


def _cell(column, cell):
    return PolicyCell(column.label, MARKS[cell.mark], cell.sentence, cell.evidence, cell.source)
