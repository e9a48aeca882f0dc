"""The tables of keys in their second generation.

Every key says under which generation it is wrapped. A database that has keys already gets the first
generation of its master key noted without a mark: only the running platform can read the key, and
`flask migrate` lets it note the mark afterwards.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HOLDER_OF_WRAP = "fk_kernel_wrap_holder_kernel_holder_key"
NAMING = {
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


class RotatedMeanwhile(Exception):  # noqa: N818 - names what stands in the way
    """Keys of a second generation are in use: the version before could not open them."""


def upgrade() -> None:
    masters = op.create_table(
        "kernel_master_key",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("root", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("generation", name=op.f("pk_kernel_master_key")),
        sa.UniqueConstraint("mark", name=op.f("uq_kernel_master_key_mark")),
    )
    op.create_table(
        "kernel_recovery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("master", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("escrow", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["master"],
            ["kernel_master_key.generation"],
            name=op.f("fk_kernel_recovery_master_kernel_master_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kernel_recovery")),
    )
    if _used():
        op.bulk_insert(masters, [{"generation": 1, "made_at": datetime.now(UTC)}])
    op.add_column("kernel_data_key", sa.Column("destroyed_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("kernel_wrap", naming_convention=NAMING) as table:
        table.drop_constraint(HOLDER_OF_WRAP, type_="foreignkey")
        table.add_column(sa.Column("generation", sa.Integer(), server_default="1", nullable=False))
    _holder_keys_up()
    with op.batch_alter_table("kernel_wrap", naming_convention=NAMING) as table:
        table.alter_column("generation", server_default=None, existing_type=sa.Integer())
        table.create_foreign_key(
            HOLDER_OF_WRAP,
            "kernel_holder_key",
            ["holder", "generation"],
            ["holder", "generation"],
        )
        table.create_index("ix_kernel_wrap_rotation", ["holder", "generation", "id"])


def _holder_keys_up() -> None:
    with op.batch_alter_table("kernel_holder_key", naming_convention=NAMING) as table:
        for column in ("generation", "master"):
            table.add_column(sa.Column(column, sa.Integer(), server_default="1", nullable=False))
    with op.batch_alter_table("kernel_holder_key", naming_convention=NAMING) as table:
        table.drop_constraint("pk_kernel_holder_key", type_="primary")
        table.create_primary_key("pk_kernel_holder_key", ["holder", "generation"])
        for column in ("generation", "master"):
            table.alter_column(column, server_default=None, existing_type=sa.Integer())
        table.create_foreign_key(
            "fk_kernel_holder_key_master_kernel_master_key",
            "kernel_master_key",
            ["master"],
            ["generation"],
        )
        table.create_index("ix_kernel_holder_key_master", ["master"])


def _used() -> bool:
    """Whether anything hangs on a master key already: keys of offices, passwords of people."""
    connection = op.get_bind()
    return any(
        connection.execute(sa.text(f"SELECT 1 FROM {table} LIMIT 1")).first()
        for table in ("kernel_holder_key", "accounts_person", "accounts_office")
    )


def downgrade() -> None:
    connection = op.get_bind()
    for table in ("kernel_master_key", "kernel_holder_key"):
        if connection.execute(sa.text(f"SELECT 1 FROM {table} WHERE generation > 1")).first():
            raise RotatedMeanwhile(f"{table} has keys that the version before cannot open")
    with op.batch_alter_table("kernel_wrap", naming_convention=NAMING) as table:
        table.drop_constraint(HOLDER_OF_WRAP, type_="foreignkey")
        table.drop_index("ix_kernel_wrap_rotation")
        table.drop_column("generation")
    with op.batch_alter_table("kernel_holder_key", naming_convention=NAMING) as table:
        table.drop_constraint("fk_kernel_holder_key_master_kernel_master_key", type_="foreignkey")
        table.drop_index("ix_kernel_holder_key_master")
        table.drop_constraint("pk_kernel_holder_key", type_="primary")
        table.create_primary_key("pk_kernel_holder_key", ["holder"])
    with op.batch_alter_table("kernel_holder_key", naming_convention=NAMING) as table:
        table.drop_column("master")
        table.drop_column("generation")
    with op.batch_alter_table("kernel_wrap", naming_convention=NAMING) as table:
        table.create_foreign_key(HOLDER_OF_WRAP, "kernel_holder_key", ["holder"], ["holder"])
    op.drop_column("kernel_data_key", "destroyed_at")
    op.drop_table("kernel_recovery")
    op.drop_table("kernel_master_key")
