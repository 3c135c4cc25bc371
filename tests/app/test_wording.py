"""What sentences about days, offices, searches, imports and failures promise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wording

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 30))

OFFICES = [
    ("示例市民政局", "民政局"),
    ("示例市人力资源和社会保障局", "人社局"),
    ("示例市市场监督管理局", "市场监管局"),
    ("国家税务总局示例市税务局", "税务局"),
    ("示例市人民政府", "市政府"),
    ("示例市人民政府办公室", "市政府办公室"),
    ("青石镇", "青石镇政府"),
    ("青石镇人民政府", "青石镇政府"),
    ("东岸街道办事处", "东岸街道办"),
    ("东岸街道", "东岸街道办"),
    ("滨海经济开发区管理委员会", "滨海经济开发区管委会"),
    ("红星农场", "红星农场"),
    ("镇街", "镇街"),
]


@pytest.mark.parametrize(("name", "short"), OFFICES)
def test_an_office_is_called_what_people_call_it(name, short):
    assert wording.office_short(name, "示例市") == short


@pytest.mark.parametrize(
    ("name", "short"),
    [("宿州市民政局", "民政局"), ("城市管理和综合执法局", "城管局"), ("市场监督管理局", "市场监管局")],
)
def test_a_place_in_front_of_an_office_is_recognised_without_being_told(name, short):
    assert wording.office_short(name) == short


def test_an_office_named_like_the_city_alone_keeps_its_name():
    assert wording.office_short("示例市", "示例市") == "示例市"


def test_a_deadline_gives_day_weekday_and_hour():
    assert wording.deadline(date(2026, 10, 1)) == "2026年10月1日 星期四 24:00 截止"


@given(DAYS)
def test_24_00_is_the_first_instant_of_the_next_day(day):
    machine = datetime.fromisoformat(wording.closing_instant(day))
    assert machine.date() == day + timedelta(days=1)
    assert (machine.hour, machine.minute, machine.utcoffset()) == (0, 0, timedelta(hours=8))


@given(DAYS, st.integers(-400, 400))
def test_what_is_left_never_counts_zero_days(today, distance):
    said = wording.days_left(today + timedelta(days=distance), today=today)
    assert "0天" not in said or "10天" in said or distance % 10 == 0
    assert ("今天" in said) == (distance == 0)
    assert (said == "已截止") == (distance < 0)


def test_an_interval_names_the_year_only_where_it_must():
    today = date(2026, 9, 1)
    assert wording.interval(date(2026, 7, 13), date(2026, 8, 12), today=today) == "7月13日至8月12日"
    assert wording.interval(date(2026, 12, 20), date(2027, 1, 19), today=today) == "12月20日至2027年1月19日"
    assert wording.interval(date(2025, 7, 1), date(2025, 7, 9), today=today) == "2025年7月1日至7月9日"
    assert wording.interval(today, today, today=today) == "9月1日"


def test_an_instant_is_told_in_beijing():
    assert wording.zh_moment(datetime(2026, 11, 22, 16, 5, tzinfo=UTC)) == "2026年11月23日 星期一 0:05"


def test_a_question_is_repeated_as_it_was_understood():
    assert wording.how_found(materials=["生存证明"], items=["高龄津贴"]) == "按证明“生存证明”和事项“高龄津贴”查找"
    assert wording.how_found(words=["落户"]) == "按字词“落户”查找"
    assert wording.how_found(materials=["甲", "乙"], items=["丙"], offices=["丁"]).count("和") == 1
    assert wording.how_found() == ""


def test_nothing_found_is_never_said_to_be_not_needed():
    heading, says = wording.empty_results("常驻证明")
    assert "常驻证明" in heading
    assert "没找到不等于不用交" in says


def test_an_empty_combination_says_which_condition_to_drop():
    assert wording.empty_facets("民政局", 1204)[1] == "去掉“民政局”，有1,204条。"


def test_counts_are_grouped_and_carry_what_they_count():
    assert wording.count(1344) == "1,344条"
    assert wording.count(0) == "0条"
    assert wording.total(0) == "没有"
    assert wording.share(27, 100) == "27%"
    assert wording.share(1, 0) == "–"


def test_a_problem_says_where_it_lies():
    assert wording.position("第一批", 7, "设定依据") == "工作表“第一批”第7行“设定依据”："
    assert wording.position("", 7) == "第7行："
    assert wording.position("", None) == ""


def test_a_plan_is_summed_up_and_says_that_nothing_is_written():
    said = wording.plan_summary(new=1300, changed=3, same=40, doubts=12, errors=1)
    assert said == "共1,344行：新增1,300，有改动3，相同40，拿不准12，有错1。现在还没有写入。"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 418, 422, 429, 500, 502, 503])
def test_every_failure_has_words_without_blanks_to_fill(status):
    failed = wording.failure(status)
    assert failed.heading and failed.says
    assert "{" not in failed.heading + failed.says


def test_a_failure_tells_the_particulars_when_they_are_known():
    assert "报编号ab12" in wording.failure(500, hotline="12345", code="ab12").says
    assert "有25MB，最多20MB" in wording.failure(413, size=25, limit=20).says
