"""What may be handed in with a comment: few files, not too big, of kinds that are told by what is inside."""

import io
import zipfile
from collections.abc import Sequence

from catalog.vocabulary import AttachmentKind

MOST = 3
MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
LONGEST_NAME = 100
# How each kind begins. A .docx is an archive and is looked into.
SIGNS: tuple[tuple[bytes, AttachmentKind], ...] = (
    (b"%PDF-", AttachmentKind.PDF),
    (b"\x89PNG\r\n\x1a\n", AttachmentKind.PNG),
    (b"\xff\xd8\xff", AttachmentKind.JPEG),
)
MEDIA: dict[AttachmentKind, tuple[str, str]] = {
    AttachmentKind.PDF: ("application/pdf", "pdf"),
    AttachmentKind.PNG: ("image/png", "png"),
    AttachmentKind.JPEG: ("image/jpeg", "jpg"),
    AttachmentKind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
}
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx"
_KINDS = "PDF、图片（jpg、png）或Word文档（docx）"


def kind_of(data: bytes) -> AttachmentKind | None:
    """What a file is, whatever it is called; None when it is none of the kinds that are taken."""
    if kind := next((kind for sign, kind in SIGNS if data.startswith(sign)), None):
        return kind
    return AttachmentKind.DOCX if _is_document(data) else None


def refusal(files: Sequence[tuple[str, bytes]]) -> str | None:
    """Why these files, by name and content, are not taken; None when they are."""
    return too_many(len(files)) or next((why for name, data in files if (why := _fault(name, data))), None)


def too_many(number: int) -> str | None:
    """Why a comment cannot have so many files; None when it can."""
    return None if number <= MOST else f"附件最多{MOST}个，现在有{number}个。请去掉几个，或者合成一个文件。"


def _fault(name: str, data: bytes) -> str | None:
    called = f"“{name[:40]}”"
    if not data:
        return f"{called}是空的。请检查以后再选。"
    if len(data) > MOST_BYTES:
        size = -(-len(data) * 10 // MEGABYTE) / 10
        return f"{called}有{size}MB，一个附件最多{MOST_BYTES // MEGABYTE}MB。请缩小以后再选。"
    return None if kind_of(data) else f"{called}不是能收的文件。只收{_KINDS}，文件里不能有宏。"


def _is_document(data: bytes) -> bool:
    """Only the list of names is read, so that nothing is unpacked."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any(_is_macro(name) for name in names)


def _is_macro(name: str) -> bool:
    return name.casefold().endswith("vbaproject.bin")
