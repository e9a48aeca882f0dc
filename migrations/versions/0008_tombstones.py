"""The tombstones of destroyed keys."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kernel_tombstone",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("data_key_id", sa.Integer(), nullable=False),
        sa.Column("key_made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heir_key_id", sa.Integer(), nullable=True),
        sa.Column("heir_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_tombstone")),
        sa.UniqueConstraint("data_key_id", name=op.f("uq_kernel_tombstone_data_key_id")),
    )


def downgrade() -> None:
    op.drop_table("kernel_tombstone")
