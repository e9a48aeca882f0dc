"""Studies of basins: the model service, runs, evidence and the council of experts."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard
from migrations.standing import changing

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "basin_blob": "sha256 = new.sha256",
    "basin_entry": (
        "id = new.id OR sha256 = new.sha256 OR (study_id = new.study_id AND number = new.number)"
    ),
    "basin_evidence": (
        "id = new.id OR code = new.code OR entry_id = new.entry_id OR run_id = new.run_id "
        "OR file_id = new.file_id"
    ),
    "basin_part": "id = new.id OR (evidence_id = new.evidence_id AND name = new.name)",
    "basin_mark": "id = new.id OR entry_id = new.entry_id",
    "basin_threshold": "id = new.id OR entry_id = new.entry_id",
    "basin_review": "id = new.id OR entry_id = new.entry_id OR file_id = new.file_id",
    "basin_question": "id = new.id",
    "basin_answer": "id = new.id",
}
REFUSAL = "what was put in evidence stays as it is"
SAME_SEAL = {
    "kernel_seal": (
        "id = new.id OR fingerprint = new.fingerprint OR content_hash = new.content_hash"
    ),
}
SEAL_REFUSAL = "a seal stays as it is"
SEALED = ("acta", "certificate")


def upgrade() -> None:
    op.create_table(
        "basin_blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_basin_blob")),
    )
    op.create_table(
        "basin_provider",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "problem IN ('not_configured', 'down', 'slow', 'busy', 'not_allowed', "
            "'refused_inputs', 'model_changed', 'model_failed', 'unsafe', 'too_large', "
            "'invalid', 'another_answer', 'lost', 'interrupted', 'too_long')",
            name=op.f("ck_basin_provider_runproblem_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_provider")),
        sa.UniqueConstraint("url", name=op.f("uq_basin_provider_url")),
    )
    op.create_table(
        "basin_process",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "provider_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["basin_provider.id"],
            name=op.f("fk_basin_process_provider_id_basin_provider"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_process")),
        sa.UniqueConstraint("provider_id", "name", name=op.f("uq_basin_process_provider_id_name")),
    )
    op.create_table(
        "basin_study",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("summary_qu", sa.String(), nullable=False),
        sa.Column("basin", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("belongs_to", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_basin_study_has_a_title")),
        sa.CheckConstraint(
            "visibility IN ('office', 'members', 'public')",
            name=op.f("ck_basin_study_visibility_known"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_study_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_study_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_study")),
        sa.UniqueConstraint("code", name=op.f("uq_basin_study_code")),
    )
    op.create_index(op.f("ix_basin_study_belongs_to"), "basin_study", ["belongs_to"], unique=False)
    op.create_index("ix_basin_study_office", "basin_study", ["office_id", "id"], unique=False)

    op.create_table(
        "basin_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('evidence', 'mark', 'review', 'threshold')",
            name=op.f("ck_basin_entry_entrykind_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_basin_entry_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_entry_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_entry_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_entry")),
        sa.UniqueConstraint("sha256", name=op.f("uq_basin_entry_sha256")),
        sa.UniqueConstraint("study_id", "number", name=op.f("uq_basin_entry_study_id_number")),
    )
    op.create_table(
        "basin_expert",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("discipline", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_basin_expert_has_a_name")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_expert_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_expert_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_expert_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_expert")),
    )
    op.create_index(op.f("ix_basin_expert_person_id"), "basin_expert", ["person_id"], unique=False)
    op.create_index(op.f("ix_basin_expert_study_id"), "basin_expert", ["study_id"], unique=False)

    op.create_table(
        "basin_member",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("group_words", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_basin_member_has_a_name")),
        sa.CheckConstraint(
            "side IN ('community', 'company', 'authority', 'academia', 'civil_society', "
            "'observer')",
            name=op.f("ck_basin_member_side_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_member_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_member_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_member_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_member")),
    )
    op.create_index(op.f("ix_basin_member_person_id"), "basin_member", ["person_id"], unique=False)
    op.create_index(op.f("ix_basin_member_study_id"), "basin_member", ["study_id"], unique=False)

    op.create_table(
        "basin_question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_basin_question_has_words")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_question_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_question_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_question_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_question")),
    )
    op.create_index(
        op.f("ix_basin_question_study_id"), "basin_question", ["study_id"], unique=False
    )

    op.create_table(
        "basin_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_basin_answer_has_words")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_answer_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_answer_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["basin_question.id"],
            name=op.f("fk_basin_answer_question_id_basin_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_answer")),
    )
    op.create_index(
        op.f("ix_basin_answer_question_id"), "basin_answer", ["question_id"], unique=False
    )

    op.create_table(
        "basin_review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("model_sha256", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_basin_review_has_reasons")),
        sa.CheckConstraint(
            "signing <> 'paper' or file_id is not null", name=op.f("ck_basin_review_paper_is_kept")
        ),
        sa.CheckConstraint(
            "signing IN ('online', 'paper')", name=op.f("ck_basin_review_signing_known")
        ),
        sa.CheckConstraint(
            "verdict IN ('endorses', 'with_reservations', 'disputes')",
            name=op.f("ck_basin_review_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_basin_review_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["basin_entry.id"], name=op.f("fk_basin_review_entry_id_basin_entry")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["basin_expert.id"], name=op.f("fk_basin_review_expert_id_basin_expert")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_basin_review_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_review_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_review_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_review_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_review")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_basin_review_entry_id")),
        sa.UniqueConstraint("file_id", name=op.f("uq_basin_review_file_id")),
    )
    op.create_index(op.f("ix_basin_review_expert_id"), "basin_review", ["expert_id"], unique=False)
    op.create_index(
        "ix_basin_review_model", "basin_review", ["study_id", "model_sha256"], unique=False
    )

    op.create_table(
        "basin_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column(
            "provider_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("process_version", sa.String(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("inputs_sha256", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "for_member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "started_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submit_tries", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ended_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column(
            "again_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "problem IN ('not_configured', 'down', 'slow', 'busy', 'not_allowed', "
            "'refused_inputs', 'model_changed', 'model_failed', 'unsafe', 'too_large', "
            "'invalid', 'another_answer', 'lost', 'interrupted', 'too_long')",
            name=op.f("ck_basin_run_runproblem_known"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'queued', 'submitting', 'running', 'stored', 'failed', "
            "'gone', 'unknown', 'cancelled', 'declined')",
            name=op.f("ck_basin_run_runstate_known"),
        ),
        sa.CheckConstraint("why <> ''", name=op.f("ck_basin_run_has_a_reason")),
        sa.CheckConstraint(
            "progress between 0 and 100", name=op.f("ck_basin_run_progress_in_percent")
        ),
        sa.ForeignKeyConstraint(
            ["again_of_id"], ["basin_run.id"], name=op.f("fk_basin_run_again_of_id_basin_run")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_run_ended_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["for_member_id"],
            ["basin_member.id"],
            name=op.f("fk_basin_run_for_member_id_basin_member"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_run_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_run_proposed_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["basin_provider.id"],
            name=op.f("fk_basin_run_provider_id_basin_provider"),
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_run_started_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_run_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_run")),
        sa.UniqueConstraint("code", name=op.f("uq_basin_run_code")),
        sa.UniqueConstraint("request_key", name=op.f("uq_basin_run_request_key")),
    )
    op.create_index(
        op.f("ix_basin_run_started_by_id"), "basin_run", ["started_by_id"], unique=False
    )
    op.create_index("ix_basin_run_study", "basin_run", ["study_id", "id"], unique=False)
    op.create_index(
        "uq_basin_run_question",
        "basin_run",
        ["study_id", "process", "process_version", "inputs_sha256"],
        unique=True,
        sqlite_where=sa.text("state in ('proposed', 'queued', 'submitting', 'running', 'stored')"),
        postgresql_where=sa.text(
            "state in ('proposed', 'queued', 'submitting', 'running', 'stored')"
        ),
    )

    op.create_table(
        "basin_threshold",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("comparison", sa.String(length=40), nullable=False),
        sa.Column("threshold_value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("agreed_in", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "comparison IN ('below', 'above')", name=op.f("ck_basin_threshold_comparison_known")
        ),
        sa.CheckConstraint(
            "state <> 'agreed' or agreed_in <> ''", name=op.f("ck_basin_threshold_agreed_somewhere")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'agreed', 'withdrawn')",
            name=op.f("ck_basin_threshold_thresholdstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["basin_entry.id"], name=op.f("fk_basin_threshold_entry_id_basin_entry")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_threshold_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_threshold_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_threshold_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_threshold")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_basin_threshold_entry_id")),
    )
    op.create_index(
        op.f("ix_basin_threshold_study_id"), "basin_threshold", ["study_id"], unique=False
    )

    op.create_table(
        "basin_evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("model_sha256", sa.String(), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('service', 'file', 'photograph', 'laboratory', 'observations', "
            "'statistics', 'concern')",
            name=op.f("ck_basin_evidence_evidencekind_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('service', 'hand', 'house')", name=op.f("ck_basin_evidence_origin_known")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_basin_evidence_has_a_title")),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_basin_evidence_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["basin_entry.id"], name=op.f("fk_basin_evidence_entry_id_basin_entry")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_basin_evidence_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_evidence_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["basin_run.id"], name=op.f("fk_basin_evidence_run_id_basin_run")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_evidence_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_evidence")),
        sa.UniqueConstraint("code", name=op.f("uq_basin_evidence_code")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_basin_evidence_entry_id")),
        sa.UniqueConstraint("file_id", name=op.f("uq_basin_evidence_file_id")),
        sa.UniqueConstraint("run_id", name=op.f("uq_basin_evidence_run_id")),
    )
    op.create_index(
        op.f("ix_basin_evidence_model_sha256"), "basin_evidence", ["model_sha256"], unique=False
    )
    op.create_index(
        op.f("ix_basin_evidence_study_id"), "basin_evidence", ["study_id"], unique=False
    )

    op.create_table(
        "basin_mark",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("newer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("expert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'disputes' or reasons <> ''", name=op.f("ck_basin_mark_disputed_with_reasons")
        ),
        sa.CheckConstraint(
            "kind IN ('supersedes', 'disputes', 'endorses')",
            name=op.f("ck_basin_mark_markkind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["basin_entry.id"], name=op.f("fk_basin_mark_entry_id_basin_entry")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["basin_evidence.id"],
            name=op.f("fk_basin_mark_evidence_id_basin_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["basin_expert.id"], name=op.f("fk_basin_mark_expert_id_basin_expert")
        ),
        sa.ForeignKeyConstraint(
            ["newer_id"], ["basin_evidence.id"], name=op.f("fk_basin_mark_newer_id_basin_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_mark_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_basin_mark_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["basin_study.id"], name=op.f("fk_basin_mark_study_id_basin_study")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_mark")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_basin_mark_entry_id")),
    )
    op.create_index(op.f("ix_basin_mark_evidence_id"), "basin_mark", ["evidence_id"], unique=False)

    op.create_table(
        "basin_part",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "evidence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["basin_evidence.id"],
            name=op.f("fk_basin_part_evidence_id_basin_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_basin_part_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["basin_blob.sha256"], name=op.f("fk_basin_part_sha256_basin_blob")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basin_part")),
        sa.UniqueConstraint("evidence_id", "name", name=op.f("uq_basin_part_evidence_id_name")),
    )
    op.create_index(op.f("ix_basin_part_sha256"), "basin_part", ["sha256"], unique=False)
    guard(SAME_ROW, REFUSAL)
    _list_of_seals((*SEALED, "evidence", "review"))


def downgrade() -> None:
    """Sealed evidence cannot be taken back: its seals would name nothing."""
    _list_of_seals(SEALED)
    unguard([*SAME_ROW])
    op.drop_index(op.f("ix_basin_part_sha256"), table_name="basin_part")

    op.drop_table("basin_part")
    op.drop_index(op.f("ix_basin_mark_evidence_id"), table_name="basin_mark")

    op.drop_table("basin_mark")
    op.drop_index(op.f("ix_basin_evidence_study_id"), table_name="basin_evidence")
    op.drop_index(op.f("ix_basin_evidence_model_sha256"), table_name="basin_evidence")

    op.drop_table("basin_evidence")
    op.drop_index(op.f("ix_basin_threshold_study_id"), table_name="basin_threshold")

    op.drop_table("basin_threshold")
    op.drop_index(
        "uq_basin_run_question",
        table_name="basin_run",
        sqlite_where=sa.text("state in ('proposed', 'queued', 'submitting', 'running', 'stored')"),
        postgresql_where=sa.text(
            "state in ('proposed', 'queued', 'submitting', 'running', 'stored')"
        ),
    )
    op.drop_index("ix_basin_run_study", table_name="basin_run")
    op.drop_index(op.f("ix_basin_run_started_by_id"), table_name="basin_run")

    op.drop_table("basin_run")
    op.drop_index("ix_basin_review_model", table_name="basin_review")
    op.drop_index(op.f("ix_basin_review_expert_id"), table_name="basin_review")

    op.drop_table("basin_review")
    op.drop_index(op.f("ix_basin_answer_question_id"), table_name="basin_answer")

    op.drop_table("basin_answer")
    op.drop_index(op.f("ix_basin_question_study_id"), table_name="basin_question")

    op.drop_table("basin_question")
    op.drop_index(op.f("ix_basin_member_study_id"), table_name="basin_member")
    op.drop_index(op.f("ix_basin_member_person_id"), table_name="basin_member")

    op.drop_table("basin_member")
    op.drop_index(op.f("ix_basin_expert_study_id"), table_name="basin_expert")
    op.drop_index(op.f("ix_basin_expert_person_id"), table_name="basin_expert")

    op.drop_table("basin_expert")
    op.drop_table("basin_entry")
    op.drop_index("ix_basin_study_office", table_name="basin_study")
    op.drop_index(op.f("ix_basin_study_belongs_to"), table_name="basin_study")

    op.drop_table("basin_study")
    op.drop_table("basin_process")
    op.drop_table("basin_provider")
    op.drop_table("basin_blob")


def _list_of_seals(kinds: tuple[str, ...]) -> None:
    values = ", ".join(repr(kind) for kind in kinds)
    check = op.f("ck_kernel_seal_sealkind_known")
    unguard([*SAME_SEAL])
    with changing("kernel_seal") as table:
        table.drop_constraint(check, type_="check")
        table.create_check_constraint(check, f"kind IN ({values})")
    guard(SAME_SEAL, SEAL_REFUSAL)
