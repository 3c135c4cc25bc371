"""The life of a list: its steps, versions, reviews, consultations, comments and answers."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import catalog.models.columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


REFERENCE = (
    "ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id)"
)


def upgrade() -> None:
    op.create_table(
        "emergency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_emergency_confirmed_by_id_person")),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_emergency_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_emergency_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency")),
    )
    with op.batch_alter_table("emergency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_emergency_list_id"), ["list_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["document.digest"], name=op.f("fk_evidence_digest_document")),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_evidence_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_list_id"), ["list_id"], unique=False)

    op.create_table(
        "filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("objection", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_filing_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_filing_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filing_list_id"), ["list_id"], unique=False)

    op.create_table(
        "line_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_line_change_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_line_change_person_id_person")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_line_change_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_change")),
    )
    with op.batch_alter_table("line_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_change_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_line_change_list_id"), ["list_id"], unique=False)

    op.create_table(
        "list_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column(
            "start",
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
                name="start",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "end",
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
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("remark", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_list_step_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_list_step_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_step")),
    )
    with op.batch_alter_table("list_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_step_list_id"), ["list_id"], unique=False)

    op.create_table(
        "list_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("submitted", "public", name="versionpurpose", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_list_version_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_list_version_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_version")),
        sa.UniqueConstraint("list_id", "purpose", "number", name=op.f("uq_list_version_list_id_purpose_number")),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column(
            "draft_kind",
            sa.Enum(
                "major-decision",
                "business-document",
                "normative-document",
                "bare-list",
                name="draftkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("contact", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("days", "working-days", name="periodunit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("shortening_reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("opens_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("nominal_last_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("closes_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("ended_reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("key_name", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("erased_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("report_public_from", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_consultation_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consultation_person_id_person")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["list_version.id"], name=op.f("fk_consultation_version_id_list_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("list_id", "round", name=op.f("uq_consultation_list_id_round")),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_opens_at"), ["opens_at"], unique=False)

    op.create_table(
        "evidence_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_line_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_evidence_line_line_id_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_line")),
        sa.UniqueConstraint("evidence_id", "line_id", name=op.f("uq_evidence_line_evidence_id_line_id")),
    )
    with op.batch_alter_table("evidence_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_line_line_id"), ["line_id"], unique=False)

    op.create_table(
        "line_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("policy", "conflict", name="exceptionkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
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
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_line_exception_line_id_line")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_line_exception_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_exception")),
    )
    with op.batch_alter_table("line_exception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_exception_line_id"), ["line_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "secrecy",
                "first-legality",
                "final-legality",
                name="reviewkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("finding", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("short_reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["proof_list.id"], name=op.f("fk_review_list_id_proof_list")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id_person")),
        sa.ForeignKeyConstraint(["version_id"], ["list_version.id"], name=op.f("fk_review_version_id_list_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_list_id"), ["list_id"], unique=False)

    op.create_table(
        "version_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("redaction", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_version_line_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["list_version.id"], name=op.f("fk_version_line_version_id_list_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_line")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_version_line_version_id_position")),
    )
    with op.batch_alter_table("version_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_line_requirement_id"), ["requirement_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column(
            "adoption",
            sa.Enum(
                "adopted",
                "partly",
                "rejected",
                "out-of-scope",
                name="adoption",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("released_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_answer_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "consultation_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("previous_last_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_extension_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consultation_extension_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_extension")),
    )
    with op.batch_alter_table("consultation_extension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_consultation_extension_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "response_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("frozen_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_response_report_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_response_report_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_report")),
    )
    with op.batch_alter_table("response_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_report_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("ticket_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("receipt_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "letter",
                "telephone",
                "e-mail",
                "counter",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "commenter_kind",
            sa.Enum(
                "person",
                "business",
                "society",
                "public-body",
                name="commenterkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "support",
                "change",
                "against",
                "question",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("shown_name", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("has_contact", sa.Boolean(), nullable=False),
        sa.Column("publishes", sa.Boolean(), nullable=False),
        sa.Column("received_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "passed",
                "withheld",
                "withdrawn",
                name="commentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "withheld_reason",
            sa.Enum(
                "personal-data",
                "unrelated",
                "unlawful",
                "abuse",
                "advertising",
                "secret",
                name="withheldreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("withheld_note", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("moderated_by_id", sa.Integer(), nullable=True),
        sa.Column("moderated_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("corrected_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_at", catalog.models.columns.Moment(timezone=True), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_comment_answer_id_answer")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_comment_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_comment_entered_by_id_person")),
        sa.ForeignKeyConstraint(["moderated_by_id"], ["person.id"], name=op.f("fk_comment_moderated_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("consultation_id", "ticket_digest", name=op.f("uq_comment_consultation_id_ticket_digest")),
        sa.UniqueConstraint("receipt_digest", name=op.f("uq_comment_receipt_digest")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_state"), ["state"], unique=False)

    op.create_table(
        "comment_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_line_comment_id_comment")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_comment_line_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_line")),
        sa.UniqueConstraint("comment_id", "requirement_id", name=op.f("uq_comment_line_comment_id_requirement_id")),
    )
    with op.batch_alter_table("comment_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_line_requirement_id"), ["requirement_id"], unique=False)

    op.create_table(
        "comment_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("replaced_at", catalog.models.columns.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_revision_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_revision")),
    )
    with op.batch_alter_table("comment_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_revision_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "line_change_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["line_change.id"], name=op.f("fk_line_change_comment_change_id_line_change")
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_line_change_comment_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_change_comment")),
        sa.UniqueConstraint("change_id", "comment_id", name=op.f("uq_line_change_comment_change_id_comment_id")),
    )
    with op.batch_alter_table("line_change_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_change_comment_comment_id"), ["comment_id"], unique=False)

    # Plain additions: rebuilding a table on SQLite would lose its checks.
    op.add_column("line", sa.Column("has_no_basis", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("line", sa.Column("effective_on", sa.Date(), nullable=True))
    op.add_column("line", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute(REFERENCE.format(table="line", column="origin_line_id", target="line"))
    op.create_index(op.f("ix_line_origin_line_id"), "line", ["origin_line_id"])
    op.add_column("proof_list", sa.Column("due_on", sa.Date(), nullable=True))
    op.execute(REFERENCE.format(table="proof_list", column="batch_id", target="proof_list"))
    op.create_index(op.f("ix_proof_list_batch_id"), "proof_list", ["batch_id"])


def downgrade() -> None:
    raise RuntimeError("the life of lists is not taken back: restore a backup instead")
