"""From an empty register and a department's sheet to the public verdict, one official after the other."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
import time_machine
from lxml import html

from catalog import clock
from catalog.seed import beginnings
from catalog.services import history
from tests.commenter import Commenter, code_in, said
from tests.journeys.departments import DISPOSITION, PROOF, sheet_of
from tests.people import Desk, cheap_passwords, hired, id_in  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap_passwords")
OFFICE = "示例市民政局"


@contextmanager
def on(year: int, month: int, day: int, hour: int = 10) -> Iterator[None]:
    """Let it be that hour in Beijing."""
    with time_machine.travel(datetime(year, month, day, hour, tzinfo=clock.BEIJING), tick=True):
        yield


class Town:
    """Everybody who has a part in the story."""

    def __init__(self, app, database) -> None:
        beginnings.load(database, by="test", fictional=True)
        self.cast = hired(database)
        self.app, self.database = app, database
        self.li, self.qiang, self.sun = (Desk(app, name) for name in ("li", "qiang", "sun"))
        self.wang, self.chen, self.zhao, self.both = (Desk(app, name) for name in ("wang", "chen", "zhao", "both"))
        self.public = Commenter(app)
        self.list_id = 0

    @property
    def at(self) -> str:
        return f"/desk/lists/{self.list_id}"

    def imports(self, data: bytes, target: str, *, title: str = "民政局第一批证明材料取消清单", **more) -> str:
        """Li reads a file in; where the answer led."""
        form = {"title": title, "kind": "cancellation", "file": (io.BytesIO(data), "清单.xlsx")}
        plan = self.li.press("/desk/imports/", form, at="/desk/imports/new").location
        done = self.li.press(f"{plan}/application", {"target": target, "accept_doubts": "yes"} | more, at=plan)
        page = self.li.visit(done.location)
        self.list_id = id_in(page.html, "desk/lists")
        return page.html

    def steps(self, who: Desk, name: str, **form) -> None:
        who.press(f"{self.at}/steps/{name}", form, at=f"{self.at}/steps/{name}")

    def reviews(self, kind: str, **form) -> None:
        form = {"kind": kind, "passed": "yes", "finding": "没有问题。", "received_on": "2026-06-01"} | form
        self.wang.press(f"{self.at}/reviews", form, at=f"{self.at}/reviews/new")

    def line_ids(self, who: Desk, query: str = "") -> list[str]:
        """The lines in the table, by the number that their boxes carry."""
        return re.findall(r'name="pick" value="(\d+)"', who.visit(f"{self.at}/lines?{query}").html)


@pytest.fixture
def town(app, database):
    with on(2026, 6, 22):
        yield Town(app, database)


NOTICE = {
    "title": "关于公开征求意见的公告",
    "notice": "为了少开证明，现在公开征求意见。",
    "explanation": "按依据逐条处理。",
    "draft_kind": "major-decision",
    "opens_on": "2026-07-13",
    "length": "30",
    "unit": "days",
    "contact_telephone": "0000-1234567",
}
PAPER = {"number": "示府办[2026]1号", "form": "notice", "published_on": "2026-09-15", "effective_on": "2026-10-01"}


def drafted_and_cleared(town: Town) -> None:
    town.imports(sheet_of(OFFICE), f"new-{town.cast.li.office_id}")
    town.steps(town.qiang, "submit")
    settle_points(town)
    town.steps(town.wang, "assemble")
    town.reviews("secrecy")
    town.reviews("first-legality")


def settle_points(town: Town) -> None:
    """Wang attaches one document to all that lack evidence, and signs what no document settles."""
    page = town.wang.visit(f"{town.at}/lines?narrow=policy").html
    ids = re.findall(r'name="pick" value="(\d+)"', page)
    while ids:
        kinds = re.findall(r'name="kind" value="([^"]+)"', asks(town, "evidence", ids))
        for kind in kinds:
            form = {"line": ids, "kind": kind, "note": "粤府办〔2020〕1号"}
            town.wang.press(f"{town.at}/evidence", form, at=f"{town.at}/lines")
        left = town.line_ids(town.wang, "narrow=policy")
        if not kinds and left:
            form = {"line": left, "kind": "policy", "reason": "上级已经同意。"}
            town.wang.press(f"{town.at}/exceptions", form, at=f"{town.at}/lines")
            left = town.line_ids(town.wang, "narrow=policy")
        ids = left


def asks(town: Town, what: str, ids: list[str]) -> str:
    answer = town.wang.press(f"{town.at}/{what}/new", {"pick": ids}, at=f"{town.at}/lines", status=200)
    return answer.text


def consulted(town: Town, **changes) -> int:
    town.chen.press(f"{town.at}/consultation", NOTICE | changes, at=f"{town.at}/consultation")
    return id_in(town.chen.visit(town.at).html, "consultations")


def test_a_list_lives_from_a_sheet_to_the_public_verdict(town):
    drafted_and_cleared(town)
    requirement = id_in(town.li.visit(f"{town.at}/lines?q=结婚登记").html, "requirements")
    assert town.public.client.get(f"/requirements/{requirement}").status_code == 404

    with on(2026, 7, 13):
        consultation = consulted(town)
        assert town.public.visit(f"/consultations/{consultation}").h1
        assert town.public.visit(f"/requirements/{requirement}").h1
        code = code_in(
            town.public.write(consultation, text="户籍证明不该要。", scope="lines", positions="1", name="张三")
        )
        comments = f"/desk/consultations/{consultation}/comments"
        comment = id_in(town.chen.visit(comments).html, "comments")
        town.chen.press(f"/desk/comments/{comment}/passing", {"version": "1"}, at=comments)
        assert "户籍证明不该要" in town.public.visit(f"/consultations/{consultation}/comments").html

    with on(2026, 8, 13):
        line = town.line_ids(town.chen)[0]
        form = line_values(town, line) | {"disposition": "cancel", "method": "", "replacement": ""}
        refused = town.chen.refused(f"/desk/lines/{line}", form, at=f"/desk/lines/{line}", status=422)
        assert "征求意见以后改动清单" in refused.html
        town.chen.press(f"/desk/lines/{line}", form | {"comments": str(comment)}, at=f"/desk/lines/{line}")
        early = town.chen.refused(f"{town.at}/versions", {}, at=f"{town.at}/versions/new", status=422)
        assert "还有1份意见没有答复" in early.html
        answers = {"pick": str(comment), "adoption": "adopted", "reason": "采纳，第1条改为直接取消。"}
        town.chen.press(f"/desk/consultations/{consultation}/answers", answers, at=comments)
        points_after_settling(town)
        town.chen.press(f"{town.at}/versions", {}, at=f"{town.at}/versions/new")
        assert "正在研究" in said(town.public.hold("look-up", code)) or "已收到" in said(
            town.public.hold("look-up", code)
        )

    with on(2026, 8, 28):
        town.reviews("final-legality", received_on="2026-08-14")
    with on(2026, 9, 7):
        approval = {"decided_on": "2026-09-04", "meeting": "第12次常务会议", "minutes": "〔2026〕12号"}
        town.zhao.press(f"{town.at}/approval", approval, at=f"{town.at}/approval")
    with on(2026, 9, 15):
        dry = town.zhao.visit(f"{town.at}/publication?" + "&".join(f"{k}={v}" for k, v in PAPER.items()))
        assert "可以公布，没有差的" in dry.html and "41条结论会变" in dry.html
        before = town.public.visit(f"/requirements/{requirement}").h1
        town.zhao.press(f"{town.at}/publication", PAPER | {"sure": "yes"}, at=f"{town.at}/publication?number=x")
        assert "示府办〔2026〕1号" in town.public.visit(f"/lists/{town.list_id}").html
        after = town.public.visit(f"/requirements/{requirement}?on=2026-10-01")
        assert "不用再交" in after.h1 or "不用交" in after.h1
        assert before != after.h1
        assert "采纳" in said(town.public.hold("look-up", code))
    with town.database.reading() as session:
        assert history.verify(session) is None


def points_after_settling(town: Town) -> None:
    if town.line_ids(town.wang, "narrow=policy"):
        settle_points(town)


def line_values(town: Town, line: str) -> dict[str, str]:
    """What the form of a line holds."""
    page = html.fromstring(town.chen.visit(f"/desk/lines/{line}").html)
    (form,) = page.xpath('//form[contains(@action, "/desk/lines/")]')
    return {name: value or "" for name, value in form.form_values() if name != "csrf_token"}


def test_a_changed_sheet_is_imported_over_the_draft(town):
    town.imports(sheet_of(OFFICE), f"new-{town.cast.li.office_id}")
    first = town.list_id

    def changed(rows):
        rows = [list(row) for row in rows[1:]]
        rows[0][DISPOSITION] = "直接取消"
        rows[0][DISPOSITION + 1] = ""
        extra = list(rows[0])
        extra[PROOF] = "全新的证明"
        return [*rows, extra]

    told = town.imports(sheet_of(OFFICE, edit=changed), f"over-{first}")
    assert town.list_id == first
    assert "改动1条，增加1条，删去1条" in told
    assert "用文件覆盖了清单" in town.li.visit(f"{town.at}/history").html


def test_a_department_never_imports_lines_of_another(town):
    both = sheet_of(OFFICE, edit=lambda rows: [*rows, ["示例市教育局", *rows[0][1:]]])
    form = {"title": "清单", "kind": "cancellation", "file": (io.BytesIO(both), "清单.xlsx")}
    plan = town.li.press("/desk/imports/", form, at="/desk/imports/new").location
    chosen = {"target": f"new-{town.cast.li.office_id}", "accept_doubts": "yes"}
    page = town.li.refused(f"{plan}/application", chosen, at=plan, status=403)
    assert "示例市教育局的条" in page.html


def test_sent_back_with_a_remark_it_comes_again_with_what_changed(town):
    town.imports(sheet_of(OFFICE), f"new-{town.cast.li.office_id}")
    town.steps(town.qiang, "submit")
    empty = town.wang.refused(f"{town.at}/steps/send-back", {}, at=f"{town.at}/steps/send-back", status=422)
    assert "要写明理由" in empty.html
    town.steps(town.wang, "send-back", remark="第1条依据写全。")
    assert "第1条依据写全" in town.li.visit(town.at).html
    assert "改退回的清单" in town.li.visit("/desk/").html
    line = town.line_ids(town.li)[0]
    form = line_values(town, line) | {"basis": "《婚姻登记条例》第五条第一款"}
    town.li.press(f"/desk/lines/{line}", form, at=f"/desk/lines/{line}")
    town.steps(town.qiang, "submit")
    changes = town.wang.visit(f"{town.at}/changes").html
    assert "改动1条" in changes and "第五条第一款" in changes


def test_only_the_emergency_door_lets_a_reviewer_approve_and_another_confirms_it(town):
    town.imports(sheet_of(OFFICE), f"new-{town.cast.li.office_id}")
    town.steps(town.qiang, "submit")
    page = town.zhao.visit(town.at).html
    assert "汇总清单要由“审查”来办" in page and "王敏" in page
    settle_points(town)
    town.steps(town.both, "assemble")
    town.reviews("secrecy")
    town.reviews("first-legality")
    town.steps(town.chen, "skip", remark="只是单纯的清单。")
    town.chen.press(f"{town.at}/versions", {}, at=f"{town.at}/versions/new")
    town.reviews("final-legality", short_reason="市里急用")
    address, signed = f"{town.at}/approval", {"decided_on": "2026-06-22", "signer": "某市长"}
    refused = town.both.refused(address, signed, at=address, status=403)
    assert "您审查过这份清单，不能再由您公布" in refused.html and "赵宁" in refused.html
    town.both.press(address, signed | {"emergency": "赵宁出差，来不及。"}, at=address)
    page = town.both.visit(town.at).html
    assert "待追认" in page and "不能由您自己追认" in page
    emergency = id_in(town.wang.visit(town.at).html, "emergencies")
    assert "追认紧急办理" in town.wang.visit("/desk/").html
    confirmation = f"{town.at}/emergencies/{emergency}/confirmation"
    assert town.both.press(confirmation, {}, at="/desk/", status=403)
    town.wang.press(confirmation, {}, at=town.at)
    assert "王敏已追认" in town.zhao.visit(town.at).html


def test_a_consultation_is_not_opened_with_a_period_too_short_or_a_last_day_unknown(town):
    drafted_and_cleared(town)
    with on(2026, 7, 13):
        address = f"{town.at}/consultation"
        short = town.chen.refused(address, NOTICE | {"length": "10"}, at=address, status=422)
        assert "至少征求30天" in short.html and "2026年8月12日" in short.html
        far = town.chen.refused(address, NOTICE | {"opens_on": "2030-07-13"}, at=address, status=422)
        assert "还没有2030年的工作日历" in far.html
        live = town.chen.swap(f"{address}/closing?draft_kind=major-decision&opens_on=2026-07-13&length=30&unit=days")
        assert "2026年8月12日 星期三 24:00 截止" in live.html and "比这短的，要在征求意见时公布理由" in live.html
        assert "发起征求意见" in town.chen.visit("/desk/").html


def test_an_open_period_is_extended_with_a_reason_and_never_shortened(town):
    drafted_and_cleared(town)
    with on(2026, 7, 13):
        consultation = consulted(town)
        address = f"{town.at}/extension"
        early = town.chen.refused(address, {"last_on": "2026-08-01", "remark": "x"}, at=address, status=422)
        assert "只能延后，不能提前" in early.html
        town.chen.press(address, {"last_on": "2026-08-20", "remark": "意见较多"}, at=address)
        assert "意见较多" in town.public.visit(f"/consultations/{consultation}").html
        frozen = town.li.visit(f"{town.at}/lines").html
        assert "正在征求意见，清单不能改" in frozen


def test_ending_an_open_consultation_needs_a_public_reason(town):
    drafted_and_cleared(town)
    with on(2026, 7, 13):
        consultation = consulted(town)
        address = f"{town.at}/steps/end"
        assert "要写明理由" in town.chen.refused(address, {"remark": " "}, at=address, status=422).html
        town.steps(town.chen, "end", remark="上级文件变了，重新起草。")
        assert "上级文件变了" in town.public.visit(f"/consultations/{consultation}").html


def test_letters_and_calls_are_entered_with_the_day_that_counts(town):
    drafted_and_cleared(town)
    with on(2026, 7, 13):
        consultation = consulted(town)
    with on(2026, 8, 14):
        address = f"/desk/consultations/{consultation}/comments"
        form = {
            "channel": "letter",
            "received_on": "2026-08-10",
            "text": "来信说要保留。",
            "kind": "person",
            "name": "王五",
            "contact": "13800000000",
            "publishes": "yes",
        }
        ticket = re.search(r'name="ticket" value="([^"]+)"', town.chen.visit(f"{address}/new").html)[1]
        answer = town.chen.press(address, form | {"ticket": ticket}, at=f"{address}/new", status=200)
        assert re.search(r"MZ-[2-9A-Z]{4}", answer.text)
        page = town.chen.visit(address)
        assert "来信" in page.html and ">逾期<" not in page.html
        comment = id_in(page.html, "comments")
        # Another day counts as late.
        ticket = re.search(r'name="ticket" value="([^"]+)"', town.chen.visit(f"{address}/new").html)[1]
        late = form | {"ticket": ticket, "received_on": "2026-08-13", "text": "来晚了。"}
        town.chen.press(address, late, at=f"{address}/new", status=200)
        assert "逾期1" in town.chen.visit(address).html
        # The contact is shown by a POST, and each look is on record.
        one = f"/desk/comments/{comment}"
        assert "13800000000" not in town.chen.visit(one).html
        shown = town.chen.press(f"{one}/contact", {}, at=one, status=200)
        assert "13800000000" in shown.text
        assert "查看了联系方式" in town.chen.visit(one).html
        assert town.wang.press(f"{one}/contact", {}, at="/desk/", status=403)
