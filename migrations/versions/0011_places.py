"""The tables of places."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COUNTRIES = "country IN ('AR', 'BO', 'CL', 'CO', 'EC', 'PE')"


def upgrade() -> None:
    op.create_table(
        "territory_place",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_qu", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sorted_as", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(COUNTRIES, name=op.f("ck_territory_place_country_known")),
        sa.CheckConstraint(
            "level IN ('province', 'district', 'community', 'department')",
            name=op.f("ck_territory_place_level_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('shipped', 'imported', 'by-hand')",
            name=op.f("ck_territory_place_origin_known"),
        ),
        sa.CheckConstraint(
            "(parent IS NULL) = (level = 'department')",
            name=op.f("ck_territory_place_parent_if_not_first"),
        ),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["territory_place.code"],
            name=op.f("fk_territory_place_parent_territory_place"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_territory_place")),
    )
    op.create_index(op.f("ix_territory_place_parent"), "territory_place", ["parent"])
    op.create_index(
        "ix_territory_place_country_level", "territory_place", ["country", "level", "sorted_as"]
    )
    op.create_table(
        "territory_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("keep_missing", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(COUNTRIES, name=op.f("ck_territory_import_country_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_import")),
    )
    op.create_index(op.f("ix_territory_import_country"), "territory_import", ["country"])


def downgrade() -> None:
    op.drop_index(op.f("ix_territory_import_country"), table_name="territory_import")
    op.drop_table("territory_import")
    op.drop_index("ix_territory_place_country_level", table_name="territory_place")
    op.drop_index(op.f("ix_territory_place_parent"), table_name="territory_place")
    op.drop_table("territory_place")
