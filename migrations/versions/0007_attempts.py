"""How often something was tried lately."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
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
    op.create_index("ix_kernel_attempt_count", "kernel_attempt", ["kind", "who", "at"])


def downgrade() -> None:
    op.drop_index("ix_kernel_attempt_count", table_name="kernel_attempt")
    op.drop_table("kernel_attempt")
