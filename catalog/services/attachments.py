"""Files that came with a comment: sealed with the consultation's key, so that each is its comment's own (DESIGN §9)."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from catalog import clock
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


def check(files: Sequence[File], *, there: int = 0) -> None:
    """Raise Incomplete when these files are not taken."""
    if why := rule.refusal(files, there=there):
        raise Incomplete(why, field="files")


def store(storage: Storage, keys: KeyRing, consultation: Consultation, files: Sequence[File]) -> list[Sealed]:
    """Seal the files and put them into storage: before the write lock is taken. Raises Incomplete.

    Sealed anew each time, no two files are the same, whoever hands in the same one.
    """
    check(files)
    if files and consultation.erased_at is not None:
        raise Incomplete("这次征求意见的材料已经按期删除，不再收附件。意见本身照样可以交。", field="files")
    found = []
    for name, data in files:
        kind = rule.kind_of(data)
        assert kind is not None
        digest = storage.keep(keys.seal_bytes(consultation.key_name, data))
        shown = "".join(filter(str.isprintable, name))[-rule.LONGEST_NAME :]
        sealed_name = keys.seal(consultation.key_name, shown)
        found.append(Sealed(digest, sealed_name, kind, len(data), hashlib.sha256(data).hexdigest()))
    return found


def drop(storage: Storage, sealed: Iterable[Sealed]) -> None:
    """Take files off the disk that did not come on record after all."""
    for one in sealed:
        storage.drop(one.digest)


def note(session: Session, comment: Comment, sealed: Sequence[Sealed]) -> list[str]:
    """Put stored files on record as the comment's; their salted digests, for history. Raises Incomplete (too many)."""
    there = of_comments(session, [comment.id or 0]).get(comment.id or 0, [])
    if len(there) + len(sealed) > rule.MOST:
        raise Incomplete(f"附件最多{rule.MOST}个，原来的有{len(there)}个。请先去掉几个。", field="files")
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
    """The files of a comment with the names they came under; numbered where the key is gone, as after a restore."""
    key = session.get_one(Consultation, comment.consultation_id).key_name
    files = of_comments(session, [comment.id or 0]).get(comment.id or 0, [])
    return [(one, _name(one, key, keys)) for one in files]


def _name(one: CommentFile, key: str, keys: KeyRing) -> str:
    try:
        return keys.open(key, one.name)
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


def remove(
    session: Session, storage: Storage, comment_ids: Collection[int], *, only: Collection[int] | None = None
) -> int:
    """Remove files of these comments (those with the ids ``only``, when given), rows and bytes; how many."""
    files = [one for some in of_comments(session, comment_ids).values() for one in some]
    return _remove(session, storage, [one for one in files if only is None or one.id in only])


def remove_all(session: Session, storage: Storage, consultation_id: int) -> int:
    """Remove every file that came in a consultation; how many. Safe to repeat."""
    query = select(CommentFile).join(Comment, col(Comment.id) == col(CommentFile.comment_id))
    return _remove(session, storage, list(session.exec(query.where(Comment.consultation_id == consultation_id))))


def _remove(session: Session, storage: Storage, files: Sequence[CommentFile]) -> int:
    for one in files:
        session.delete(one)
    session.flush()
    for one in files:
        storage.drop(one.digest)
    return len(files)
