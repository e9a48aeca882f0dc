"""The first tables of grievances."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grievances_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("code_lookup", sa.String(), nullable=False),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("entered_state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("track", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(length=40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("dangers", sa.JSON(), nullable=False),
        sa.Column("fears_reprisal", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("safe_contact", sa.JSON(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=True),
        sa.Column("happened", sa.LargeBinary(), nullable=True),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("group_name", sa.LargeBinary(), nullable=True),
        sa.Column("respondent", sa.LargeBinary(), nullable=True),
        sa.Column("safe_contact_note", sa.LargeBinary(), nullable=True),
        sa.Column("danger_note", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "handler_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_in", sa.String(length=40), nullable=True),
        sa.Column("recommendation", sa.String(length=40), nullable=True),
        sa.Column(
            "proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("proposal_reason", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("outcome_language", sa.String(), nullable=True),
        sa.Column("outcome_findings", sa.LargeBinary(), nullable=True),
        sa.Column(
            "outcome_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("resolved_how", sa.String(length=40), nullable=True),
        sa.Column(
            "decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "asked_in IN ('received', 'screening', 'needs_info', 'admitted', 'referred_out', "
            "'not_admitted', 'investigating', 'awaiting_respondent', 'mediation', 'proposed',"
            " 'communicated', 'follow_up', 'closed', 'under_review', 'reopened', 'withdrawn',"
            " 'merged', 'abandoned', 'purged')",
            name=op.f("ck_grievances_case_asked_in_known"),
        ),
        sa.CheckConstraint("channel IN ('web')", name=op.f("ck_grievances_case_channel_known")),
        sa.CheckConstraint(
            "for_whom IN ('me', 'another', 'group')", name=op.f("ck_grievances_case_forwhom_known")
        ),
        sa.CheckConstraint(
            "recommendation IN ('admit', 'decline')",
            name=op.f("ck_grievances_case_recommendation_known"),
        ),
        sa.CheckConstraint(
            "resolved_how IN ('remediation', 'agreement', 'explanation', 'referral', "
            "'not_upheld', 'withdrawn')",
            name=op.f("ck_grievances_case_resolvedhow_known"),
        ),
        sa.CheckConstraint(
            "state IN ('received', 'screening', 'needs_info', 'admitted', 'referred_out', "
            "'not_admitted', 'investigating', 'awaiting_respondent', 'mediation', 'proposed',"
            " 'communicated', 'follow_up', 'closed', 'under_review', 'reopened', 'withdrawn',"
            " 'merged', 'abandoned', 'purged')",
            name=op.f("ck_grievances_case_state_known"),
        ),
        sa.CheckConstraint(
            "tier IN ('anonymous', 'reserved', 'named')", name=op.f("ck_grievances_case_tier_known")
        ),
        sa.CheckConstraint(
            "topic IN ('water', 'land', 'animals', 'air', 'health', 'violence', 'work', "
            "'house', 'promise', 'other')",
            name=op.f("ck_grievances_case_topic_known"),
        ),
        sa.CheckConstraint(
            "track IN ('consulta', 'petitorio', 'queja', 'alerta')",
            name=op.f("ck_grievances_case_track_known"),
        ),
        sa.CheckConstraint(
            "people is null or people > 0", name=op.f("ck_grievances_case_people_positive")
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_grievances_case_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_case_decided_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["handler_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_case_handler_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_case_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_case_outcome_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_case_proposed_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_case")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_grievances_case_code_lookup")),
        sa.UniqueConstraint("reference", name=op.f("uq_grievances_case_reference")),
    )
    op.create_index(
        op.f("ix_grievances_case_handler_id"), "grievances_case", ["handler_id"], unique=False
    )
    op.create_index(
        op.f("ix_grievances_case_office_id"), "grievances_case", ["office_id"], unique=False
    )
    op.create_index(
        "ix_grievances_case_queue",
        "grievances_case",
        ["office_id", "urgent", "due_on", "id"],
        unique=False,
    )
    op.create_table(
        "grievances_draft",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_draft_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_grievances_draft")),
    )
    op.create_index(
        op.f("ix_grievances_draft_changed_at"), "grievances_draft", ["changed_at"], unique=False
    )
    op.create_table(
        "grievances_conflict_statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("has_conflict", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_conflict_statement_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_conflict_statement_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_conflict_statement")),
        sa.UniqueConstraint(
            "case_id", "person_id", name=op.f("uq_grievances_conflict_statement_case_id_person_id")
        ),
    )
    op.create_table(
        "grievances_contact",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_contact_case_id_grievances_case"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_grievances_contact")),
    )
    op.create_table(
        "grievances_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('message', 'acknowledgement', 'question', 'answer', 'decision', "
            "'outcome', 'dispute')",
            name=op.f("ck_grievances_message_messagekind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_message_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_message_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_message")),
    )
    op.create_index(
        op.f("ix_grievances_message_case_id"), "grievances_message", ["case_id"], unique=False
    )
    op.create_table(
        "grievances_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_note_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_note_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_note")),
    )
    op.create_index(
        op.f("ix_grievances_note_case_id"), "grievances_note", ["case_id"], unique=False
    )
    op.create_table(
        "grievances_severity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("irremediability", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "irremediability between 1 and 3",
            name=op.f("ck_grievances_severity_irremediability_1_to_3"),
        ),
        sa.CheckConstraint(
            "scale between 1 and 3", name=op.f("ck_grievances_severity_scale_1_to_3")
        ),
        sa.CheckConstraint(
            "scope between 1 and 3", name=op.f("ck_grievances_severity_scope_1_to_3")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_severity_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_severity_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_severity")),
        sa.UniqueConstraint(
            "case_id", "person_id", name=op.f("uq_grievances_severity_case_id_person_id")
        ),
    )
    op.create_table(
        "grievances_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=True),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "after IN ('received', 'screening', 'needs_info', 'admitted', 'referred_out', "
            "'not_admitted', 'investigating', 'awaiting_respondent', 'mediation', 'proposed',"
            " 'communicated', 'follow_up', 'closed', 'under_review', 'reopened', 'withdrawn',"
            " 'merged', 'abandoned', 'purged')",
            name=op.f("ck_grievances_step_after_known"),
        ),
        sa.CheckConstraint(
            "before IN ('received', 'screening', 'needs_info', 'admitted', 'referred_out', "
            "'not_admitted', 'investigating', 'awaiting_respondent', 'mediation', 'proposed',"
            " 'communicated', 'follow_up', 'closed', 'under_review', 'reopened', 'withdrawn',"
            " 'merged', 'abandoned', 'purged')",
            name=op.f("ck_grievances_step_before_known"),
        ),
        sa.CheckConstraint(
            "verb IN ('abandon', 'acknowledge', 'admit', 'answer_in_investigation', "
            "'answer_in_screening', 'ask', 'close', 'communicate', 'confirm', 'decline', "
            "'dispute', 'follow_up', 'investigate', 'mediate', 'merge', 'propose_admission', "
            "'propose_not_admitting', 'propose_outcome', 'purge', 'refer_out', "
            "'register_report', 'reopen', 'request_report', 'resume_investigation', "
            "'return_admission', 'return_outcome', 'revive', 'screen', 'take_back', 'uphold',"
            " 'withdraw')",
            name=op.f("ck_grievances_step_verb_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_step_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_step_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_step")),
    )
    op.create_index(
        op.f("ix_grievances_step_case_id"), "grievances_step", ["case_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_grievances_step_case_id"), table_name="grievances_step")
    op.drop_table("grievances_step")
    op.drop_table("grievances_severity")
    op.drop_index(op.f("ix_grievances_note_case_id"), table_name="grievances_note")
    op.drop_table("grievances_note")
    op.drop_index(op.f("ix_grievances_message_case_id"), table_name="grievances_message")
    op.drop_table("grievances_message")
    op.drop_table("grievances_contact")
    op.drop_table("grievances_conflict_statement")
    op.drop_index(op.f("ix_grievances_draft_changed_at"), table_name="grievances_draft")
    op.drop_table("grievances_draft")
    op.drop_index("ix_grievances_case_queue", table_name="grievances_case")
    op.drop_index(op.f("ix_grievances_case_office_id"), table_name="grievances_case")
    op.drop_index(op.f("ix_grievances_case_handler_id"), table_name="grievances_case")
    op.drop_table("grievances_case")
