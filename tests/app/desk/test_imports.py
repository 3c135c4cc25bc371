"""Reading a list in on the web, without JavaScript: upload, plan, correction, doubts, once and for all, public."""

import io
import json
import time

import pytest
from lxml import html

from app import cli
from catalog.models import ImportPlan
from catalog.services import people
from catalog.services.registering import Directory
from catalog.vocabulary import Role
from tests.catalog.services.cast import ON
from tests.catalog.services.life import a_line
from tests.cli.conftest import EXAMPLE_LIST, FIXTURES
from tests.people import enter, hired, id_in

BROKEN = FIXTURES / "lists" / "broken.xlsx"
PUBLISHED = {"number": "示府办〔2026〕1号", "published_on": "2026-09-25", "effective_on": "2026-10-01"}
HEAD = "索要单位,办理事项,证明名称,设定依据,取消方式"
ROW = "示例市民政局,结婚登记,单身证明,无,直接取消"
DOUBTFUL = "示例市民政局,结婚登记,居住证明,《没有登记的办法》,保留"


@pytest.fixture
def publisher(app, database, cheap_passwords):
    """Zhao, who publishes, at the desk."""
    hired(database)
    return enter(app, "zhao")


def upload(visitor, content, name="清单.csv", *, status=303, **form):
    """Send a file; the address of its plan."""
    data = content.encode() if isinstance(content, str) else content
    form = {"title": "第一批", **form, "file": (io.BytesIO(data), name)}
    return visitor.submit("/desk/imports/", form, status=status, at="/desk/imports/new").headers["Location"]


def figures(page):
    """The counts at the head of a plan."""
    pairs = html.fromstring(page.html).xpath('//dl[@class="figures five"]/div')
    return {pair[0].text_content(): pair[1].text_content().split()[0] for pair in pairs}


def table(page):
    """The rows of the table of problems, cell by cell."""
    rows = html.fromstring(page.html).xpath('//div[@id="import-problems"]//tbody/tr')
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in rows]


def followed(app):
    """Wait until the index, which follows beside the answer, has caught up."""
    until = time.monotonic() + 30
    while app.extensions["search"].state().behind and time.monotonic() < until:
        app.extensions["search"].catch_up()
        time.sleep(0.02)


def apply(visitor, plan, status=303, **form):
    return visitor.submit(f"{plan}/application", form, status=status, at=plan)


def test_a_real_list_goes_from_the_file_to_the_public_answer(publisher, app):
    plan = upload(publisher, EXAMPLE_LIST.read_bytes(), "first-batch.xlsx", **PUBLISHED)
    page = publisher.visit(plan)
    assert figures(page)["新增"] == "1,344" and "现在还没有写入" in page.html
    assert publisher.visit("/lists/").html.count("第一批") == 0
    done = apply(publisher, plan, accept_doubts="yes").headers["Location"]
    assert "公众页现在就查得到" in publisher.visit(done).html
    followed(app)
    found = app.test_client().get("/api/v1/requirements?q=无犯罪记录证明&on=2026-10-02").json["items"][0]
    assert found["verdict"]["document_number"] == PUBLISHED["number"]
    public = publisher.visit(f"{found['url']}?on=2026-10-02")
    assert PUBLISHED["number"] in public.html and found["material"] in public.html


def test_every_problem_shows_the_raw_cell_beside_what_was_read(publisher):
    rows = table(publisher.visit(upload(publisher, BROKEN.read_bytes(), "broken.xlsx")))
    assert len(rows) >= 14 and all(len(row) == 5 for row in rows)
    by_line = {row[0]: row for row in rows}
    with (FIXTURES / "lists" / "broken.expected.csv").open(encoding="utf-8-sig") as sheet:
        wrong = [line.split(",")[0] for line in sheet if ",error" in line]
    assert {f"第{line}行" for line in wrong} <= set(by_line)
    read = [row for row in rows if row[3] not in ("（空）", "") and row[4] not in ("–", "")]
    assert read and any(row[3] != row[4] for row in read)


def test_errors_leave_nothing_to_press(publisher):
    plan = upload(publisher, BROKEN.read_bytes(), "broken.xlsx")
    page = publisher.visit(plan)
    assert not any(form["action"].endswith("/application") for form in page.forms)
    assert "改好" in apply(publisher, plan, status=422, accept_doubts="yes").text


def test_doubts_must_be_ticked_first(publisher, database):
    plan = upload(publisher, f"{HEAD}\n{DOUBTFUL}\n", **PUBLISHED)
    refused = apply(publisher, plan, status=422)
    assert 'href="#accept_doubts"' in refused.text
    assert apply(publisher, plan, accept_doubts="yes").status_code == 303


def test_a_column_that_was_not_understood_can_be_pointed_out(publisher):
    plan = upload(publisher, f"索要单位,办理事项,名目,设定依据,取消方式\n{ROW}\n", **PUBLISHED)
    assert figures(publisher.visit(plan))["有错"] != "0"
    form = {"table0-C": "material", "table0-header": "1"}
    publisher.submit(f"{plan}/mapping", form, status=303, at=plan)
    page = publisher.visit(plan)
    assert (figures(page)["有错"], figures(page)["新增"]) == ("0", "1")
    apply(publisher, plan, accept_doubts="yes")
    assert "单身证明" in publisher.visit("/lists/1").html


