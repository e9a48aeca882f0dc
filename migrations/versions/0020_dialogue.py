"""Tables of dialogue: who sits there, what is said, voted, decided and agreed on."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard
from migrations.standing import changing

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "dialogue_exhibit": "id = new.id OR file_id = new.file_id",
    "dialogue_integration": "id = new.id OR position_id = new.position_id",
    "dialogue_moderation": "id = new.id",
    "dialogue_position": (
        "id = new.id OR (round_id = new.round_id AND entry = new.entry) OR file_id = new.file_id"
    ),
    "dialogue_post_translation": "id = new.id",
    "dialogue_proposal_version": (
        "id = new.id OR (proposal_id = new.proposal_id AND number = new.number)"
    ),
    "dialogue_round_result": ("id = new.id OR round_id = new.round_id OR seal_id = new.seal_id"),
    "dialogue_sealed_agreement": (
        "id = new.id OR seal_id = new.seal_id OR public_seal_id = new.public_seal_id "
        "OR (agreement_id = new.agreement_id AND number = new.number)"
    ),
    "dialogue_signature": "id = new.id",
    "dialogue_vote": "id = new.id",
}
REFUSAL = "what was said and decided at a table stays as it is"
SAME_SEAL = {
    "kernel_seal": (
        "id = new.id OR fingerprint = new.fingerprint OR content_hash = new.content_hash"
    ),
}
SEAL_REFUSAL = "a seal stays as it is"
SEALED = ("acta", "certificate", "evidence", "review")
TABLES = (
    "dialogue_process",
    "dialogue_group",
    "dialogue_stage",
    "dialogue_appointment",
    "dialogue_work_item",
    "dialogue_seat",
    "dialogue_card",
    "dialogue_participation",
    "dialogue_thread",
    "dialogue_post",
    "dialogue_post_translation",
    "dialogue_exhibit",
    "dialogue_moderation",
    "dialogue_following",
    "dialogue_silence",
    "dialogue_mention",
    "dialogue_conversation",
    "dialogue_voter",
    "dialogue_statement",
    "dialogue_vote",
    "dialogue_count",
    "dialogue_opinion_run",
    "dialogue_brought_votes",
    "dialogue_proposal",
    "dialogue_proposal_version",
    "dialogue_round",
    "dialogue_position",
    "dialogue_integration",
    "dialogue_round_result",
    "dialogue_presence",
    "dialogue_agreement",
    "dialogue_sealed_agreement",
    "dialogue_signature",
    "dialogue_paper",
    "dialogue_bulletin",
)
"""In the order in which they are made."""


def upgrade() -> None:
    _processes()
    _threads()
    _statements()
    _proposals()
    _agreements()
    _papers()
    guard(SAME_ROW, REFUSAL)
    _list_of_seals((*SEALED, "result", "agreement"))


def downgrade() -> None:
    """Sealed agreements cannot be taken back: their seals would name nothing."""
    _list_of_seals(SEALED)
    unguard([*SAME_ROW])
    for table in reversed(TABLES):
        op.drop_table(table)


def _processes() -> None:
    op.create_table(
        "dialogue_process",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("summary_qu", sa.String(), nullable=False),
        sa.Column("basin", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("ground_rules", sa.String(), nullable=False),
        sa.Column("ground_rules_qu", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("moderation", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("study", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column(
            "spreads_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("closure_summary", sa.String(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('mesa', 'consulta_previa', 'working_group', 'peer_exchange', "
            "'workplace_committee', 'multiparty')",
            name=op.f("ck_dialogue_process_processkind_known"),
        ),
        sa.CheckConstraint(
            "moderation IN ('before', 'after')", name=op.f("ck_dialogue_process_moderation_known")
        ),
        sa.CheckConstraint(
            "state IN ('preparing', 'going_on', 'suspended', 'closed')",
            name=op.f("ck_dialogue_process_processstate_known"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_process_has_a_title")),
        sa.CheckConstraint(
            "visibility IN ('private', 'parties', 'public')",
            name=op.f("ck_dialogue_process_visibility_known"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_dialogue_process_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_process_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_process_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["spreads_from_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_process_spreads_from_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_process")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_process_code")),
    )
    op.create_index(
        op.f("ix_dialogue_process_came_from"), "dialogue_process", ["came_from"], unique=False
    )
    op.create_index(
        "ix_dialogue_process_office", "dialogue_process", ["office_id", "id"], unique=False
    )
    op.create_table(
        "dialogue_group",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_qu", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("seats_given", sa.Integer(), nullable=False),
        sa.Column("decides", sa.Boolean(), nullable=False),
        sa.Column("may_block", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('community', 'indigenous_people', 'company', 'national_government', "
            "'regional_government', 'local_government', 'workers', 'women', 'youth', "
            "'academia', 'ngo', 'guarantor', 'observer')",
            name=op.f("ck_dialogue_group_groupkind_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_dialogue_group_has_a_name")),
        sa.CheckConstraint(
            "decides or not may_block", name=op.f("ck_dialogue_group_only_who_decides_blocks")
        ),
        sa.CheckConstraint("seats_given >= 0", name=op.f("ck_dialogue_group_seats_not_negative")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_group_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_group_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_group")),
        sa.UniqueConstraint(
            "process_id", "position", name=op.f("uq_dialogue_group_process_id_position")
        ),
    )
    op.create_index(
        op.f("ix_dialogue_group_process_id"), "dialogue_group", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_stage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("planned_from", sa.Date(), nullable=True),
        sa.Column("planned_to", sa.Date(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("legal_days", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_stage_has_a_title")),
        sa.CheckConstraint(
            "planned_from <= planned_to", name=op.f("ck_dialogue_stage_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_stage_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_stage_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_stage")),
        sa.UniqueConstraint(
            "process_id", "position", name=op.f("uq_dialogue_stage_process_id_position")
        ),
    )
    op.create_index(
        op.f("ix_dialogue_stage_process_id"), "dialogue_stage", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_appointment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("does", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "does IN ('convenor', 'facilitator', 'note_taker', 'interpreter', 'observer', "
            "'follow_up', 'expert')",
            name=op.f("ck_dialogue_appointment_processrole_known"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_dialogue_appointment_has_a_name")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_appointment_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_appointment_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_appointment_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_appointment")),
    )
    op.create_index(
        op.f("ix_dialogue_appointment_process_id"),
        "dialogue_appointment",
        ["process_id"],
        unique=False,
    )
    op.create_table(
        "dialogue_work_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column(
            "raised_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('problem', 'recommendation', 'milestone')",
            name=op.f("ck_dialogue_work_item_workkind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'planned', 'done', 'dropped')",
            name=op.f("ck_dialogue_work_item_workstate_known"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_work_item_has_a_title")),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_dialogue_work_item_weight_not_negative")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_work_item_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_work_item_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_work_item_raised_by_id_dialogue_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_work_item")),
    )
    op.create_index(
        op.f("ix_dialogue_work_item_process_id"), "dialogue_work_item", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_seat",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column(
            "stands_in_for_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column(
            "mandate_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('titular', 'alternate', 'adviser', 'observer', 'invited')",
            name=op.f("ck_dialogue_seat_seatkind_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'en')", name=op.f("ck_dialogue_seat_tongue_known")
        ),
        sa.CheckConstraint(
            "name <> '' or kind = 'invited'", name=op.f("ck_dialogue_seat_has_a_name")
        ),
        sa.CheckConstraint(
            "ends_on is null or since <= ends_on",
            name=op.f("ck_dialogue_seat_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_seat_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["mandate_file_id"],
            ["kernel_file.id"],
            name=op.f("fk_dialogue_seat_mandate_file_id_kernel_file"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_seat_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_seat_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_seat_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["stands_in_for_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_seat_stands_in_for_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_seat")),
        sa.UniqueConstraint("mandate_file_id", name=op.f("uq_dialogue_seat_mandate_file_id")),
    )
    op.create_index(op.f("ix_dialogue_seat_group_id"), "dialogue_seat", ["group_id"], unique=False)
    op.create_index(
        op.f("ix_dialogue_seat_person_id"), "dialogue_seat", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_dialogue_seat_process_id"), "dialogue_seat", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_card_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_card_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["dialogue_seat.id"], name=op.f("fk_dialogue_card_seat_id_dialogue_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_card")),
        sa.UniqueConstraint("lookup", name=op.f("uq_dialogue_card_lookup")),
    )
    op.create_index("ix_dialogue_card_seat", "dialogue_card", ["seat_id"], unique=False)
    op.create_table(
        "dialogue_participation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("shared", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "valid_until is null or signed_on <= valid_until",
            name=op.f("ck_dialogue_participation_valid_after_it"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["kernel_file.id"],
            name=op.f("fk_dialogue_participation_file_id_kernel_file"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_participation_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_participation_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_participation_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_participation")),
        sa.UniqueConstraint("file_id", name=op.f("uq_dialogue_participation_file_id")),
    )
    op.create_index(
        op.f("ix_dialogue_participation_group_id"),
        "dialogue_participation",
        ["group_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dialogue_participation_process_id"),
        "dialogue_participation",
        ["process_id"],
        unique=False,
    )


def _threads() -> None:
    op.create_table(
        "dialogue_thread",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_qu", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_thread_has_a_title")),
        sa.CheckConstraint(
            "visibility IN ('parties', 'public')",
            name=op.f("ck_dialogue_thread_threadvisibility_known"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_thread_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_thread_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_thread_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_thread")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_thread_code")),
    )
    op.create_index(
        op.f("ix_dialogue_thread_process_id"), "dialogue_thread", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_post",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "answers_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("spoken_by", sa.String(), nullable=False),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("said_in", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('contribution', 'question', 'concern', 'proposal', 'position', "
            "'recorded_opinion')",
            name=op.f("ck_dialogue_post_postkind_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'en')", name=op.f("ck_dialogue_post_tongue_known")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'shown', 'hidden')", name=op.f("ck_dialogue_post_poststate_known")
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_dialogue_post_has_words")),
        sa.CheckConstraint(
            "seat_id is not null or recorded_by_id is not null or imported",
            name=op.f("ck_dialogue_post_somebody_wrote_it"),
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["dialogue_post.id"],
            name=op.f("fk_dialogue_post_answers_id_dialogue_post"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_post_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_post_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_post_recorded_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["dialogue_seat.id"], name=op.f("fk_dialogue_post_seat_id_dialogue_seat")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["dialogue_thread.id"],
            name=op.f("fk_dialogue_post_thread_id_dialogue_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_post")),
    )
    op.create_index(
        op.f("ix_dialogue_post_answers_id"), "dialogue_post", ["answers_id"], unique=False
    )
    op.create_index(op.f("ix_dialogue_post_seat_id"), "dialogue_post", ["seat_id"], unique=False)
    op.create_index("ix_dialogue_post_thread", "dialogue_post", ["thread_id", "id"], unique=False)
    op.create_table(
        "dialogue_post_translation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'en')", name=op.f("ck_dialogue_post_translation_tongue_known")
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_dialogue_post_translation_has_words")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_post_translation_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_post_translation_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["dialogue_post.id"],
            name=op.f("fk_dialogue_post_translation_post_id_dialogue_post"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_post_translation")),
    )
    op.create_index(
        op.f("ix_dialogue_post_translation_post_id"),
        "dialogue_post_translation",
        ["post_id"],
        unique=False,
    )
    op.create_table(
        "dialogue_exhibit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "file_id is not null or reference <> '' or seen <> ''",
            name=op.f("ck_dialogue_exhibit_is_something"),
        ),
        sa.CheckConstraint(
            "kind IN ('model', 'measurement', 'file', 'photograph', 'laboratory', 'statistics', "
            "'concern')",
            name=op.f("ck_dialogue_exhibit_evidenceof_known"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_dialogue_exhibit_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_exhibit_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["dialogue_post.id"],
            name=op.f("fk_dialogue_exhibit_post_id_dialogue_post"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_exhibit")),
        sa.UniqueConstraint("file_id", name=op.f("uq_dialogue_exhibit_file_id")),
    )
    op.create_index(
        op.f("ix_dialogue_exhibit_post_id"), "dialogue_exhibit", ["post_id"], unique=False
    )
    op.create_index(
        op.f("ix_dialogue_exhibit_reference"), "dialogue_exhibit", ["reference"], unique=False
    )
    op.create_table(
        "dialogue_moderation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "act <> 'hide' or reason <> ''", name=op.f("ck_dialogue_moderation_hidden_with_reason")
        ),
        sa.CheckConstraint(
            "act IN ('show', 'hide', 'restore')",
            name=op.f("ck_dialogue_moderation_moderationact_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_moderation_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_moderation_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_moderation_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_moderation")),
    )
    op.create_index(
        op.f("ix_dialogue_moderation_process_id"),
        "dialogue_moderation",
        ["process_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dialogue_moderation_what"), "dialogue_moderation", ["what"], unique=False
    )
    op.create_table(
        "dialogue_following",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_following_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_following_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["dialogue_thread.id"],
            name=op.f("fk_dialogue_following_thread_id_dialogue_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_following")),
        sa.UniqueConstraint(
            "thread_id", "person_id", name=op.f("uq_dialogue_following_thread_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_dialogue_following_person_id"), "dialogue_following", ["person_id"], unique=False
    )
    op.create_table(
        "dialogue_silence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_silence_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_silence")),
        sa.UniqueConstraint("person_id", name=op.f("uq_dialogue_silence_person_id")),
    )
    op.create_table(
        "dialogue_mention",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_mention_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["dialogue_post.id"],
            name=op.f("fk_dialogue_mention_post_id_dialogue_post"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_mention_seat_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_mention")),
        sa.UniqueConstraint("post_id", "seat_id", name=op.f("uq_dialogue_mention_post_id_seat_id")),
    )
    op.create_index(
        op.f("ix_dialogue_mention_seat_id"), "dialogue_mention", ["seat_id"], unique=False
    )


def _statements() -> None:
    op.create_table(
        "dialogue_conversation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("about_qu", sa.String(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("moderation", sa.String(length=40), nullable=False),
        sa.Column("takes_statements", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column(
            "repeats_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("files_hash", sa.String(), nullable=False),
        sa.Column("votes_cast", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('seats', 'cards', 'public')",
            name=op.f("ck_dialogue_conversation_audience_known"),
        ),
        sa.CheckConstraint(
            "moderation IN ('before', 'after')",
            name=op.f("ck_dialogue_conversation_moderation_known"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_conversation_has_a_title")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_conversation_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_conversation_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["repeats_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_conversation_repeats_id_dialogue_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_conversation")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_conversation_code")),
    )
    op.create_index(
        op.f("ix_dialogue_conversation_process_id"),
        "dialogue_conversation",
        ["process_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dialogue_conversation_files_hash"),
        "dialogue_conversation",
        ["files_hash"],
        unique=False,
    )
    op.create_table(
        "dialogue_voter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("voter_key", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_voter_conversation_id_dialogue_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_voter_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_voter_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["dialogue_seat.id"], name=op.f("fk_dialogue_voter_seat_id_dialogue_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_voter")),
        sa.UniqueConstraint(
            "conversation_id", "number", name=op.f("uq_dialogue_voter_conversation_id_number")
        ),
        sa.UniqueConstraint(
            "conversation_id", "seat_id", name=op.f("uq_dialogue_voter_conversation_id_seat_id")
        ),
        sa.UniqueConstraint(
            "conversation_id", "voter_key", name=op.f("uq_dialogue_voter_conversation_id_voter_key")
        ),
    )
    op.create_table(
        "dialogue_statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_qu", sa.String(), nullable=False),
        sa.Column("words_es", sa.String(), nullable=False),
        sa.Column("seeded", sa.Boolean(), nullable=False),
        sa.Column("about_itself", sa.Boolean(), nullable=False),
        sa.Column("extremity", sa.Double(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'en')", name=op.f("ck_dialogue_statement_tongue_known")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'rejected')",
            name=op.f("ck_dialogue_statement_statementstate_known"),
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_dialogue_statement_has_words")),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["dialogue_voter.id"],
            name=op.f("fk_dialogue_statement_author_id_dialogue_voter"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_statement_conversation_id_dialogue_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_statement_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_statement_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_statement")),
        sa.UniqueConstraint(
            "conversation_id", "number", name=op.f("uq_dialogue_statement_conversation_id_number")
        ),
    )
    op.create_table(
        "dialogue_vote",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("voter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'paper', 'room', 'phone', 'import')",
            name=op.f("ck_dialogue_vote_channel_known"),
        ),
        sa.CheckConstraint("choice in (-1, 0, 1)", name=op.f("ck_dialogue_vote_one_of_three")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_vote_conversation_id_dialogue_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_vote_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_vote_recorded_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["dialogue_statement.id"],
            name=op.f("fk_dialogue_vote_statement_id_dialogue_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["voter_id"],
            ["dialogue_voter.id"],
            name=op.f("fk_dialogue_vote_voter_id_dialogue_voter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_vote")),
    )
    op.create_index(
        "ix_dialogue_vote_statement",
        "dialogue_vote",
        ["statement_id", "voter_id", "id"],
        unique=False,
    )
    op.create_index("ix_dialogue_vote_voter", "dialogue_vote", ["voter_id", "id"], unique=False)
    op.create_table(
        "dialogue_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_key", sa.Integer(), nullable=False),
        sa.Column("agree", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "agree >= 0 and disagree >= 0 and passed >= 0",
            name=op.f("ck_dialogue_count_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_count_conversation_id_dialogue_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_count_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["dialogue_statement.id"],
            name=op.f("fk_dialogue_count_statement_id_dialogue_statement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_count")),
        sa.UniqueConstraint(
            "statement_id",
            "group_key",
            name=op.f("uq_dialogue_count_statement_id_group_key"),
        ),
    )
    op.create_index(
        op.f("ix_dialogue_count_conversation_id"),
        "dialogue_count",
        ["conversation_id"],
        unique=False,
    )
    op.create_table(
        "dialogue_opinion_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("votes_known", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'done', 'too_few', 'failed')",
            name=op.f("ck_dialogue_opinion_run_opinionstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["dialogue_conversation.id"],
            name=op.f("fk_dialogue_opinion_run_conversation_id_dialogue_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_opinion_run_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_opinion_run")),
    )
    op.create_index(
        "ix_dialogue_opinion_run_conversation",
        "dialogue_opinion_run",
        ["conversation_id", "id"],
        unique=False,
    )
    op.create_table(
        "dialogue_brought_votes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("files_hash", sa.String(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_brought_votes_has_a_title")),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_brought_votes_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_brought_votes_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_brought_votes_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_brought_votes")),
    )
    op.create_index(
        op.f("ix_dialogue_brought_votes_process_id"),
        "dialogue_brought_votes",
        ["process_id"],
        unique=False,
    )


def _proposals() -> None:
    op.create_table(
        "dialogue_proposal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column(
            "brought_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_proposal_has_a_title")),
        sa.ForeignKeyConstraint(
            ["brought_by_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_proposal_brought_by_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_proposal_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_proposal_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["dialogue_thread.id"],
            name=op.f("fk_dialogue_proposal_thread_id_dialogue_thread"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_proposal")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_proposal_code")),
    )
    op.create_index(
        op.f("ix_dialogue_proposal_process_id"), "dialogue_proposal", ["process_id"], unique=False
    )
    op.create_table(
        "dialogue_proposal_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_qu", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_dialogue_proposal_version_has_words")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_proposal_version_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_proposal_version_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["dialogue_proposal.id"],
            name=op.f("fk_dialogue_proposal_version_proposal_id_dialogue_proposal"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_proposal_version_seat_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_proposal_version")),
        sa.UniqueConstraint(
            "proposal_id", "number", name=op.f("uq_dialogue_proposal_version_proposal_id_number")
        ),
    )
    op.create_table(
        "dialogue_round",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("protocol", sa.String(length=40), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("reveal", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("quorum_snapshot", sa.JSON(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "protocol IN ('consent', 'consensus', 'gradients', 'double_majority', 'ranked', "
            "'advisory')",
            name=op.f("ck_dialogue_round_protocol_known"),
        ),
        sa.CheckConstraint(
            "reasons IN ('none', 'optional', 'on_negative')",
            name=op.f("ck_dialogue_round_reasons_known"),
        ),
        sa.CheckConstraint(
            "reveal IN ('voted', 'closed')", name=op.f("ck_dialogue_round_reveal_known")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'open', 'hearing', 'closed', 'void')",
            name=op.f("ck_dialogue_round_roundstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_round_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_round_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["dialogue_proposal.id"],
            name=op.f("fk_dialogue_round_proposal_id_dialogue_proposal"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["dialogue_proposal_version.id"],
            name=op.f("fk_dialogue_round_version_id_dialogue_proposal_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_round")),
        sa.UniqueConstraint(
            "proposal_id", "number", name=op.f("uq_dialogue_round_proposal_id_number")
        ),
    )
    op.create_index(op.f("ix_dialogue_round_meeting"), "dialogue_round", ["meeting"], unique=False)
    op.create_index(
        op.f("ix_dialogue_round_process_id"), "dialogue_round", ["process_id"], unique=False
    )
    op.create_index(
        "uq_dialogue_round_open",
        "dialogue_round",
        ["proposal_id"],
        unique=True,
        sqlite_where=sa.text("state in ('open', 'hearing')"),
        postgresql_where=sa.text("state in ('open', 'hearing')"),
    )
    op.create_table(
        "dialogue_position",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("choice", sa.String(length=40), nullable=True),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.Column("hands", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(unit = 'individual') = (seat_id is not null)",
            name=op.f("ck_dialogue_position_a_person_has_a_seat"),
        ),
        sa.CheckConstraint(
            "channel IN ('web', 'paper', 'room', 'phone', 'import')",
            name=op.f("ck_dialogue_position_channel_known"),
        ),
        sa.CheckConstraint(
            "choice IN ('consent', 'objection', 'abstain', 'agree', 'stand_aside', "
            "'disagree', 'block', 'endorse', 'minor_concerns', 'reservations', 'go_along', "
            "'take_no_part', 'veto', 'yes', 'no')",
            name=op.f("ck_dialogue_position_positionoption_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'en')", name=op.f("ck_dialogue_position_tongue_known")
        ),
        sa.CheckConstraint(
            "unit <> 'delegation' or withdrawn or act <> '' or file_id is not null",
            name=op.f("ck_dialogue_position_a_delegation_has_its_act"),
        ),
        sa.CheckConstraint(
            "unit IN ('individual', 'delegation', 'tally')",
            name=op.f("ck_dialogue_position_positionunit_known"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_dialogue_position_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_position_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_position_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_position_recorded_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["dialogue_round.id"],
            name=op.f("fk_dialogue_position_round_id_dialogue_round"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_position_seat_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_position")),
        sa.UniqueConstraint("file_id", name=op.f("uq_dialogue_position_file_id")),
        sa.UniqueConstraint("round_id", "entry", name=op.f("uq_dialogue_position_round_id_entry")),
    )
    op.create_index(
        "ix_dialogue_position_round", "dialogue_position", ["round_id", "id"], unique=False
    )
    op.create_table(
        "dialogue_integration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "position_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("note <> ''", name=op.f("ck_dialogue_integration_says_how")),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_integration_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_integration_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["position_id"],
            ["dialogue_position.id"],
            name=op.f("fk_dialogue_integration_position_id_dialogue_position"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_integration")),
        sa.UniqueConstraint("position_id", name=op.f("uq_dialogue_integration_position_id")),
    )
    op.create_table(
        "dialogue_round_result",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_round_result_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["dialogue_round.id"],
            name=op.f("fk_dialogue_round_result_round_id_dialogue_round"),
        ),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_dialogue_round_result_seal_id_kernel_seal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_round_result")),
        sa.UniqueConstraint("round_id", name=op.f("uq_dialogue_round_result_round_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_dialogue_round_result_seal_id")),
    )
    op.create_table(
        "dialogue_presence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "left_at is null or came_at <= left_at",
            name=op.f("ck_dialogue_presence_leaves_after_it_came"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_presence_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_presence_recorded_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_presence_seat_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_presence")),
    )
    op.create_index(
        "ix_dialogue_presence_meeting", "dialogue_presence", ["meeting", "id"], unique=False
    )
    op.create_index(
        "uq_dialogue_presence_here",
        "dialogue_presence",
        ["meeting", "seat_id"],
        unique=True,
        sqlite_where=sa.text("left_at is null"),
        postgresql_where=sa.text("left_at is null"),
    )


def _agreements() -> None:
    op.create_table(
        "dialogue_agreement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_qu", sa.String(), nullable=False),
        sa.Column("extent", sa.String(length=40), nullable=False),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.Column("dissent_qu", sa.String(), nullable=False),
        sa.Column("required_groups", sa.JSON(), nullable=False),
        sa.Column("thresholds", sa.JSON(), nullable=False),
        sa.Column("about_what", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_reason", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("folded_publicly", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "extent = 'total' or dissent <> ''",
            name=op.f("ck_dialogue_agreement_dissent_has_its_reasons"),
        ),
        sa.CheckConstraint(
            "extent IN ('total', 'partial', 'none')",
            name=op.f("ck_dialogue_agreement_extent_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'for_signature', 'in_force', 'superseded', 'void')",
            name=op.f("ck_dialogue_agreement_agreementstate_known"),
        ),
        sa.CheckConstraint(
            "title <> '' and words <> ''", name=op.f("ck_dialogue_agreement_has_a_title_and_words")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_agreement_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_agreement_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_agreement_process_id_dialogue_process"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["dialogue_agreement.id"],
            name=op.f("fk_dialogue_agreement_replaces_id_dialogue_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["dialogue_round.id"],
            name=op.f("fk_dialogue_agreement_round_id_dialogue_round"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["dialogue_proposal_version.id"],
            name=op.f("fk_dialogue_agreement_version_id_dialogue_proposal_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_agreement")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_agreement_code")),
    )
    op.create_index(
        op.f("ix_dialogue_agreement_meeting"), "dialogue_agreement", ["meeting"], unique=False
    )
    op.create_index(
        "ix_dialogue_agreement_office", "dialogue_agreement", ["office_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_dialogue_agreement_process_id"), "dialogue_agreement", ["process_id"], unique=False
    )
    op.create_index(
        op.f("ix_dialogue_agreement_round_id"), "dialogue_agreement", ["round_id"], unique=False
    )
    op.create_table(
        "dialogue_sealed_agreement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("public_hash", sa.String(), nullable=False),
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "public_seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "sealed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["dialogue_agreement.id"],
            name=op.f("fk_dialogue_sealed_agreement_agreement_id_dialogue_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_sealed_agreement_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["public_seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_dialogue_sealed_agreement_public_seal_id_kernel_seal"),
        ),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_dialogue_sealed_agreement_seal_id_kernel_seal"),
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_sealed_agreement_sealed_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_sealed_agreement")),
        sa.UniqueConstraint(
            "agreement_id", "number", name=op.f("uq_dialogue_sealed_agreement_agreement_id_number")
        ),
        sa.UniqueConstraint(
            "public_seal_id", name=op.f("uq_dialogue_sealed_agreement_public_seal_id")
        ),
        sa.UniqueConstraint("seal_id", name=op.f("uq_dialogue_sealed_agreement_seal_id")),
    )
    op.create_table(
        "dialogue_signature",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "sealed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_dialogue_signature_has_a_name")),
        sa.CheckConstraint(
            "signing IN ('handwritten', 'thumbprint', 'electronic', 'refused', 'absent')",
            name=op.f("ck_dialogue_signature_signing_known"),
        ),
        sa.CheckConstraint(
            "signing not in ('handwritten', 'thumbprint') or file_id is not null",
            name=op.f("ck_dialogue_signature_paper_is_kept"),
        ),
        sa.CheckConstraint(
            "signing not in ('refused', 'absent') or reason <> ''",
            name=op.f("ck_dialogue_signature_refused_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_dialogue_signature_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["dialogue_group.id"],
            name=op.f("fk_dialogue_signature_group_id_dialogue_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_signature_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_signature_recorded_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["sealed_id"],
            ["dialogue_sealed_agreement.id"],
            name=op.f("fk_dialogue_signature_sealed_id_dialogue_sealed_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["dialogue_seat.id"],
            name=op.f("fk_dialogue_signature_seat_id_dialogue_seat"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_signature")),
    )
    op.create_index(
        "ix_dialogue_signature_sealed", "dialogue_signature", ["sealed_id", "id"], unique=False
    )


def _papers() -> None:
    op.create_table(
        "dialogue_paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("printed_of", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('agreement', 'thread', 'thread_public', 'report', 'bulletin', "
            "'voting_sheet', 'cards')",
            name=op.f("ck_dialogue_paper_paperkind_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'both')", name=op.f("ck_dialogue_paper_paperlanguage_known")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_dialogue_paper_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_paper_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["dialogue_process.id"],
            name=op.f("fk_dialogue_paper_process_id_dialogue_process"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_paper")),
        sa.UniqueConstraint("file_id", name=op.f("uq_dialogue_paper_file_id")),
    )
    op.create_index(
        "ix_dialogue_paper_of", "dialogue_paper", ["printed_of", "kind", "language"], unique=False
    )
    op.create_table(
        "dialogue_bulletin",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tells_of", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("opening_qu", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'published' or content <> ''",
            name=op.f("ck_dialogue_bulletin_published_with_content"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published')", name=op.f("ck_dialogue_bulletin_bulletinstate_known")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_dialogue_bulletin_has_a_title")),
        sa.CheckConstraint(
            "begins_on <= ends_on", name=op.f("ck_dialogue_bulletin_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_dialogue_bulletin_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_dialogue_bulletin_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_bulletin")),
        sa.UniqueConstraint("code", name=op.f("uq_dialogue_bulletin_code")),
    )
    op.create_index(
        op.f("ix_dialogue_bulletin_office_id"), "dialogue_bulletin", ["office_id"], unique=False
    )
    op.create_index(
        op.f("ix_dialogue_bulletin_tells_of"), "dialogue_bulletin", ["tells_of"], unique=False
    )


def _list_of_seals(kinds: tuple[str, ...]) -> None:
    values = ", ".join(repr(kind) for kind in kinds)
    check = op.f("ck_kernel_seal_sealkind_known")
    unguard([*SAME_SEAL])
    with changing("kernel_seal") as table:
        table.drop_constraint(check, type_="check")
        table.create_check_constraint(check, f"kind IN ({values})")
    guard(SAME_SEAL, SEAL_REFUSAL)
