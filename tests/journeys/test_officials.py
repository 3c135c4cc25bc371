"""Officials carry a list from a sheet to its publication in the browser, with nothing but the keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from catalog import clock
from catalog.models import Consultation
from catalog.seed import beginnings
from catalog.services import history
from tests.chromium import PHONE, Visits, faults, sideways
from tests.journeys.departments import DISPOSITION, sheet_of
from tests.people import PASSWORD, hired
from tests.serving import Server

pytestmark = pytest.mark.browser
OFFICE = "示例市民政局"
# Typed by hand, so late that no calendar still to come can move it.
LATE = 60


@pytest.fixture
def cast(database):
    if not database.is_sqlite:
        pytest.skip("the browser walks on SQLite only")
    beginnings.load(database, by="test", fictional=True)
    return hired(database)


@pytest.fixture
def there(browser, cast, database, home):
    """Opens windows on a server of its own over a register without lists."""
    with Server(database.url, home, workers=1) as server:
        visits = Visits(browser, server.url)
        yield visits
        visits.end()


class Hands:
    """Somebody who has put the mouse away. Every page on the way is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: str = "button", *, exact: bool = False) -> None:
        """Enter on a button or a link; the page that follows has no faults."""
        target = self.page.get_by_role(role, name=name, exact=exact).first  # type: ignore[arg-type]
        target.focus()
        expect(target).to_be_focused()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert faults(self.page) == [], self.page.url
        assert not sideways(self.page), self.page.url

    def write(self, label: str, text: str) -> None:
        box = self.page.get_by_label(label, exact=True).first
        box.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def write_day(self, label: str, day) -> None:
        """Into a field of days, in the order that the browser of the tests asks for."""
        self.page.get_by_label(label, exact=True).focus()
        self.page.keyboard.type(f"{day:%m%d%Y}")

    def tick(self, label: str) -> None:
        """A box or one of several choices."""
        box = self.page.get_by_label(label, exact=True).first
        box.focus()
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def told(self, text: str) -> None:
        expect(self.page.get_by_role("status").first).to_contain_text(text)


