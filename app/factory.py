"""Puts the web application together: registers each concern, and decides nothing itself."""

from pathlib import Path

from apiflask import APIFlask
from htmx_flask import Htmx
from jinja2 import StrictUndefined

from app import (
    access,
    addresses,
    arrival,
    database,
    delivery,
    errors,
    filters,
    frame,
    health,
    htmx_file,
    index,
    kept_parts,
    keys,
    length,
    links,
    misses,
    once,
    proxy,
    record_numbers,
    security,
    standing,
    traditional,
    uploads,
    validators,
    visits,
)
from app.api import blueprint as api
from app.api.specification import completed
from app.desk import BLUEPRINTS as DESK
from app.desk import places
from app.gallery import pages as gallery
from app.public import BLUEPRINTS as PUBLIC
from app.settings import ROOT, Settings
from app.storage import init_app as init_storage
from catalog.database import Database


def make(settings: Settings) -> APIFlask:
    app = APIFlask(
        "app",
        title="免证 Mianzheng",
        version="1.0",
        json_errors=False,
        spec_path=None,
        docs_path=None,
        root_path=str(ROOT / "app"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(Path(__file__).parent / "static"),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        OPENAPI_VERSION="3.1.0",
        AUTO_SERVERS=False,  # they would be whatever host the request claims
        SERVERS=[{"url": settings.public_url or "/"}],
        AUTO_VALIDATION_ERROR_RESPONSE=False,  # what cannot be read is a 400 like everywhere else
    )
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # it would redirect to whatever host the request claims
    app.url_map.converters["int"] = record_numbers.RecordId
    app.extensions["settings"] = settings

    # First of all hooks: when a request was seen must not depend on how long its form takes to arrive.
    arrival.init_app(app)
    visits.init_app(app, settings.home / visits.FOLDER)
    length.init_app(app)
    register = Database(settings.database_url)
    database.init_app(app, register)
    index.init_app(app, index.open_search(register, settings.home / "index"))
    init_storage(app, settings.home / "documents")
    keys.init_app(app, settings)
    Htmx(app)
    uploads.init_app(app)
    security.init_app(app, public_url=settings.public_url, origins=settings.portal_origins)
    access.init_app(app)
    frame.init_app(app, settings)
    standing.init_app(app)
    kept_parts.init_app(app)
    validators.init_app(app, settings)
    delivery.init_app(app)
    traditional.init_app(app)
    misses.init_app(app)
    filters.init_app(app)
    links.init_app(app)
    addresses.init_app(app)
    errors.init_app(app)
    app.add_template_global(places.open_to, "desk_places")
    once.init_app(app)
    for pages in (*PUBLIC, *DESK, gallery, htmx_file.pages, health.pages):
        pages.enable_openapi = False  # type: ignore[attr-defined] - the description is of the interface only
        app.register_blueprint(pages)
    app.register_blueprint(api)
    app.spec_processor(completed)
    proxy.init_app(app, public_url=settings.public_url, trusted=settings.trusted_proxies)
    return app
