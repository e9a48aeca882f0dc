"""The worker's sign of life, and the notices that people are sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kernel_heartbeat",
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_kernel_heartbeat")),
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


def downgrade() -> None:
    op.drop_table("kernel_notice")
    op.drop_table("kernel_heartbeat")
