"""Every kind of filer: identities apart, subjects, files, drafts of the office, receipts."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from migrations.standing import changing

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

VERBS = (
    "abandon", "acknowledge", "admit", "answer_in_investigation", "answer_in_screening", "ask",
    "close", "communicate", "confirm", "decline", "dispute", "follow_up", "investigate", "mediate",
    "merge", "propose_admission", "propose_not_admitting", "propose_outcome", "purge", "refer_out",
    "register_report", "reopen", "request_report", "resume_investigation", "return_admission",
    "return_outcome", "revive", "screen", "take_back", "uphold", "withdraw",
)  # fmt: skip
CHANNELS, MORE_CHANNELS = ("web",), ("visit", "phone", "letter", "radio")
FOR_WHOM = ("me", "another", "group")
NEW_IN_CASE = (
    "identity_key_id",
    "province",
    "district",
    "consent",
    "happened_days",
    "seen_message_id",
    "upgraded_at",
    "reopened_at",
)


def upgrade() -> None:
    with changing("grievances_case") as table:
        table.add_column(
            sa.Column("identity_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
        )
        table.add_column(sa.Column("province", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("district", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("consent", sa.String(length=40)))
        table.add_column(sa.Column("happened_days", sa.LargeBinary()))
        table.add_column(
            sa.Column("seen_message_id", sa.Integer(), nullable=False, server_default="0")
        )
        table.add_column(sa.Column("upgraded_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("reopened_at", sa.DateTime(timezone=True)))
        table.create_foreign_key(
            op.f("fk_grievances_case_identity_key_id_kernel_data_key"),
            "kernel_data_key", ["identity_key_id"], ["id"],
        )  # fmt: skip
        table.create_check_constraint(
            op.f("ck_grievances_case_consent_known"),
            _one_of("consent", ("given", "cannot_be_asked", "not_asked")),
        )
        _lists(table, "grievances_case", "channel", "channel", (*CHANNELS, *MORE_CHANNELS))
        _lists(table, "grievances_case", "for_whom", "forwhom", (*FOR_WHOM, "several"))
    with changing("grievances_step") as table:
        _lists(table, "grievances_step", "verb", "verb", (*VERBS, "reprisal"))
    op.create_table(
        "grievances_about_you",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("gender_words", sa.LargeBinary(), nullable=True),
        sa.Column("age", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("self_identification", sa.String(length=40), nullable=True),
        sa.Column("disability", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "age IN ('under_18', 'from_18', 'from_30', 'from_60')",
            name=op.f("ck_grievances_about_you_ageband_known"),
        ),
        sa.CheckConstraint(
            "disability IN ('yes', 'no')", name=op.f("ck_grievances_about_you_disability_known")
        ),
        sa.CheckConstraint(
            "gender IN ('woman', 'man', 'own_words')",
            name=op.f("ck_grievances_about_you_gender_known"),
        ),
        sa.CheckConstraint(
            "language IN ('spanish', 'quechua', 'aymara', 'other')",
            name=op.f("ck_grievances_about_you_spokenlanguage_known"),
        ),
        sa.CheckConstraint(
            "self_identification IN ('quechua', 'aymara', 'other_indigenous', "
            "'afrodescendant', 'mestizo', 'other')",
            name=op.f("ck_grievances_about_you_selfidentification_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_about_you_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_about_you")),
        sa.UniqueConstraint("link", name=op.f("uq_grievances_about_you_link")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "grievances_office_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column(
            "started_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'visit', 'phone', 'letter', 'radio')",
            name=op.f("ck_grievances_office_draft_channel_known"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_office_draft_changed_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_grievances_office_draft_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_office_draft_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_office_draft_started_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_office_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_grievances_office_draft_office_id"),
        "grievances_office_draft",
        ["office_id"],
        unique=False,
    )
    op.create_table(
        "grievances_assistance",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("spoken", sa.String(length=40), nullable=False),
        sa.Column("interpreter", sa.LargeBinary(), nullable=True),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("receipt_handed", sa.Boolean(), nullable=False),
        sa.Column("receipt_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "spoken IN ('spanish', 'quechua', 'aymara', 'other')",
            name=op.f("ck_grievances_assistance_spokenlanguage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_assistance_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_assistance_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_grievances_assistance")),
    )
    op.create_index(
        op.f("ix_grievances_assistance_at"), "grievances_assistance", ["at"], unique=False
    )
    op.create_index(
        op.f("ix_grievances_assistance_person_id"),
        "grievances_assistance",
        ["person_id"],
        unique=False,
    )
    op.create_table(
        "grievances_card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("code_lookup", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("spoiled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_card_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_card_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_card")),
        sa.UniqueConstraint("case_id", name=op.f("uq_grievances_card_case_id")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_grievances_card_code_lookup")),
    )
    op.create_index(
        op.f("ix_grievances_card_office_id"), "grievances_card", ["office_id"], unique=False
    )
    op.create_table(
        "grievances_case_entity",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "entity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_case_entity_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"],
            ["accounts_entity.id"],
            name=op.f("fk_grievances_case_entity_entity_id_accounts_entity"),
        ),
        sa.PrimaryKeyConstraint("case_id", "entity_id", name=op.f("pk_grievances_case_entity")),
    )
    op.create_index(
        op.f("ix_grievances_case_entity_entity_id"),
        "grievances_case_entity",
        ["entity_id"],
        unique=False,
    )
    op.create_table(
        "grievances_case_topic",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "topic IN ('water', 'land', 'animals', 'air', 'health', 'violence', 'work', "
            "'house', 'promise', 'other')",
            name=op.f("ck_grievances_case_topic_topic_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_case_topic_case_id_grievances_case"),
        ),
        sa.PrimaryKeyConstraint("case_id", "topic", name=op.f("pk_grievances_case_topic")),
    )
    op.create_table(
        "grievances_identity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "standing IN ('filer', 'complainant', 'spokesperson', 'witness')",
            name=op.f("ck_grievances_identity_standing_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_identity_case_id_grievances_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_identity")),
    )
    op.create_index(
        op.f("ix_grievances_identity_case_id"), "grievances_identity", ["case_id"], unique=False
    )
    op.create_table(
        "grievances_rating",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listened", sa.Integer(), nullable=True),
        sa.Column("explained", sa.Integer(), nullable=True),
        sa.Column("solved", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "explained between 1 and 3", name=op.f("ck_grievances_rating_explained_1_to_3")
        ),
        sa.CheckConstraint(
            "listened between 1 and 3", name=op.f("ck_grievances_rating_listened_1_to_3")
        ),
        sa.CheckConstraint(
            "solved between 1 and 3", name=op.f("ck_grievances_rating_solved_1_to_3")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_rating_case_id_grievances_case"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_grievances_rating")),
    )
    op.create_table(
        "grievances_rendering",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("original_digest", sa.String(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "reviewed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('transcription', 'translation')",
            name=op.f("ck_grievances_rendering_renderingkind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'draft', 'reviewed')",
            name=op.f("ck_grievances_rendering_renderingstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_rendering_author_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_rendering_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_rendering_reviewed_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_rendering")),
    )
    op.create_index(
        op.f("ix_grievances_rendering_case_id"), "grievances_rendering", ["case_id"], unique=False
    )
    op.create_table(
        "grievances_replacement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_lookup", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("fact_when", sa.LargeBinary(), nullable=False),
        sa.Column("fact_where", sa.LargeBinary(), nullable=False),
        sa.Column("fact_what", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'proposed', 'approved', 'refused')",
            name=op.f("ck_grievances_replacement_replacementstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_replacement_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_grievances_replacement_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_replacement_decided_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_grievances_replacement_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_replacement_proposed_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_replacement")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_grievances_replacement_code_lookup")),
    )
    op.create_index(
        op.f("ix_grievances_replacement_case_id"),
        "grievances_replacement",
        ["case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_grievances_replacement_office_id"),
        "grievances_replacement",
        ["office_id"],
        unique=False,
    )
    op.create_table(
        "grievances_attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("draft_hash", sa.String(), nullable=True),
        sa.Column(
            "desk_draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "case_id is not null or draft_hash is not null or desk_draft_id is not null",
            name=op.f("ck_grievances_attachment_of_something"),
        ),
        sa.CheckConstraint(
            "purpose IN ('story_sound', 'story_page', 'evidence', 'letter')",
            name=op.f("ck_grievances_attachment_purpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_attachment_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_hash"],
            ["grievances_draft.token_hash"],
            name=op.f("fk_grievances_attachment_draft_hash_grievances_draft"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["kernel_file.id"],
            name=op.f("fk_grievances_attachment_file_id_kernel_file"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["grievances_message.id"],
            name=op.f("fk_grievances_attachment_message_id_grievances_message"),
        ),
        sa.ForeignKeyConstraint(
            ["desk_draft_id"],
            ["grievances_office_draft.id"],
            name=op.f("fk_grievances_attachment_desk_draft_id_grievances_office_draft"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_attachment_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_attachment")),
        sa.UniqueConstraint("file_id", name=op.f("uq_grievances_attachment_file_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_grievances_attachment_case_id"), "grievances_attachment", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_grievances_attachment_draft_hash"),
        "grievances_attachment",
        ["draft_hash"],
        unique=False,
    )
    op.create_index(
        op.f("ix_grievances_attachment_desk_draft_id"),
        "grievances_attachment",
        ["desk_draft_id"],
        unique=False,
    )
    op.create_table(
        "grievances_reprisal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "acted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["acted_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_reprisal_acted_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievances_case.id"],
            name=op.f("fk_grievances_reprisal_case_id_grievances_case"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["grievances_message.id"],
            name=op.f("fk_grievances_reprisal_message_id_grievances_message"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_grievances_reprisal_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievances_reprisal")),
    )
    op.create_index(
        op.f("ix_grievances_reprisal_case_id"), "grievances_reprisal", ["case_id"], unique=False
    )
    op.execute(
        "INSERT INTO grievances_case_topic (case_id, topic)"
        " SELECT id, topic FROM grievances_case WHERE topic IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_grievances_reprisal_case_id"), table_name="grievances_reprisal")
    op.drop_table("grievances_reprisal")
    op.drop_index(
        op.f("ix_grievances_attachment_desk_draft_id"), table_name="grievances_attachment"
    )
    op.drop_index(op.f("ix_grievances_attachment_draft_hash"), table_name="grievances_attachment")
    op.drop_index(op.f("ix_grievances_attachment_case_id"), table_name="grievances_attachment")
    op.drop_table("grievances_attachment")
    op.drop_index(op.f("ix_grievances_replacement_office_id"), table_name="grievances_replacement")
    op.drop_index(op.f("ix_grievances_replacement_case_id"), table_name="grievances_replacement")
    op.drop_table("grievances_replacement")
    op.drop_index(op.f("ix_grievances_rendering_case_id"), table_name="grievances_rendering")
    op.drop_table("grievances_rendering")
    op.drop_table("grievances_rating")
    op.drop_index(op.f("ix_grievances_identity_case_id"), table_name="grievances_identity")
    op.drop_table("grievances_identity")
    op.drop_table("grievances_case_topic")
    op.drop_index(op.f("ix_grievances_case_entity_entity_id"), table_name="grievances_case_entity")
    op.drop_table("grievances_case_entity")
    op.drop_index(op.f("ix_grievances_card_office_id"), table_name="grievances_card")
    op.drop_table("grievances_card")
    op.drop_index(op.f("ix_grievances_assistance_person_id"), table_name="grievances_assistance")
    op.drop_index(op.f("ix_grievances_assistance_at"), table_name="grievances_assistance")
    op.drop_table("grievances_assistance")
    op.drop_index(
        op.f("ix_grievances_office_draft_office_id"), table_name="grievances_office_draft"
    )
    op.drop_table("grievances_office_draft")
    op.drop_table("grievances_about_you")
    op.execute("UPDATE grievances_case SET channel = 'web' WHERE channel <> 'web'")
    op.execute("UPDATE grievances_case SET for_whom = 'group' WHERE for_whom = 'several'")
    op.execute("UPDATE grievances_step SET verb = 'reopen' WHERE verb = 'reprisal'")
    with changing("grievances_step") as table:
        _lists(table, "grievances_step", "verb", "verb", VERBS)
    with changing("grievances_case") as table:
        _lists(table, "grievances_case", "channel", "channel", CHANNELS)
        _lists(table, "grievances_case", "for_whom", "forwhom", FOR_WHOM)
        table.drop_constraint(op.f("ck_grievances_case_consent_known"), type_="check")
        table.drop_constraint(
            op.f("fk_grievances_case_identity_key_id_kernel_data_key"), type_="foreignkey"
        )
        for name in NEW_IN_CASE:
            table.drop_column(name)


def _lists(
    table: BatchOperations, name: str, column: str, kind: str, values: tuple[str, ...]
) -> None:
    """The closed list of a column becomes `values`."""
    check = op.f(f"ck_{name}_{kind}_known")
    table.drop_constraint(check, type_="check")
    table.create_check_constraint(check, _one_of(column, values))


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"
