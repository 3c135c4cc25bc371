"""The public site: reading pages that need no sign-in and set no cookie."""

from flask import Blueprint

from app.public import (
    consultations,
    find,
    home,
    instruments,
    lists,
    materials,
    offices,
    policy,
    requirements,
    service_items,
    texts,
)
from app.validators import stamp

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    find.pages,
    requirements.pages,
    materials.pages,
    offices.pages,
    service_items.pages,
    instruments.pages,
    lists.pages,
    consultations.pages,
    policy.pages,
    texts.pages,
)

# Here and not in the factory: a blueprint takes its hooks before its first registration only.
for pages in BLUEPRINTS:
    stamp(pages)
