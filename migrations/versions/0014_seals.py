"""The register of sealed documents, and what one feature hands over to another."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import guard, unguard

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Which new row would take the place of an old one.
SAME_ROW = {
    "kernel_seal": (
        "id = new.id OR fingerprint = new.fingerprint OR content_hash = new.content_hash"
    ),
    "kernel_sealed_file": "id = new.id",
    "kernel_seal_revocation": "id = new.id OR seal_id = new.seal_id",
    "kernel_seal_head": "id = new.id OR day = new.day OR before = new.before",
}
REFUSAL = "a seal stays as it is"


def upgrade() -> None:
    op.create_table(
        "kernel_handover",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_ref", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(length=40), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("result_ref", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state <> 'accepted' or result_ref <> ''",
            name=op.f("ck_kernel_handover_accepted_with_a_result"),
        ),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'declined')",
            name=op.f("ck_kernel_handover_handoverstate_known"),
        ),
        sa.CheckConstraint(
            "wanted IN ('case', 'process')", name=op.f("ck_kernel_handover_wanted_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_handover")),
    )
    op.create_index(op.f("ix_kernel_handover_from_ref"), "kernel_handover", ["from_ref"])
    op.create_index(
        "ix_kernel_handover_office", "kernel_handover", ["office_id", "wanted", "state"]
    )
    op.create_table(
        "kernel_seal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column(
            "replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "copy_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sealed_by", sa.String(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('acta', 'certificate')", name=op.f("ck_kernel_seal_sealkind_known")
        ),
        sa.ForeignKeyConstraint(
            ["copy_of_id"], ["kernel_seal.id"], name=op.f("fk_kernel_seal_copy_of_id_kernel_seal")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["kernel_seal.id"], name=op.f("fk_kernel_seal_replaces_id_kernel_seal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_seal")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_kernel_seal_content_hash")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_kernel_seal_fingerprint")),
        sa.UniqueConstraint(
            "reference",
            "number",
            "copy_of_id",
            name=op.f("uq_kernel_seal_reference_number_copy_of_id"),
        ),
    )
    op.create_index(op.f("ix_kernel_seal_reference"), "kernel_seal", ["reference"])
    op.create_table(
        "kernel_seal_head",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seals", sa.Integer(), nullable=False),
        sa.Column(
            "last_seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["last_seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_kernel_seal_head_last_seal_id_kernel_seal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_seal_head")),
        sa.UniqueConstraint("before", name=op.f("uq_kernel_seal_head_before")),
        sa.UniqueConstraint("day", name=op.f("uq_kernel_seal_head_day")),
    )
    op.create_table(
        "kernel_seal_revocation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revoked_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["kernel_seal.id"],
            name=op.f("fk_kernel_seal_revocation_seal_id_kernel_seal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_seal_revocation")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_kernel_seal_revocation_seal_id")),
    )
    op.create_table(
        "kernel_sealed_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_id"], ["kernel_seal.id"], name=op.f("fk_kernel_sealed_file_seal_id_kernel_seal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_sealed_file")),
    )
    op.create_index(op.f("ix_kernel_sealed_file_file_hash"), "kernel_sealed_file", ["file_hash"])
    op.create_index(op.f("ix_kernel_sealed_file_seal_id"), "kernel_sealed_file", ["seal_id"])
    guard(SAME_ROW, REFUSAL)


def downgrade() -> None:
    unguard([*SAME_ROW])
    op.drop_table("kernel_sealed_file")
    op.drop_table("kernel_seal_revocation")
    op.drop_table("kernel_seal_head")
    op.drop_table("kernel_seal")
    op.drop_table("kernel_handover")
