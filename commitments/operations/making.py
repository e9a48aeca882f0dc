"""Making a commitment: nobody can leave out who promised, until when, and who verifies."""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments import events
from commitments.confirming import answers_for
from commitments.kinds import Priority, Recurrence
from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.policy import TABLE, Action
from commitments.queries.following import anything_told
from commitments.queries.verifiers import verifying_group
from kernel.audit import record
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.text import fold

CODE_SIGNS = 6
KEPT = frozenset({"made_in", "belongs_to", "agreement", "entry", "imported", "replaces_id"})
"""What a change leaves as it was: where the promise comes from."""


@dataclass(frozen=True)
class Promise:
    """What was promised, as it is written down. `made_in` is the reference of where."""

    what: str
    made_on: date
    what_qu: str = ""
    indicator: str = ""
    indicator_qu: str = ""
    responsible_group: str = ""
    responsible_person: str = ""
    co_responsibles: tuple[str, ...] = field(default=())
    verifier_group: str = ""
    verifier_person: str = ""
    due_on: date | None = None
    recurrence: Recurrence | None = None
    condition: str = ""
    place: str = ""
    budget_source: str = ""
    depends_on_id: int | None = None
    replaces_id: int | None = None
    priority: Priority = Priority.NORMAL
    risks: str = ""
    made_in: str = ""
    belongs_to: str = ""
    agreement: str = ""
    entry: str | None = None
    imported: bool = False


def make_commitment(
    session: Session, actor: Actor, office: Office, promise: Promise, *, proposed: bool = False
) -> Commitment:
    """Write a promise down; BadInput names what is missing. The same `entry` makes one only.

    What is `proposed` stands in an agreement that is not in force yet, and binds nobody until then.
    """
    require(TABLE, actor, Action.MAKE, office.id)
    if promise.entry and (made := _made_before(session, office, promise.entry)):
        return made
    expect_whole(promise)
    commitment = Commitment(
        office_id=office.id,
        office=office,
        code=free_code(session, Commitment.code, "C", CODE_SIGNS),
        first_due_on=promise.due_on,
        status=Status.PROPOSED if proposed else Status.NOT_STARTED,
        made_by_id=actor.person_id,
    )
    for name, value in vars(promise).items():
        setattr(commitment, name, list(value) if isinstance(value, tuple) else value)
    commitment.verifier_group_id = verifying_group(session, commitment)
    session.add(commitment)
    session.flush()  # the trail names it
    record(
        session, events.COMMITMENT_MADE, actor, commitment.subject,
        office_id=office.id, made_in=promise.made_in,
    )  # fmt: skip
    return commitment


def change_commitment(
    session: Session, actor: Actor, commitment: Commitment, promise: Promise, *, seen: int, at: str
) -> None:
    """Write a promise down anew, as long as nothing was told of it.

    `at` is where this is done: what was promised in a meeting is changed there, for its acta says
    the same, and nowhere else. What was promised first keeps its code, its place and its day.
    """
    require(TABLE, actor, Action.CHANGE, commitment)
    expect_version(commitment, seen)
    if commitment.made_in != at:
        raise RuleBroken("promise-stands-in-minutes")
    if anything_told(session, commitment):
        raise RuleBroken("promise-told-already")
    expect_whole(replace(promise, imported=commitment.imported))
    before = commitment.verifier_group
    for name, value in vars(promise).items():
        if name not in KEPT:
            setattr(commitment, name, list(value) if isinstance(value, tuple) else value)
    if commitment.verifier_group_id is None or commitment.verifier_group != before:
        commitment.verifier_group_id = verifying_group(session, commitment)
    commitment.first_due_on = promise.due_on
    record(session, events.COMMITMENT_CHANGED, actor, commitment.subject)


def expect_version(commitment: Commitment, seen: int) -> None:
    """Refuse to act on a commitment that has changed since `seen`."""
    if commitment.version != seen:
        raise RuleBroken("changed-meanwhile")


def expect_whole(promise: Promise) -> None:
    """BadInput unless everything is there that a promise needs; an old acta may lack it."""
    if not promise.what.strip():
        raise BadInput("promise-without-words")
    if promise.imported:
        return
    if not (promise.responsible_group.strip() or promise.responsible_person.strip()):
        raise BadInput("promise-without-responsible")
    if not (promise.due_on or promise.recurrence or promise.condition.strip()):
        raise BadInput("promise-without-date")
    if not (promise.verifier_group.strip() or promise.verifier_person.strip()):
        raise BadInput("promise-without-verifier")
    if _responsible(promise) == _verifier(promise):
        raise BadInput("promise-verified-by-itself")
    if answers_for(promise.verifier_group, promise.responsible_group, promise.co_responsibles):
        raise BadInput("group-verifies-itself")


def _responsible(promise: Promise) -> tuple[str, str]:
    return fold(promise.responsible_group).strip(), fold(promise.responsible_person).strip()


def _verifier(promise: Promise) -> tuple[str, str]:
    return fold(promise.verifier_group).strip(), fold(promise.verifier_person).strip()


def _made_before(session: Session, office: Office, entry: str) -> Commitment | None:
    return session.scalar(
        select(Commitment).where(Commitment.entry == entry, Commitment.office_id == office.id)
    )