def test_the_mapping_is_corrected_by_who_may_read_in_and_before_it_is_written_only(life, desk_of, database):
    li = desk_of("li").sign_in()
    plan = upload(li, f"{HEAD}\n{ROW}\n", title="民政局清单").partition("?")[0]
    refused = desk_of("zhou").sign_in().refused(f"{plan}/mapping", {"table0-skip": "yes"}, at="/desk/", status=403)
    assert "李芳" in refused.html
    office = li.visit(plan).html.partition('<option value="new-')[2].partition('"')[0]
    done = apply(li, plan, target=f"new-{office}", accept_doubts="yes").headers["Location"]
    again = li.press(f"{plan}/mapping", {"table0-skip": "yes"}, at="/desk/account/")
    assert again.headers["Location"] == done
    with database.reading() as session:
        assert session.get_one(ImportPlan, id_in(plan, "imports")).mapping is None


def test_nonsense_in_the_mapping_leaves_the_proposal_as_it_is(publisher):
    plan = upload(publisher, f"{HEAD}\n{ROW}\n")
    before = figures(publisher.visit(plan))
    nonsense = {"table0-A": "king", "table0-header": "-1--5", "table9-B": "material"}
    publisher.submit(f"{plan}/mapping", nonsense, status=303, at=plan)
    assert figures(publisher.visit(plan)) == before


def test_pressing_twice_writes_once(publisher, database):
    plan = upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED)
    first = apply(publisher, plan)
    again = publisher.submit(f"{plan}/application", {}, status=303, at="/desk/imports/new")
    assert first.headers["Location"] == again.headers["Location"] == f"{plan}/done"
    assert publisher.client.get(plan).headers["Location"] == f"{plan}/done"
    assert publisher.client.get("/api/v1/lists").json["total"] == 1


def test_the_same_file_again_has_nothing_to_write(publisher):
    apply(publisher, upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED))
    page = publisher.visit(upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED))
    assert figures(page)["相同"] == "1" and "没有要写入的" in page.html


def test_the_button_says_as_many_lines_as_are_written_then(publisher):
    apply(publisher, upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED))
    second = PUBLISHED | {"number": "示府办〔2026〕2号"}
    more = upload(publisher, f"{HEAD}\n{ROW}\n示例市民政局,结婚登记,居住证明,无,直接取消\n", **second)
    assert "写入2条" in publisher.visit(more).html
    assert "这份清单有2条" in publisher.visit(apply(publisher, more).headers["Location"]).html


def test_a_plan_that_somebody_else_overtook_is_worked_out_again(publisher, app, database, monkeypatch):
    plan = upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED)
    publisher.visit(plan)
    other = upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED)
    apply(publisher, other)
    assert figures(publisher.visit(plan))["相同"] == "1"
    assert "完全相同" in apply(publisher, plan, status=422).text


def test_a_changed_line_shows_then_and_now(publisher):
    apply(publisher, upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED))
    later = PUBLISHED | {"number": "示府办〔2026〕9号"}
    page = publisher.visit(upload(publisher, f"{HEAD}\n{ROW.replace('直接取消', '保留')}\n", **later))
    assert figures(page)["有改动"] == "1"
    changes = html.fromstring(page.html).xpath('//dl[@class="diff"]')[0].text_content()
    assert "直接取消" in changes and "保留" in changes


def test_a_draft_stays_inside(publisher, app):
    apply(publisher, upload(publisher, f"{HEAD}\n{ROW}\n"), target="new-")
    followed(app)
    client = app.test_client()
    assert client.get("/api/v1/requirements").json["total"] == 0 and client.get("/api/v1/lists").json["total"] == 0
    assert client.get("/requirements/1").status_code == 404


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 201}, "title"),
        ({"number": "第一号"}, "number"),
        ({"published_on": "2026-09-25"}, "effective_on"),
        ({"published_on": "2026-02-30", "effective_on": "2026-10-01"}, "published_on"),
    ],
)
def test_what_was_typed_wrongly_is_told_beside_the_field_and_kept(publisher, form, field):
    data = {"title": "第一批", "file": (io.BytesIO(f"{HEAD}\n{ROW}\n".encode()), "清单.csv")} | form
    refused = publisher.submit("/desk/imports/", data, status=422, at="/desk/imports/new")
    assert f'href="#{field}"' in refused.text


@pytest.mark.parametrize("login", ["wang", "li"])
def test_only_those_who_publish_or_administer_enter_what_was_published(app, publisher, login):
    plan = upload(publisher, f"{HEAD}\n{ROW}\n", **PUBLISHED)
    somebody = enter(app, login)
    refused = somebody.submit(f"{plan}/application", {}, status=403, at=plan)
    assert "“公布”" in refused.text or "由" in refused.text
    assert app.test_client().get("/api/v1/lists").json["total"] == 0


