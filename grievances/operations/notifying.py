"""Who of the office is told by mail that something waits for them. References only, no content."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.queries import people_in_role
from accounts.roles import Role
from grievances.lifecycle import State, Verb
from grievances.models import Case, Message, OfficeDraft, Replacement, Reprisal
from kernel.clock import now
from kernel.jobs import Jobs
from kernel.notices import notify
from kernel.policy import Actor

CASE_CAME_IN = "grievances.case-came-in"
CASE_HANDED = "grievances.case-handed"
PERSON_WROTE = "grievances.person-wrote"
DECISION_WAITS = "grievances.decision-waits"
THREAT = "grievances.threat"
UPGRADED = "grievances.upgraded"
WITHDRAWN = "grievances.withdrawn"
CODE_LOST = "grievances.code-lost"
CODE_WAITS = "grievances.code-waits"
DRAFT_HANDED = "grievances.draft-handed"

A_WHILE = timedelta(minutes=10)
"""Whoever writes a hundred times floods the case with it, not the letter boxes of the office."""


def tell_case_came_in(session: Session, jobs: Jobs, case: Case) -> None:
    """The intake of the office learns that a grievance came in."""
    _tell(session, jobs, case, CASE_CAME_IN, _in_role(session, case, Role.INTAKE), "filed")


def tell_case_handed(session: Session, jobs: Jobs, actor: Actor, case: Case) -> None:
    """The new handler learns that a case is in their hands now; nobody tells themselves."""
    handlers = _in_role(session, case, Role.HANDLER)
    new = [one for one in handlers if one.id == case.handler_id and one.id != actor.person_id]
    session.flush()  # the occasion is the version that this hand-over makes
    _tell(session, jobs, case, CASE_HANDED, new, f"version-{case.version}")


def tell_person_wrote(session: Session, jobs: Jobs, case: Case, message: Message) -> None:
    """The handler of the case, or the intake while there is none, learns of messages, once a while.

    Who no longer handles cases at the office learns nothing more of them.
    """
    _tell(session, jobs, case, PERSON_WROTE, _workers(session, case), f"messages-{_while()}")


def tell_decision_waits(session: Session, jobs: Jobs, case: Case) -> None:
    """The supervisors who may decide learn that a proposal or a review waits for them."""
    mine = {case.proposed_by_id, case.outcome_by_id if case.state is State.PROPOSED else None}
    others = [one for one in _in_role(session, case, Role.SUPERVISOR) if one.id not in mine]
    _tell(session, jobs, case, DECISION_WAITS, others, f"version-{case.version}")


def tell_of_threat(session: Session, jobs: Jobs, case: Case, reprisal: Reprisal) -> None:
    """Who works on the case, and every supervisor, learn at once that somebody is threatened.

    Further threats of the same while tell nothing more, as long as nobody acted on the first.
    """
    waiting = select(func.min(Reprisal.id)).where(
        Reprisal.case_id == reprisal.case_id, Reprisal.acted_at.is_(None)
    )
    occasion = f"reprisal-{session.scalar(waiting)}-{_while()}"
    people = {one.id: one for one in _workers(session, case)}
    people |= {one.id: one for one in _in_role(session, case, Role.SUPERVISOR)}
    _tell(session, jobs, case, THREAT, list(people.values()), occasion)


def tell_upgraded(session: Session, jobs: Jobs, case: Case) -> None:
    """Who works on the case learns that it must be answered now: its clocks begin today."""
    _tell(session, jobs, case, UPGRADED, _workers(session, case), "once")


def tell_code_lost(session: Session, jobs: Jobs, wish: Replacement) -> None:
    """Intake and handlers learn that somebody lost their code."""
    people = [
        *people_in_role(session, Role.INTAKE, wish.office_id),
        *people_in_role(session, Role.HANDLER, wish.office_id),
    ]
    _tell_of_wish(session, jobs, wish, CODE_LOST, people)


def tell_code_waits(session: Session, jobs: Jobs, wish: Replacement, case: Case) -> None:
    """The supervisors who may decide learn that a new code was proposed."""
    others = _in_role(session, case, Role.SUPERVISOR)
    waiting = [one for one in others if one.id != wish.proposed_by_id]
    _tell_of_wish(session, jobs, wish, CODE_WAITS, waiting)


def tell_draft_handed(session: Session, jobs: Jobs, draft: OfficeDraft, to: int) -> None:
    """A colleague learns that somebody asks them to go on with a draft."""
    session.flush()  # the occasion is the version that this hand-over makes
    notify(
        session,
        jobs,
        DRAFT_HANDED,
        f"person:{to}",
        key=f"{DRAFT_HANDED}:{draft.id}:{draft.version}:{to}",
        draft=str(draft.id),
    )


AWAIT_DECISION = frozenset(
    {Verb.DISPUTE, Verb.PROPOSE_ADMISSION, Verb.PROPOSE_NOT_ADMITTING, Verb.PROPOSE_OUTCOME}
)


def tell_of_verb(session: Session, jobs: Jobs, case: Case, verb: Verb) -> None:
    """Who must act on what was just done learns of it."""
    if verb in AWAIT_DECISION:
        tell_decision_waits(session, jobs, case)
    if verb is Verb.WITHDRAW:
        _tell(session, jobs, case, WITHDRAWN, _workers(session, case), f"version-{case.version}")


def _while() -> int:
    """The while in which we are."""
    return int(now().timestamp() // A_WHILE.total_seconds())


def _workers(session: Session, case: Case) -> list[Person]:
    """The handler of the case, or the intake while there is none."""
    handlers = _in_role(session, case, Role.HANDLER)
    mine = [one for one in handlers if one.id == case.handler_id]
    return mine or _in_role(session, case, Role.INTAKE)


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


def _tell_of_wish(
    session: Session, jobs: Jobs, wish: Replacement, kind: str, people: list[Person]
) -> None:
    for person in {one.id: one for one in people}.values():
        notify(
            session,
            jobs,
            kind,
            f"person:{person.id}",
            key=f"{kind}:{wish.id}:{person.id}",
            wish=str(wish.id),
        )
