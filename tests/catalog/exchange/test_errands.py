"""What a list says of the errands themselves is set where nothing is stated yet, and told before."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from catalog import clock
from catalog.exchange import applying, planning, reading
from catalog.exchange.fields import Field
from catalog.models import Entry, ServiceItem
from catalog.rules import errand_details
from catalog.services import service_items
from catalog.vocabulary import Act, Severity
from tests.statements import counted

HEAD = "索要单位,办理事项,证明名称,设定依据,取消方式,服务对象,事项编码,办理指南"
GUIDE = "https://www.example.gov.cn/guides?id=1"


@pytest.fixture
def planned(database):
    """The plan of a sheet whose lines say this of their errands."""

    def plan(*lines, head=HEAD):
        sheet = "\n".join([head, *(f"示例市民政局,{line}" for line in lines)])
        with database.reading() as session:
            on = clock.today()
            read = reading.read(sheet.encode(), "清单.csv", register=planning.register(session, on))
            return planning.plan(session, read, on=on)

    return plan


def written(database, plan):
    applying.apply(database, plan, title="清单", by="li", on=clock.today(), accept_doubts=True)


def item(database, name="领补贴"):
    with database.reading() as session:
        return session.exec(select(ServiceItem).where(ServiceItem.name == name)).one()


def line(errand="领补贴", material="户籍证明", audience="", codes="", guide=""):
    return f"{errand},{material},无,直接取消,{audience},{codes},{guide}"


def codes_of(plan):
    return [one.code for one in plan.problems]


def test_what_a_list_says_of_an_errand_is_stated_once_it_is_written(database, planned):
    plan = planned(line(audience="个人", codes="11440100MB2C92031E4000", guide=GUIDE))
    assert [dict(one.said) for one in plan.completions] == [
        {Field.AUDIENCE: "个人", Field.CODES: "11440100MB2C92031E4000", Field.GUIDE: GUIDE}
    ]
    written(database, plan)
    found = item(database)
    assert (found.audience, found.codes, found.guide) == ("个人", "11440100MB2C92031E4000", GUIDE)
    with database.reading() as session:
        entry = session.exec(select(Entry).where(Entry.act == Act.AMEND_SERVICE_ITEM)).one()
    assert entry.who == "li" and entry.after["guide"] == GUIDE


def test_what_is_stated_already_stays_and_that_is_told(database, planned):
    written(database, planned(line(audience="个人")))
    again = planned(line(material="居住证明", audience="企业", guide=GUIDE))
    assert codes_of(again) == ["detail-kept"] and "领补贴" in again.problems[0].message
    assert [dict(one.said) for one in again.completions] == [{Field.GUIDE: GUIDE}]
    version = item(database).version
    written(database, again)
    assert (item(database).audience, item(database).guide, item(database).version) == ("个人", GUIDE, version + 1)


def test_a_list_that_says_the_same_again_adds_nothing_to_the_errand(database, planned):
    written(database, planned(line(audience="个人")))
    assert planned(line(material="居住证明", audience="个人")).completions == ()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"guide": "见办事大厅窗口"}, "完整的网址"),
        ({"guide": "javascript:alert(1)"}, "完整的网址"),
        ({"codes": "1.1440100E+20"}, "后面几位已经丢了"),
        ({"codes": "1" * 201}, "最多200个字"),
        ({"audience": "个" * 61}, "最多60个字"),
        ({"guide": "#REF!"}, "公式"),
    ],
)
def test_what_cannot_be_stated_is_a_doubt_and_is_not_read(database, planned, said, why):
    plan = planned(line(**said), line(material="居住证明"))
    assert [(one.severity, one.line) for one in plan.problems] == [(Severity.DOUBT, 2)]
    assert why in plan.problems[0].message and plan.completions == ()
    written(database, plan)
    assert not any(getattr(item(database), field) for field in errand_details.FIELDS)


def test_many_cells_with_the_same_fault_are_told_once(planned):
    plan = planned(*(line(errand=f"事项{number}", guide="见窗口") for number in range(20)))
    assert codes_of(plan) == ["detail-not-read"] and "20格" in plan.problems[0].message
    assert plan.problems[0].heading == "办理指南"


def test_of_two_that_differ_the_first_is_read_with_a_doubt(planned):
    plan = planned(line(audience="个人"), line(material="居住证明", audience="企业"))
    assert codes_of(plan) == ["detail-differs"]
    assert [one.said[Field.AUDIENCE] for one in plan.completions] == ["个人"]


@pytest.mark.parametrize("nothing", ["无", "—", "/", ""])
def test_cells_that_say_nothing_are_nothing(planned, nothing):
    plan = planned(line(audience=nothing, codes=nothing, guide=nothing))
    assert plan.completions == () and plan.problems == ()


def test_kinds_of_people_that_are_ticked_leave_the_table_as_it_was(register):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for column, heading in enumerate(["索要单位", "办理事项", "证明名称", "设定依据", "取消方式"]):
        sheet.merge_range(0, column, 1, column, heading)
    sheet.merge_range(0, 5, 0, 6, "服务对象")
    sheet.write_row(1, 5, ["自然人", "法人"])
    sheet.write_row(2, 0, ["示例市民政局", "领补贴", "户籍证明", "无", "直接取消", "√", ""])
    book.close()
    (row,) = reading.read(out.getvalue(), "清单.xlsx", register=register).rows
    assert (row.material, row.audience) == ("户籍证明", "")


@given(st.sampled_from(sorted(errand_details.FIELDS)), st.text(max_size=400))
def test_the_form_and_the_list_refuse_alike(field, said):
    most = errand_details.FIELDS[field][1]
    why = errand_details.refusal(field, said)
    assert why if len(said) > most else True
    if field == "audience" or not said:
        assert (why is None) == (len(said) <= most)


def test_many_errands_are_looked_up_at_once(database, planned):
    plan = planned(*(line(errand=f"事项{number}", audience="个人") for number in range(40)))
    written(database, plan)
    looked = []
    for names in (["事项0"], [f"事项{number}" for number in range(40)]):
        with database.reading() as session:
            ids = session.exec(select(ServiceItem.id).where(col(ServiceItem.name).in_(names))).all()
            with counted(database) as statements:
                assert len(service_items.details(session, ids)) == len(names)
        looked.append(len(statements))
    assert looked[0] == looked[1]
