"""A verdict in words: the sentence a tired person can act on, and the line a machine hands on."""

from dataclasses import dataclass
from datetime import date

from app.wording import phrases, remarks
from app.wording.cases import Case
from app.wording.labels import badge_word, icon_of
from app.wording.offices import office_short
from catalog.rules.verdict import Verdict
from catalog.vocabulary import Method, OfficeKind, Outcome


@dataclass(frozen=True, slots=True)
class Announced:
    """A decision that takes effect after the day asked about: its day, what will be, its number.

    ``reached`` is True when that day has come since: the page speaks of the past.
    """

    on: date
    says: str
    number: str | None = None
    reached: bool = False

    @property
    def heading(self) -> str:
        """What goes before the sentence."""
        return "后来变了：" if self.reached else "已经公布、还没到日子："

    @property
    def sentence(self) -> str:
        """Both halves together, as a plain flash says them."""
        return f"{self.heading}{self.says}"


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict as the pages say it.

    ``lead`` and ``say`` are the two phrases of the headline, each unbroken; ``how`` follows it;
    ``brief`` is the how of a row in a list; ``facts`` is since, number and line in one; ``line`` is
    the whole answer in one plain sentence; ``window`` is what a clerk may say ("" unless nothing is
    to be handed in). ``brings`` is True when the person must show or hand in something, False when
    nothing, None when it is their choice or not known.
    """

    outcome: Outcome
    badge: str
    icon: str
    lead: str
    say: str
    how: str
    brief: str
    facts: str
    line: str
    window: str = ""
    since: date | None = None
    number: str | None = None
    brings: bool | None = None
    announced: tuple[Announced, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def tone(self) -> str:
        """The tone of badge and panel: the outcome's own word."""
        return self.outcome.value

    @property
    def headline(self) -> str:
        """Both phrases, for titles and feeds."""
        return self.lead + self.say


def verdict_words(
    verdict: Verdict,
    *,
    item: str,
    spoken: str,
    material: str,
    office: str,
    issuing_office: str,
    on: date,
    today: date,
    city: str = "",
    kind: OfficeKind | None = None,
    hotline: str = "12345",
    condition: str = "",
    list_name: str = "",
) -> VerdictWords:
    """The verdict of one requirement on the day ``on``, in the tense of that day.

    ``office`` is the demanding office's full name and ``kind`` its kind (a utility is not called
    部门); ``condition`` says in which cases a kept proof is needed; ``list_name`` is 第一批 or the like.
    """
    if on != verdict.on:
        raise ValueError(f"the verdict is of {verdict.on}, not of {on}")
    short = office_short(office, city)
    case = Case(
        verdict, item, material, office, short, issuing_office, today, spoken, kind, hotline, condition, list_name
    )
    undone = (remarks.undone(case, old, by) for old, by in verdict.undone)
    return VerdictWords(
        outcome=verdict.outcome,
        badge=badge_word(verdict.outcome, case.method, kind),
        icon=icon_of(verdict.outcome),
        lead=phrases.lead(case),
        say=phrases.say(case),
        how=phrases.how(case),
        brief=phrases.brief(case),
        facts=phrases.facts(case),
        line=phrases.line(case),
        window=phrases.window(case),
        since=verdict.since,
        number=verdict.fact.number if verdict.fact else None,
        brings=_brings(case),
        announced=tuple(
            Announced(fact.effective_on, remarks.coming(case, fact), fact.number, fact.effective_on <= today)
            for fact in verdict.announced
        ),
        notes=(*undone, *(remarks.note(case, fact) for fact in verdict.notes)),
    )


def sentence(
    verdict: Verdict,
    *,
    item: str,
    material: str,
    office: str,
    issuing_office: str,
    today: date,
    city: str = "",
) -> str:
    """The answer in one plain line, for interfaces, the command line and feeds.

    结婚登记不再需要婚姻状况证明：由民政局查询 · 示府办〔2026〕1号 · 2026-10-01起
    """
    short = office_short(office, city)
    return phrases.line(Case(verdict, item, material, office, short, issuing_office, today))


def _brings(case: Case) -> bool | None:
    if case.outcome in (Outcome.UNKNOWN, Outcome.CHOICE):
        return None
    if case.outcome is Outcome.REPLACED:
        return not (case.office_works or case.method is Method.COVERED)
    return case.outcome is Outcome.KEPT
