"""How Alembic reaches the register's tables."""

from alembic import context
from sqlmodel import SQLModel

import catalog.models  # noqa: F401 - so that the metadata is complete
from catalog.database import Database

OPTIONS = {"target_metadata": SQLModel.metadata, "compare_type": True, "render_as_batch": True}


def run(connection) -> None:
    context.configure(connection=connection, **OPTIONS)
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.get_x_argument(as_dictionary=True)["url"]
    with Database(url).engine.begin() as fresh:
        run(fresh)
