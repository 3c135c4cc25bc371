"""The offices' desk: pages for officials who have signed in."""

from flask import Blueprint

from app.desk import home, imports, service_items, sign_in

BLUEPRINTS: tuple[Blueprint, ...] = (home.pages, sign_in.pages, imports.pages, service_items.pages)
