"""The shapes of the read interface, version 1: names stay, fields may be added."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from app import finding
from app.api.asking import Question
from catalog import clock
from catalog.vocabulary import LegalLevel, Method, Outcome, Word

Page = Annotated[int, Field(ge=1, le=1_000_000)]
PerPage = Annotated[int, Field(ge=1, le=100)]
Day = Annotated[date, BeforeValidator(lambda text: finding.day(text or "-"))]
Name = Annotated[str, Field(max_length=120)]
ListId = Annotated[int, Field(ge=0, le=999_999_999)]


def _either(kind: type[Word]) -> StrEnum:
    """The values of a word and its Chinese labels: both are understood."""
    spelt = {text: text for one in kind for text in (one.value, one.label)}
    return StrEnum(f"{kind.__name__}Spelt", spelt)  # type: ignore[return-value]


OutcomeSpelt, MethodSpelt, LevelSpelt = _either(Outcome), _either(Method), _either(LegalLevel)


class Paging(Question):
    page: Page = Field(1, description="from 1")
    per_page: PerPage = 20


class RequirementsAsked(Paging):
    """Values of one argument are alternatives (repeat it); different arguments combine."""

    q: str = Field("", max_length=500, description="words, a whole question, pinyin or initials")
    office: list[Name] = Field(default_factory=list, max_length=100, description="id or name of the demanding office")
    material: list[Name] = Field(default_factory=list, max_length=100, description="id or name")
    service_item: list[Name] = Field(
        default_factory=list, max_length=100, alias="service-item", description="id or name"
    )
    outcome: list[OutcomeSpelt] = Field(default_factory=list, max_length=100)  # type: ignore[valid-type]
    method: list[MethodSpelt] = Field(  # type: ignore[valid-type]
        default_factory=list, max_length=100, description="word or Chinese label: 数据共享"
    )
    level: list[LevelSpelt] = Field(  # type: ignore[valid-type]
        default_factory=list, max_length=100, description="word or Chinese label: 法律"
    )
    list_: list[ListId] = Field(default_factory=list, max_length=100, alias="list", description="id of a list")
    on: Day = Field(default_factory=clock.today, description="Beijing day; today when missing")


class OnDay(Question):
    on: Day = Field(default_factory=clock.today, description="Beijing day; today when missing")


class NamesAsked(Paging):
    q: str = Field("", max_length=120, description="part of a name")


class Basis(BaseModel):
    title: str
    clause: str
    level: str | None = Field(description="of the instrument, in the field's Chinese term; null when not known")
    status: str
    is_ground: bool = Field(description="a ground for cancelling, not the setting basis")


class Announced(BaseModel):
    effective_on: date
    sentence: str
    document_number: str | None


class VerdictOut(BaseModel):
    outcome: Outcome
    sentence: str
    since: date | None
    method: str | None
    replacement: str | None
    document_number: str | None
    list_url: str | None
    announced: list[Announced] = Field(default_factory=list)


class RequirementOut(BaseModel):
    id: int
    url: str
    material: str
    service_item: str
    demanding_office: str
    issuing_office: str
    basis: list[Basis]
    verdict: VerdictOut


class DecisionOut(BaseModel):
    kind: str
    disposition: str | None
    method: str | None
    replacement: str
    effective_on: date
    document_number: str | None
    list_url: str | None
    line: int | None
    reason: str


class RequirementDetail(RequirementOut):
    on: date
    material_id: int
    service_item_id: int
    demanding_office_id: int
    remark: str
    decisions: list[DecisionOut]


class FacetValue(BaseModel):
    value: str
    label: str
    count: int


class RequirementsFound(BaseModel):
    total: int
    page: int
    per_page: int
    items: list[RequirementOut]
    facets: dict[str, list[FacetValue]]
    suggestion: str | None = Field(description="a name that may have been meant, or that was searched instead")
    found_by: str = Field(description="which stage of the search answered")
    on: date


class Named(BaseModel):
    id: int
    url: str
    name: str
    requirements: int = Field(description="how many public requirements stand under it")


class OfficeOut(Named):
    kind: str
    code: str | None = Field(description="统一社会信用代码, GB 32100-2015")
    begins_on: date | None
    ends_on: date | None
    succeeded_by: str | None = Field(description="address of the office that carries on")


class ServiceItemOut(Named):
    spoken: str | None
    item_type: str | None
    audience: str | None
    codes: str | None = Field(description="as written; they differ by province and are no key")
    guide: str | None = Field(description="address of the office's guide")


class NamesFound(BaseModel):
    total: int
    page: int
    per_page: int
    items: list[Named]


class InstrumentOut(BaseModel):
    id: int
    url: str
    title: str
    number: str
    level: str | None
    requirements: int


class InstrumentDetail(InstrumentOut):
    issuer: str
    status: str
    articles: int | None
    first_published: date | None
    last_changed: date | None
    effective_on: date | None
    repealed_on: date | None


class InstrumentsFound(BaseModel):
    total: int
    page: int
    per_page: int
    items: list[InstrumentOut]


class UrgentOut(BaseModel):
    act: str = Field(description="the step that was taken urgently")
    done_on: date
    reason: str
    confirm_by: date = Field(description="somebody else confirms it by this day: three working days")
    is_overdue: bool


class ListOut(BaseModel):
    id: int
    url: str
    title: str
    kind: str
    document_number: str | None
    published_on: date
    effective_on: date
    lines: int
    counting_rule: str
    unconfirmed: list[UrgentOut] = Field(description="steps taken urgently that wait to be confirmed (待追认)")


class ListsFound(BaseModel):
    total: int
    items: list[ListOut]


class LineOut(BaseModel):
    position: int
    requirement_id: int
    demanding_office: str
    service_item: str
    material: str
    issuing_office: str
    disposition: str
    method: str | None
    replacement: str
    basis: list[Basis]


class ListDetail(ListOut):
    page: int
    per_page: int
    items: list[LineOut]


class Problem(BaseModel):
    """RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
