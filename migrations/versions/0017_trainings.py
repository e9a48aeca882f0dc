"""Training programmes: phases, workshops, registration, learning, certificates."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "trainings_certificate": (
        "id = new.id OR seal_id = new.seal_id OR (workshop_id = new.workshop_id "
        "AND participant_id = new.participant_id AND number = new.number)"
    ),
    "trainings_revocation": "id = new.id OR certificate_id = new.certificate_id",
}
REFUSAL = "a certificate stays as it was issued"


def upgrade() -> None:
    op.create_table(
        "trainings_programme",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("objectives", sa.String(), nullable=False),
        sa.Column("objectives_qu", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("donors", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("attendance_for_certificate", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_trainings_programme_made_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_programme_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_programme")),
        sa.UniqueConstraint("reference", name=op.f("uq_trainings_programme_reference")),
    )
    op.create_index(op.f("ix_trainings_programme_office_id"), "trainings_programme", ["office_id"])
    op.create_table(
        "trainings_phase",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_phase_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["trainings_programme.id"],
            name=op.f("fk_trainings_phase_programme_id_trainings_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_phase")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_trainings_phase_programme_id_position")
        ),
    )
    op.create_index(op.f("ix_trainings_phase_programme_id"), "trainings_phase", ["programme_id"])
    op.create_table(
        "trainings_topic",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "programme_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_qu", sa.String(), nullable=False),
        sa.Column("learning_goal", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_topic_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["trainings_programme.id"],
            name=op.f("fk_trainings_topic_programme_id_trainings_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_topic")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_trainings_topic_programme_id_position")
        ),
    )
    op.create_index(op.f("ix_trainings_topic_programme_id"), "trainings_topic", ["programme_id"])
    op.create_table(
        "trainings_workshop",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("phase_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("admission", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("registers_until", sa.Date(), nullable=True),
        sa.Column("convocatoria", sa.String(), nullable=False),
        sa.Column("convocatoria_qu", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "admission IN ('open', 'invitation', 'closed')",
            name=op.f("ck_trainings_workshop_admission_known"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_trainings_workshop_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_workshop_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"],
            ["trainings_phase.id"],
            name=op.f("fk_trainings_workshop_phase_id_trainings_phase"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_workshop")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_trainings_workshop_meeting_id")),
    )
    op.create_index(op.f("ix_trainings_workshop_phase_id"), "trainings_workshop", ["phase_id"])
    op.create_table(
        "trainings_certificate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "workshop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("sittings", sa.Integer(), nullable=False),
        sa.Column("sittings_attended", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "issued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_trainings_certificate_issued_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_certificate_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meetings_participant.id"],
            name=op.f("fk_trainings_certificate_participant_id_meetings_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_trainings_certificate_seal_id_kernel_seal"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["trainings_workshop.id"],
            name=op.f("fk_trainings_certificate_workshop_id_trainings_workshop"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_certificate")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_trainings_certificate_seal_id")),
        sa.UniqueConstraint(
            "workshop_id",
            "participant_id",
            "number",
            name=op.f("uq_trainings_certificate_workshop_id_participant_id_number"),
        ),
    )
    op.create_index(
        op.f("ix_trainings_certificate_workshop_id"), "trainings_certificate", ["workshop_id"]
    )
    op.create_table(
        "trainings_questionnaire",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "workshop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("introduction_qu", sa.String(), nullable=False),
        sa.Column("open_before", sa.Boolean(), nullable=False),
        sa.Column("open_after", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_questionnaire_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["trainings_workshop.id"],
            name=op.f("fk_trainings_questionnaire_workshop_id_trainings_workshop"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_questionnaire")),
        sa.UniqueConstraint("workshop_id", name=op.f("uq_trainings_questionnaire_workshop_id")),
    )
    op.create_table(
        "trainings_quota",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "workshop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("quota_of", sa.String(length=40), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quota_of IN ('women', 'youth', 'group')", name=op.f("ck_trainings_quota_quotaof_known")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_trainings_quota_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["trainings_workshop.id"],
            name=op.f("fk_trainings_quota_workshop_id_trainings_workshop"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_quota")),
    )
    op.create_index(op.f("ix_trainings_quota_workshop_id"), "trainings_quota", ["workshop_id"])
    op.create_table(
        "trainings_registration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "workshop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("code_lookup", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organization", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("first_language", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "age_band IN ('under_18', 'from_18', 'from_30', 'from_45', 'from_60', 'unsaid')",
            name=op.f("ck_trainings_registration_ageband_known"),
        ),
        sa.CheckConstraint(
            "first_language IN ('es', 'qu', 'ay', 'en', 'other', 'unsaid')",
            name=op.f("ck_trainings_registration_tongue_known"),
        ),
        sa.CheckConstraint(
            "sex IN ('woman', 'man', 'other', 'unsaid')",
            name=op.f("ck_trainings_registration_sex_known"),
        ),
        sa.CheckConstraint(
            "state IN ('invited', 'registered', 'waiting', 'cancelled', 'declined')",
            name=op.f("ck_trainings_registration_registrationstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_trainings_registration_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_registration_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["trainings_workshop.id"],
            name=op.f("fk_trainings_registration_workshop_id_trainings_workshop"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_registration")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_trainings_registration_code_lookup")),
        sa.UniqueConstraint("reference", name=op.f("uq_trainings_registration_reference")),
    )
    op.create_index(
        op.f("ix_trainings_registration_workshop_id"), "trainings_registration", ["workshop_id"]
    )
    op.create_index(
        "ix_trainings_registration_workshop_state",
        "trainings_registration",
        ["workshop_id", "state"],
    )
    op.create_table(
        "trainings_workshop_topic",
        sa.Column(
            "workshop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["trainings_topic.id"],
            name=op.f("fk_trainings_workshop_topic_topic_id_trainings_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["trainings_workshop.id"],
            name=op.f("fk_trainings_workshop_topic_workshop_id_trainings_workshop"),
        ),
        sa.PrimaryKeyConstraint(
            "workshop_id", "topic_id", name=op.f("pk_trainings_workshop_topic")
        ),
    )
    op.create_table(
        "trainings_sheet",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("pair", sa.String(), nullable=True),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "answered_on IN ('phone', 'paper')",
            name=op.f("ck_trainings_sheet_answeredon_known"),
        ),
        sa.CheckConstraint(
            "moment IN ('before', 'after')", name=op.f("ck_trainings_sheet_moment_known")
        ),
        sa.CheckConstraint("pair <> ''", name=op.f("ck_trainings_sheet_pair_or_nothing")),
        sa.CheckConstraint(
            "sex IN ('woman', 'man', 'other', 'unsaid')",
            name=op.f("ck_trainings_sheet_sex_known"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["meetings_group.id"],
            name=op.f("fk_trainings_sheet_group_id_meetings_group"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_sheet_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["trainings_questionnaire.id"],
            name=op.f("fk_trainings_sheet_questionnaire_id_trainings_questionnaire"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_sheet")),
        sa.UniqueConstraint("entry", name=op.f("uq_trainings_sheet_entry")),
        sa.UniqueConstraint(
            "questionnaire_id",
            "moment",
            "pair",
            name=op.f("uq_trainings_sheet_questionnaire_id_moment_pair"),
        ),
    )
    op.create_index(
        op.f("ix_trainings_sheet_questionnaire_id"),
        "trainings_sheet",
        ["questionnaire_id"],
    )
    op.create_table(
        "trainings_question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_qu", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("choices_qu", sa.JSON(), nullable=False),
        sa.Column("right_choice", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('likert', 'choice', 'open')",
            name=op.f("ck_trainings_question_questionkind_known"),
        ),
        sa.CheckConstraint(
            "purpose IN ('learning', 'satisfaction')",
            name=op.f("ck_trainings_question_purpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["trainings_questionnaire.id"],
            name=op.f("fk_trainings_question_questionnaire_id_trainings_questionnaire"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_question")),
        sa.UniqueConstraint(
            "questionnaire_id",
            "position",
            name=op.f("uq_trainings_question_questionnaire_id_position"),
        ),
    )
    op.create_table(
        "trainings_revocation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "certificate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["accounts_person.id"],
            name=op.f("fk_trainings_revocation_by_id_accounts_person"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["trainings_certificate.id"],
            name=op.f("fk_trainings_revocation_certificate_id_trainings_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_revocation_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_revocation")),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_trainings_revocation_certificate_id")),
    )
    op.create_table(
        "trainings_printout",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("printout_of", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("file_format", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made", sa.LargeBinary(), nullable=True),
        sa.Column(
            "ordered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "file_format IN ('pdf', 'xlsx')",
            name=op.f("ck_trainings_printout_printoutformat_known"),
        ),
        sa.CheckConstraint(
            "language IN ('es', 'qu', 'both')",
            name=op.f("ck_trainings_printout_paperlanguage_known"),
        ),
        sa.CheckConstraint(
            "printout_of IN ('certificates', 'report', 'report_public')",
            name=op.f("ck_trainings_printout_printoutof_known"),
        ),
        sa.CheckConstraint(
            "state IN ('ordered', 'ready', 'failed')",
            name=op.f("ck_trainings_printout_printoutstate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_trainings_printout_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_trainings_printout_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"],
            ["accounts_person.id"],
            name=op.f("fk_trainings_printout_ordered_by_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings_printout")),
        sa.UniqueConstraint(
            "subject",
            "printout_of",
            "language",
            "file_format",
            name=op.f("uq_trainings_printout_subject_printout_of_language_file_format"),
        ),
    )
    guard(SAME_ROW, REFUSAL)


def downgrade() -> None:
    unguard([*SAME_ROW])
    op.drop_table("trainings_printout")
    op.drop_table("trainings_revocation")
    op.drop_table("trainings_question")
    op.drop_table("trainings_sheet")
    op.drop_table("trainings_workshop_topic")
    op.drop_table("trainings_registration")
    op.drop_table("trainings_quota")
    op.drop_table("trainings_questionnaire")
    op.drop_table("trainings_certificate")
    op.drop_table("trainings_workshop")
    op.drop_table("trainings_topic")
    op.drop_table("trainings_phase")
    op.drop_table("trainings_programme")
