"""A frozen version at the desk, line by line, with what its digest proves."""

from flask import Blueprint, g, request

from app.access import person, staff_only
from app.database import session
from app.desk import standing
from app.fragments import render
from app.pages.desk_versions import FrozenLine, FrozenPage
from app.paging import page_of
from catalog import text
from catalog.models import ProofList
from catalog.rules import permissions
from catalog.services import draft_lines, versions
from catalog.services.draft_lines import DraftLine
from catalog.vocabulary import Act

pages = Blueprint("desk_frozen", __name__, url_prefix="/desk/versions")
PER_PAGE = 50


@pages.get("/<int:version_id>")
@staff_only
def show(version_id):
    g.nav = "lists"
    version = versions.get(session(), version_id)
    listing = session().get_one(ProofList, version.list_id)
    query = request.args.get("q", "").strip()
    found = _narrowed(draft_lines.of_version(session(), version_id), query)
    part, number, pages_ = page_of(found, request.args.get("page", "1"), PER_PAGE)
    page = FrozenPage(
        id=version_id,
        list_title=listing.title,
        trail=standing.trail(listing.id, listing.title),
        name=f"{version.purpose.label}第{version.number}版",
        when=version.frozen_at,
        total=version.lines,
        digest=version.digest,
        fault=versions.verify(session(), version_id) or "",
        lines=tuple(map(_line, part)),
        found=len(found),
        query=query,
        may_redact=permissions.may(person(), Act.REDACT_RECORD),
        page=number,
        pages=pages_,
    )
    return render("desk/versions/show.html", page=page)


def _narrowed(lines: list[DraftLine], query: str) -> list[DraftLine]:
    """The lines in which the words stand; erased ones stand in none."""
    wanted = text.name_key(query)
    if not wanted:
        return lines
    return [one for one in lines if one.content and wanted in text.name_key("\n".join(_words(one)))]


def _words(one: DraftLine) -> tuple[str, ...]:
    said = one.content
    if said is None:
        return ()
    return said.office, said.service_item, said.material, said.replacement, said.issuing_office, said.basis, said.remark


def _line(one: DraftLine) -> FrozenLine:
    said = one.content
    if said is None:
        return FrozenLine(one.position, "内容已经抹去", digest=one.digest, redaction=one.redaction)
    told = (said.disposition.label, said.method.label if said.method else "", said.replacement)
    return FrozenLine(
        one.position,
        f"{said.service_item}，{said.material}",
        office=said.office,
        effect="，".join(part for part in told if part),
        issuing_office=said.issuing_office,
        basis=said.basis,
        remark=said.remark,
        digest=one.digest,
    )
