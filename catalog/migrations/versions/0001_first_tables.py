"""First tables, the head of the history, and the triggers that keep published facts as they are."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import catalog.models.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What was written once stays: history, and what a decision did to a requirement.
WRITTEN_ONCE = ("entry", "decision")
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        for table in WRITTEN_ONCE
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END $$",
        *(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION written_once()"
            for table in WRITTEN_ONCE
        ),
    ],
}


def upgrade() -> None:

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("window", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("topic", "subject", "window", name=op.f("uq_attempt_topic_subject_window")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "document",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_document")),
    )
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("noun", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("previous", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entry")),
    )
    op.create_table(
        "entry_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_head")),
    )
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(length=800), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "law",
                "administrative-regulation",
                "state-council-decision",
                "local-regulation",
                "ministry-rule",
                "government-rule",
                "normative-document",
                "no-basis",
                name="legallevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("issuer", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("first_published", sa.Date(), nullable=True),
        sa.Column("last_changed", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("repealed_on", sa.Date(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
    )
    with op.batch_alter_table("instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_instrument_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=True),
        sa.Column("issuer_word", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column(
            "form",
            sa.Enum(
                "notice",
                "announcement",
                "proclamation",
                "decision",
                name="documentform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("issued_here", sa.Boolean(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("public_from", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
    )
    with op.batch_alter_table("issued_document", schema=None) as batch_op:
        batch_op.create_index(
            "uq_issued_document_own_number",
            ["issuer_word", "year", "serial"],
            unique=True,
            sqlite_where=sa.text("issued_here"),
            postgresql_where=sa.text("issued_here"),
        )

    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("key", name=op.f("uq_material_key")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "government",
                "department",
                "institution",
                "town",
                "zone",
                "vertical",
                "utility",
                "committee",
                name="officekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=18), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["successor_id"], ["office.id"], name=op.f("fk_office_successor_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("key", name=op.f("uq_office_key")),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "service_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("spoken", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column(
            "item_type",
            sa.Enum(
                "licensing",
                "confirmation",
                "payment",
                "reward",
                "adjudication",
                "levy",
                "inspection",
                "other-power",
                "public-service",
                name="itemtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("codes", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_item")),
        sa.UniqueConstraint("key", name=op.f("uq_service_item_key")),
    )
    with op.batch_alter_table("service_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_item_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("surface", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("key", "name", name=op.f("uq_synonym_key_name")),
    )
    with op.batch_alter_table("synonym", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_synonym_key"), ["key"], unique=False)

    op.create_table(
        "material_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_alias_material_id_material")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_alias")),
        sa.UniqueConstraint("key", name=op.f("uq_material_alias_key")),
    )
    with op.batch_alter_table("material_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_alias_material_id"), ["material_id"], unique=False)

    op.create_table(
        "office_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_alias_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_alias")),
        sa.UniqueConstraint("key", name=op.f("uq_office_alias_key")),
    )
    with op.batch_alter_table("office_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_alias_office_id"), ["office_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_person_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "proof_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "cancellation",
                "kept",
                "commitment",
                name="listkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "submitted",
                "assembled",
                "cleared",
                "consulting",
                "settling",
                "reviewed",
                "approved",
                "published",
                "ended",
                name="liststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("counting_rule", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("is_normative", sa.Boolean(), nullable=False),
        sa.Column("covers_everything", sa.Boolean(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("issued_document_id", sa.Integer(), nullable=True),
        sa.Column("source_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_document_id"],
            ["issued_document.id"],
            name=op.f("fk_proof_list_issued_document_id_issued_document"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_proof_list_office_id_office")),
        sa.ForeignKeyConstraint(
            ["source_digest"], ["document.digest"], name=op.f("fk_proof_list_source_digest_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_list")),
    )
    with op.batch_alter_table("proof_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proof_list_issued_document_id"), ["issued_document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proof_list_state"), ["state"], unique=False)

    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("service_item_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("public_from", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_requirement_material_id_material")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_requirement_office_id_office")),
        sa.ForeignKeyConstraint(
            ["service_item_id"], ["service_item.id"], name=op.f("fk_requirement_service_item_id_service_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint(
            "office_id",
            "service_item_id",
            "material_id",
            name=op.f("uq_requirement_office_id_service_item_id_material_id"),
        ),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_material_id"), ["material_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_public_from"), ["public_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_service_item_id"), ["service_item_id"], unique=False)

    op.create_table(
        "service_item_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_item_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_item_id"], ["service_item.id"], name=op.f("fk_service_item_alias_service_item_id_service_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_item_alias")),
        sa.UniqueConstraint("key", name=op.f("uq_service_item_alias_key")),
    )
    with op.batch_alter_table("service_item_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_item_alias_service_item_id"), ["service_item_id"], unique=False)

    op.create_table(
        "import_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("filename", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("mapping", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("applied_list_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["applied_list_id"], ["proof_list.id"], name=op.f("fk_import_plan_applied_list_id_proof_list")
        ),
        sa.ForeignKeyConstraint(["digest"], ["document.digest"], name=op.f("fk_import_plan_digest_document")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_import_plan_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_plan")),
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("sheet_line", sa.Integer(), nullable=True),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column(
            "item_type",
            sa.Enum(
                "licensing",
                "confirmation",
                "payment",
                "reward",
                "adjudication",
                "levy",
                "inspection",
                "other-power",
                "public-service",
                name="itemtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("issuing_office", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "disposition",
            sa.Enum(
                "cancel",
                "replace",
                "keep",
                "conditional",
                "defer",
                "intended",
                "issuer-stops",
                "undivided",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "data-sharing",
                "internal-check",
                "cross-check",
                "online-check",
                "field-check",
                "commitment",
                "existing-licence",
                "electronic-licence",
                "legal-document",
                "contract",
                "covered",
                "credit-report",
                "statement",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("replacement", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("remark", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("raw", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_line_list_id_proof_list")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_line_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("list_id", "position", name=op.f("uq_line_list_id_position")),
        sa.UniqueConstraint("list_id", "requirement_id", name=op.f("uq_line_list_id_requirement_id")),
        # History speaks of lines by number: the number of a removed line is never given to another.
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_requirement_id"), ["requirement_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "clerk",
                "head",
                "reviewer",
                "publisher",
                "consultation",
                "administrator",
                "auditor",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_role_grant_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("person_id", "office_id", "role", name=op.f("uq_role_grant_person_id_office_id_role")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("issued_document_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "published",
                "correction",
                "withdrawal",
                "supersession",
                "annulment",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column(
            "disposition",
            sa.Enum(
                "cancel",
                "replace",
                "keep",
                "conditional",
                "defer",
                "intended",
                "issuer-stops",
                "undivided",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "data-sharing",
                "internal-check",
                "cross-check",
                "online-check",
                "field-check",
                "commitment",
                "existing-licence",
                "electronic-licence",
                "legal-document",
                "contract",
                "covered",
                "credit-report",
                "statement",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("replacement", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("public_from", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["decision.id"], name=op.f("fk_decision_corrects_id_decision")),
        sa.ForeignKeyConstraint(
            ["issued_document_id"], ["issued_document.id"], name=op.f("fk_decision_issued_document_id_issued_document")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_decision_line_id_line")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_decision_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_corrects_id"), ["corrects_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_issued_document_id"), ["issued_document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_requirement_id"), ["requirement_id"], unique=False)

    op.create_table(
        "line_citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("clause", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("article", sa.Integer(), nullable=True),
        sa.Column("inserted", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("subitem", sa.Integer(), nullable=True),
        sa.Column("is_ground", sa.Boolean(), nullable=False),
        sa.Column("raw", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_line_citation_instrument_id_instrument")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_line_citation_line_id_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_citation")),
    )
    with op.batch_alter_table("line_citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_citation_instrument_id"), ["instrument_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_citation_line_id"), ["line_id"], unique=False)

    op.execute("INSERT INTO entry_head (id, number, digest) VALUES (1, 0, '" + "0" * 64 + "')")
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("the first migration is not taken back: restore a backup instead")
