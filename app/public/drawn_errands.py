"""The rows of an errand under a material, drawn once for each standing of the register, whoever asks for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from flask import get_template_attribute
from markupsafe import escape

from app import answers
from app.frame import Reader, reader
from app.kept_parts import Parts
from app.moulds import hole
from app.pages import Ref, Row
from catalog.services import requirements
from catalog.services.requirements import Described
from search.interface import Group as Found
from search.interface import Hit

_TITLE = hole("title")
# What an errand, a row and a requirement take in memory beside the text, in octets.
_EACH, _ROW, _REQUIREMENT = 500, 2_500, 300


@dataclass(frozen=True, slots=True)
class Errand:
    """Which rows: those of these requirements, the first ``most``, for readers of one kind. ``cut``: there are more."""

    requirement_ids: tuple[int, ...]
    on: date
    most: int
    cut: bool
    reader: Reader


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of an errand, as they are and as text with a hole for ``title``. ``count`` are its requirements."""

    material: Ref
    title: str
    rows: tuple[Row, ...]
    texts: tuple[str, ...]
    count: int
    issuing_offices: tuple[str, ...]

    def marked(self, mark: Callable[[str], str], most: int) -> str:
        """The text of the first ``most`` rows with the words marked that were searched."""
        return "".join(self.texts[:most]).replace(_TITLE, escape(mark(self.title)))


def of(
    hits: Sequence[Hit], groups: Mapping[int, Found], *, on: date, most: int, parts: Parts
) -> dict[int, list[Drawn]]:
    """The errands of each material that has any, in the order of ``hits``. Three queries, none when all are kept."""
    who = reader()
    errands: dict[int, list[Errand]] = {}
    for material_id, of_material in groupby(hits, key=lambda hit: hit.material_id):
        found = [
            tuple(hit.requirement_id for hit in some)
            for _, some in groupby(of_material, key=lambda hit: hit.service_item_id)
        ]
        # Search gives whole errands; one that stands alone and leaves something out was too large to be given whole.
        cut = len(found) == 1 and groups[material_id].count > len(found[0])
        errands[material_id] = [Errand(ids, on, most, cut, who) for ids in found]
    wanted = [one for some in errands.values() for one in some]
    drawn = iter(parts.some(wanted, lambda missing: _draw(missing, parts), _weight))
    by_material = {material_id: [next(drawn) for _ in some] for material_id, some in errands.items()}
    told = {material_id: [one for one in some if one.count] for material_id, some in by_material.items()}
    return {material_id: some for material_id, some in told.items() if some}


def _draw(errands: Sequence[Errand], parts: Parts) -> dict[Errand, Drawn]:
    """Errands drawn; all are of one day."""
    ids = [id_ for errand in errands for id_ in errand.requirement_ids]
    described = requirements.describe(parts.session(), ids, on=errands[0].on, known=parts.standing.now, cited=False)
    return {
        errand: _drawn(errand, [described[id_] for id_ in errand.requirement_ids if id_ in described])
        for errand in errands
    }


def _drawn(errand: Errand, some: Sequence[Described]) -> Drawn:
    if not some:
        return Drawn(Ref(None, ""), "", (), (), 0, ())
    rows = answers.rows(some, on=errand.on, title=answers.of_service_item, most=errand.most)
    rows = tuple(replace(row, more_offices=len(row.offices) > 1) for row in rows) if errand.cut else rows
    draw = get_template_attribute("components/result_row.html", "result_row")
    key = some[0].key
    return Drawn(
        material=Ref(key.material_id, key.material),
        title=key.service_item,
        rows=rows,
        texts=tuple(str(draw(replace(row, title=_TITLE))) for row in rows),
        count=len(some),
        issuing_offices=tuple(dict.fromkeys(one.issuing_office for one in some if one.issuing_office)),
    )


def _weight(drawn: Drawn) -> int:
    return _EACH + sum(_ROW + 2 * len(text) for text in drawn.texts) + _REQUIREMENT * drawn.count
