"""Publication at the desk: rehearsed without writing, then under a free number; filed; corrected by new decisions."""

import re

import pytest
from sqlmodel import func, select

from catalog.models import Decision, Entry
from catalog.vocabulary import DecisionKind
from tests.catalog.services.life import a_line
from tests.people import id_in

PAPER = {"number": "示府办〔2026〕7号", "form": "notice"}


@pytest.fixture
def approved(life, now):
    """A list of two lines that waits for its number."""
    life.until_approved([a_line(1), a_line(2)])
    now()
    return life


@pytest.fixture
def zhao(desk_of, approved):
    return desk_of("zhao").sign_in()


@pytest.fixture
def address(approved):
    return f"/desk/lists/{approved.list_id}/publication"


@pytest.fixture
def paper(approved):
    publication = approved.publication()
    return PAPER | {
        "published_on": publication.published_on.isoformat(),
        "effective_on": publication.effective_on.isoformat(),
    }


def query(form):
    return "&".join(f"{name}={value}" for name, value in form.items())


def written(life):
    with life.database.reading() as session:
        return session.exec(select(func.count()).select_from(Entry)).one()


def test_the_dry_run_says_which_verdicts_turn_and_writes_nothing(zhao, approved, address, paper):
    before = written(approved)
    page = zhao.visit(f"{address}?{query(paper)}")
    assert "2条结论会变，共2条" in page.html and "尚无记录" in page.html and "不再需要" in page.html
    assert written(approved) == before


def test_publishing_asks_for_a_look_at_the_dry_run_first(zhao, approved, address, paper):
    page = zhao.refused(address, paper, at=f"{address}?{query(paper)}", status=422)
    assert "公布以后不能撤销" in page.html
    with approved.database.reading() as session:
        assert session.exec(select(Decision)).first() is None


def test_every_line_becomes_a_decision(zhao, approved, address, paper):
    zhao.press(address, paper | {"sure": "yes"}, at=f"{address}?{query(paper)}")
    with approved.database.reading() as session:
        assert len(session.exec(select(Decision)).all()) == 2
    page = zhao.visit(f"/desk/lists/{approved.list_id}")
    assert "已公布" in page.html and f'href="/lists/{approved.list_id}"' in page.html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "一号文件"}, "请填文号"),
        ({"number": ""}, "请填文号"),
        ({"effective_on": "2026-01-01"}, "施行日期不能早于公布日期"),
        ({"published_on": "2026-01-01", "effective_on": "2026-01-02"}, "公布日期不能早于今天"),
    ],
)
def test_what_is_wrong_with_the_paper_is_said_in_the_dry_run_and_at_the_press(zhao, address, paper, changes, sentence):
    form = paper | changes
    assert sentence in zhao.visit(f"{address}?{query(form)}").html
    assert sentence in zhao.refused(address, form | {"sure": "yes"}, at=address + f"?{query(paper)}", status=422).html


def test_a_number_in_use_is_refused_with_the_next_free_one(zhao, life, approved, address, paper, now, desk_of):
    zhao.press(address, paper | {"sure": "yes"}, at=f"{address}?{query(paper)}")
    life.on(life.at.date())
    life.until_approved([a_line(3)])
    now()
    second = f"/desk/lists/{life.list_id}/publication"
    publication = life.publication()
    form = paper | {"published_on": str(publication.published_on), "effective_on": str(publication.effective_on)}
    proposed = zhao.visit(second).html
    assert 'value="示府办〔2026〕8号"' in proposed
    clash = zhao.refused(
        second, form | {"sure": "yes", "number": "示府办[2026]7号"}, at=f"{second}?{query(form)}", status=409
    )
    assert "已经用在“第一批清单”上" in clash.html and "示府办〔2026〕8号" in clash.html


def test_who_reviewed_does_not_publish(desk_of, approved, address, paper):
    page = desk_of("wang").visit(address)
    assert "公布清单要由“公布”来办" in page.html


def test_a_line_may_take_effect_on_a_day_of_its_own_and_the_dry_run_says_so(zhao, address, paper, approved):
    page = zhao.visit(f"{address}?{query(paper)}")
    assert re.search(r"2026年\d+月\d+日起2条", page.html)


def test_filing_is_recorded_with_its_number(zhao, approved, address, paper):
    zhao.press(address, paper | {"sure": "yes"}, at=f"{address}?{query(paper)}")
    filing = f"/desk/lists/{approved.list_id}/filing"
    empty = zhao.refused(filing, {"filed_on": paper["published_on"]}, at=filing, status=422)
    assert "请写备案号" in empty.html
    zhao.press(filing, {"filed_on": paper["published_on"], "number": "备〔2026〕3号"}, at=filing)
    assert "备案号备〔2026〕3号" in zhao.visit(f"/desk/lists/{approved.list_id}").html


