"""A wrong file is taken back at the desk: offered where it was read in, said before, done once."""

from catalog.models import IssuedDocument, ProofList
from catalog.vocabulary import DocumentForm, ListKind
from tests.app.desk.test_imports import HEAD, ROW, apply, upload
from tests.people import id_in

OTHER = "示例市民政局,低保申请,收入证明,无,直接取消"


def wrong_file(li):
    """Somebody of the department reads two lines into a new list; the addresses of the plan and of the list."""
    plan = upload(li, f"{HEAD}\n{ROW}\n{OTHER}\n", title="民政局清单")
    office = li.visit(plan).html.partition('<option value="new-')[2].partition('"')[0]
    done = apply(li, plan, target=f"new-{office}", accept_doubts="yes").headers["Location"]
    page = li.visit(done)
    list_id = id_in(page.html, "lists")
    return plan, f"/desk/lists/{list_id}"


def test_a_wrong_file_is_taken_back_and_the_list_is_ready_for_the_right_one(life, desk_of):
    li = desk_of("li").sign_in()
    plan, listing = wrong_file(li)
    assert f"{plan}/undoing" in li.visit(listing).html
    asked = li.visit(f"{plan}/undoing")
    assert "取下导入时加的2条" in asked.html
    assert "请写明为什么撤销" in li.refused(f"{plan}/undoing", {"reason": ""}, at=f"{plan}/undoing", status=422).html
    for _ in range(2):  # the button pressed twice
        assert li.press(f"{plan}/undoing", {"reason": "传错了"}, at=f"{plan}/undoing").headers["Location"] == listing
    page = li.visit(listing)
    assert "已撤销" in page.html and f"{plan}/undoing" not in page.html
    assert "单身证明" not in li.visit(f"{listing}/lines").html
    assert "撤销了一次导入" in page.html and "理由：传错了。" in page.html


def test_a_reason_that_is_too_long_is_said_and_kept_and_nothing_is_taken_back(life, desk_of):
    li = desk_of("li").sign_in()
    plan, listing = wrong_file(li)
    reason = "传错了" * 400
    page = li.refused(f"{plan}/undoing", {"reason": reason}, at=f"{plan}/undoing", status=422)
    assert "最多1,000个字，现在有1,200个" in page.html and reason in page.html
    assert "单身证明" in li.visit(f"{listing}/lines").html


def test_another_office_is_told_who_can(life, desk_of):
    plan, _ = wrong_file(desk_of("li").sign_in())
    refused = desk_of("sun").sign_in().visit(f"{plan}/undoing", status=403)
    assert "李芳" in refused.html and "回到待办" in refused.html


def test_what_was_published_before_is_corrected_and_not_taken_back(life, desk_of):
    zhao = desk_of("zhao").sign_in()
    form = {"number": "示府办〔2026〕1号", "published_on": "2026-05-25", "effective_on": "2026-06-01"}
    plan = upload(zhao, f"{HEAD}\n{ROW}\n", **form)
    done = apply(zhao, plan, accept_doubts="yes").headers["Location"]
    assert "撤销这次导入" not in zhao.visit(done).html


def test_the_kind_chosen_at_the_upload_is_that_of_the_list(life, desk_of, database):
    zhao = desk_of("zhao").sign_in()
    form = {"kind": "kept", "form": "decision", "published_on": "2026-05-25", "effective_on": "2026-06-01"}
    plan = upload(zhao, f"{HEAD}\n{ROW.replace('直接取消', '保留')}\n", **form)
    apply(desk_of("zhao").sign_in(), plan, accept_doubts="yes")
    with database.reading() as session:
        entered = session.get_one(ProofList, 1)
        assert entered.kind is ListKind.KEPT
        assert session.get_one(IssuedDocument, entered.issued_document_id).form is DocumentForm.DECISION
