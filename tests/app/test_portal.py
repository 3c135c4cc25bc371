"""The portal's header and footer: shown around every page, and looked at before."""

from dataclasses import replace

import pytest

from app import cli, create_app, portal
from app.settings import Settings
from tests.browser import Visitor

HARMLESS = (
    '<nav aria-label="门户"><a href="https://www.example.gov.cn/">首页</a> <a href="/about" class="x">关于</a></nav>',
    '<div><img src="/logo.png" alt=""><br>\n<a href="mailto:a@b.cn">信箱</a> <a href="tel:12345">12345</a></div>',
    '<link rel="stylesheet" href="portal.css"><p lang="zh-Hans">某某市人民政府</p><!-- 2026 -->',
)
HARMFUL = (
    "<script>alert(1)</script>",
    '<SCRIPT src="/x.js"></SCRIPT>',
    "<script src=/x.js>",
    '<p style="color:red">红</p>',
    "<p STYLE=color:red>红</p>",
    "<style>p{}</style>",
    '<a href="#" onclick="x()">点</a>',
    "<img src=x OnError=alert(1)>",
    '<svg/onload="alert(1)"></svg>',
    '<img src="https://other.example/a.png" alt="">',
    '<img src="//other.example/a.png" alt="">',
    '<img src="/\t/other.example/a.png" alt="">',
    '<img src="\\\\other.example/a.png" alt="">',
    '<img srcset="/a.png 1x, https://other.example/b.png 2x" alt="">',
    '<link rel="stylesheet" href="https://other.example/a.css">',
    '<iframe src="/x"></iframe>',
    '<form action="https://other.example/"><input name="q"></form>',
    '<a href="javascript:alert(1)">点</a>',
    '<a href="java\tscript:alert(1)">点</a>',
    '<a href="data:text/html,x">点</a>',
    '<base href="https://other.example/">',
    '<meta http-equiv="refresh" content="0;url=https://other.example/">',
    "<div><p>没关上</div>",
    "<div>没关上",
    "</div><div>",
    "</main>",
    '<p id="main">重复的 id</p>',
    '<div hx-get="https://other.example/">x</div>',
    "<!--[if IE]><script>x</script><![endif]-->",
    "<p>没写完 <a href='",
)


@pytest.mark.parametrize("html", HARMLESS)
def test_what_a_portal_needs_is_taken_as_it_is(html):
    assert portal.refusal(html) is None


@pytest.mark.parametrize("html", HARMFUL)
def test_what_runs_or_loads_from_elsewhere_is_refused_in_a_sentence(html):
    assert (portal.refusal(html) or "").endswith("。")


def test_other_sites_may_be_allowed_for_pictures_and_style_sheets_but_never_scripts():
    allowed = ("https://static.example.gov.cn",)
    assert portal.refusal('<img src="https://static.example.gov.cn/a.png" alt="">', allowed) is None
    assert portal.refusal('<link rel="stylesheet" href="https://static.example.gov.cn/a.css">', allowed) is None
    assert portal.refusal('<img src="https://static.example.gov.cn.evil.example/a.png" alt="">', allowed)
    assert portal.refusal('<script src="https://static.example.gov.cn/a.js"></script>', allowed)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "slots"
    made.mkdir()
    (made / "header.html").write_text('\ufeff<nav aria-label="门户"><a href="/">某某市政府</a></nav>', "utf-8")
    (made / "footer.html").write_text("<div><p>某某市政府办公室主办</p></div>", "utf-8")
    return made


def test_header_and_footer_stand_on_every_page_and_on_errors(settings, folder):
    app = create_app(replace(settings, portal_slots=folder, portal_origins=("https://static.example.gov.cn",)))
    visitor = Visitor(app.test_client())
    for address, status in (("/", 200), ("/lists/", 200), ("/nothing", 404), ("/desk/sign-in", 200)):
        html = visitor.visit(address, status=status).html
        assert "某某市政府</a>" in html and "某某市政府办公室主办" in html
    policy = visitor.client.get("/").headers["Content-Security-Policy"]
    app.extensions["database"].dispose()
    assert "img-src 'self' https://static.example.gov.cn;" in policy
    assert "script-src 'self';" in policy


def test_one_file_alone_is_enough(folder):
    (folder / "footer.html").unlink()
    assert portal.slots(folder)["footer"] is None and portal.slots(folder)["header"]


def test_a_harmful_file_stops_the_start_with_a_sentence(settings, folder, monkeypatch, capsys):
    (folder / "header.html").write_text("<p onclick='x()'>某某市</p>", "utf-8")
    for name, value in {
        "DATABASE_URL": settings.database_url,
        "MIANZHENG_HOME": str(settings.home),
        "MIANZHENG_PORTAL_SLOTS": str(folder),
        "PORT": "18473",
    }.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["serve"]) == 1
    told = capsys.readouterr().err
    assert "header.html 不能用" in told and "onclick" in told and "Traceback" not in told


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ValueError, match="MIANZHENG_PORTAL_SLOTS"):
        portal.slots(tmp_path / "none")


@pytest.mark.parametrize(
    "text", ["static.example.gov.cn", "http://a.example", "https://a.example/x", "https://a;script-src *"]
)
def test_an_origin_that_is_none_never_gets_into_a_header(text, home):
    with pytest.raises(ValueError, match="MIANZHENG_PORTAL_ORIGINS"):
        Settings.from_env({"MIANZHENG_HOME": str(home), "MIANZHENG_PORTAL_ORIGINS": text})
