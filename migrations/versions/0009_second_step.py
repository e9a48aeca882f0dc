"""The tables of the second step of signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WAYS = ("code", "passkey", "password", "password_and_passkey", "recovery_code")
OUTCOMES = ("entered", "refused")


def big() -> sa.types.TypeEngine[int]:
    """The type of our numbers."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number() -> sa.Column[int]:
    """The primary key of a row."""
    return sa.Column("id", big(), nullable=False)


def moment(name: str, nullable: bool = False) -> sa.Column[sa.DateTime]:
    """A moment."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def tied(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """A foreign key under its usual name."""
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def of_a_person(table: str, *columns: sa.schema.SchemaItem) -> None:
    """A table whose rows belong to a person."""
    op.create_table(
        table,
        number(),
        sa.Column("person_id", big(), nullable=False),
        *columns,
        tied(table, "person_id", "accounts_person"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    of_a_person(
        "accounts_code_app",
        sa.Column("data_key_id", big(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        moment("made_at"),
        moment("confirmed_at", nullable=True),
        tied("accounts_code_app", "data_key_id", "kernel_data_key"),
    )
    of_a_person(
        "accounts_recovery_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        moment("used_at", nullable=True),
        sa.UniqueConstraint(
            "person_id", "code_hash", name=op.f("uq_accounts_recovery_code_person_id_code_hash")
        ),
    )
    of_a_person(
        "accounts_passkey",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        moment("made_at"),
        moment("used_at", nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_accounts_passkey_credential_id")),
    )
    of_a_person(
        "accounts_known_device",
        sa.Column("token_hash", sa.String(), nullable=False),
        moment("since"),
        moment("seen_at"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_accounts_known_device_token_hash")),
    )
    of_a_person(
        "accounts_sign_in",
        moment("at"),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("known_device", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            f"way IN {WAYS!r}",
            name=op.f("ck_accounts_sign_in_way_known"),
        ),
        sa.CheckConstraint(
            f"outcome IN {OUTCOMES!r}",
            name=op.f("ck_accounts_sign_in_outcome_known"),
        ),
    )
    op.create_table(
        "accounts_spent_challenge",
        sa.Column("challenge_hash", sa.String(), nullable=False),
        moment("at"),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_accounts_spent_challenge")),
    )
    for table in ("accounts_code_app", "accounts_known_device", "accounts_passkey"):
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
    op.create_index("ix_accounts_sign_in_of_person", "accounts_sign_in", ["person_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_accounts_sign_in_of_person", table_name="accounts_sign_in")
    for table in ("accounts_code_app", "accounts_known_device", "accounts_passkey"):
        op.drop_index(op.f(f"ix_{table}_person_id"), table_name=table)
    for table in (
        "spent_challenge", "sign_in", "known_device", "passkey", "recovery_code", "code_app",
    ):  # fmt: skip
        op.drop_table(f"accounts_{table}")
