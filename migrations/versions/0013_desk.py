"""The desk: what its search finds cases by, and the indexes of its queue."""

from datetime import date

import sqlalchemy as sa
from alembic import op

from migrations.standing import changing

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CASE, TIES, TASKS = "grievances_case", "grievances_conflict_statement", "grievances_rendering"
_ENDED = "'abandoned', 'closed', 'merged', 'not_admitted', 'purged', 'referred_out', 'withdrawn'"
STILL_OPEN = f"state not in ({_ENDED})"
QUEUES = {
    "open": (STILL_OPEN,),
    "ended": (f"state in ({_ENDED})",),
    "handled": (STILL_OPEN, "handler_id"),
    "waiting": ("waiting_since is not null",),
    "undecided": (
        "(state = 'screening' and recommendation is not null) "
        "or state = 'proposed' or state = 'under_review'",
    ),
}
ORDER = ("urgent", "due_on", "id")


def upgrade() -> None:
    op.drop_index("ix_grievances_case_queue", CASE)
    with changing(CASE) as table:
        table.add_column(
            sa.Column("amber_on", sa.Date(), nullable=False, server_default=date.max.isoformat())
        )
        table.add_column(sa.Column("search_key", sa.LargeBinary()))
    op.execute("UPDATE grievances_case SET amber_on = due_on")  # `flask grievances reindex` knows
    with changing(CASE) as table:
        table.alter_column("amber_on", server_default=None)
    for name, (where, *first) in QUEUES.items():
        only = sa.text(where)
        op.create_index(
            f"ix_grievances_case_{name}", CASE, ["office_id", *first, *ORDER],
            sqlite_where=only, postgresql_where=only,
        )  # fmt: skip
    op.create_index("ix_grievances_case_state", CASE, ["office_id", "state", *ORDER])
    op.create_index(op.f("ix_grievances_conflict_statement_person_id"), TIES, ["person_id"])
    undone = sa.text("state <> 'reviewed'")
    op.create_index(
        "ix_grievances_rendering_undone", TASKS, ["id"],
        sqlite_where=undone, postgresql_where=undone,
    )  # fmt: skip
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "grievances_search_key",
        sa.Column("office_id", number, nullable=False),
        sa.Column("data_key_id", number, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["accounts_office.id"],
            name=op.f("fk_grievances_search_key_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["data_key_id"], ["kernel_data_key.id"],
            name=op.f("fk_grievances_search_key_data_key_id_kernel_data_key"),
        ),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_grievances_search_key")),
    )  # fmt: skip
    op.create_table(
        "grievances_case_word",
        sa.Column("office_id", number, nullable=False),
        sa.Column("word", sa.BigInteger(), nullable=False),
        sa.Column("case_id", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["accounts_office.id"],
            name=op.f("fk_grievances_case_word_office_id_accounts_office"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["grievances_case.id"],
            name=op.f("fk_grievances_case_word_case_id_grievances_case"),
        ),
        sa.PrimaryKeyConstraint(
            "office_id", "word", "case_id", name=op.f("pk_grievances_case_word")
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index(op.f("ix_grievances_case_word_case_id"), "grievances_case_word", ["case_id"])


def downgrade() -> None:
    op.drop_table("grievances_case_word")
    op.drop_table("grievances_search_key")
    op.drop_index("ix_grievances_rendering_undone", TASKS)
    op.drop_index(op.f("ix_grievances_conflict_statement_person_id"), TIES)
    op.drop_index("ix_grievances_case_state", CASE)
    for name in QUEUES:
        op.drop_index(f"ix_grievances_case_{name}", CASE)
    with changing(CASE) as table:
        table.drop_column("search_key")
        table.drop_column("amber_on")
    op.create_index("ix_grievances_case_queue", CASE, ["office_id", *ORDER])