@pytest.fixture
def published(zhao, approved, address, paper):
    zhao.press(address, paper | {"sure": "yes"}, at=f"{address}?{query(paper)}")
    return approved


def requirement_of(zhao, life):
    return id_in(zhao.visit(f"/desk/lists/{life.list_id}/lines").html, "requirements")


def recorded(zhao, correction, form):
    """One decision is corrected as several are: rehearsed, shown, and recorded when nothing else is said."""
    tried = zhao.inspect(zhao.press(correction, form, at=correction, status=200))
    return tried, zhao.press(correction, form | hidden_in(tried), at=correction)


def test_one_decision_is_corrected_after_a_dry_run(zhao, published, paper):
    one = f"/desk/requirements/{requirement_of(zhao, published)}"
    correction = f"/desk/decisions/{id_in(zhao.visit(one).html, 'decisions')}/correction"
    assert "先试算" in zhao.visit(correction).html
    form = correcting(paper)
    tried = zhao.inspect(zhao.press(correction, form, at=correction, status=200))
    assert "试算：撤回1条" in tried.html and "1条从“不再需要”变成“尚无记录”" in tried.html
    assert zhao.visit(one).html.count("/correction") == 1, "nothing is written yet"
    other = form | hidden_in(tried) | {"effective_on": f"{paper['effective_on'][:4]}-12-31"}
    assert "试算" in zhao.inspect(zhao.press(correction, other, at=correction, status=200)).html
    sealed = form | hidden_in(tried) | {"form_ticket": "one form"}
    for _ in range(2):  # the button pressed twice
        assert zhao.press(correction, sealed, at=correction).headers["Location"] == one
    with published.database.reading() as session:
        assert len(session.exec(select(Decision).where(Decision.kind == DecisionKind.WITHDRAWAL)).all()) == 1
    late = zhao.refused(correction, form | hidden_in(tried), at=correction, status=409)
    assert "已经更正、撤回或被替代过" in late.html and "上级文件废止。" in late.html


def test_a_correction_is_a_new_decision_and_both_are_shown(zhao, published, paper, visitor):
    one = f"/desk/requirements/{requirement_of(zhao, published)}"
    correction = f"/desk/decisions/{id_in(zhao.visit(one).html, 'decisions')}/correction"
    form = {
        "kind": "correction",
        "reason": "原来写错了。",
        "effective_on": paper["effective_on"],
        "disposition": "replace",
        "method": "data-sharing",
        "replacement": "由部门查询",
    }
    recorded(zhao, correction, form)
    page = zhao.visit(one)
    assert "更正" in page.html and "原来写错了" in page.html and "直接取消" in page.html
    # Only what stands last may be corrected again.
    assert page.html.count("/correction") == 1
    public = visitor.visit(one.replace("/desk", "") + f"?on={paper['effective_on']}")
    assert "更正" in public.html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "要写明理由"),
        ({"kind": "correction", "disposition": ""}, "更正要写明改成怎样处理"),
        ({"kind": "annulment"}, "请选由谁撤销"),
        ({"effective_on": ""}, "请写从哪一天起"),
        ({"kind": ""}, "请选是哪一种"),
    ],
)
def test_a_correction_states_what_its_kind_needs(zhao, published, paper, changes, sentence):
    one = f"/desk/requirements/{requirement_of(zhao, published)}"
    correction = f"/desk/decisions/{id_in(zhao.visit(one).html, 'decisions')}/correction"
    form = {"kind": "withdrawal", "reason": "收回。", "effective_on": paper["effective_on"]} | changes
    assert sentence in zhao.refused(correction, form, at=correction, status=422).html


def test_only_the_publisher_corrects(desk_of, zhao, published):
    one = f"/desk/requirements/{requirement_of(zhao, published)}"
    page = desk_of("li").visit(one)
    assert "更正决定要由“公布”来办" in page.html and "/correction" not in page.html


@pytest.fixture
def table(published):
    return f"/desk/lists/{published.list_id}/lines"


def correcting(paper, **changes):
    values = {"kind": "withdrawal", "reason": "上级文件废止。", "effective_on": paper["effective_on"], "form": "notice"}
    return values | changes


def hidden_in(page):
    """The hidden fields of a form that came back: lines, decisions and what was rehearsed."""
    return dict(re.findall(r'name="(line|decision|sure)"[^>]*value="([^"]*)"', page.html))


