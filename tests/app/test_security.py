"""Headers on every answer, cookies only where a form needs them, and no way in by forged forms, names or files."""

import io

import pytest

from app.attachments import file_name
from tests.people import cheap_passwords, enter, hired  # noqa: F401

PAGES = ("/", "/proofs?q=证明", "/requirements/1", "/materials/1", "/lists/1", "/lists/1.csv", "/api/v1/requirements/1")
FAILURES = (
    ("get", "/nothing", 404),
    ("get", "/requirements/999999", 404),
    ("get", "/requirements/1?on=never", 400),
    ("get", "/proofs?page=0", 400),
    ("post", "/proofs", 405),
    ("get", "/desk/", 401),
    ("post", "/desk/sign-in", 400),
    ("get", "/api/v1/nothing", 404),
    ("get", "/static/nothing.css", 404),
)
STRICT = ("default-src 'none'", "script-src 'self';", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'")


@pytest.mark.parametrize("address", [*PAGES, "/static/css/registry.css", "/healthz", "/gallery"])
def test_every_answer_carries_the_strict_policy(example_app, address):
    with example_app.test_client().get(address) as response:
        policy = response.headers["Content-Security-Policy"]
        assert all(part in policy for part in STRICT) and "unsafe" not in policy and "*" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("method", "address", "status"), FAILURES)
def test_failures_carry_it_too_and_speak_chinese(example_app, method, address, status):
    response = getattr(example_app.test_client(), method)(address)
    assert response.status_code == status
    assert all(part in response.headers["Content-Security-Policy"] for part in STRICT)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in response.text) and "Traceback" not in response.text


def test_a_failure_of_ours_carries_it_and_shows_no_trace(app, client, monkeypatch):
    monkeypatch.setitem(app.view_functions, "public_home.index", lambda: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500 and "ZeroDivision" not in response.text and "编号" in response.text
    assert all(part in response.headers["Content-Security-Policy"] for part in STRICT)


@pytest.mark.parametrize("address", PAGES)
def test_reading_sets_no_cookie_and_varies_by_none(example_app, address):
    response = example_app.test_client().get(address)
    assert "Set-Cookie" not in response.headers and "Cookie" not in response.headers.get("Vary", "")


def test_a_page_with_a_form_token_is_kept_by_nobody(client):
    response = client.get("/desk/sign-in")
    assert response.headers["Cache-Control"] == "no-store"
    assert "HttpOnly" in response.headers["Set-Cookie"] and "SameSite=Lax" in response.headers["Set-Cookie"]


def test_every_header_of_every_download_is_plain_ascii(example_app):
    for kind in ("xlsx", "csv", "json", "docx"):
        response = example_app.test_client().get(f"/lists/1.{kind}")
        assert all(str(value).isascii() for _, value in response.headers)
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith(f"attachment; filename=\"file.{kind}\"; filename*=UTF-8''%E")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("第一批清单.csv", "第一批清单.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\windows\\x.exe", "C__windows_x.exe"),
        ('a"; filename="evil.exe', "a__ filename=_evil.exe"),
        ("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie_ x=1.csv"),
        ("\u202efdp.exe", "fdp.exe"),
        ("%2e%2e%2f", "_2e_2e_2f"),
        ("", "file"),
        ("...", "file"),
        ("清" * 300 + ".xlsx", "清" * 115 + ".xlsx"),
    ],
)
def test_a_saved_name_is_no_path_and_no_header(name, safe):
    assert file_name(name) == safe


@pytest.fixture
def publisher(app, database, cheap_passwords):  # noqa: F811
    """Somebody who has signed in and may enter lists."""
    hired(database)
    return enter(app, "zhao")


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_forged_form_is_refused_with_what_to_do(publisher, token):
    for address in ("/desk/imports/", "/desk/sign-out"):
        refused = publisher.client.post(address, data={"csrf_token": token})
        assert refused.status_code == 400 and "请刷新这一页" in refused.text
    assert publisher.visit("/desk/").h1


def test_a_token_of_another_session_is_refused(app, publisher):
    page = app.test_client().get("/desk/sign-in").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert publisher.client.post("/desk/sign-out", data={"csrf_token": token}).status_code == 400


FORM = {"title": "第一批"}
HOSTILE = [
    ("清单.xlsx", b""),
    ("清单.xlsx", b"PK\x03\x04" + bytes(500)),
    ("清单.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    ("清单.csv", b"\x00\x01\x02\x03" * 500),
    ("清单.csv", b"\xff\xfe\x00"),
    ("清单.docx", b"<html><script>alert(1)</script></html>"),
    ("清单.pdf", b"%PDF-1.7\n%%EOF"),
    ("清单.exe", b"MZ" + bytes(300)),
    ("../../../etc/清单.xlsx", b"\x7fELF" + bytes(100)),
]


@pytest.mark.parametrize(("name", "content"), HOSTILE)
def test_a_hostile_upload_gets_a_sentence_beside_the_field(publisher, database, name, content):
    form = FORM | {"file": (io.BytesIO(content), name)}
    refused = publisher.submit("/desk/imports/", form, status=422, at="/desk/imports/new")
    assert 'href="#file"' in refused.text and "Traceback" not in refused.text
    assert 'value="第一批"' in refused.text


def test_a_file_too_big_is_told_in_words(publisher):
    file = io.BytesIO(bytes(22 << 20)), "large.csv"
    refused = publisher.submit("/desk/imports/", FORM | {"file": file}, status=413, at="/desk/imports/new")
    assert "文件太大" in refused.text


def test_the_name_of_an_upload_is_shown_as_text(publisher):
    name = '<img src=x onerror="alert(1)">.csv'
    rows = "索要单位,办理事项,证明名称,设定依据,取消方式\n民政局,登记,单身证明,无,保留\n".encode()
    made = publisher.submit(
        "/desk/imports/", FORM | {"file": (io.BytesIO(rows), name)}, status=303, at="/desk/imports/new"
    )
    page = publisher.visit(made.headers["Location"])
    assert "<img" not in page.html and "&lt;img src=x" in page.html
