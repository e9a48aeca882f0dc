"""What a case is to somebody who meets its public reference elsewhere: `case:K7QM4`."""

from sqlalchemy.orm import Session

from accounts.roles import Role
from grievances.policy import READERS
from grievances.queries.cases import case_for
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred

KIND = "case"


def referred(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The case as this actor may know of it: its reference and place at the desk, never a word.

    None for who may not read it, as for a case that does not exist.
    """
    try:
        case = case_for(session, actor, reference)
    except NotFound:
        return None
    roles: list[Role] = [role for role in READERS if actor.holds(role, case.office_id)]
    return Referred(
        title=case.reference,
        address=f"/desk/cases/{case.reference}",
        roles=frozenset(roles),
    )
