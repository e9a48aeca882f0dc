"""The first tables of kernel."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kernel_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_attempt")),
    )
    op.create_index(
        "ix_kernel_attempt_count", "kernel_attempt", ["kind", "who", "at"], unique=False
    )
    op.create_table(
        "kernel_audit_anchor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chains", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_audit_anchor")),
        sa.UniqueConstraint("before", name=op.f("uq_kernel_audit_anchor_before")),
    )
    op.create_table(
        "kernel_audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_audit_entry")),
        sa.UniqueConstraint("subject", "seq", name=op.f("uq_kernel_audit_entry_subject_seq")),
    )
    op.create_table(
        "kernel_data_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_data_key")),
    )
    op.create_table(
        "kernel_heartbeat",
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_kernel_heartbeat")),
    )
    op.create_table(
        "kernel_holder_key",
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("holder", name=op.f("pk_kernel_holder_key")),
    )
    op.create_table(
        "kernel_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('failed', 'kept', 'queued', 'sent')",
            name=op.f("ck_kernel_notice_noticestate_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_kernel_notice_key")),
    )
    op.create_table(
        "kernel_send",
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("body_digest", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_kernel_send")),
    )
    op.create_table(
        "kernel_audit_anchored_head",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "anchor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["anchor_id"],
            ["kernel_audit_anchor.id"],
            name=op.f("fk_kernel_audit_anchored_head_anchor_id_kernel_audit_anchor"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_audit_anchored_head")),
        sa.UniqueConstraint(
            "subject", "seq", name=op.f("uq_kernel_audit_anchored_head_subject_seq")
        ),
    )
    op.create_index(
        op.f("ix_kernel_audit_anchored_head_anchor_id"),
        "kernel_audit_anchored_head",
        ["anchor_id"],
        unique=False,
    )
    op.create_table(
        "kernel_wrap",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "data_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["data_key_id"],
            ["kernel_data_key.id"],
            name=op.f("fk_kernel_wrap_data_key_id_kernel_data_key"),
        ),
        sa.ForeignKeyConstraint(
            ["holder"],
            ["kernel_holder_key.holder"],
            name=op.f("fk_kernel_wrap_holder_kernel_holder_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_wrap")),
        sa.UniqueConstraint(
            "data_key_id", "holder", name=op.f("uq_kernel_wrap_data_key_id_holder")
        ),
    )


def downgrade() -> None:
    op.drop_table("kernel_wrap")
    op.drop_index(
        op.f("ix_kernel_audit_anchored_head_anchor_id"), table_name="kernel_audit_anchored_head"
    )
    op.drop_table("kernel_audit_anchored_head")
    op.drop_table("kernel_send")
    op.drop_table("kernel_notice")
    op.drop_table("kernel_holder_key")
    op.drop_table("kernel_heartbeat")
    op.drop_table("kernel_data_key")
    op.drop_table("kernel_audit_entry")
    op.drop_table("kernel_audit_anchor")
    op.drop_index("ix_kernel_attempt_count", table_name="kernel_attempt")
    op.drop_table("kernel_attempt")
