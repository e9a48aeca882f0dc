"""The tables of files."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kernel_blob",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("swept_after", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kernel_blob")),
    )
    op.create_index(op.f("ix_kernel_blob_swept_after"), "kernel_blob", ["swept_after"])
    op.create_table(
        "kernel_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.LargeBinary(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("clean", sa.String(), nullable=False),
        sa.Column("preview", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('image', 'pdf', 'sound', 'video')", name=op.f("ck_kernel_file_filekind_known")
        ),
        sa.CheckConstraint(
            "format IN ('jpeg', 'm4a', 'mp3', 'mp4', 'ogg', 'pdf', 'png', 'webm-sound', 'webm')",
            name=op.f("ck_kernel_file_format_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_file")),
        sa.UniqueConstraint("clean", name=op.f("uq_kernel_file_clean")),
        sa.UniqueConstraint("original", name=op.f("uq_kernel_file_original")),
        sa.UniqueConstraint("preview", name=op.f("uq_kernel_file_preview")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("kernel_file")
    op.drop_index(op.f("ix_kernel_blob_swept_after"), table_name="kernel_blob")
    op.drop_table("kernel_blob")
