"""Which kind of file it is, judged by what is inside, and its sheets."""

from pathlib import PurePath

from catalog.errors import UnreadableFile
from catalog.exchange import archives, delimited, documents, legacy_workbooks, limits, workbooks
from catalog.exchange.sheets import Sheet

ACCEPTED = (".xlsx", ".xls", ".ods", ".docx", ".csv")

# Beginnings of files that are not read, with what to do about them.
STRANGERS = (
    (b"%PDF", "PDF 里的表不能直接读。请传原来的 .xlsx 或 .docx 文件。"),
    (b"{\\rtf", "这是 .rtf 文件。请用 Word 打开，另存为 .docx 再传。"),
    (b"Rar!", "这是压缩包。请解开以后，把里面的清单文件传上来。"),
    (b"7z\xbc\xaf", "这是压缩包。请解开以后，把里面的清单文件传上来。"),
    (b"\x1f\x8b", "这是压缩包。请解开以后，把里面的清单文件传上来。"),
)
# Streams that tell what a compound file without a workbook is.
OLD_WORD = "这是旧格式的 .doc 文件。请用 Word 打开，另存为 .docx 再传。"
STREAMS = (("EncryptedPackage", archives.LOCKED), ("WordDocument", OLD_WORD))
MARKUP = "内容是网页，不是表格。请用 Excel 打开，另存为 .xlsx 再传。"
BINARY_WORKBOOK = "这是二进制的 .xlsb 文件。请用 Excel 打开，另存为 .xlsx 再传。"
NO_TABLE_INSIDE = "压缩包里没有能读的表。请传 .xlsx、.xls、.ods、.docx 或 .csv 文件。"
EMPTY = "文件是空的。请检查以后再传。"

_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_NAME = 60


def sheets_of(data: bytes, filename: str) -> list[Sheet]:
    """The sheets in a file.

    Raises UnreadableFile with a sentence when the file is empty, too big, locked, damaged, or no list
    at all. The name is believed only where it decides nothing: a .csv called .xlsx is read as what it is.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableFile(EMPTY)
    if len(data) > limits.FILE_BYTES:
        # Whoever reads a file may have stopped just past the limit: then its size is not known.
        size, most = round(len(data) / limits.MEGABYTE, 1), limits.FILE_BYTES // limits.MEGABYTE
        found = f"文件有{size}MB" if size > most else "文件太大"
        raise UnreadableFile(f"{found}，最多{most}MB。请删去图片，或分几次传。")
    if data.startswith(b"PK"):
        return _zipped(data, filename)
    if data.startswith(legacy_workbooks.MAGIC):
        return _compound(data)
    for beginning, sentence in STRANGERS:
        if data.startswith(beginning):
            raise UnreadableFile(claim(filename) + sentence)
    return _text(data, filename)


def _zipped(data: bytes, filename: str) -> list[Sheet]:
    archive = archives.opened(data)
    names = frozenset(archive.namelist())
    if "xl/workbook.xml" in names:
        return workbooks.of_xlsx(archive, data)
    if "word/document.xml" in names:
        return documents.of_docx(archive)
    if "xl/workbook.bin" in names:
        raise UnreadableFile(BINARY_WORKBOOK)
    if "content.xml" in names and _ODS_TYPE in (archives.member(archive, "mimetype") or _ODS_TYPE):
        return workbooks.of_ods(archive, data)
    raise UnreadableFile(claim(filename) + NO_TABLE_INSIDE)


def _compound(data: bytes) -> list[Sheet]:
    """Files of Office 97 to 2003, and the envelope that newer ones are locked in."""
    if not legacy_workbooks.is_workbook(data):
        for stream, sentence in STREAMS:
            if stream.encode("utf-16-le") in data:
                raise UnreadableFile(sentence)
    return workbooks.of_xls(data)


def _text(data: bytes, filename: str) -> list[Sheet]:
    beginning = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith(b"<") and (b"<html" in beginning or b"<table" in beginning or b"<?xml" in beginning):
        raise UnreadableFile(claim(filename) + MARKUP)
    try:
        return delimited.of_text(data, PurePath(filename).stem[:_LONGEST_NAME] or "表1")
    except UnreadableFile as refused:
        raise UnreadableFile(claim(filename) + refused.sentence) from refused


def claims_another_kind(filename: str, data: bytes) -> bool:
    """True when the name says spreadsheet or document and the content is text, or the other way round."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in ACCEPTED:
        return False
    packed = data.startswith((b"PK", legacy_workbooks.MAGIC))
    return packed == (suffix == ".csv")


def claim(filename: str) -> str:
    """The first half of the sentence when a name promises a table that is not there."""
    suffix = PurePath(filename).suffix.lower()
    return f"名字是 {suffix}，内容不是表格。" if suffix in ACCEPTED and suffix != ".csv" else ""
