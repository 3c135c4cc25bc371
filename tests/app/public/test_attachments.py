"""Files with a comment: chosen on the plain form, named on the receipt, opened at the desk and never public."""

import resource
from contextlib import contextmanager
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from tests.commenter import Commenter, code_in, said

PDF = b"%PDF-1.7 the contract"
PNG = b"\x89PNG\r\n\x1a\n the window"


@pytest.fixture
def opened(life):
    life.begun(days_ago=1)
    return life


def chosen(*files):
    return {"files": [(BytesIO(data), name) for name, data in files]}


def stored(app):
    return [path for path in app.extensions["storage"].folder.rglob("*") if path.is_file()]


def test_what_was_sent_stands_on_the_receipt_and_is_not_public(app, opened, visitor):
    public = Commenter(app)
    receipt = public.write(
        opened.consultation().id, text="请看合同。", **chosen(("租赁合同.pdf", PDF), ("窗口.png", PNG))
    )
    text = said(receipt)
    assert "租赁合同.pdf（1 KB）" in text and "窗口.png" in text and len(stored(app)) == 2
    for address in ("", "/comments"):
        page = visitor.visit(f"/consultations/{opened.consultation().id}{address}").html
        assert "租赁合同" not in page and "comment-files" not in page


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([("意见.pdf", b"MZ no paper")], "不是能收的文件"),
        ([("a.pdf", PDF)] * 4, "附件最多3个"),
        ([("空.png", b"")], "是空的"),
    ],
)
def test_a_file_that_is_not_taken_costs_no_word_and_leaves_nothing(app, opened, files, says):
    answer = Commenter(app).write(opened.consultation().id, text="这句话还在。", status=422, **chosen(*files))
    assert says in answer.text and "这句话还在。" in answer.text and stored(app) == []
    assert "请再选一次" in answer.text and 'href="#files"' in answer.text


def test_files_are_asked_for_again_when_anything_else_was_wrong(app, opened):
    answer = Commenter(app).write(opened.consultation().id, text="", status=422, **chosen(("合同.pdf", PDF)))
    assert "请再选一次：合同.pdf" in answer.text and stored(app) == []


def test_the_same_form_again_keeps_the_first_files_and_says_so(app, opened):
    public = Commenter(app)
    ticket = public.ticket()
    public.write(opened.consultation().id, ticket=ticket, **chosen(("a.pdf", PDF)))
    again = public.write(opened.consultation().id, ticket=ticket, **chosen(("b.pdf", PDF)))
    assert "这次选的附件没有加上" in said(again) and "a.pdf" in said(again) and len(stored(app)) == 1
    other = public.write(opened.consultation().id, ticket=ticket, text="换了话。", status=409, **chosen(("c.pdf", PDF)))
    assert "请再选一次：c.pdf" in other.text and len(stored(app)) == 1


def test_the_author_takes_one_away_and_adds_another(app, opened):
    public = Commenter(app)
    code = code_in(public.write(opened.consultation().id, **chosen(("a.pdf", PDF), ("b.png", PNG))))
    form = public.hold("correction-form", code).text
    assert "去掉 a.pdf" in form
    number = form.partition('name="drop_file" value="')[2].partition('"')[0]
    fields = {"text": "改过。", "scope": "list", "kind": "person", "publishes": "yes", "drop_file": number}
    text = said(public.hold("correction", code, **fields, **chosen(("c.pdf", PDF))))
    assert "a.pdf" not in text and "b.png" in text and "c.pdf" in text and len(stored(app)) == 2
    assert "附件删去" in public.hold("withdrawal-form", code).text
    public.hold("withdrawal", code)
    assert stored(app) == []


def test_what_was_to_go_is_still_ticked_when_a_correction_is_refused(app, opened):
    public = Commenter(app)
    code = code_in(public.write(opened.consultation().id, **chosen(("a.pdf", PDF), ("b.png", PNG))))
    number = public.hold("correction-form", code).text.partition('name="drop_file" value="')[2].partition('"')[0]
    refused = public.hold("correction", code, text="", drop_file=number, status=422).text
    assert f'value="{number}" checked' in refused and refused.count(" checked> 去掉") == 1
    assert " checked> 去掉" not in public.hold("correction-form", code).text and len(stored(app)) == 2


def test_who_puts_a_comment_aside_is_told_that_its_files_are_not(app, opened):
    public = Commenter(app)
    text = said(public.write(opened.consultation().id, act="keep", **chosen(("a.pdf", PDF))))
    assert "附件没有存" in text and "请再选一次" in text and stored(app) == []
    assert "附件没有存" not in said(public.write(opened.consultation().id, act="keep"))


def test_a_full_disk_costs_no_word_and_keeps_no_part_of_what_was_chosen(app, opened):
    files = chosen(("a.pdf", PDF), ("b.pdf", PDF + bytes(400_000)))
    with disk_left(300_000):
        answer = Commenter(app).write(opened.consultation().id, text="这句话还在。", status=503, **files)
    assert "磁盘满了" in answer.text and "这句话还在。" in answer.text and "请再选一次：a.pdf、b.pdf" in answer.text
    assert stored(app) == []


def test_words_are_kept_when_the_disk_takes_no_more_of_a_file_while_it_arrives(app, opened):
    data, kind = sent_as(
        chosen(("a.pdf", PDF + bytes(2_000_000))), ticket=Commenter(app).ticket(), text="这句话还在。", publishes="yes"
    )
    public, address = Commenter(app), f"/consultations/{opened.consultation().id}/comments"
    with disk_left(1_000_000):
        answer = public.client.post(address, data=data, content_type=kind)
    assert answer.status_code == 503 and "磁盘满了" in answer.text
    assert "这句话还在。" in answer.text and "请再选一次：a.pdf" in answer.text and stored(app) == []


def test_photographs_far_too_large_cost_no_word(app, opened):
    large = PNG + bytes(12 * 1024 * 1024)
    files = chosen(("一.png", large), ("二.png", large), ("三.png", large))
    data, kind = sent_as(files, ticket=Commenter(app).ticket(), text="这句话还在。", publishes="yes")
    address = f"/consultations/{opened.consultation().id}/comments"
    answer = Commenter(app).client.post(address, data=data, content_type=kind)
    assert answer.status_code == 422 and "“一.png”有12.1MB，一个附件最多5MB" in answer.text
    assert "这句话还在。" in answer.text
    assert Commenter(app).client.post("/receipts/", data=data, content_type=kind).status_code == 413


def sent_as(fields, **more):
    """A form as it goes over the line, made beforehand."""
    files = [FileStorage(stream, name) for stream, name in fields["files"]]
    stream, length, boundary = stream_encode_multipart(MultiDict({**more, "files": files}), use_tempfile=False)
    return stream.read(length), f"multipart/form-data; boundary={boundary}"


@contextmanager
def disk_left(octets):
    """No file grows beyond that: as near to a full disk as a test can come."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_whose_name_shows_nothing_is_called_by_its_number(app, opened):
    assert "附件1（1 KB）" in said(Commenter(app).write(opened.consultation().id, **chosen((" \u202e", PDF))))
