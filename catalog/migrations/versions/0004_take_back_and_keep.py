"""Let imports be taken back, forms sent twice count once, and comments be put aside; plans know what they make."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import catalog.models.columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = ("cancellation", "kept", "commitment")
FORMS = ("notice", "announcement", "proclamation", "decision")


def upgrade() -> None:
    op.create_table(
        "sent_form",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("leads_to", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sent_form")),
    )
    op.create_index(op.f("ix_sent_form_at"), "sent_form", ["at"])
    op.create_table(
        "imported_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["import_plan.id"], name=op.f("fk_imported_line_plan_id_import_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_line")),
        sa.UniqueConstraint("plan_id", "line_id", name=op.f("uq_imported_line_plan_id_line_id")),
    )
    op.create_table(
        "kept_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("receipt_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("kept_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_kept_comment_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_comment")),
        sa.UniqueConstraint("receipt_digest", name=op.f("uq_kept_comment_receipt_digest")),
    )
    op.create_index(op.f("ix_kept_comment_consultation_id"), "kept_comment", ["consultation_id"])
    # Written anew on SQLite, so that the checks of the two words come along.
    with op.batch_alter_table("import_plan") as table:
        table.add_column(sa.Column("kind", sa.String(length=40), server_default=KINDS[0], nullable=False))
        table.add_column(sa.Column("form", sa.String(length=40), server_default=FORMS[0], nullable=False))
        table.add_column(sa.Column("applied_at", catalog.models.columns.Moment(timezone=True), nullable=True))
        table.add_column(sa.Column("list_before", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("undone_at", catalog.models.columns.Moment(timezone=True), nullable=True))
        table.create_check_constraint(op.f("ck_import_plan_listkind"), sa.column("kind").in_(KINDS))
        table.create_check_constraint(op.f("ck_import_plan_documentform"), sa.column("form").in_(FORMS))


def downgrade() -> None:
    with op.batch_alter_table("import_plan") as table:
        table.drop_constraint(op.f("ck_import_plan_documentform"), type_="check")
        table.drop_constraint(op.f("ck_import_plan_listkind"), type_="check")
        for name in ("undone_at", "list_before", "applied_at", "form", "kind"):
            table.drop_column(name)
    op.drop_table("kept_comment")
    op.drop_table("imported_line")
    op.drop_table("sent_form")
