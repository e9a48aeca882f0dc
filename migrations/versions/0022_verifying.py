"""A commitment knows which group of its table verifies, and until when its agreement counted."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from kernel.text import fold
from migrations.standing import changing

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COMMITMENT = "commitments_commitment"
NAMED = sa.table(
    COMMITMENT, sa.column("id"), sa.column("belongs_to"), sa.column("verifier_group"),
    sa.column("responsible_group"), sa.column("co_responsibles", sa.JSON()),
    sa.column("verifier_group_id"),
)  # fmt: skip


def upgrade() -> None:
    with changing(COMMITMENT) as table:
        table.add_column(sa.Column("verifier_group_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("released_on", sa.Date(), nullable=True))
    _release()
    _find_the_groups()


def downgrade() -> None:
    with changing(COMMITMENT) as table:
        table.drop_column("released_on")
        table.drop_column("verifier_group_id")


def _release() -> None:
    """What lapsed did so on the day that it ended; of the rest nobody wrote the day down."""
    op.execute(
        f"UPDATE {COMMITMENT} SET released_on = "
        "COALESCE(CASE WHEN status = 'lapsed' THEN ended_on END, CURRENT_DATE) "
        "WHERE made_in IN (SELECT 'agreement:' || code FROM dialogue_agreement "
        "WHERE state IN ('superseded', 'void'))"
    )


def _find_the_groups() -> None:
    """The verifying group where exactly one of the table carries its name.

    None where that group promised too, or helps, under its other name: it never verified then.
    """
    connection, groups = op.get_bind(), _groups()
    wanted = NAMED.c.belongs_to.like("process:%"), NAMED.c.verifier_group != ""
    for row in connection.execute(sa.select(NAMED).where(*wanted)).all():
        called = _folded(row.verifier_group)
        found = [one for one in groups[row.belongs_to].items() if called in one[1]]
        if len(found) != 1:
            continue
        number, names = found[0]
        promised = {_folded(one) for one in (row.responsible_group, *row.co_responsibles)}
        if called in promised or not names & promised:
            change = sa.update(NAMED).where(NAMED.c.id == row.id)
            connection.execute(change.values(verifier_group_id=number))


def _groups() -> dict[str, dict[int, set[str]]]:
    """The names of the groups of each table, by the reference of the table and their id."""
    found: dict[str, dict[int, set[str]]] = defaultdict(dict)
    query = (
        "SELECT 'process:' || p.code, g.id, g.name, g.name_qu FROM dialogue_group g "
        "JOIN dialogue_process p ON p.id = g.process_id"
    )
    row: Any
    for row in op.get_bind().execute(sa.text(query)).all():
        found[row[0]][row[1]] = {_folded(name) for name in row[2:] if name}
    return found


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
