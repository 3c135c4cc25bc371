"""What somebody writes about a draft, and what it lacks before it can be taken down."""

from dataclasses import dataclass, field

from catalog.errors import Incomplete
from catalog.services.sealing import Personal
from catalog.vocabulary import CommenterKind, Stance

LONGEST_TEXT, LONGEST_NAME, LONGEST_CONTACT = 5_000, 60, 120


@dataclass(frozen=True)
class CommentDraft:
    """What somebody wrote. ``positions`` are lines of the frozen version (none: the whole list).

    ``publishes`` is None as long as they were not asked.
    """

    text: str
    publishes: bool | None = None
    positions: tuple[int, ...] = ()
    stance: Stance | None = None
    kind: CommenterKind = CommenterKind.PERSON
    personal: Personal = field(default_factory=Personal)


def check(draft: CommentDraft) -> None:
    """Raise Incomplete for the first thing that the draft lacks, naming the form field."""
    if lacking := faults(draft):
        raise lacking[0]


def faults(draft: CommentDraft) -> list[Incomplete]:
    """Everything that the draft lacks, in the order of the form."""
    text = draft.text.strip()
    found = (
        (not text, "请写意见：哪里不妥，您希望怎么改。", "text"),
        (
            len(text) > LONGEST_TEXT,
            f"最多{LONGEST_TEXT:,}字，现在有{len(text):,}字。请写短些，或分两份交。",
            "text",
        ),
        (len(draft.personal.name) > LONGEST_NAME, f"称呼最多{LONGEST_NAME}个字。", "name"),
        (len(draft.personal.contact) > LONGEST_CONTACT, f"联系方式只留一个，最多{LONGEST_CONTACT}个字。", "contact"),
        (draft.publishes is None, "请选这份意见能不能公开。", "publishes"),
    )
    return [Incomplete(sentence, field=field) for fails, sentence, field in found if fails]
