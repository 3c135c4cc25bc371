"""What every page has around its content: the city, the reader's settings, the day, where one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request, url_for

from app import finding, portal
from app.delivery import FILES
from app.settings import Settings
from catalog import clock

# The reader's choices live in the address, so that public pages set no cookie.
ELDER, DARK, TRADITIONAL = "elder", "dark", "hant"
KEPT_ARGUMENTS = ("view", "theme", "lang")
# As Flask writes addresses: what is readable in a query stays so.
LEFT_AS_IT_IS = "!$'()*,/:;?@"
# Pages that speak of a day: whoever asked for another day than today stays on it from one to the next.
DAY_PAGES = frozenset(
    {
        "public_find.index",
        "public_requirements.show",
        "public_service_items.show",
        "public_offices.show",
        "public_materials.show",
        "public_instruments.show",
        "public_lists.show",
        "public_windows.requirement",
        "public_windows.service_item",
    }
)


# A page's path, its arguments as they stand in an address, and the address of these two.
_Here = tuple[str, Mapping[str, str], str]
# What tells readers apart whose pages have other links.
Reader = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Reading:
    """How this reader wants the page: large type, dark colours, traditional characters.

    ``query`` holds these choices as an address does; ``day`` the day asked for, {} when it is today.
    """

    elder: bool
    theme: str
    lang: str
    query: dict[str, str]
    day: dict[str, str]


def init_app(app: Flask, settings: Settings) -> None:
    slots = portal.slots(settings.portal_slots, settings.portal_origins)

    @app.context_processor
    def around() -> dict[str, Any]:
        return {
            "reading": reading(),
            "city": settings.city,
            "today": clock.today(),
            "nav": g.get("nav"),
            "person": g.get("person"),
            "here": here,
            "portal_header": slots["header"],
            "portal_footer": slots["footer"],
            "public_url": settings.public_url,
        }

    @app.url_defaults
    def keep_reading(endpoint: str, values: dict[str, Any]) -> None:
        # Addresses that machines are given are the record's own, without a reader's choices.
        if endpoint in FILES or not request or endpoint.startswith("api.") or request.blueprint == "api":
            return
        choices = reading()
        for name, value in choices.query.items():
            values.setdefault(name, value)
        if choices.day and endpoint in DAY_PAGES:
            for name, value in choices.day.items():
                values.setdefault(name, value)


def reading() -> Reading:
    """The reader's choices, from the address."""
    if "reading_choices" not in g:
        asked = {name: request.args.get(name, "") for name in KEPT_ARGUMENTS}
        elder, dark, hant = asked["view"] == ELDER, asked["theme"] == DARK, asked["lang"] == TRADITIONAL
        kept = {"view": ELDER} if elder else {}
        kept |= {"theme": DARK} if dark else {}
        kept |= {"lang": TRADITIONAL} if hant else {}
        theme, lang = "dark" if dark else "light", "zh-Hant" if hant else "zh-Hans"
        g.reading_choices = Reading(elder, theme, lang, kept, _day_kept())
    choices: Reading = g.reading_choices
    return choices


def reader() -> Reader:
    """What the links of a page depend on besides what they lead to: two readers with the same may share its parts."""
    choices = reading()
    return request.script_root, (*choices.query.items(), *choices.day.items())


def here(**changes: Any) -> str:
    """This page's address with some query arguments changed; None or "" takes one away, a list repeats it."""
    path, arguments, whole = _here()
    if not any(arguments.get(name) or value for name, value in changes.items()):
        return whole
    told = [text for name, text in arguments.items() if text and name not in changes]
    changed = (_written(*one) if type(one[1]) is str else _told(*one) for one in changes.items())
    told += filter(None, changed)
    return _joined(path, told)


def _joined(path: str, told: Sequence[str]) -> str:
    return f"{path}?{'&'.join(told)}" if told else path


def adding(name: str, chosen: Sequence[str] = ()) -> str:
    """The start of this page's address with one more value of an argument than those ``chosen``; it goes at the end."""
    start = here(**{name: chosen, "page": None})
    return f"{start}{'&' if '?' in start else '?'}{name}="


def read_as(**arguments: Any) -> None:
    """Let this page's own links ask what was really read: they would repeat a text that was too long, each of them."""
    path, asked, _ = _here()
    is_here(path, asked | {name: _told(name, value) for name, value in arguments.items()})


def _here() -> _Here:
    """Where this page is; made once, because pages are full of it."""
    found: _Here | None = g.get("here")
    if found:
        return found
    if request.endpoint is None:
        return is_here(url_for("public_home.index"), {})
    dropped: dict[str, Any] = dict.fromkeys((*KEPT_ARGUMENTS, "on"))
    asked = {name: _told(name, request.args.getlist(name)) for name in request.args}
    return is_here(url_for(request.endpoint, **dropped, **(request.view_args or {})), asked)


def is_here(path: str, asked: Mapping[str, str]) -> _Here:
    """Let this page be at ``path`` with these arguments, each as it stands in an address."""
    found = path, asked, _joined(path, [text for text in asked.values() if text])
    g.here = found
    return found


def _told(name: str, value: Any) -> str:
    """One argument as it stands in an address: a list repeats it; None and "" say nothing."""
    some = value if isinstance(value, list | tuple) else (value,)
    return urlencode([(name, str(one)) for one in some if one is not None and one != ""], safe=LEFT_AS_IT_IS)


# What links change of an address are few words, the same on every page.
@lru_cache(maxsize=256)
def _written(name: str, text: str) -> str:
    return _told(name, text)


def today_or_asked() -> date:
    """The day the page speaks of: ``on=YYYY-MM-DD``, else today. Raises finding.Unreadable when not a day."""
    return finding.day(request.args.get("on", "").strip())


def _day_kept() -> dict[str, str]:
    try:
        on = today_or_asked()
    except finding.Unreadable:
        return {}
    return {} if on == clock.today() else {"on": on.isoformat()}
