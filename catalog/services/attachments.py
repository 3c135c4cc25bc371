"""Files that came with a comment: sealed with the consultation's key, so that each is its comment's own (DESIGN §9)."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session, col, select

from catalog import clock
from catalog.database import afterwards
from catalog.errors import Incomplete, NotFound
from catalog.models import Comment, CommentFile, Consultation
from catalog.rules import attachments as rule
from catalog.rules.permissions import Official
from catalog.services import history, leave
from catalog.services.vault import KeyRing
from catalog.storage import Storage
from catalog.vocabulary import Act, AttachmentKind

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that lies sealed in storage and is on no record yet; ``fingerprint`` is of its plain content."""

    digest: str
    name: str
    kind: AttachmentKind
    size: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it came; ``place`` is its number within the comment."""

    comment_id: int
    place: int
    kind: AttachmentKind
    data: bytes


def store(storage: Storage, keys: KeyRing, consultation: Consultation, files: Sequence[File]) -> list[Sealed]:
    """Seal the files and put them into storage, all or none: before the write lock is taken.

    Sealed anew each time, no two files are the same, whoever hands in the same one. Raises Incomplete, and OSError
    when the disk takes no more.
    """
    if why := rule.refusal(files):
        raise Incomplete(why, field="files")
    if files and consultation.erased_at is not None:
        raise Incomplete("这次征求意见的材料已经按期删除，不再收附件。意见本身照样可以交。", field="files")
    found: list[Sealed] = []
    try:
        for name, data in files:
            found.append(_sealed(storage, keys, consultation.key_name, name, data))
    except OSError:
        drop(storage, found)
        raise
    return found


def _sealed(storage: Storage, keys: KeyRing, key: str, name: str, data: bytes) -> Sealed:
    kind = rule.kind_of(data)
    assert kind is not None
    digest = storage.keep(keys.seal_bytes(key, data))
    shown = "".join(filter(str.isprintable, name)).strip()[-rule.LONGEST_NAME :]
    return Sealed(digest, keys.seal(key, shown), kind, len(data), hashlib.sha256(data).hexdigest())


def drop(storage: Storage, files: Iterable[Sealed | CommentFile]) -> None:
    """Take the bytes of files off the disk that are on no record, not yet or no more. Safe to repeat."""
    for one in files:
        storage.drop(one.digest)


def drop_afterwards(session: Session, storage: Storage, files: Sequence[CommentFile]) -> None:
    """As ``drop``, once it is written that they are off the record. A stop in between leaves them sealed."""
    if files:
        afterwards(session, partial(drop, storage, files))


def note(session: Session, comment: Comment, sealed: Sequence[Sealed]) -> list[str]:
    """Put stored files on record as the comment's; their salted digests, for history. Raises Incomplete (too many)."""
    there = of_comments(session, [comment.id or 0]).get(comment.id or 0, [])
    if why := rule.too_many(len(there) + len(sealed)):
        raise Incomplete(why, field="files")
    first = max((one.place for one in there), default=0) + 1
    for place, one in enumerate(sealed, start=first):
        session.add(
            CommentFile(
                comment_id=comment.id or 0,
                place=place,
                digest=one.digest,
                name=one.name,
                kind=one.kind,
                size=one.size,
            )
        )
    session.flush()
    return [hashlib.sha256(f"{comment.salt}{one.fingerprint}".encode()).hexdigest() for one in sealed]


def of_comments(session: Session, comment_ids: Collection[int]) -> dict[int, list[CommentFile]]:
    """The files of each comment in their order. One query."""
    query = select(CommentFile).where(col(CommentFile.comment_id).in_(comment_ids))
    found: dict[int, list[CommentFile]] = defaultdict(list)
    for one in session.exec(query.order_by(col(CommentFile.comment_id), col(CommentFile.place))):
        found[one.comment_id].append(one)
    return found


def names(session: Session, comment: Comment, keys: KeyRing) -> list[tuple[CommentFile, str]]:
    """The files of a comment with the names they came under; numbered where one has none or the key is gone."""
    key = session.get_one(Consultation, comment.consultation_id).key_name
    files = of_comments(session, [comment.id or 0]).get(comment.id or 0, [])
    return [(one, _name(one, key, keys)) for one in files]


def _name(one: CommentFile, key: str, keys: KeyRing) -> str:
    try:
        return keys.open(key, one.name) or f"附件{one.place}"
    except NotFound:
        return f"附件{one.place}"


def see(session: Session, file_id: int, *, by: Official, at: datetime, keys: KeyRing, storage: Storage) -> Opened:
    """A file, for who handles the consultation; each look is on record. Raises NotYourDesk, NotFound."""
    leave.ask(session, by, Act.SEE_ATTACHMENT, on=clock.day_of(at))
    found = session.get(CommentFile, file_id)
    if found is None:
        raise NotFound("没有这个附件，可能本人已经去掉，或者已经按期删除。")
    comment = session.get_one(Comment, found.comment_id)
    key = session.get_one(Consultation, comment.consultation_id).key_name
    try:
        data = keys.open_bytes(key, storage.read(found.digest))
    except FileNotFoundError as error:
        raise NotFound("这个附件的文件不在了。请找管理员和备份对照。") from error
    after = {"file": found.place}
    history.write(session, by=by.login, act=Act.SEE_ATTACHMENT, record=comment, after=after)
    return Opened(comment.id or 0, found.place, found.kind, data)


def take_off(session: Session, comment: Comment, *, only: Collection[int] | None = None) -> list[CommentFile]:
    """Take files of a comment off the record (those with the ids ``only``, when given); which they were.

    Their bytes go with ``drop_afterwards``: what is off the disk does not come back when something is refused.
    """
    files = of_comments(session, [comment.id or 0]).get(comment.id or 0, [])
    return _take_off(session, [one for one in files if only is None or one.id in only])


def take_off_all(session: Session, consultation_id: int) -> list[CommentFile]:
    """Take every file that came in a consultation off the record, as ``take_off``. Safe to repeat."""
    query = select(CommentFile).join(Comment, col(Comment.id) == col(CommentFile.comment_id))
    return _take_off(session, list(session.exec(query.where(Comment.consultation_id == consultation_id))))


def _take_off(session: Session, files: list[CommentFile]) -> list[CommentFile]:
    for one in files:
        session.delete(one)
    session.flush()
    return files
