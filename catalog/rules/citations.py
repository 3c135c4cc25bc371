"""Citations of law as lists write them, taken apart and put back (DOMAIN §7, VARIANTS E)."""

import re
from dataclasses import dataclass, fields

from catalog import text as texts
from catalog.rules import clauses, document_numbers, titles
from catalog.rules.clauses import Clause
from catalog.rules.titles import title_key as title_key
from catalog.vocabulary import LegalLevel

# 优化营商环境条例 art. 44 says when a proof may no longer be asked for; it never sets one (DOMAIN §2).
GROUND_TITLE, GROUND_ARTICLE = "优化营商环境条例", 44
# A cell is a few sentences; what is longer is not read to its end.
LONGEST_CELL, MOST_CITATIONS = 20_000, 200


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to an instrument. Numbers are integers; None where the text names none.

    ``title`` is "" when only a clause was written; ``raw`` is the text as it stood in the cell;
    ``number`` is a document number that stood beside the title, normalised, or None.
    ``level`` is what the cell itself says of the instrument (【法律】), ``edition`` the version it names
    (2012年修订); several clauses of one title share their ``raw``.
    """

    raw: str
    title: str
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    chapter: int | None = None
    number: str | None = None
    part: int | None = None
    section: int | None = None
    level: LegalLevel | None = None
    edition: str | None = None

    @property
    def clause(self) -> str:
        """The clause in the field's standard form, 第三十条之一第二款第（一）项; "" when none."""
        return str(Clause(**{each.name: getattr(self, each.name) for each in fields(Clause)}))


def parse(cell: str) -> tuple[Citation, ...]:
    """Every citation in a cell, in its order and each once; quoted text of an article is passed over.

    >>> [(c.title, c.clause) for c in parse('【法律】《护照法》(主席令第50号)第六条：公民申请…；《X办法》第5条、第8条')]
    [('护照法', '第六条'), ('X办法', '第五条'), ('X办法', '第八条')]
    """
    return _Reading(texts.visible(cell[:LONGEST_CELL])).citations()


def is_ground(citation: Citation) -> bool:
    """True for 优化营商环境条例 art. 44: a ground for cancelling, never the basis that sets a proof."""
    return citation.article == GROUND_ARTICLE and title_key(citation.title) == GROUND_TITLE


def instrument_key(citation: Citation) -> str:
    """The key under which a register of instruments knows what is cited: of its title, else its document number.

    "" when neither was written.
    """
    return title_key(citation.title) if citation.title else citation.number or ""


_CLAUSE = re.compile(
    r"第\s{0,2}[0-9零〇一二三四五六七八九十百千]{1,9}(?:\s{0,2}[、至到-]\s{0,2}第?[0-9零〇一二三四五六七八九十百千]{1,9})?\s{0,2}[编章节条]"
)
_STRETCH_END = re.compile(r"[\n\r;。]")
_START = rf"(?:[【\[(〔](?:{titles.LEVEL})[】\])〕]|(?:{titles.LEVEL}):|[《«]|<<|<(?=[\u4e00-\u9fff]))"
_NUMBERING = r"(?:[0-9]{1,3}\s?[.、)]|[(][0-9一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、|[①-⒇])?"
# After a citation: another one follows, or a new sentence does.
_NAMED = rf"[\u4e00-\u9fff]{{2,40}}(?:法|条例|办法|规定|细则|规则)(?:{_CLAUSE.pattern})"
_ANOTHER = re.compile(
    rf"\s{{0,9}}(?:[、,/]?\s{{0,9}}(?:以及|同时|[和及与或])?\s{{0,9}}{_NUMBERING}\s{{0,9}}(?={_START}|{_CLAUSE.pattern})"
    rf"|[、,](?={_NAMED}))"
)
_NEW_SENTENCE = re.compile(r"[\s、,]{0,9}[\n\r;。]")
# In the quoted words of an article: where the next citation may begin.
_RESUME = re.compile(
    rf"(?:[\n\r;。]|[”\"][,、;]?)\s{{0,9}}{_NUMBERING}\s{{0,9}}(?={_START}|{_CLAUSE.pattern}\s{{0,3}}[:\s])"
    rf"|(?=[【\[](?:{titles.LEVEL})[】\]])"
    rf"|[\n\r]\s{{0,9}}{_NUMBERING}\s{{0,9}}(?={_NAMED})"
)
_EDITION = re.compile(r"^(?:19|20)[0-9]{2}$|[0-9]{4}\s?年|修[订正改]|施行|公布|试行|暂行|版|通过")
_PART_OF_TITLE = re.compile(r"\s{0,2}(?:试行|暂行|草案)\s{0,2}")
# （四） is an item, （2006） a year.
_COUNT = re.compile(r"[(]\s{0,2}(?!(?:19|20)[0-9]{2}\s{0,2}[)])[0-9零〇一二三四五六七八九十百千]{1,4}\s{0,2}[)]")
_CLOSING = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
# Between a title and its clause: 《甲法》之第五条, 《甲法》：第五条, 《民法典》婚姻家庭编第五条
_OF = re.compile(r"\s{0,9}[的之中、,:\-—–·]{0,2}\s{0,9}(?:[\u4e00-\u9fff]{2,8}编)?(?=第|[(])")
# 第㈡项, 第⑵项 in one character each
_RINGED = {chr(0x3220 + at): "一二三四五六七八九十"[at] for at in range(10)} | {
    chr(0x2474 + at): "一二三四五六七八九十"[at] for at in range(10)
}
_RINGED_ITEM = re.compile("(?<=第)[㈠-㈩⑴-⑽]")


