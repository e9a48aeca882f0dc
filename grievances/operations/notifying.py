"""Who of the office is told by mail that something waits for them. References only, no content."""

from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.queries import people_in_role
from accounts.roles import Role
from grievances.lifecycle import State, Verb
from grievances.models import Case, Message
from kernel.jobs import Jobs
from kernel.notices import notify

CASE_CAME_IN = "grievances.case-came-in"
PERSON_WROTE = "grievances.person-wrote"
DECISION_WAITS = "grievances.decision-waits"


def tell_case_came_in(session: Session, jobs: Jobs, case: Case) -> None:
    """The intake of the office learns that a grievance came in."""
    _tell(session, jobs, case, CASE_CAME_IN, _in_role(session, case, Role.INTAKE), "filed")


def tell_person_wrote(session: Session, jobs: Jobs, case: Case, message: Message) -> None:
    """The handler of the case, or the intake while there is none, learns of a message.

    Who no longer handles cases at the office learns nothing more of them.
    """
    handlers = _in_role(session, case, Role.HANDLER)
    readers = [one for one in handlers if one.id == case.handler_id]
    readers = readers or _in_role(session, case, Role.INTAKE)
    _tell(session, jobs, case, PERSON_WROTE, readers, f"message-{message.id}")


def tell_decision_waits(session: Session, jobs: Jobs, case: Case) -> None:
    """The supervisors who may decide learn that a proposal or a review waits for them."""
    mine = {case.proposed_by_id, case.outcome_by_id if case.state is State.PROPOSED else None}
    others = [one for one in _in_role(session, case, Role.SUPERVISOR) if one.id not in mine]
    _tell(session, jobs, case, DECISION_WAITS, others, f"version-{case.version}")


AWAIT_DECISION = frozenset(
    {Verb.DISPUTE, Verb.PROPOSE_ADMISSION, Verb.PROPOSE_NOT_ADMITTING, Verb.PROPOSE_OUTCOME}
)


def tell_of_verb(session: Session, jobs: Jobs, case: Case, verb: Verb) -> None:
    """Who must act on what was just done learns of it."""
    if verb in AWAIT_DECISION:
        tell_decision_waits(session, jobs, case)


def _in_role(session: Session, case: Case, role: Role) -> list[Person]:
    tied = {one.person_id for one in case.conflicts if one.has_conflict}
    return [one for one in people_in_role(session, role, case.office_id) if one.id not in tied]


def _tell(
    session: Session, jobs: Jobs, case: Case, kind: str, people: list[Person], occasion: str
) -> None:
    for person in people:
        notify(
            session,
            jobs,
            kind,
            f"person:{person.id}",
            key=f"{kind}:{case.id}:{occasion}:{person.id}",
            case=case.reference,
        )
