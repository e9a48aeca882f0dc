"""What was promised, by whom, until when, and what became of it."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "commitments_update": "id = new.id",
    "commitments_assessment": "id = new.id",
}
REFUSAL = "what was told stays as it is"


def upgrade() -> None:
    op.create_table(
        "commitments_commitment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_in", sa.String(), nullable=False),
        sa.Column("belongs_to", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("what_qu", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("indicator_qu", sa.String(), nullable=False),
        sa.Column("responsible_group", sa.String(), nullable=False),
        sa.Column("responsible_person", sa.String(), nullable=False),
        sa.Column("co_responsibles", sa.JSON(), nullable=False),
        sa.Column("verifier_group", sa.String(), nullable=False),
        sa.Column("verifier_person", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.String(length=40), nullable=True),
        sa.Column("condition_words", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("budget_source", sa.String(), nullable=False),
        sa.Column(
            "depends_on_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("risks", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "imported or (responsible_group <> '' or responsible_person <> '')",
            name=op.f("ck_commitments_commitment_somebody_is_responsible"),
        ),
        sa.CheckConstraint(
            "imported or due_on is not null or condition_words <> '' or recurrence is not null",
            name=op.f("ck_commitments_commitment_has_a_date_or_condition"),
        ),
        sa.CheckConstraint(
            "imported or verifier_group <> '' or verifier_person <> ''",
            name=op.f("ck_commitments_commitment_somebody_verifies"),
        ),
        sa.CheckConstraint(
            "priority IN ('low', 'normal', 'high')",
            name=op.f("ck_commitments_commitment_priority_known"),
        ),
        sa.CheckConstraint(
            "recurrence IN ('weekly', 'monthly', 'quarterly', 'yearly')",
            name=op.f("ck_commitments_commitment_recurrence_known"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'reported_done', 'verified', 'blocked',"
            " 'reformulated', 'cancelled')",
            name=op.f("ck_commitments_commitment_status_known"),
        ),
        sa.CheckConstraint(
            "progress between 0 and 100", name=op.f("ck_commitments_commitment_progress_in_percent")
        ),
        sa.ForeignKeyConstraint(
            ["depends_on_id"],
            ["commitments_commitment.id"],
            name=op.f("fk_commitments_commitment_depends_on_id_commitments_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["commitments_commitment.id"],
            name=op.f("fk_commitments_commitment_replaces_id_commitments_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_commitments_commitment_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_commitments_commitment_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments_commitment")),
        sa.UniqueConstraint("code", name=op.f("uq_commitments_commitment_code")),
        sa.UniqueConstraint("entry", name=op.f("uq_commitments_commitment_entry")),
    )
    op.create_index(
        op.f("ix_commitments_commitment_belongs_to"), "commitments_commitment", ["belongs_to"]
    )
    op.create_index(
        op.f("ix_commitments_commitment_made_in"), "commitments_commitment", ["made_in"]
    )
    op.create_index(
        "ix_commitments_commitment_office_due",
        "commitments_commitment",
        ["office_id", "due_on", "id"],
    )
    op.create_index(
        op.f("ix_commitments_commitment_office_id"), "commitments_commitment", ["office_id"]
    )
    op.create_table(
        "commitments_assessment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "commitment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("fulfilment", sa.String(length=40), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "fulfilment IN ('fulfilled', 'partly', 'not')",
            name=op.f("ck_commitments_assessment_fulfilment_known"),
        ),
        sa.CheckConstraint(
            "side IN ('responsible', 'verifier', 'affected')",
            name=op.f("ck_commitments_assessment_side_known"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments_commitment.id"],
            name=op.f("fk_commitments_assessment_commitment_id_commitments_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_commitments_assessment_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_commitments_assessment_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments_assessment")),
    )
    op.create_index(
        op.f("ix_commitments_assessment_commitment_id"), "commitments_assessment", ["commitment_id"]
    )
    op.create_table(
        "commitments_named",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "commitment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "side IN ('responsible', 'verifier', 'affected')",
            name=op.f("ck_commitments_named_side_known"),
        ),
        sa.CheckConstraint(
            "email is not null or person_id is not null",
            name=op.f("ck_commitments_named_can_be_reached"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments_commitment.id"],
            name=op.f("fk_commitments_named_commitment_id_commitments_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_commitments_named_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_commitments_named_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_commitments_named_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments_named")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_commitments_named_commitment_id"), "commitments_named", ["commitment_id"]
    )
    op.create_table(
        "commitments_update",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "commitment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("delay", sa.String(length=40), nullable=True),
        sa.Column("delay_note", sa.String(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=True),
        sa.Column("new_due_on", sa.Date(), nullable=True),
        sa.Column("consent_by", sa.String(), nullable=False),
        sa.Column("consent_how", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "delay IN ('budget', 'permit', 'weather', 'staff', 'disagreement', 'other_party',"
            " 'access', 'other')",
            name=op.f("ck_commitments_update_delay_known"),
        ),
        sa.CheckConstraint(
            "new_due_on is null or verb = 'renew' or (consent_by <> '' and consent_how <> '')",
            name=op.f("ck_commitments_update_new_date_with_consent"),
        ),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'reported_done', 'verified', 'blocked',"
            " 'reformulated', 'cancelled')",
            name=op.f("ck_commitments_update_status_known"),
        ),
        sa.CheckConstraint(
            "verb IN ('start', 'report', 'verify', 'reject', 'block', 'reformulate', "
            "'cancel', 'reopen', 'renew', 'tell')",
            name=op.f("ck_commitments_update_verb_known"),
        ),
        sa.CheckConstraint(
            "progress between 0 and 100", name=op.f("ck_commitments_update_progress_in_percent")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments_commitment.id"],
            name=op.f("fk_commitments_update_commitment_id_commitments_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_commitments_update_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_commitments_update_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_commitments_update_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_commitments_update_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments_update")),
        sa.UniqueConstraint("file_id", name=op.f("uq_commitments_update_file_id")),
    )
    op.create_index(
        op.f("ix_commitments_update_commitment_id"), "commitments_update", ["commitment_id"]
    )
    guard(SAME_ROW, REFUSAL)


def downgrade() -> None:
    unguard([*SAME_ROW])
    op.drop_table("commitments_update")
    op.drop_table("commitments_named")
    op.drop_table("commitments_assessment")
    op.drop_table("commitments_commitment")