def test_all_lines_of_a_list_are_corrected_at_once_after_a_dry_run(zhao, published, table, paper, visitor):
    corrections = f"/desk/lists/{published.list_id}/corrections"
    first = zhao.inspect(zhao.press(f"{corrections}/new", {"all": "yes"}, at=table, status=200))
    assert "选中2条" in first.html and "先试算" in first.html
    form = correcting(paper) | hidden_in(first)
    tried = zhao.inspect(zhao.press(corrections, form, at=table, status=200))
    assert "试算：撤回2条" in tried.html and "2条从“不再需要”变成“尚无记录”" in tried.html
    assert visitor.visit(f"/lists/{published.list_id}").html.count("公布以后的更正") == 0, "nothing is written yet"
    changed = zhao.inspect(
        zhao.press(corrections, form | hidden_in(tried) | {"reason": "别的理由。"}, at=table, status=200)
    )
    assert "试算：撤回2条" in changed.html, "other words are rehearsed again"
    zhao.press(corrections, form | hidden_in(tried), at=table)
    public = visitor.visit(f"/lists/{published.list_id}").html
    assert "上级文件废止。" in public and "原第1、2条" in public and public.count("上级文件废止。") == 1
    assert "撤回：" in visitor.visit("/").html
    again = zhao.inspect(zhao.press(f"{corrections}/new", {"all": "yes"}, at=table, status=422))
    assert "已经收回" in again.html


def test_one_of_the_lines_corrected_meanwhile_stops_them_all(zhao, published, table, paper):
    corrections = f"/desk/lists/{published.list_id}/corrections"
    first = zhao.inspect(zhao.press(f"{corrections}/new", {"all": "yes"}, at=table, status=200))
    form = correcting(paper) | hidden_in(first)
    tried = zhao.inspect(zhao.press(corrections, form, at=table, status=200))
    one = f"/desk/requirements/{requirement_of(zhao, published)}"
    single = f"/desk/decisions/{id_in(zhao.visit(one).html, 'decisions')}/correction"
    recorded(zhao, single, correcting(paper))
    late = zhao.refused(corrections, form | hidden_in(tried), at=table, status=409)
    assert "已经更正、撤回或被替代过" in late.html
    with published.database.reading() as session:
        kinds = [one.kind.value for one in session.exec(select(Decision).order_by(Decision.id))]
    assert kinds == ["published", "published", "withdrawal"]


def test_several_lines_are_corrected_once_however_often_the_button_is_pressed(zhao, published, table, paper):
    corrections = f"/desk/lists/{published.list_id}/corrections"
    first = zhao.inspect(zhao.press(f"{corrections}/new", {"all": "yes"}, at=table, status=200))
    form = correcting(paper, form_ticket="a-ticket") | hidden_in(first)
    form |= hidden_in(zhao.inspect(zhao.press(corrections, form, at=table, status=200)))
    for _ in range(2):
        assert zhao.press(corrections, form, at=table).location == table
    assert "没有再办一次" in zhao.visit(table).html
    with published.database.reading() as session:
        kinds = [one.kind.value for one in session.exec(select(Decision).order_by(Decision.id))]
    assert kinds == ["published", "published", "withdrawal", "withdrawal"]


@pytest.mark.parametrize("day", ["0001-01-01", "0026-10-01", "9999-12-31"])
def test_a_day_that_no_list_can_mean_is_refused_at_the_press(zhao, address, paper, day):
    page = zhao.refused(address, paper | {"published_on": day, "sure": "yes"}, at=address, status=422)
    assert f"“{day}”不是日期，或者年份不对" in page.html


def test_a_reason_that_is_too_long_is_refused_and_not_cut(zhao, published, table, paper):
    line, reason = published.line(1).id, "理" * 901
    form = correcting(paper, reason=reason) | {"line": str(line)}
    page = zhao.refused(f"/desk/lists/{published.list_id}/corrections", form, at=table, status=422)
    assert "理由最多900个字，现在有901个" in page.html and reason in page.html


def test_correcting_several_lines_says_what_is_missing_and_keeps_what_was_typed(zhao, published, table, paper):
    corrections = f"/desk/lists/{published.list_id}/corrections"
    empty = zhao.refused(f"{corrections}/new", {}, at=table, status=422)
    assert "请先在表格里选中要更正的条" in empty.html
    line = published.line(1).id
    form = correcting(paper, kind="annulment", reason="违法。") | {"line": str(line)}
    page = zhao.refused(corrections, form, at=table, status=422)
    assert "请选由谁撤销" in page.html and "违法。" in page.html and f'value="{line}"' in page.html
    other = zhao.press(corrections, form | {"decision": "99", "authority": "court"}, at=table, status=404)
    assert other.status_code == 404


def test_only_who_publishes_is_offered_to_correct_lines(desk_of, zhao, published, table):
    assert "更正或收回选中的" in zhao.visit(table).html
    assert "更正或收回选中的" not in desk_of("li").visit(table).html
