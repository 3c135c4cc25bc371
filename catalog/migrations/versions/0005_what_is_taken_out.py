"""Let a file be taken out of the record with a notice in its place."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("redaction", sa.String(length=400), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("document", "redaction")
