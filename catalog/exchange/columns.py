"""From the heading of a column to the field it holds."""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalog import text
from catalog.exchange.fields import Field as Field
from catalog.exchange.headings import FORMS, GROUPS, OUTCOME
from catalog.exchange.headings import HEADINGS as HEADINGS

# A heading may say more than the field: 证明名称（全称）. It may not be a sentence.
_LONGEST_HEADING = 24
_MORE_THAN_A_NAME = 8
_LONGEST_FORM = 14
_SHORTEST_WITHIN = 4
_LONGEST_RUN = 200
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
# "填报单位：示例市司法局" is a filled-in line, no heading.
_FILLED_IN = re.compile(r"[:：]\s*\S")
# 由办理部门实地调查 names an office and is no heading.
_SENTENCE = re.compile("[由经凭向]")
_STRAY = re.compile(r"[\s:：,，。.、*“”\"'|/\\]+")


def field_of(heading: str) -> Field | None:
    """The field that a heading stands for; None when it is no heading known.

    >>> field_of('索要⏎单 位（盖章）'.replace('⏎', chr(10))) is Field.DEMANDING_OFFICE
    True
    >>> field_of('要求出具证明事项的单位') is Field.DEMANDING_OFFICE
    True
    """
    return None if len(heading) > 2 * _LONGEST_HEADING else _field_of(heading)


def exact_field_of(heading: str) -> Field | None:
    """The field whose known headings hold exactly this one."""
    return _EXACT.get(folded(heading)) if len(heading) <= 2 * _LONGEST_HEADING else None


def plainly_named(cell: str) -> bool:
    """Whether a cell is a known heading just as it stands: quick, for looking through thousands of lines."""
    return "".join(cell.split()) in _EXACT


def rank(heading: str) -> int:
    """How usual a heading is for its field, the usual ones first: of two columns for one field the lower is read."""
    return _RANKS.get(folded(heading), len(_RANKS))


def is_group(heading: str) -> bool:
    """True for a heading that stands over several columns."""
    return folded(heading) in GROUPS


def recognised(cells: Iterable[str]) -> int:
    """How many different fields a row of cells names."""
    return len({found for found in map(field_of, cells) if found is not None})


def run_together(cell: str) -> tuple[str, ...]:
    """The headings that a text is made of when nothing parts them: 序号证明名称证明用途; () when it is no such text.

    >>> run_together('序号证明名称证明用途设定依据'), run_together('户籍证明')
    (('序号', '证明名称', '证明用途', '设定依据'), ())
    """
    plain = folded(cell)
    if len(plain) > _LONGEST_RUN:
        return ()
    found: list[str] = []
    place = 0
    while place < len(plain):
        known = next(
            (end for end in range(min(len(plain), place + 20), place + 1, -1) if plain[place:end] in _EXACT), 0
        )
        if not known:
            return ()
        found.append(plain[place:known])
        place = known
    return tuple(found)


@lru_cache(maxsize=8192)
def folded(heading: str) -> str:
    """A heading as it is compared: one width and script, no blanks, line breaks or stray marks."""
    return _STRAY.sub("", text.fold(text.squeeze(heading))).upper()


@lru_cache(maxsize=8192)
def _field_of(heading: str) -> Field | None:
    if _FILLED_IN.search(_IN_BRACKETS.sub("", heading)):
        return None
    plain = folded(heading)
    bare = _STRAY.sub("", _IN_BRACKETS.sub("", plain))
    exact = _EXACT.get(plain) or _EXACT.get(bare)
    if exact is not None or len(bare) > _LONGEST_HEADING or _SENTENCE.match(bare):
        return exact
    formed = (
        next((field for field, form in FORMS if form.fullmatch(bare)), None) if len(bare) <= _LONGEST_FORM else None
    )
    if formed is not None:
        return formed
    within = [
        (len(known), field)
        for known, field in _EXACT.items()
        if len(known) >= _SHORTEST_WITHIN and known in bare and len(bare) - len(known) <= _MORE_THAN_A_NAME
    ]
    longest = max((length for length, _ in within), default=0)
    fields = {field for length, field in within if length == longest}
    if len(fields) > 1 and fields <= OUTCOME:
        return next(field for field in (Field.DISPOSITION, Field.METHOD) if field in fields)
    return fields.pop() if len(fields) == 1 else None


# What machines call the columns (catalog.exchange.rows.KEYS) is understood as well.
_KEYS = {field.value.upper(): field for field in Field if field is not Field.UNREAD} | {
    "BASIS_TITLE": Field.BASIS,
    "LEGAL_BASIS": Field.BASIS,
    "OTHER_BASES": Field.OTHER_BASES,
}
_EXACT = _KEYS | {
    _STRAY.sub("", text.fold(heading)).upper(): field
    for field, headings in HEADINGS.items()
    for heading in headings.split()
}
_RANKS = {known: place for place, known in enumerate(_EXACT)}
