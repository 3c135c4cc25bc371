"""Which disposition is open to a proof, given the legal bases behind it (DOMAIN §3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.rules.disposition_table import TABLE, Cell, Column, Mark
from catalog.rules.standings import standing as standing
from catalog.vocabulary import BasisStatus, Disposition, Method, Standing

# Where each method stands in the table. 实地调查 is a check by the office; a contract, a court's document,
# what other material covers and a credit report are documents that exist already. A person's own statement
# (情况声明) is like a commitment: their word takes the proof's place and nobody checks beforehand.
COLUMNS: dict[Method, Column] = {
    Method.DATA_SHARING: Column.CHECK,
    Method.INTERNAL_CHECK: Column.CHECK,
    Method.CROSS_CHECK: Column.CHECK,
    Method.ONLINE_CHECK: Column.CHECK,
    Method.FIELD_CHECK: Column.CHECK,
    Method.COMMITMENT: Column.COMMITMENT,
    Method.STATEMENT: Column.COMMITMENT,
    Method.EXISTING_LICENCE: Column.EXISTING,
    Method.ELECTRONIC_LICENCE: Column.EXISTING,
    Method.LEGAL_DOCUMENT: Column.EXISTING,
    Method.CONTRACT: Column.EXISTING,
    Method.COVERED: Column.EXISTING,
    Method.CREDIT_REPORT: Column.EXISTING,
}

# A repealed instrument is no basis any more, one that is not yet in force none so far.
_NO_LONGER = frozenset({BasisStatus.REPEALED, BasisStatus.NOT_YET})
_RANK = (*(each for each in Standing if each is not Standing.NO_BASIS), Standing.NO_BASIS)
# What a normative document of unknown issuer may turn out to be.
_POSSIBLE = (Standing.MINISTRY_DOCUMENT, Standing.UPPER_DOCUMENT, Standing.OWN_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Basis:
    """One legal basis of a line: its row in the table (None when the issuer is unknown), its state, its title.

    ``is_ground`` marks 优化营商环境条例 art. 44, which never sets a proof.
    """

    standing: Standing | None
    status: BasisStatus = BasisStatus.UNKNOWN
    title: str = ""
    is_ground: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the table says of a line: the mark, a sentence for the official, the evidence it waits for, the rule.

    ``decided_by`` is the row that was read, None when the issuer of a document must be found out first.
    """

    mark: Mark
    sentence: str
    evidence: str = ""
    source: str = ""
    decided_by: Standing | None = None

    @property
    def needs_evidence(self) -> bool:
        """True when recorded evidence opens this disposition."""
        return bool(self.evidence)

    @property
    def blocks(self) -> bool:
        """True when publication waits for the justice bureau's signed reason."""
        return self.mark in (Mark.BLOCKED, Mark.NONE)


def column(disposition: Disposition, method: Method | None) -> Column | None:
    """The column of a line; None for a line without effect, or replaced without a method."""
    if disposition is Disposition.CANCEL:
        return Column.DIRECT
    if disposition is Disposition.KEEP:
        return Column.KEEP
    if disposition is Disposition.REPLACE and method is not None:
        return COLUMNS[method]
    return None


def cell(row: Standing, where: Column) -> Cell:
    """The cell of the table; every row has one in every column."""
    return TABLE[row][where]


def _deciding(bases: Iterable[Basis]) -> Basis | None:
    """The highest valid setting basis, a document of unknown issuer included; None when nothing sets the proof.

    Such a document ranks as high as it may turn out to be.
    """
    setting = [each for each in bases if not each.is_ground and each.status not in _NO_LONGER]
    known = [each for each in setting if each.standing is not Standing.NO_BASIS]
    return min(known, key=_rank, default=None)


def finding(disposition: Disposition, method: Method | None, bases: Iterable[Basis]) -> Finding | None:
    """What the table says of a line with these bases; None for a line it does not speak of."""
    where = column(disposition, method)
    if where is None:
        return None
    decided = _deciding(bases)
    if decided is not None and decided.standing is None:
        return _undecided(where, decided.title)
    row = decided.standing if decided and decided.standing else Standing.NO_BASIS
    return _found(cell(row, where), row)


def refusal(disposition: Disposition, method: Method | None, bases: Iterable[Basis], *, evidence: bool) -> str | None:
    """Why a line may not be published as it is, or None; ``evidence`` tells whether some has been recorded."""
    found = finding(disposition, method, bases)
    if found is None or found.mark is Mark.ALLOWED or (evidence and found.needs_evidence):
        return None
    return found.sentence


def _undecided(where: Column, title: str) -> Finding:
    """The finding for a document of unknown issuer: certain where all it may be agree, else first to be found out."""
    cells = [cell(row, where) for row in _POSSIBLE]
    if len({each.mark for each in cells}) == 1:
        return replace(_found(cells[0], _POSSIBLE[0]), decided_by=None)
    name = f"《{title}》" if title else "这份规范性文件"
    sentence = f"还不知道{name}是哪个机关制定的，不能判断能不能这样处理。请在依据文件里补上制定机关。"
    return Finding(Mark.EVIDENCE, sentence, f"{name}的制定机关", cells[0].source)


def _found(read: Cell, row: Standing) -> Finding:
    return Finding(read.mark, read.sentence, read.evidence, read.source, row)


def _rank(basis: Basis) -> tuple[int, bool, str]:
    """Highest first; where a document of unknown issuer could at most be as high, the known one decides."""
    return _RANK.index(basis.standing or _POSSIBLE[0]), basis.standing is None, basis.title
