"""A commitment binds with the agreement it stands in; a published bulletin stays as it is."""

from alembic import op

from migrations.append_only import guard, guard_some, unguard, unguard_some
from migrations.standing import changing

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STATUSES = (
    "not_started", "in_progress", "reported_done", "verified", "blocked", "reformulated",
    "cancelled",
)  # fmt: skip
VERBS = (
    "start", "report", "verify", "reject", "block", "reformulate", "cancel", "reopen", "renew",
    "tell",
)  # fmt: skip
SAME_UPDATE = {"commitments_update": "id = new.id"}
UPDATE_REFUSAL = "what was told stays as it is"
BULLETIN = "dialogue_bulletin"
PUBLISHED = "state = 'published'"
SAME_BULLETIN = "(id = new.id OR code = new.code)"
BULLETIN_REFUSAL = "a published bulletin stays as it is"
PUBLIC = "ck_commitments_commitment_public_once_in_force"


def upgrade() -> None:
    _lists((*STATUSES, "proposed", "lapsed", "withdrawn"), (*VERBS, "enter", "lapse"))
    _follow_the_agreements()
    with changing("commitments_commitment") as table:
        table.create_check_constraint(
            op.f(PUBLIC), "status not in ('proposed', 'withdrawn') or not is_public"
        )
    guard_some(BULLETIN, PUBLISHED, SAME_BULLETIN, BULLETIN_REFUSAL)


def downgrade() -> None:
    """What was not in force counts as not begun; what has no effect any more as cancelled."""
    unguard_some(BULLETIN)
    with changing("commitments_commitment") as table:
        table.drop_constraint(op.f(PUBLIC), type_="check")
    unguard([*SAME_UPDATE])
    for name in ("commitments_commitment", "commitments_update"):
        op.execute(f"UPDATE {name} SET status = 'not_started' WHERE status = 'proposed'")
        op.execute(
            f"UPDATE {name} SET status = 'cancelled' WHERE status IN ('lapsed', 'withdrawn')"
        )
    op.execute("UPDATE commitments_update SET verb = 'cancel' WHERE verb = 'lapse'")
    op.execute("UPDATE commitments_update SET verb = 'tell' WHERE verb = 'enter'")
    guard(SAME_UPDATE, UPDATE_REFUSAL)
    _lists(STATUSES, VERBS)


def _follow_the_agreements() -> None:
    """What was written into agreements until now stands as its agreement does."""
    for states, going_on, status in (
        ("'draft', 'for_signature'", "'not_started'", "proposed"),
        ("'superseded', 'void'", "'not_started', 'in_progress', 'reported_done', 'blocked'",
         "lapsed"),
    ):  # fmt: skip
        ended = ", ended_on = CURRENT_DATE" if status == "lapsed" else ", is_public = false"
        op.execute(
            f"UPDATE commitments_commitment SET status = '{status}'{ended} "
            f"WHERE status IN ({going_on}) AND made_in IN "
            f"(SELECT 'agreement:' || code FROM dialogue_agreement WHERE state IN ({states}))"
        )


def _lists(statuses: tuple[str, ...], verbs: tuple[str, ...]) -> None:
    """The guards go while SQLite rebuilds the table that they guard, and come back."""
    unguard([*SAME_UPDATE])
    for name, column, values in (
        ("commitments_commitment", "status", statuses),
        ("commitments_update", "status", statuses),
        ("commitments_update", "verb", verbs),
    ):
        check = op.f(f"ck_{name}_{column}_known")
        with changing(name) as table:
            table.drop_constraint(check, type_="check")
            listed = ", ".join(repr(value) for value in values)
            table.create_check_constraint(check, f"{column} IN ({listed})")
    guard(SAME_UPDATE, UPDATE_REFUSAL)
