"""What officials typed into a form: read word by word, with a sentence for what cannot be read."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from flask import Response
from werkzeug.datastructures import MultiDict

from app import keyboard
from app.errors import status_of
from app.fragments import render
from app.pages.desk import FormPage
from app.pages.parts import Choice, FieldError
from app.record_numbers import number_in
from catalog.errors import Incomplete, Refused
from catalog.vocabulary import Word

W = TypeVar("W", bound=Word)


class Typed:
    """A form as it was filled in. Every reading that fails raises Incomplete and names its field."""

    def __init__(self, form: "MultiDict[str, str] | None" = None) -> None:
        self.form = form if form is not None else MultiDict()

    def text(self, name: str, default: str = "") -> str:
        return keyboard.plain(self.form.get(name, default)).strip()

    def ticked(self, name: str) -> bool:
        return self.text(name) == "yes"

    def day(self, name: str, what: str) -> date:
        if (found := self.maybe_day(name)) is None:
            raise Incomplete(f"请写{what}，例如2026-10-01。", field=name)
        return found

    def maybe_day(self, name: str) -> date | None:
        """The day, or None when the field was left empty."""
        written = self.text(name)
        if not written:
            return None
        return day_of(written, field=name)

    def number(self, name: str, what: str) -> int:
        if (found := number_in(self.text(name))) is None:
            raise Incomplete(f"{what}要写成数字。", field=name)
        return found

    def word(self, name: str, words: type[W], what: str) -> W:
        if (found := self.maybe_word(name, words)) is None:
            raise Incomplete(f"请选{what}。", field=name)
        return found

    def maybe_word(self, name: str, words: type[W]) -> W | None:
        written = self.text(name)
        return words.named(written) if written else None

    def numbers(self, name: str) -> list[int]:
        """The numbers in a field, repeated or with commas between; what is none is left out."""
        written = [one for value in self.form.getlist(name) for one in value.split(",")]
        return [found for one in written if (found := number_in(one)) is not None]


def day_of(written: str, *, field: str) -> date:
    """The day that was written. Raises Incomplete, naming the field."""
    if (found := keyboard.day(written)) is None:
        raise Incomplete(f"“{written[:20]}”不是日期，或者年份不对。请写成2026-10-01。", field=field)
    return found


def choices(words: Iterable[Word], chosen: str = "", *, none: str = "") -> tuple[Choice, ...]:
    """Words as the options of a select; ``none`` is the label of choosing nothing, "" to leave that out."""
    empty = (Choice("", none, not chosen),) if none else ()
    return (*empty, *(Choice(one.value, one.label, one.value == chosen) for one in words))


def errors_of(refusal: Refused | None) -> tuple[FieldError, ...]:
    """The refusal as the error of a form."""
    return (FieldError(refusal.field or "", refusal.sentence),) if refusal else ()


def shown(page: FormPage, refusal: Refused | None = None) -> Response:
    """The page of a form, with the status that fits what was wrong with it."""
    return render("desk/form.html", page=page, status=status_of(refusal) if refusal else 200)
