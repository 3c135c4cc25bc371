"""What is taken with a comment is told by what is inside, whatever a file is called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.attachments import MEDIA, MOST, MOST_BYTES, SIGNS, kind_of, refusal, too_many
from catalog.vocabulary import AttachmentKind


def archive(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name in names:
            whole.writestr(name, "内容")
    return made.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
GOOD = [(sign + b"...", kind) for sign, kind in SIGNS] + [(DOCX, AttachmentKind.DOCX)]


@pytest.mark.parametrize(("data", "kind"), GOOD)
def test_each_kind_is_known_by_its_content(data, kind):
    assert kind_of(data) is kind and kind in MEDIA
    assert refusal([("照片.exe", data)]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90",
        b"<html>",
        b"GIF89a",
        b"PK\x03\x04 broken",
        archive("xl/workbook.xml", "[Content_Types].xml"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("[Content_Types].xml", "word/document.xml", "custom/VBAProject.BIN"),
        "正文".encode(),
    ],
)
def test_other_kinds_are_refused_under_any_name(data):
    assert kind_of(data) is None
    assert "不是能收的文件" in (refusal([("意见.pdf", data)]) or "")


@given(st.binary(max_size=60))
def test_no_bytes_whatever_break_the_look_at_them(data):
    assert kind_of(data) in (None, *AttachmentKind) and kind_of(b"PK" + data) is None


def test_too_many_too_big_and_empty_ones_are_refused_with_what_to_do():
    good = ("a.pdf", b"%PDF-1.7")
    assert refusal([good] * MOST) is None and refusal([]) is None
    assert "最多3个，现在有4个" in (refusal([good] * 4) or "")
    assert [too_many(number) is None for number in (0, MOST, MOST + 1)] == [True, True, False]
    assert refusal([("a.pdf", b"%PDF-".ljust(MOST_BYTES, b"."))]) is None
    assert "有5.1MB，一个附件最多5MB" in (refusal([("a.pdf", b"%PDF-".ljust(MOST_BYTES + 1, b"."))]) or "")
    assert "是空的" in (refusal([("a.pdf", b"")]) or "")
