"""Every act that history knows has its sentence, with who did it and why."""

import pytest

from app.wording.history import SENTENCES, Happened, told
from catalog.vocabulary import Act

BY_NOBODY = {
    Act.CLOSE_CONSULTATION,
    Act.SHOW_REQUIREMENT,
    Act.HIDE_REQUIREMENT,
    Act.SEND_COMMENT,
    Act.KEEP_COMMENT,
    Act.DROP_KEPT_COMMENT,
    Act.CORRECT_COMMENT,
    Act.WITHDRAW_COMMENT,
    Act.ERASE_CONTACT,
}


def happened(act, *, before=None, after=None, reason="", noun="proof_list"):
    return Happened(act, "王敏", noun, before or {}, after or {}, reason)


def test_every_act_has_a_sentence():
    assert set(SENTENCES) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_a_sentence_never_breaks_on_an_entry_that_says_little(act):
    said = told(happened(act))
    assert said.endswith("。") and "None" not in said


@pytest.mark.parametrize("act", sorted(set(Act) - BY_NOBODY - {Act.FREEZE_VERSION, Act.REVIEW_LIST}))
def test_a_sentence_names_who_acted(act):
    assert "王敏" in told(happened(act))


def test_the_reason_ends_the_sentence_once():
    assert told(happened(Act.RETURN_LIST, reason="依据写全。")).endswith("理由：依据写全。")


def test_cells_that_changed_are_named_with_old_and_new():
    before = {"position": 3, "material": "生存证明", "disposition": "replace", "method": "online-check"}
    after = before | {"disposition": "cancel", "method": None}
    said = told(happened(Act.CHANGE_LINE, before=before, after=after, noun="line"))
    assert said == "王敏改了第3条（生存证明）：办法由“网络核验”改为“（空）”，处理由“替代取消”改为“直接取消”。"


def test_handing_in_and_taking_back_read_differently():
    assert "提交了清单" in told(happened(Act.SUBMIT_LIST, after={"state": "submitted", "lines": 3, "version": 1}))
    assert "收回修改" in told(happened(Act.SUBMIT_LIST, after={"state": "drafting"}))


def test_the_emergency_door_is_told_whatever_the_act():
    said = told(happened(Act.APPROVE_LIST, after={"due_on": "2026-06-25"}, noun="emergency", reason="出差"))
    assert said == "王敏走了紧急办理（审签清单），2026年6月25日前要追认。理由：出差。"
