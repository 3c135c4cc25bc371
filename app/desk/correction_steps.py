"""Correct published decisions in two steps, one decision or many: rehearsed and shown, then recorded all or none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, g, redirect

from app.access import person
from app.database import session
from app.desk import correction_forms
from app.desk.forms import Typed, errors_of, shown
from app.index import follow
from app.once import once
from app.pages.desk import FormPage, Input
from app.wording import corrections as say
from catalog import clock
from catalog.errors import Refused
from catalog.services import correcting
from catalog.services.correcting import Correction, Rehearsal


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a correction is asked for: the head of its form, its addresses, what it keeps hidden.

    ``button`` is what is pressed to record, ``done`` what is said afterwards behind the kind of correction.
    """

    heading: str
    trail: tuple[tuple[str, str], ...]
    action: str
    back: str
    button: str
    done: str
    intro: tuple[str, ...]
    hidden: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    decisions: list[int]
    correction: Correction
    found: Rehearsal


def answer(typed: Typed, asked: Callable[[], Asked], decisions: Callable[[], list[int]]):
    """Rehearse first; the second time, with nothing changed in between, record.

    ``decisions`` gives those that are spoken of, and may raise what the form then shows.
    """
    try:
        correction = correction_forms.read(typed)
        publication = correction_forms.publication(typed, correction)
        chosen = decisions()
        if typed.text("sure") != _seal(typed, chosen):
            found = correcting.rehearse(
                session(), chosen, correction, publication=publication, by=person(), at=clock.now()
            )
            return form(typed, asked(), rehearsed=_Rehearsed(chosen, correction, found))
        place = asked()
        with once(place.back) as register:
            correcting.correct(register, chosen, correction, publication=publication, by=person(), at=clock.now())
    except Refused as refusal:
        return form(typed, asked(), refusal)
    follow()
    flash(f"{correction.kind.label}{place.done}", "done")
    return redirect(place.back, 303)


def form(typed: Typed, asked: Asked, refusal: Refused | None = None, *, rehearsed: _Rehearsed | None = None):
    """The form with what was typed; after a rehearsal with what it found, and the seal under which it is recorded."""
    g.nav = "lists"
    page = FormPage(
        heading=f"更正或收回{asked.heading}",
        trail=asked.trail,
        here="更正或收回",
        action=asked.action,
        button=asked.button if rehearsed else "先试算",
        inputs=(*asked.hidden, *(_sealed(typed, rehearsed) if rehearsed else ()), *correction_forms.inputs(typed)),
        intro=_told(rehearsed) if rehearsed else asked.intro,
        errors=errors_of(refusal),
        grave=bool(rehearsed),
        back=asked.back,
        aside=(("四种分别是", correction_forms.ABOUT),),
    )
    return shown(page, refusal)


def _told(rehearsed: _Rehearsed) -> tuple[str, ...]:
    correction = rehearsed.correction
    return say.rehearsed(correction.kind, correction.effective_on, rehearsed.found)


def _sealed(typed: Typed, rehearsed: _Rehearsed) -> tuple[Input, ...]:
    return (
        Input("decision", "", "hidden", ",".join(map(str, rehearsed.decisions))),
        Input("sure", "", "hidden", _seal(typed, rehearsed.decisions)),
    )


def _seal(typed: Typed, decisions: list[int]) -> str:
    """What stands for this form with these decisions: nothing else is recorded than was rehearsed."""
    said = [typed.text(name) for name in correction_forms.FIELDS]
    return hashlib.sha256(repr((said, sorted(decisions))).encode()).hexdigest()[:32]
