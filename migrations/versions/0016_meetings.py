"""Meetings: agenda, attendance, what was said, and the acta."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "meetings_correction": "id = new.id",
    "meetings_reading_back": "id = new.id",
    "meetings_sealed_minutes": (
        "id = new.id OR (meeting_id = new.meeting_id AND number = new.number) "
        "OR seal_id = new.seal_id OR public_seal_id = new.public_seal_id"
    ),
    "meetings_paper": (
        "id = new.id OR file_id = new.file_id "
        "OR (minutes_id = new.minutes_id AND variant = new.variant AND language = new.language)"
    ),
}
REFUSAL = "a sealed acta stays as it is"


def upgrade() -> None:
    op.create_table(
        "meetings_group",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_qu", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('community', 'women', 'youth', 'authority', 'company', 'small_mining', "
            "'academia', 'civil_society', 'observer', 'other')",
            name=op.f("ck_meetings_group_groupkind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_group_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_group")),
        sa.UniqueConstraint("office_id", "folded", name=op.f("uq_meetings_group_office_id_folded")),
    )
    op.create_table(
        "meetings_meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("belongs_to", sa.String(), nullable=False),
        sa.Column(
            "follows_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("objective", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("invited_groups", sa.JSON(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("convened_by", sa.String(), nullable=False),
        sa.Column("convocation", sa.String(), nullable=False),
        sa.Column("second_call", sa.Boolean(), nullable=False),
        sa.Column("facilitator", sa.String(), nullable=False),
        sa.Column("note_taker", sa.String(), nullable=False),
        sa.Column("particulars", sa.JSON(), nullable=False),
        sa.Column("observations", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_at", sa.Time(), nullable=True),
        sa.Column("next_place", sa.String(), nullable=False),
        sa.Column("next_agenda", sa.String(), nullable=False),
        sa.Column("names_withheld", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("amending", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_in_secret", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('workshop', 'dialogue_session', 'field_visit', 'peer_exchange', "
            "'committee_meeting', 'assembly')",
            name=op.f("ck_meetings_meeting_meetingkind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'read-back', 'sealed')",
            name=op.f("ck_meetings_meeting_state_known"),
        ),
        sa.CheckConstraint(
            "begins_on <= ends_on", name=op.f("ck_meetings_meeting_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_meetings_meeting_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_meeting_follows_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_meeting_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_meeting_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_meeting")),
        sa.UniqueConstraint("reference", name=op.f("uq_meetings_meeting_reference")),
    )
    op.create_index(op.f("ix_meetings_meeting_belongs_to"), "meetings_meeting", ["belongs_to"])
    op.create_index(
        "ix_meetings_meeting_office_begins", "meetings_meeting", ["office_id", "begins_on", "id"]
    )
    op.create_index(op.f("ix_meetings_meeting_office_id"), "meetings_meeting", ["office_id"])
    op.create_table(
        "meetings_attendance_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("content_digest", sa.String(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column(
            "brought_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('preview', 'confirmed', 'discarded')",
            name=op.f("ck_meetings_attendance_import_importstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["brought_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_attendance_import_brought_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_attendance_import_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_attendance_import_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_attendance_import")),
    )
    op.create_index(
        op.f("ix_meetings_attendance_import_meeting_id"),
        "meetings_attendance_import",
        ["meeting_id"],
    )
    op.create_table(
        "meetings_old_acta_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("belongs_to", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column(
            "brought_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('preview', 'confirmed', 'discarded')",
            name=op.f("ck_meetings_old_acta_import_importstate_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('workshop', 'dialogue_session', 'field_visit', 'peer_exchange', "
            "'committee_meeting', 'assembly')",
            name=op.f("ck_meetings_old_acta_import_meetingkind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["brought_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_old_acta_import_brought_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_meetings_old_acta_import_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_old_acta_import_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_old_acta_import")),
    )
    op.create_index(
        op.f("ix_meetings_old_acta_import_office_id"), "meetings_old_acta_import", ["office_id"]
    )
    op.create_table(
        "meetings_book_entry",
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("folios", sa.String(), nullable=False),
        sa.Column("signatures", sa.Integer(), nullable=True),
        sa.Column("certified_by", sa.String(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column(
            "noted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_book_entry_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_book_entry_noted_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_book_entry_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meetings_book_entry")),
    )
    op.create_table(
        "meetings_carrying",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("concern", sa.String(), nullable=False),
        sa.Column("carried_to", sa.String(length=40), nullable=False),
        sa.Column(
            "handover_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "carried_to IN ('case', 'process')", name=op.f("ck_meetings_carrying_carriedto_known")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["kernel_handover.id"],
            name=op.f("fk_meetings_carrying_handover_id_kernel_handover"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_carrying_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_carrying_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_carrying")),
    )
    op.create_index(op.f("ix_meetings_carrying_concern"), "meetings_carrying", ["concern"])
    op.create_index(op.f("ix_meetings_carrying_meeting_id"), "meetings_carrying", ["meeting_id"])
    op.create_table(
        "meetings_participant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organization", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("first_language", sa.String(length=40), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=True),
        sa.Column("document_number", sa.LargeBinary(), nullable=True),
        sa.Column("document_digest", sa.String(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("may_be_named", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("registrant", sa.String(), nullable=False),
        sa.Column(
            "merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "age_band IN ('under_18', 'from_18', 'from_30', 'from_45', 'from_60', 'unsaid')",
            name=op.f("ck_meetings_participant_ageband_known"),
        ),
        sa.CheckConstraint(
            "document_kind IN ('dni', 'other')",
            name=op.f("ck_meetings_participant_documentkind_known"),
        ),
        sa.CheckConstraint(
            "first_language IN ('es', 'qu', 'ay', 'en', 'other', 'unsaid')",
            name=op.f("ck_meetings_participant_tongue_known"),
        ),
        sa.CheckConstraint(
            "sex IN ('woman', 'man', 'other', 'unsaid')",
            name=op.f("ck_meetings_participant_sex_known"),
        ),
        sa.CheckConstraint(
            "source IN ('desk', 'room', 'grid', 'sheet', 'check_in', 'registration')",
            name=op.f("ck_meetings_participant_source_known"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_meetings_participant_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_participant_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["meetings_participant.id"],
            name=op.f("fk_meetings_participant_merged_into_id_meetings_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_participant_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_participant")),
        sa.UniqueConstraint(
            "meeting_id", "entry", name=op.f("uq_meetings_participant_meeting_id_entry")
        ),
    )
    op.create_index(op.f("ix_meetings_participant_group_id"), "meetings_participant", ["group_id"])
    op.create_index(
        "ix_meetings_participant_meeting_folded", "meetings_participant", ["meeting_id", "folded"]
    )
    op.create_index(
        op.f("ix_meetings_participant_meeting_id"), "meetings_participant", ["meeting_id"]
    )
    op.create_table(
        "meetings_reading_back",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("corrections", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'ay', 'en', 'other', 'unsaid')",
            name=op.f("ck_meetings_reading_back_tongue_known"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_reading_back_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_reading_back_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_reading_back_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_reading_back")),
    )
    op.create_index(
        op.f("ix_meetings_reading_back_meeting_id"), "meetings_reading_back", ["meeting_id"]
    )
    op.create_table(
        "meetings_sealed_minutes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reason", sa.String(), nullable=False),
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
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_sealed_minutes_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_sealed_minutes_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["public_seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_meetings_sealed_minutes_public_seal_id_kernel_seal"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["meetings_sealed_minutes.id"],
            name=op.f("fk_meetings_sealed_minutes_replaces_id_meetings_sealed_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_meetings_sealed_minutes_seal_id_kernel_seal"),
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_sealed_minutes_sealed_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_sealed_minutes")),
        sa.UniqueConstraint(
            "meeting_id", "number", name=op.f("uq_meetings_sealed_minutes_meeting_id_number")
        ),
        sa.UniqueConstraint(
            "public_seal_id", name=op.f("uq_meetings_sealed_minutes_public_seal_id")
        ),
        sa.UniqueConstraint("seal_id", name=op.f("uq_meetings_sealed_minutes_seal_id")),
    )
    op.create_index(
        op.f("ix_meetings_sealed_minutes_meeting_id"), "meetings_sealed_minutes", ["meeting_id"]
    )
    op.create_table(
        "meetings_signatory",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "signing IN ('signature', 'thumbprint', 'verbal', 'photo', 'none')",
            name=op.f("ck_meetings_signatory_signing_known"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_meetings_signatory_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_signatory_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_signatory_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_signatory")),
    )
    op.create_index(op.f("ix_meetings_signatory_meeting_id"), "meetings_signatory", ["meeting_id"])
    op.create_table(
        "meetings_sitting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_sitting_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_sitting_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_sitting")),
        sa.UniqueConstraint(
            "meeting_id", "position", name=op.f("uq_meetings_sitting_meeting_id_position")
        ),
    )
    op.create_index(op.f("ix_meetings_sitting_meeting_id"), "meetings_sitting", ["meeting_id"])
    op.create_table(
        "meetings_theme",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("counting", sa.String(length=40), nullable=True),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "counting IN ('hands', 'dots', 'consensus', 'ballot')",
            name=op.f("ck_meetings_theme_counting_known"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_theme_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_theme_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_theme")),
        sa.UniqueConstraint("meeting_id", "entry", name=op.f("uq_meetings_theme_meeting_id_entry")),
        sa.UniqueConstraint("reference", name=op.f("uq_meetings_theme_reference")),
    )
    op.create_index(op.f("ix_meetings_theme_meeting_id"), "meetings_theme", ["meeting_id"])
    op.create_table(
        "meetings_agenda_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "sitting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("begins_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("facilitator", sa.String(), nullable=False),
        sa.Column("materials", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("summary_qu", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_agenda_item_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_agenda_item_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["meetings_sitting.id"],
            name=op.f("fk_meetings_agenda_item_sitting_id_meetings_sitting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_agenda_item")),
    )
    op.create_index(
        op.f("ix_meetings_agenda_item_meeting_id"), "meetings_agenda_item", ["meeting_id"]
    )
    op.create_table(
        "meetings_attendance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "sitting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "signing IN ('signature', 'thumbprint', 'verbal', 'photo', 'none')",
            name=op.f("ck_meetings_attendance_signing_known"),
        ),
        sa.CheckConstraint(
            "source IN ('desk', 'room', 'grid', 'sheet', 'check_in', 'registration')",
            name=op.f("ck_meetings_attendance_source_known"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_attendance_confirmed_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_attendance_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_attendance_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meetings_participant.id"],
            name=op.f("fk_meetings_attendance_participant_id_meetings_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["meetings_sitting.id"],
            name=op.f("fk_meetings_attendance_sitting_id_meetings_sitting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_attendance")),
        sa.UniqueConstraint(
            "sitting_id",
            "participant_id",
            name=op.f("uq_meetings_attendance_sitting_id_participant_id"),
        ),
    )
    op.create_index(
        op.f("ix_meetings_attendance_meeting_id"), "meetings_attendance", ["meeting_id"]
    )
    op.create_index(
        op.f("ix_meetings_attendance_participant_id"), "meetings_attendance", ["participant_id"]
    )
    op.create_table(
        "meetings_correction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "sitting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_correction_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_correction_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meetings_participant.id"],
            name=op.f("fk_meetings_correction_participant_id_meetings_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_correction_person_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["meetings_sitting.id"],
            name=op.f("fk_meetings_correction_sitting_id_meetings_sitting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_correction")),
    )
    op.create_index(
        op.f("ix_meetings_correction_meeting_id"),
        "meetings_correction",
        ["meeting_id"],
    )
    op.create_table(
        "meetings_paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("variant", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'both')", name=op.f("ck_meetings_paper_paperlanguage_known")
        ),
        sa.CheckConstraint(
            "variant IN ('full', 'public')", name=op.f("ck_meetings_paper_copy_known")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_meetings_paper_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["meetings_sealed_minutes.id"],
            name=op.f("fk_meetings_paper_minutes_id_meetings_sealed_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_paper_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_paper")),
        sa.UniqueConstraint("file_id", name=op.f("uq_meetings_paper_file_id")),
        sa.UniqueConstraint(
            "minutes_id",
            "variant",
            "language",
            name=op.f("uq_meetings_paper_minutes_id_variant_language"),
        ),
    )
    op.create_table(
        "meetings_agreement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agenda_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_qu", sa.String(), nullable=False),
        sa.Column("extent", sa.String(length=40), nullable=True),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.Column("dissent_qu", sa.String(), nullable=False),
        sa.Column("counting", sa.String(length=40), nullable=True),
        sa.Column("women_for", sa.Integer(), nullable=False),
        sa.Column("men_for", sa.Integer(), nullable=False),
        sa.Column("women_against", sa.Integer(), nullable=False),
        sa.Column("men_against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column(
            "noted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "counting IN ('hands', 'dots', 'consensus', 'ballot')",
            name=op.f("ck_meetings_agreement_counting_known"),
        ),
        sa.CheckConstraint(
            "imported or (extent is not null and (extent = 'total' or dissent <> ''))",
            name=op.f("ck_meetings_agreement_dissent_has_its_reasons"),
        ),
        sa.CheckConstraint(
            "extent IN ('total', 'partial', 'none')",
            name=op.f("ck_meetings_agreement_extent_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meetings_agenda_item.id"],
            name=op.f("fk_meetings_agreement_agenda_item_id_meetings_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_agreement_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_agreement_noted_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_agreement_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_agreement")),
        sa.UniqueConstraint(
            "meeting_id", "entry", name=op.f("uq_meetings_agreement_meeting_id_entry")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_meetings_agreement_reference")),
    )
    op.create_index(op.f("ix_meetings_agreement_meeting_id"), "meetings_agreement", ["meeting_id"])
    op.create_table(
        "meetings_contribution",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agenda_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("consents_to_name", sa.Boolean(), nullable=False),
        sa.Column("consents_to_quote", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "noted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('concern', 'proposal', 'question', 'experience', 'testimony')",
            name=op.f("ck_meetings_contribution_contributionkind_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'ay', 'en', 'other', 'unsaid')",
            name=op.f("ck_meetings_contribution_tongue_known"),
        ),
        sa.CheckConstraint(
            "sex IN ('woman', 'man', 'other', 'unsaid')",
            name=op.f("ck_meetings_contribution_sex_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meetings_agenda_item.id"],
            name=op.f("fk_meetings_contribution_agenda_item_id_meetings_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_meetings_contribution_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_contribution_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_contribution_noted_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_contribution_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meetings_participant.id"],
            name=op.f("fk_meetings_contribution_participant_id_meetings_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["meetings_theme.id"],
            name=op.f("fk_meetings_contribution_theme_id_meetings_theme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_contribution")),
        sa.UniqueConstraint(
            "meeting_id", "entry", name=op.f("uq_meetings_contribution_meeting_id_entry")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_meetings_contribution_reference")),
    )
    op.create_index(
        op.f("ix_meetings_contribution_meeting_id"), "meetings_contribution", ["meeting_id"]
    )
    op.create_table(
        "meetings_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agenda_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column(
            "minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "file_id is not null or fingerprint <> ''",
            name=op.f("ck_meetings_file_file_or_fingerprint"),
        ),
        sa.CheckConstraint(
            "purpose <> 'photo' or consent <> ''", name=op.f("ck_meetings_file_photo_with_consent")
        ),
        sa.CheckConstraint(
            "purpose IN ('signed_scan', 'old_acta', 'attendance_sheet', 'shown', 'photo', "
            "'delegation')",
            name=op.f("ck_meetings_file_filepurpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meetings_agenda_item.id"],
            name=op.f("fk_meetings_file_agenda_item_id_meetings_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["kernel_file.id"], name=op.f("fk_meetings_file_file_id_kernel_file")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_file_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["meetings_sealed_minutes.id"],
            name=op.f("fk_meetings_file_minutes_id_meetings_sealed_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_file_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_meetings_file_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_file")),
        sa.UniqueConstraint("file_id", name=op.f("uq_meetings_file_file_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meetings_file_meeting_id"), "meetings_file", ["meeting_id"])
    op.create_table(
        "meetings_speaking_turn",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "agenda_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("spoke_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "sex IN ('woman', 'man', 'other', 'unsaid')",
            name=op.f("ck_meetings_speaking_turn_sex_known"),
        ),
        sa.CheckConstraint(
            "seconds >= 0", name=op.f("ck_meetings_speaking_turn_seconds_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["meetings_agenda_item.id"],
            name=op.f("fk_meetings_speaking_turn_agenda_item_id_meetings_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_meetings_speaking_turn_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_speaking_turn_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_meetings_speaking_turn_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meetings_participant.id"],
            name=op.f("fk_meetings_speaking_turn_participant_id_meetings_participant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_speaking_turn")),
        sa.UniqueConstraint(
            "meeting_id", "entry", name=op.f("uq_meetings_speaking_turn_meeting_id_entry")
        ),
    )
    op.create_index(
        op.f("ix_meetings_speaking_turn_meeting_id"), "meetings_speaking_turn", ["meeting_id"]
    )
    guard(SAME_ROW, REFUSAL)


def downgrade() -> None:
    unguard([*SAME_ROW])
    op.drop_table("meetings_speaking_turn")
    op.drop_table("meetings_file")
    op.drop_table("meetings_contribution")
    op.drop_table("meetings_agreement")
    op.drop_table("meetings_paper")
    op.drop_table("meetings_correction")
    op.drop_table("meetings_attendance")
    op.drop_table("meetings_agenda_item")
    op.drop_table("meetings_theme")
    op.drop_table("meetings_sitting")
    op.drop_table("meetings_signatory")
    op.drop_table("meetings_sealed_minutes")
    op.drop_table("meetings_reading_back")
    op.drop_table("meetings_participant")
    op.drop_table("meetings_carrying")
    op.drop_table("meetings_book_entry")
    op.drop_table("meetings_old_acta_import")
    op.drop_table("meetings_attendance_import")
    op.drop_table("meetings_meeting")
    op.drop_table("meetings_group")