@pytest.fixture
def hands(there):
    """Signs somebody of the cast in, by name and password and Enter."""

    def sign_in(login: str) -> Hands:
        page = there.open("/desk/sign-in")
        one = Hands(page)
        one.write("用户名", login)
        page.keyboard.press("Tab")
        page.keyboard.insert_text(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("，")
        assert faults(page) == []
        return one

    return sign_in


def close(database):
    """Let the period be over."""
    with database.writing() as session:
        one = session.exec(select(Consultation)).one()
        one.closes_at, one.last_on = clock.now(), clock.today() - timedelta(days=1)


def shared_only(rows):
    return [row for row in rows if "数据共享" in row[DISPOSITION]]


def test_from_a_sheet_to_the_public_verdict_by_keyboard(hands, there, database, tmp_path):
    sheet, today = tmp_path / "民政局.xlsx", clock.today()
    sheet.write_bytes(sheet_of(OFFICE, edit=shared_only))

    li = hands("li")
    li.press("导入清单", "link")
    li.page.get_by_label("清单文件").set_input_files(sheet)
    li.write("清单名称", "民政局第一批清单")
    li.press("读取文件")
    li.press("写入")
    li.told("已写入")
    li.press("看这份草稿", "link")
    assert "提交清单要由示例市民政局的部门负责人来办" in li.page.content()

    qiang = hands("qiang")
    qiang.press("去办", "link")
    qiang.press("提交审查", "link")
    qiang.press("提交审查")
    qiang.told("已提交")

    wang = hands("wang")
    wang.press("去办", "link")
    wang.press("审核通过", "link")
    wang.press("审核通过")
    for kind in ("保密审查", "合法性初审"):
        wang.press(f"登记{kind}", "link")
        wang.tick("通过")
        wang.write("审查意见", "没有问题。")
        wang.write_day("收到清单的日期", today)
        wang.press("登记", exact=True)
        wang.told(f"{kind}已登记：通过")

    chen = hands("chen")
    chen.press("去办", "link")
    chen.write("起草说明", "能共享的数据不再要群众提供。")
    chen.write("电话", "0000-1234567")
    chen.write_day("另定截止日", today + timedelta(days=LATE))
    chen.page.keyboard.press("Tab")
    # The last day follows what is typed, without a reload.
    expect(chen.page.locator("#closing")).to_contain_text("24:00 截止")
    chen.press("发起征求意见")
    chen.told("征求意见已经公开")

    public = Hands(there.open("/consultations/"))
    public.press("关于公开征求", "link")
    public.press("提意见", "link")
    public.write("意见", "户籍证明早就查得到，支持。")
    public.tick("可以公开")
    public.page.wait_for_timeout(2_100)
    public.press("提交意见")
    public.told("收到了")

    chen.page.goto("/desk/")
    chen.press("去核看", "link")
    chen.press("核看通过")
    chen.told("已核看")
    close(database)
    chen.page.goto("/desk/")
    chen.press("去答复", "link")
    chen.page.get_by_label("选中答复").first.focus()
    chen.page.keyboard.press("Space")
    chen.tick("采纳")
    chen.write("理由", "采纳，照清单公布。")
    chen.press("答复选中的")
    chen.told("已答复1份")
    chen.page.goto("/desk/lists/")
    chen.press("民政局第一批清单", "link")
    # Nothing was changed, so the version that was open is the one to be examined.
    expect(chen.page.locator(".gates")).to_contain_text("第1版已定版")

    wang.page.goto("/desk/")
    wang.press("去办", "link")
    wang.press("登记合法性审查", "link")
    wang.tick("通过")
    wang.write("审查意见", "没有问题。")
    wang.write_day("收到清单的日期", today)
    wang.write("为什么这么快", "只有几条，都能共享。")
    wang.press("登记", exact=True)

    zhao = hands("zhao")
    zhao.press("去办", "link")
    zhao.write_day("讨论或签发的日期", today)
    zhao.write("签发人", "某市长")
    zhao.press("登记审签")
    zhao.press("试算和公布", "link")
    zhao.write("文号", "示府办[2026]1号")
    zhao.write_day("施行日期", today + timedelta(days=10))
    zhao.press("试算")
    expect(zhao.page.locator("main")).to_contain_text("可以公布，没有差的")
    zhao.tick("试算的结果我看过了")
    zhao.press("公布这")
    zhao.told("已公布，示府办〔2026〕1号")

    public.page.goto(f"/lists/1?on={today + timedelta(days=10)}")
    public.press("结婚登记", "link")
    expect(public.page.locator("main")).to_contain_text("示府办〔2026〕1号")
    with database.reading() as session:
        assert history.verify(session) is None


def test_every_page_of_the_desk_fits_a_phone(hands, there, database, tmp_path):
    sheet = tmp_path / "民政局.xlsx"
    sheet.write_bytes(sheet_of(OFFICE))
    li = hands("li")
    li.page.set_viewport_size(PHONE)
    li.page.goto("/desk/imports/new")
    li.page.get_by_label("清单文件").set_input_files(sheet)
    li.write("清单名称", "民政局第一批清单")
    li.press("读取文件")
    li.press("写入")
    for address in ("/desk/", "/desk/lists/", "/desk/lists/1", "/desk/lists/1/lines", "/desk/lists/1/lines/new"):
        li.page.goto(address)
        assert faults(li.page) == [] and not sideways(li.page), address
    for address in ("/desk/lines/1", "/desk/lines/1/removal", "/desk/lists/1/history", "/desk/lists/new"):
        li.page.goto(address)
        assert faults(li.page) == [] and not sideways(li.page), address
    li.page.goto("/desk/lists/1/lines")
    li.page.get_by_label("选第1条").check()
    li.page.get_by_label("都改为").select_option("cancel")
    li.press("先看看会怎么改")
    expect(li.page.locator("main")).to_contain_text("现在还没有改")
    li.press("改这1条")
    li.press("撤销上一步")
    li.told("已撤销")
