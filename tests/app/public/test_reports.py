"""The response report: complete, masked, there also when nobody said anything, and the same in every form."""

import csv
import io

import pytest
from docx import Document

from catalog.services import moderating
from catalog.services.sealing import Personal
from catalog.vocabulary import Adoption, CommenterKind, WithheldReason
from tests.commenter import said


@pytest.fixture
def reported(life):
    """Answered and published: one shown, one not agreed to, one withheld, one late."""
    life.begun(days_ago=120)
    life.commented("租户凭租赁合同就能办。", positions=(1,), personal=Personal("林晓梅", "13800000000"))
    life.commented(
        "=1+1是不想公开的话。", publishes=False, personal=Personal("王秘密", ""), kind=CommenterKind.BUSINESS
    )
    life.commented("写了别人电话的话。")
    with life.database.writing() as session:
        last = moderating.waiting(session, life.consultation().id)[-1]
        why = WithheldReason.PERSONAL_DATA
        moderating.withhold(session, last.id, why, version=1, by=life.cast.chen, at=life.at)
    life.closed()
    life.commented("=HYPERLINK(1)迟到的话。")
    life.answered(Adoption.PARTLY)
    life.finished()
    return f"/consultations/{life.consultation().id}/report"


def rows(client, address):
    text = client.get(f"{address}.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_report_tells_counts_opinions_answers_and_changes(reported, visitor):
    text = said(visitor.visit(reported))
    assert "收到意见3份：部分采纳2份。清单没有改动。" in text
    assert "林*" in text and "租户凭租赁合同就能办。" in text and "法律规定要查验。" in text
    assert "另有1份在截止以后收到，单独计算。" in text and "1份没有公开" in text and "逾期" in text


def test_nothing_that_was_not_agreed_to_is_in_any_form_of_it(reported, visitor):
    document = Document(io.BytesIO(visitor.client.get(f"{reported}.docx").data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    everything = visitor.visit(reported).html + str(rows(visitor.client, reported)) + "".join(cells)
    for private in ("林晓梅", "13800000000", "王", "不想公开的话", "写了别人电话"):
        assert private not in everything
    assert "本人没有同意公开意见内容。" in everything


def test_the_files_say_what_the_page_says_and_run_no_formulas(reported, visitor):
    found = rows(visitor.client, reported)
    assert [one["反馈人"] for one in found] == ["林*", "不公开", "个人"]
    assert [one["是否采纳"] for one in found] == ["部分采纳"] * 3
    assert found[2]["意见内容"].startswith("'=HYPERLINK") and found[2]["是否逾期"] == "逾期"
    document = Document(io.BytesIO(visitor.client.get(f"{reported}.docx").data))
    assert len(document.tables[0].rows) == len(found) + 1
    assert "收到意见3份" in "".join(one.text for one in document.paragraphs)
    for kind in ("docx", "csv"):
        headers = visitor.client.get(f"{reported}.{kind}").headers
        assert headers["Content-Disposition"].startswith("attachment")


def test_a_report_is_published_also_when_nobody_said_anything(life, visitor):
    life.begun(days_ago=70)
    life.replied().released()
    address = f"/consultations/{life.consultation().id}/report"
    text = said(visitor.visit(address))
    assert "期间没有收到意见" in text and "没有收到意见，也照样公布采纳情况。" in text and "清单还没有定稿" in text
    assert rows(visitor.client, address) == []
    assert visitor.client.get(f"{address}.docx").status_code == 200


def test_there_is_no_report_before_it_is_out_nor_for_what_is_not_there(life, visitor):
    life.begun(days_ago=70)
    life.replied()
    for path in ("report", "report.csv", "report.docx"):
        visitor.visit(f"/consultations/{life.consultation().id}/{path}", status=404)
    for path in ("report", "report.csv", "report.docx", "changes"):
        visitor.visit(f"/consultations/999/{path}", status=404)