@dataclass
class _Source:
    """The instrument whose clauses are being read."""

    start: int
    title: str = ""
    number: str | None = None
    level: LegalLevel | None = None
    edition: str | None = None


class _Reading:
    """One cell, read from left to right; ``folded`` has the length of ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = titles.quoted(_RINGED_ITEM.sub(lambda found: _RINGED[found[0]], texts.fold_same_length(text)))
        self.numbers = {number.span[0]: number for number in document_numbers.find_all(text)}
        self.found: list[Citation] = []
        self.last: _Source | None = None

    def citations(self) -> tuple[Citation, ...]:
        place: int | None = 0
        while place is not None and place < len(self.text) and len(self.found) < MOST_CITATIONS:
            place = self._read_next(place)
        return tuple({_identity(citation): citation for citation in reversed(self.found)}.values())[::-1]

    def _read_next(self, place: int) -> int | None:
        """Read one citation in the stretch at ``place``; where to go on, or None when nothing follows."""
        end = self._stretch_end(place)
        opened = next((i for i in range(place, end) if self._opens(i)), end)
        clause = _CLAUSE.search(self.folded, place, min(opened, end))
        if clause:
            source, after = self._bare(place, clause.start())
        elif opened < end:
            source, after = self._titled(place, opened)
        else:
            source, after = self._alone(place, end)
        if source is None:
            return max(end, after) + 1
        after = self._clauses(source, after)
        return self._after(after)

    def _opens(self, place: int) -> bool:
        if self.folded[place] != "<":
            return self.folded[place] in "《«〈"
        return self.folded[place + 1 : place + 2] in ("<", "《") or texts.has_han(self.folded[place + 1 : place + 2])

    def _stretch_end(self, place: int) -> int:
        found = _STRETCH_END.search(self.folded, place)
        return found.start() if found else len(self.folded)

    def _titled(self, place: int, opened: int) -> tuple[_Source | None, int]:
        """The instrument whose title opens at ``opened``; what stands before it may state level and number."""
        inner = opened + titles.opening(self.folded, opened)
        end, closed = titles.quoted_end(self.folded, inner)
        start, whole = titles.around(self.folded, place, opened, closed)
        raw = self.text[inner:end] if (start, whole) == (opened, closed) else self.text[start:whole]
        if not titles.written(raw):
            return None, closed
        before = next((n for at, n in self.numbers.items() if place <= at and opened - 2 <= n.span[1] <= opened), None)
        title, edition = titles.without_edition(titles.written(raw))
        source = _Source(start, title, str(before) if before else None, edition=edition)
        source.level = titles.level_before(self.folded[place:start])
        return source, self._details(source, whole)

    def _bare(self, place: int, clause: int) -> tuple[_Source | None, int]:
        """The instrument before a clause without 《》: named in words, by its number, or the one named last."""
        lead = self.folded[place:clause]
        number = next((n for at, n in self.numbers.items() if place <= at < clause), None)
        cut = min(
            [at for at in (lead.find("("), number.span[0] - place if number else -1) if at > 0], default=len(lead)
        )
        for end in (len(lead), cut):
            if span := titles.bare(lead[:end]):
                source = _Source(place + span[0], titles.written(self.text[place + span[0] : place + span[1]]))
                source.level = titles.level_before(lead[: span[0]])
                return source, self._details(source, _past_marks(self.folded, place + span[1]))
        if number:
            return _Source(number.span[0], number=str(number)), clause
        if self.last and not titles.level_before(lead) and _is_link(lead):
            return _Source(clause, self.last.title, self.last.number, self.last.level, self.last.edition), clause
        # Words of an article that happen to name a clause are no citation once the cell has one.
        level, prose = titles.level_before(lead), bool(self.found) and not _is_link(lead)
        return (None if prose and level is None else _Source(clause, level=level)), clause

    def _alone(self, place: int, end: int) -> tuple[_Source | None, int]:
        """The instrument in a stretch that has neither 《》 nor a clause, if it is one."""
        colon = self.folded.find(":", place, end)
        level = titles.level_before(self.folded[place : colon + 1]) if colon > 0 else None
        stretch = end if colon < 0 or level else colon
        number = next((n for at, n in self.numbers.items() if place <= at < stretch), None)
        cuts = [stretch, self.folded.find("(", place, stretch), number.span[0] if number else -1]
        for cut in (cut for cut in cuts if cut > place):
            if span := titles.bare(self.folded[place:cut]):
                source = _Source(place + span[0], titles.written(self.text[place + span[0] : place + span[1]]))
                source.level = level or titles.level_before(self.folded[place : place + span[0]])
                return source, self._details(source, _past_marks(self.folded, place + span[1]))
        if number:
            return _Source(number.span[0], number=str(number), level=level), number.span[1]
        return None, end

    def _details(self, source: _Source, place: int) -> int:
        """Read what follows a title: its number, its edition, (试行); where the clause may begin."""
        while True:
            start = _skip(self.folded, place)
            if number := self.numbers.get(start):
                source.number, place = source.number or str(number), number.span[1]
                continue
            end = _group_end(self.folded, start)
            if end is None or _COUNT.fullmatch(self.folded, start, end) or not self._tells(start, end):
                return place
            if _CLAUSE.match(self.folded, start + 1):
                return start + 1
            self._detail(source, start, end)
            place = end

    def _tells(self, start: int, end: int) -> bool:
        """Whether a group in brackets is about the title: round ones are, others when they hold number or edition."""
        if self.folded[start] == "(" or start + 1 in self.numbers:
            return True
        return _EDITION.search(self.folded, start, end) is not None

    def _detail(self, source: _Source, start: int, end: int) -> None:
        inside = self.folded[start + 1 : end - 1]
        number = next((n for at, n in self.numbers.items() if start <= at < end), None)
        if number:
            source.number = source.number or str(number)
        if _PART_OF_TITLE.fullmatch(inside):
            source.title += f"（{inside.strip()}）"
        elif source.edition is None and _EDITION.search(inside) and not number:
            source.edition = texts.squeeze(self.text[start + 1 : end - 1])

    def _clauses(self, source: _Source, place: int) -> int:
        """Add a citation for every clause that stands at ``place``, or one without a clause; where they end."""
        of = _OF.match(self.folded, place)
        read, end = clauses.read(self.folded, of.end() if of else place)
        if read and self.folded[place - 1 : place] == "(" and self.folded[end : end + 1] == ")":
            end += 1
        end = self._details(source, end) if read else place
        raw = texts.squeeze(self.text[source.start : end])
        for clause in read or (Clause(),):
            stated = {each.name: getattr(clause, each.name) for each in fields(Clause)}
            self.found.append(
                Citation(raw, source.title, number=source.number, level=source.level, edition=source.edition, **stated)
            )
        self.last = source
        return end

    def _after(self, place: int) -> int | None:
        """Where the next citation may begin: at once, in the next sentence, or after the quoted words."""
        for pattern in (_ANOTHER, _NEW_SENTENCE):
            if match := pattern.match(self.folded, place):
                return match.end()
        quote = re.compile(r"[\s:]{0,9}[“\"]").match(self.folded, place)
        closing = max(self.folded.find("”", place), self.folded.find('"', quote.end())) if quote else -1
        resume = _RESUME.search(self.folded, max(place, closing))
        return resume.end() if resume else None


def _identity(citation: Citation) -> tuple[str, str, str | None]:
    return title_key(citation.title), citation.clause, citation.number if not citation.title else None


def _is_link(lead: str) -> bool:
    """True when nothing but numbering or a joining word stands between two clauses of one instrument."""
    return not re.sub(r"[\s、,;:/和及与或以及同时0-9.()一二三四五六七八九十①-⒇]", "", lead)


def _skip(folded: str, place: int) -> int:
    while place < len(folded) and folded[place].isspace():
        place += 1
    return place


def _past_marks(folded: str, place: int) -> int:
    """Past closing marks of a title whose opening ones were lost."""
    while folded[place : place + 1] and folded[place] in '》】”"』」':
        place += 1
    return place


def _group_end(folded: str, start: int) -> int | None:
    """Where the brackets that open at ``start`` are closed; None when none open or they are too long."""
    opening = folded[start : start + 1]
    if opening not in _CLOSING:
        return None
    depth = 0
    for place in range(start, min(len(folded), start + 120)):
        depth += {opening: 1, _CLOSING[opening]: -1}.get(folded[place], 0)
        if depth == 0:
            return place + 1
    return None
