"""The public site: reading pages that need no sign-in and set no cookie, and the forms of those who comment."""

from collections.abc import Mapping

from flask import Blueprint

from app.public import (
    calendar,
    comments,
    comparisons,
    consultations,
    exports,
    feeds,
    find,
    home,
    instruments,
    kept_comments,
    lists,
    materials,
    offices,
    policy,
    receipts,
    reports,
    requirements,
    service_items,
    texts,
    windows,
)
from app.standing import UNHEARD
from app.validators import stamp
from catalog.rules.publicity import UNSEEN
from catalog.vocabulary import Act

# These tell of no comments, and need not be made anew when somebody sends one.
WITHOUT_COMMENTS: tuple[Blueprint, ...] = (
    find.pages,
    requirements.pages,
    materials.pages,
    offices.pages,
    service_items.pages,
    instruments.pages,
    windows.pages,
)
# What a page shows nothing of, where that is not as for the others. The digest of the day, which is published
# among the texts, may be of any entry.
UNSHOWN: Mapping[Blueprint, frozenset[Act]] = {
    texts.pages: frozenset(),
    **dict.fromkeys(WITHOUT_COMMENTS, UNHEARD),
}
READING: tuple[Blueprint, ...] = (
    *WITHOUT_COMMENTS,
    home.pages,
    lists.pages,
    consultations.pages,
    reports.pages,
    feeds.pages,
    calendar.pages,
    policy.pages,
    texts.pages,
    comparisons.pages,
)

# Pages with a form in them are nobody's to keep, and set the cookie that the form's token needs.
FORMS: tuple[Blueprint, ...] = (comments.pages, receipts.pages, kept_comments.pages)
# Tables are sent while they are made: nothing of them is kept, and each is made anew.
STREAMED: tuple[Blueprint, ...] = (exports.pages,)
BLUEPRINTS = (*READING, *FORMS, *STREAMED)

# Here and not in the factory: a blueprint takes its hooks before its first registration only.
for pages in READING:
    stamp(pages, unseen=UNSHOWN.get(pages, UNSEEN))
