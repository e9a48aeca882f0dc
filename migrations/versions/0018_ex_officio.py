"""A case may be opened by the office itself, of a concern that a room named."""

from alembic import op

from migrations.standing import changing

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

CHANNELS = ("web", "visit", "phone", "letter", "radio")
NUMBERS_ON = {"grievances_case": False, "grievances_office_draft": True}


def upgrade() -> None:
    _list((*CHANNELS, "ex_officio"))


def downgrade() -> None:
    """Cases that the office opened by itself count as taken down from a letter."""
    for name in NUMBERS_ON:
        op.execute(f"UPDATE {name} SET channel = 'letter' WHERE channel = 'ex_officio'")
    _list(CHANNELS)


def _list(channels: tuple[str, ...]) -> None:
    values = ", ".join(repr(channel) for channel in channels)
    for name, numbers_on in NUMBERS_ON.items():
        check = op.f(f"ck_{name}_channel_known")
        with changing(name, numbers_on=numbers_on) as table:
            table.drop_constraint(check, type_="check")
            table.create_check_constraint(check, f"channel IN ({values})")