def test_an_administrator_enters_what_was_published_and_drafts_nothing(app, publisher):
    zhou = enter(app, "zhou")
    plan = upload(zhou, f"{HEAD}\n{ROW}\n", **PUBLISHED)
    apply(zhou, plan, accept_doubts="yes")
    assert app.test_client().get("/api/v1/lists").json["total"] == 1
    draft = {"title": "草稿", "file": (io.BytesIO(f"{HEAD}\n{ROW}\n".encode()), "清单.csv")}
    refused = zhou.submit("/desk/imports/", draft, status=422, at="/desk/imports/new")
    assert "您只能录入以前公布过的清单" in refused.text and "请交给" in refused.text


def test_who_only_drafts_is_not_asked_for_the_document_of_publication(app, publisher):
    assert 'name="published_on"' not in enter(app, "li").visit("/desk/imports/new").html
    assert 'name="published_on"' in publisher.visit("/desk/imports/new").html


def test_the_web_and_the_command_line_read_alike(publisher, database, home, monkeypatch, capsys):
    for name, value in {"DATABASE_URL": database.url, "MIANZHENG_HOME": str(home), "MIANZHENG_EXAMPLE": "no"}.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["import", str(BROKEN), "--dry-run", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    shown = table(publisher.visit(upload(publisher, BROKEN.read_bytes(), "broken.xlsx")))
    assert {one["message"] for one in problems} == {row[2].partition(" ")[2] for row in shown}


def test_an_import_begun_at_a_draft_goes_over_that_draft(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    li = desk_of("li").sign_in()
    form = li.visit(f"/desk/imports/new?list={life.list_id}").html
    assert 'value="第一批清单"' in form
    data = {"list": life.list_id, "title": "第一批清单", "file": (io.BytesIO(f"{HEAD}\n{ROW}\n".encode()), "清单.csv")}
    plan = li.submit("/desk/imports/", data, status=303, at="/desk/imports/new").headers["Location"]
    assert f'<option value="over-{life.list_id}" selected>' in li.visit(plan).html
    assert "会加1条，删去文件里没有的1条。" in li.visit(plan).html
    again = li.submit(f"{plan.partition('?')[0]}/mapping", {"target": f"over-{life.list_id}"}, status=303, at=plan)
    assert f"target=over-{life.list_id}" in again.headers["Location"]


def test_what_a_file_says_of_an_errand_is_shown_first_and_then_read_by_the_public(publisher, app):
    guide = "https://www.example.gov.cn/guides?id=1"
    plan = upload(publisher, f"{HEAD},服务对象,办理指南\n{ROW},个人,{guide}\n", **PUBLISHED)
    page = publisher.visit(plan).html
    assert "事项里要补的" in page and guide in page
    apply(publisher, plan, accept_doubts="yes")
    followed(app)
    (item,) = app.test_client().get("/api/v1/service-items").json["items"]
    found = app.test_client().get(f"/api/v1/service-items/{item['id']}").json
    assert (found["audience"], found["guide"]) == ("个人", guide)


MIXED = f"{HEAD}\n{ROW}\n示例市教育局,入学,户籍证明,无,直接取消\n示例市公安局,落户,居住证明,无,直接取消\n"


def test_lines_of_other_offices_are_told_in_the_plan_with_where_they_stand_and_who_can(life, desk_of, database):
    li = desk_of("li").sign_in()
    plan = upload(li, MIXED).partition("?")[0]
    page = li.visit(plan)
    assert "示例市教育局、示例市公安局的条，共2条：第3行、第4行" in page.html and "陈立" in page.html
    assert not any(form["action"].endswith("/application") for form in page.forms)
    office = database_office(database, "示例市民政局")
    refused = li.refused(f"{plan}/application", {"target": f"new-{office}"}, at=plan, status=403)
    assert "共2条：第3行" in refused.html


def test_who_may_begin_a_list_of_the_whole_city_is_offered_that_alone(life, desk_of, database):
    with database.writing() as session:
        office = database_office(database, "示例市教育局")
        people.give_role(session, life.cast.sun.id, Role.CONSULTATION, office_id=office, by="test", on=ON)
    sun = desk_of("sun").sign_in()
    page = sun.visit(upload(sun, MIXED))
    values = html.fromstring(page.html).xpath('//select[@name="target"]/option/@value')
    assert values == ["new-"] and "写成“全市的新清单”" in page.html


def test_a_file_with_errors_that_is_to_go_over_a_draft_says_what_to_mend(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    li = desk_of("li").sign_in()
    plan = upload(li, f"{HEAD}\n示例市民政局,结婚登记,单身证明,无,\n", list=life.list_id)
    assert "target=over" in plan and figures(li.visit(plan))["有错"] == "1"


def test_a_file_of_one_office_alone_is_warned_of_nothing(life, desk_of):
    li = desk_of("li").sign_in()
    assert "只写本单位的条" not in li.visit(upload(li, f"{HEAD}\n{ROW}\n")).html


def database_office(database, name):
    with database.reading() as session:
        return Directory(session).office(name)
