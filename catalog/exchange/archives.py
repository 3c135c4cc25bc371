"""Whether a zip archive (.xlsx, .ods, .docx) can be opened without harm."""

import io
import zipfile
import zlib
from xml.parsers import expat

from catalog.errors import UnreadableFile
from catalog.exchange import limits

DAMAGED = "文件打不开，可能没有传完整。请在自己的电脑上打开，另存一份再传。"
LOCKED = "文件加了密码，请去掉密码再传。"
TOO_LARGE_INSIDE = "解开后太大，已停止读取。请删去图片和多余的行列再传。"
ODD_XML = "文件里有不该有的内容，已停止读取。请另存一份再传。"

_CHUNK = 1 << 16
_ENCRYPTED_FLAG = 0x1
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive in ``data``, after every member was inflated once and counted.

    Raises UnreadableFile when it is damaged, locked, or larger inside than the limits allow:
    the sizes that an archive declares are not trusted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
        raise UnreadableFile(DAMAGED) from broken
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise UnreadableFile(LOCKED)
    if len(members) > limits.ARCHIVE_MEMBERS or sum(member.file_size for member in members) > limits.INFLATED_BYTES:
        raise UnreadableFile(TOO_LARGE_INSIDE)
    _count(data, members)
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one member; None when there is none."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise UnreadableFile(DAMAGED) from broken


def xml_parser(*, namespaces: bool = False) -> expat.XMLParserType:
    """A streaming XML parser that takes no document type, hence no entities of the file's own.

    With ``namespaces`` names come as "namespace name", else as they are written.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Feed ``xml`` to ``parser``; raises UnreadableFile when it is not well formed."""
    try:
        for start in range(0, len(xml), _CHUNK):
            parser.Parse(xml[start : start + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise UnreadableFile(DAMAGED) from broken


def _no_doctype(*_: object) -> None:
    raise UnreadableFile(ODD_XML)


def _count(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    budget = limits.INFLATED_BYTES
    for each in members:
        if each.compress_type not in _STORED_OR_DEFLATED:
            raise UnreadableFile(DAMAGED)
        size = each.compress_size
        if each.compress_type == zipfile.ZIP_DEFLATED:
            size = _inflated_size(_raw(data, each), budget)
        if size != each.file_size:
            raise UnreadableFile(DAMAGED)
        budget -= size


def _raw(data: bytes, each: zipfile.ZipInfo) -> memoryview:
    """The compressed bytes of a member, found behind its local header."""
    header = data[each.header_offset : each.header_offset + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise UnreadableFile(DAMAGED)
    start = each.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return memoryview(data)[start : start + each.compress_size]


def _inflated_size(raw: memoryview, budget: int) -> int:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size, waiting = 0, bytes(raw)
    try:
        while waiting and not inflater.eof:
            size += len(inflater.decompress(waiting, 1 << 20))
            waiting = inflater.unconsumed_tail
            if size > budget:
                raise UnreadableFile(TOO_LARGE_INSIDE)
        size += len(inflater.flush())
    except zlib.error as broken:
        raise UnreadableFile(DAMAGED) from broken
    return size
