"""Letting somebody at the table, or in the council, in with an account of their own.

Whoever does it types an address and is told nothing about it: neither whether there was an account
before, nor whether there is one now. Who has none gets a mail with which they make one.
"""

from sqlalchemy.orm import Session

from accounts.operations.guests import welcome
from basin import events
from basin.models import Expert, Member, Study
from basin.operations.council import accounts_in
from basin.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.vault import Vault


def admit(
    session: Session,
    vault: Vault,
    jobs: Jobs,
    actor: Actor,
    study: Study,
    one: Member | Expert,
    email: str,
) -> None:
    """Let the account of this address in as this member or expert; one account is in once.

    Nothing happens where somebody else of the table has that account, or who left is meant.
    RuleBroken for who lets themselves into the council: nobody signs for whom they keep it.
    """
    require(TABLE, actor, Action.CHANGE, study)
    person_id = welcome(session, vault, jobs, actor, study.office_id, one.name, email)
    if isinstance(one, Expert) and person_id == actor.person_id:
        raise RuleBroken("expert-lets-themselves-in")
    if one.left_on is None and person_id not in _taken(study, one):
        one.person_id = person_id
    event = events.MEMBER_LET_IN if isinstance(one, Member) else events.EXPERT_LET_IN
    record(session, event, actor, study.subject, **_named(one))


def shut_out(session: Session, actor: Actor, study: Study, one: Member | Expert) -> None:
    """They stay, and their account opens the study no more."""
    require(TABLE, actor, Action.CHANGE, study)
    one.person_id = None
    event = events.MEMBER_SHUT_OUT if isinstance(one, Member) else events.EXPERT_SHUT_OUT
    record(session, event, actor, study.subject, **_named(one))


def _taken(study: Study, one: Member | Expert) -> frozenset[int | None]:
    if isinstance(one, Expert):
        return accounts_in(study) - {one.person_id}
    seated = {other.person_id for other in study.members if other.left_on is None}
    return frozenset(seated - {one.person_id, None})


def _named(one: Member | Expert) -> dict[str, int]:
    return {"member_id" if isinstance(one, Member) else "expert_id": one.id}
