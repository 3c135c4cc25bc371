from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import Adoption, AttachmentKind, Channel, CommenterKind, CommentState, Stance, WithheldReason


class Comment(SQLModel, table=True):
    """What somebody said about a draft. Name and contact are sealed with the consultation's key."""

    __tablename__ = "comment"
    __table_args__ = (UniqueConstraint("consultation_id", "ticket_digest"),)

    id: int | None = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id")
    ticket_digest: str = Field(max_length=64, description="of the form it came on")
    receipt_digest: str = Field(max_length=64, unique=True, description="of the receipt code")
    channel: Channel = Field(default=Channel.WEB, sa_type=word(Channel))
    commenter_kind: CommenterKind = Field(default=CommenterKind.PERSON, sa_type=word(CommenterKind))
    stance: Stance | None = Field(default=None, sa_type=word(Stance), nullable=True)
    text: str = Field(sa_type=Text)
    salt: str = Field(max_length=32, description="goes with the text: history knows salted digests only")
    shown_name: str = Field(default="", max_length=10, description="masked: 张*")
    sealed: str | None = Field(default=None, sa_type=Text, nullable=True)
    has_contact: bool = False
    publishes: bool = Field(description="the author agreed that text, kind and answer be published")
    received_at: datetime = Field(sa_type=Moment)
    received_on: date = Field(description="the day that counts: of other channels the day received, or the postmark")
    is_late: bool = False
    entered_by_id: int | None = Field(default=None, foreign_key="person.id")
    state: CommentState = Field(default=CommentState.RECEIVED, sa_type=word(CommentState), index=True)
    withheld_reason: WithheldReason | None = Field(default=None, sa_type=word(WithheldReason), nullable=True)
    withheld_note: str = Field(default="", max_length=400)
    moderated_by_id: int | None = Field(default=None, foreign_key="person.id")
    moderated_at: datetime | None = Field(default=None, sa_type=Moment)
    corrected_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    answer_id: int | None = Field(default=None, foreign_key="answer.id", index=True)
    version: int = 1


class KeptComment(SQLModel, table=True):
    """A comment put aside to be gone on with: none yet, sealed whole, gone at the close at the latest."""

    __tablename__ = "kept_comment"

    id: int | None = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id", index=True)
    receipt_digest: str = Field(max_length=64, unique=True, description="of the code, the receipt's when it is sent")
    sealed: str = Field(sa_type=Text, description="everything typed, sealed with the consultation's key")
    salt: str = Field(max_length=32, description="goes with the text: history knows salted digests only")
    kept_at: datetime = Field(sa_type=Moment)


class CommentLine(SQLModel, table=True):
    """A line of the frozen version that a comment is about; a comment without any is about the whole list."""

    __tablename__ = "comment_line"
    __table_args__ = (UniqueConstraint("comment_id", "requirement_id"),)

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id")
    requirement_id: int = Field(foreign_key="requirement.id", index=True)


class CommentFile(SQLModel, table=True):
    """A file that came with a comment, sealed with the consultation's key; its bytes lie under their sealed hash."""

    __tablename__ = "comment_file"
    __table_args__ = (UniqueConstraint("comment_id", "place"),)

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id")
    place: int
    digest: str = Field(max_length=64, unique=True, description="SHA-256 of the sealed bytes")
    name: str = Field(sa_type=Text, description="sealed: people write what they like into names")
    kind: AttachmentKind = Field(sa_type=word(AttachmentKind))
    size: int = Field(description="bytes, before they were sealed")


class CommentRevision(SQLModel, table=True):
    """What a comment said before its author corrected it. Never shown to the public."""

    __tablename__ = "comment_revision"

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    text: str = Field(sa_type=Text)
    salt: str = Field(max_length=32)
    replaced_at: datetime = Field(sa_type=Moment)


class Answer(SQLModel, table=True):
    """What became of a comment, or of several with one answer. Private until it is released."""

    __tablename__ = "answer"

    id: int | None = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id", index=True)
    adoption: Adoption = Field(sa_type=word(Adoption))
    reason: str = Field(sa_type=Text)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    released_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
