"""An alert becomes a complaint: from then on the office must answer."""

from sqlalchemy.orm import Session

from accounts.roles import Track
from grievances import events
from grievances.kinds import Standing, Tier
from grievances.lifecycle import State
from grievances.models import Case
from grievances.operations.filing import anonymous_allowed
from grievances.operations.identities import Named, add_identities
from grievances.operations.moves import set_due
from grievances.policy import TABLE, Action
from grievances.queries.identities import has_filers_name
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault

NOT_DECIDED = frozenset({State.RECEIVED, State.SCREENING, State.NEEDS_INFO})


def must_name(session: Session, case: Case) -> bool:
    """Whether the office takes a complaint only with a name, and this case has none.

    As at the filing, "reserved" without a name does not count as one.
    """
    if anonymous_allowed(case.office, Track.QUEJA):
        return False
    return case.tier is Tier.ANONYMOUS or not has_filers_name(session, case)


def upgrade_to_complaint(
    session: Session,
    vault: Vault,
    actor: Actor,
    case: Case,
    *,
    tier: Tier = Tier.ANONYMOUS,
    name: str = "",
    phone: str = "",
) -> None:
    """Make a complaint of an alert, once, by who sent it. Its clocks begin again.

    What was recommended about the alert was not said about a complaint, so it is proposed anew.
    """
    require(TABLE, actor, Action.UPGRADE, case)
    nameless = must_name(session, case)
    if nameless and (tier is Tier.ANONYMOUS or not name.strip()):
        raise RuleBroken("name-needed")
    before = case.track
    case.track = Track.QUEJA
    case.upgraded_at = now()
    if nameless:
        case.tier = tier
        add_identities(session, vault, case, [Named(Standing.FILER, name, phone)])
    if case.state in NOT_DECIDED:
        case.acknowledged_at = None
        case.recommendation = case.proposed_by_id = case.proposal_reason = None
    set_due(case)
    record(session, events.CASE_UPGRADED, actor, case.subject, before=before, after=case.track)
