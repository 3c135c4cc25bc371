"""The table of dispositions: complete, sourced, and read by the highest valid setting basis."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.disposition_table import TABLE, Column, Mark
from catalog.rules.dispositions import COLUMNS, Basis, column, finding, refusal
from catalog.rules.standings import standing
from catalog.vocabulary import BasisStatus, Disposition, LegalLevel, Method, Standing

CITY = "示例市"
S = Standing
# The table of the domain paper, row by row: direct, existing, check, commitment, keep.
MARKS = {
    S.NATIONAL: "✖◐✔◐✔",
    S.LOCAL_REGULATION: "✖◐✔◐✔",
    S.MINISTRY_RULE: "◐◐✔◐✖",
    S.MINISTRY_DOCUMENT: "◐◐✔◐✖",
    S.GOVERNMENT_RULE: "◐✔✔◐✖",
    S.UPPER_DOCUMENT: "◐✔✔◐✖",
    S.OWN_DOCUMENT: "✔✔✔◐✖",
    S.NO_BASIS: "✔✔✔✖✖",
    S.INTERNAL_RULE: "◐✔✔◐–",
}


def in_force(*rows: Standing | None) -> list[Basis]:
    return [Basis(row, BasisStatus.IN_FORCE) for row in rows]


def mark(disposition: Disposition, bases: list[Basis], method: Method | None = None) -> Mark:
    found = finding(disposition, method, bases)
    assert found is not None
    return found.mark


def test_every_row_has_a_cell_in_every_column_with_sentence_and_source() -> None:
    assert set(TABLE) == set(Standing)
    for row, where in product(Standing, Column):
        cell = TABLE[row][where]
        assert cell.sentence.endswith("。") and cell.source
        assert bool(cell.evidence) or cell.mark is not Mark.EVIDENCE


@pytest.mark.parametrize(("row", "marks"), MARKS.items())
def test_the_marks_are_those_of_the_table(row: Standing, marks: str) -> None:
    assert "".join(TABLE[row][where].mark.label for where in Column) == marks


def test_every_method_has_a_column_and_lines_without_effect_have_none() -> None:
    assert set(COLUMNS) == set(Method)
    assert column(Disposition.CANCEL, None) is Column.DIRECT and column(Disposition.KEEP, None) is Column.KEEP
    assert column(Disposition.REPLACE, Method.FIELD_CHECK) is Column.CHECK
    assert column(Disposition.REPLACE, Method.CONTRACT) is Column.EXISTING
    assert column(Disposition.REPLACE, None) is None
    assert all(column(each, None) is None for each in Disposition if not each.has_effect)


def test_every_method_of_the_office_is_a_check() -> None:
    assert {method for method, where in COLUMNS.items() if where is Column.CHECK} == {
        method for method in Method if method.office_works
    }


def test_a_proof_set_by_law_cannot_be_cancelled_outright_until_an_upper_act_is_cited() -> None:
    bases = in_force(S.NATIONAL)
    sentence = refusal(Disposition.CANCEL, None, bases, evidence=False)
    assert sentence and "不能直接取消" in sentence and "司法局" in sentence
    assert refusal(Disposition.CANCEL, None, bases, evidence=True) is None
    assert refusal(Disposition.REPLACE, Method.DATA_SHARING, bases, evidence=False) is None


def test_evidence_does_not_open_what_has_no_evidence() -> None:
    assert refusal(Disposition.KEEP, None, in_force(S.MINISTRY_RULE), evidence=True)
    assert refusal(Disposition.REPLACE, Method.COMMITMENT, in_force(S.NO_BASIS), evidence=True)


def test_the_highest_basis_decides() -> None:
    assert mark(Disposition.CANCEL, in_force(S.OWN_DOCUMENT, S.NATIONAL)) is Mark.BLOCKED
    assert mark(Disposition.KEEP, in_force(S.MINISTRY_RULE, S.LOCAL_REGULATION)) is Mark.ALLOWED


@pytest.mark.parametrize("status", [BasisStatus.REPEALED, BasisStatus.NOT_YET])
def test_a_repealed_basis_does_not_count(status: BasisStatus) -> None:
    law = Basis(S.NATIONAL, status)
    assert mark(Disposition.KEEP, [law]) is Mark.BLOCKED
    assert mark(Disposition.CANCEL, [law]) is Mark.ALLOWED
    assert mark(Disposition.CANCEL, [law, *in_force(S.UPPER_DOCUMENT)]) is Mark.EVIDENCE


def test_the_ground_for_cancelling_is_no_setting_basis() -> None:
    ground = Basis(S.NATIONAL, BasisStatus.IN_FORCE, "优化营商环境条例", is_ground=True)
    assert mark(Disposition.CANCEL, [ground]) is Mark.ALLOWED
    assert mark(Disposition.CANCEL, [ground, *in_force(S.OWN_DOCUMENT)]) is Mark.ALLOWED


def test_without_any_basis_a_proof_must_go() -> None:
    assert mark(Disposition.CANCEL, []) is Mark.ALLOWED
    assert mark(Disposition.KEEP, []) is Mark.BLOCKED


def test_a_document_of_unknown_issuer_is_a_doubt_and_not_a_block() -> None:
    unknown = Basis(None, BasisStatus.IN_FORCE, "某某办法")
    found = finding(Disposition.CANCEL, None, [unknown])
    assert found and found.mark is Mark.EVIDENCE and "《某某办法》" in found.sentence and found.decided_by is None
    assert mark(Disposition.REPLACE, [unknown], Method.DATA_SHARING) is Mark.ALLOWED
    assert mark(Disposition.CANCEL, [unknown, *in_force(S.NATIONAL)]) is Mark.BLOCKED
    known = finding(Disposition.CANCEL, None, [unknown, *in_force(S.MINISTRY_DOCUMENT)])
    assert known and known.decided_by is S.MINISTRY_DOCUMENT


def test_the_table_says_nothing_of_lines_without_effect() -> None:
    assert finding(Disposition.CONDITIONAL, None, in_force(S.NATIONAL)) is None
    assert refusal(Disposition.DEFER, None, [], evidence=False) is None


rows = st.lists(st.sampled_from([*Standing, None]), max_size=5)


@given(rows, st.sampled_from(Disposition), st.none() | st.sampled_from(Method))
def test_the_order_of_bases_and_dead_ones_never_matter(
    chosen: list[Standing | None], disposition: Disposition, method: Method | None
) -> None:
    bases = in_force(*chosen)
    dead = [Basis(S.NATIONAL, BasisStatus.REPEALED), Basis(S.NATIONAL, BasisStatus.IN_FORCE, is_ground=True)]
    one, other = finding(disposition, method, bases), finding(disposition, method, [*dead, *reversed(bases)])
    assert (one and one.mark, one and one.evidence) == (other and other.mark, other and other.evidence)


@pytest.mark.parametrize(
    ("level", "issuer", "row"),
    [
        (LegalLevel.LAW, "", S.NATIONAL),
        (LegalLevel.ADMINISTRATIVE_REGULATION, "国务院", S.NATIONAL),
        (LegalLevel.STATE_COUNCIL_DECISION, "国务院", S.NATIONAL),
        (LegalLevel.LOCAL_REGULATION, "", S.LOCAL_REGULATION),
        (LegalLevel.MINISTRY_RULE, "", S.MINISTRY_RULE),
        (LegalLevel.GOVERNMENT_RULE, "", S.GOVERNMENT_RULE),
        (LegalLevel.NORMATIVE_DOCUMENT, "教育部", S.MINISTRY_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "国家市场监督管理总局", S.MINISTRY_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "民政部、公安部", S.MINISTRY_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "广东省人民政府办公厅", S.UPPER_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "北京市民政局", S.UPPER_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "示例市人民政府办公室", S.OWN_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "本级政府", S.OWN_DOCUMENT),
        (LegalLevel.NORMATIVE_DOCUMENT, "", None),
        (LegalLevel.NORMATIVE_DOCUMENT, "市人民政府", None),
        (LegalLevel.NO_BASIS, "", S.NO_BASIS),
        (LegalLevel.NO_BASIS, "示例市供电局", S.INTERNAL_RULE),
        (None, "示例市", None),
    ],
)
def test_an_instrument_stands_in_the_row_of_its_level_and_issuer(
    level: LegalLevel | None, issuer: str, row: Standing | None
) -> None:
    assert standing(level, issuer, CITY) is row


def test_every_level_has_a_row_when_the_issuer_is_the_city() -> None:
    assert all(standing(level, "示例市人民政府", CITY) is not None for level in LegalLevel)
