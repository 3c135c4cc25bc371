"""Let files be taken out of the record with a notice, files come with comments, and errands lead to their guide."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = ("pdf", "png", "jpeg", "docx")


def upgrade() -> None:
    op.add_column("document", sa.Column("redaction", sa.String(length=400), server_default="", nullable=False))
    op.add_column("service_item", sa.Column("guide", sa.String(length=300), server_default="", nullable=False))
    op.create_table(
        "comment_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint(sa.column("kind").in_(KINDS), name=op.f("ck_comment_file_attachmentkind")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_file_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_file")),
        sa.UniqueConstraint("comment_id", "place", name=op.f("uq_comment_file_comment_id_place")),
        sa.UniqueConstraint("digest", name=op.f("uq_comment_file_digest")),
    )


def downgrade() -> None:
    op.drop_table("comment_file")
    op.drop_column("service_item", "guide")
    op.drop_column("document", "redaction")
