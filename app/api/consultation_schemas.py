"""The shapes of consultations in the read interface, version 1: names stay, fields may be added."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from app.api.schemas import Paging, UrgentOut
from catalog.vocabulary import Adoption, Channel, CommenterKind, ConsultationState, Stance


class ConsultationAsked(Paging):
    """Lines and published comments are paged by the same numbers."""


class ExtensionOut(BaseModel):
    previous_last_day: date
    last_day: date
    reason: str
    at: datetime


class ConsultationOut(BaseModel):
    id: int
    url: str
    title: str
    round: int
    state: ConsultationState
    opens_on: date
    last_day: date = Field(description="open until 24:00 Beijing time of this day")
    closes_at: datetime = Field(description="the instant at which it is over, no longer part of it")
    draft_kind: str
    shortening_reason: str
    ended_reason: str | None
    lines: int | None = Field(description="null until the draft is open")
    comments_received: int | None = Field(description="null until the draft is open")
    report_url: str | None
    list_url: str | None = Field(description="of the list, once it is published")
    unconfirmed: list[UrgentOut] = Field(
        description="steps taken urgently that wait to be confirmed (待追认); once the list is published, it tells them"
    )


class ConsultationsFound(BaseModel):
    total: int
    items: list[ConsultationOut]


class DraftLineOut(BaseModel):
    position: int
    requirement_id: int
    demanding_office: str | None
    service_item: str | None
    material: str | None
    issuing_office: str | None
    disposition: str | None
    method: str | None
    replacement: str | None
    basis: list[str]
    digest: str = Field(description="SHA-256 of the line; stays when its content was erased")
    erased: str | None = Field(description="why the content is gone")
    comments_received: int
    comments_published: int


class CommentOut(BaseModel):
    id: int
    name: str | None = Field(description="the surname and a star, when one was given")
    kind: CommenterKind
    channel: Channel
    stance: Stance | None
    lines: list[int] = Field(description="places in the draft; empty: the whole list")
    text: str
    received_on: date
    is_late: bool
    disposition: Adoption | None = Field(description="null until the answers are out")
    answer: str | None
    changed_lines: list[int] = Field(description="places in the draft of lines that changed because of it")


class ConsultationDetail(ConsultationOut):
    notice: str | None
    explanation: str | None
    contact: dict[str, str]
    version: int | None
    digest: str | None = Field(description="SHA-256 over the digests of the lines")
    extensions: list[ExtensionOut]
    comments_published: int | None
    page: int
    per_page: int
    items: list[DraftLineOut]
    comments: list[CommentOut]
