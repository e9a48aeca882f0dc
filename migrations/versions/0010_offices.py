"""The tables of what an office says of itself."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("accounts_office") as table:
        table.add_column(sa.Column("topics", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("texts", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("closures", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("accounts_office") as table:
        table.alter_column("topics", server_default=None)
        table.alter_column("texts", server_default=None)
        table.alter_column("closures", server_default=None)
    op.add_column("accounts_reset_code", sa.Column("salt", sa.String(), nullable=True))
    op.create_table(
        "accounts_entity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('company', 'authority', 'other')",
            name=op.f("ck_accounts_entity_entitykind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["accounts_office.id"],
            name=op.f("fk_accounts_entity_office_id_accounts_office"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_entity")),
        sa.UniqueConstraint(
            "office_id", "folded", name=op.f("uq_accounts_entity_office_id_folded")
        ),
    )


def downgrade() -> None:
    op.drop_table("accounts_entity")
    with op.batch_alter_table("accounts_reset_code") as table:
        table.drop_column("salt")
    with op.batch_alter_table("accounts_office") as table:
        table.drop_column("closures")
        table.drop_column("texts")
        table.drop_column("topics")
