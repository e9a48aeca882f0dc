"""A commitment knows until when its agreement counted."""

import sqlalchemy as sa
from alembic import op

from migrations.standing import changing

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COMMITMENT = "commitments_commitment"


def upgrade() -> None:
    with changing(COMMITMENT) as table:
        table.add_column(sa.Column("released_on", sa.Date(), nullable=True))
    _release()


def downgrade() -> None:
    with changing(COMMITMENT) as table:
        table.drop_column("released_on")


def _release() -> None:
    """What lapsed did so on the day that it ended; of the rest nobody wrote the day down."""
    op.execute(
        f"UPDATE {COMMITMENT} SET released_on = "
        "COALESCE(CASE WHEN status = 'lapsed' THEN ended_on END, CURRENT_DATE) "
        "WHERE made_in IN (SELECT 'agreement:' || code FROM dialogue_agreement "
        "WHERE state IN ('superseded', 'void'))"
    )
