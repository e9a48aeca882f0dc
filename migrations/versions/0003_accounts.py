"""The first tables of accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts_office",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("tracks", sa.JSON(), nullable=False),
        sa.Column("anonymous_tracks", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("emergency_phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "country IN ('AR', 'BO', 'CL', 'CO', 'EC', 'PE')",
            name=op.f("ck_accounts_office_country_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('ombudsman', 'programme', 'university', 'association')",
            name=op.f("ck_accounts_office_officekind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_office")),
        sa.UniqueConstraint("slug", name=op.f("uq_accounts_office_slug")),
    )
    op.create_table(
        "accounts_person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_person")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_person_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_accounts_person_fs_uniquifier")),
    )
    op.create_table(
        "accounts_sign_in_failure",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_accounts_sign_in_failure")),
    )
    op.create_table(
        "accounts_membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(office_id IS NULL) = (role IN ('federation', 'platform_admin'))",
            name=op.f("ck_accounts_membership_office_or_installation"),
        ),
        sa.CheckConstraint(
            "role IN ('intake', 'handler', 'supervisor', 'custodian', 'auditor', "
            "'office_admin', 'coordinator', 'facilitator', 'note_taker', 'translator', "
            "'modeller', 'monitor', 'federation', 'platform_admin')",
            name=op.f("ck_accounts_membership_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_accounts_membership_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_accounts_membership_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_membership")),
        sa.UniqueConstraint(
            "person_id",
            "office_id",
            "role",
            name=op.f("uq_accounts_membership_person_id_office_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_accounts_membership_office_id"), "accounts_membership", ["office_id"], unique=False
    )
    op.create_index(
        "uq_accounts_membership_installation",
        "accounts_membership",
        ["person_id", "role"],
        unique=True,
        sqlite_where=sa.text("office_id IS NULL"),
        postgresql_where=sa.text("office_id IS NULL"),
    )
    op.create_table(
        "accounts_reset_code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["accounts_person.id"],
            name=op.f("fk_accounts_reset_code_person_id_accounts_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_reset_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_accounts_reset_code_code_hash")),
    )
    op.create_index(
        op.f("ix_accounts_reset_code_person_id"), "accounts_reset_code", ["person_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_accounts_reset_code_person_id"), table_name="accounts_reset_code")
    op.drop_table("accounts_reset_code")
    op.drop_index(
        "uq_accounts_membership_installation",
        table_name="accounts_membership",
        sqlite_where=sa.text("office_id IS NULL"),
        postgresql_where=sa.text("office_id IS NULL"),
    )
    op.drop_index(op.f("ix_accounts_membership_office_id"), table_name="accounts_membership")
    op.drop_table("accounts_membership")
    op.drop_table("accounts_sign_in_failure")
    op.drop_table("accounts_person")
    op.drop_table("accounts_office")
