"""Making a programme, writing it anew, publishing it, ending it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.audit import record
from kernel.clock import now
from kernel.codes import new_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from trainings import events
from trainings.models import Programme
from trainings.policy import TABLE, Action

REFERENCE_SIGNS = 5


@dataclass(frozen=True)
class Outline:
    """What is known of a programme when it begins."""

    title: str
    title_qu: str = ""
    objectives: str = ""
    objectives_qu: str = ""
    territory: str = ""
    partners: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("es",)
    attendance_for_certificate: int = 80


def make_programme(session: Session, actor: Actor, office: Office, outline: Outline) -> Programme:
    """Put a programme on the list of an office."""
    require(TABLE, actor, Action.MAKE, office.id)
    programme = Programme(
        office_id=office.id,
        office=office,
        reference=_new_reference(session),
        made_by_id=actor.person_id,
    )
    write_outline(programme, outline)
    session.add(programme)
    session.flush()  # the trail names it
    record(session, events.PROGRAMME_MADE, actor, programme.subject, office_id=office.id)
    return programme


def change_programme(
    session: Session, actor: Actor, programme: Programme, outline: Outline, seen: int
) -> None:
    """Write it anew; RuleBroken when somebody else did since version `seen`."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(programme.version, seen)
    write_outline(programme, outline)
    record(session, events.PROGRAMME_CHANGED, actor, programme.subject)


def publish_programme(
    session: Session, actor: Actor, programme: Programme, *, is_public: bool
) -> None:
    """Let everybody see its workshops, or nobody any more."""
    require(TABLE, actor, Action.MANAGE, programme)
    if programme.is_public == is_public:
        return
    programme.is_public = is_public
    record(session, events.PROGRAMME_PUBLISHED, actor, programme.subject, is_public=is_public)


def end_programme(session: Session, actor: Actor, programme: Programme, *, ended: bool) -> None:
    """It is over, or goes on after all."""
    require(TABLE, actor, Action.MANAGE, programme)
    if (programme.ended_at is not None) == ended:
        return
    programme.ended_at = now() if ended else None
    record(session, events.PROGRAMME_ENDED, actor, programme.subject, has_ended=ended)


def write_outline(programme: Programme, outline: Outline) -> None:
    """Let a programme be as the outline says; BadInput when it has no title."""
    if not outline.title.strip():
        raise BadInput("title-missing")
    for name, value in vars(outline).items():
        setattr(programme, name, list(value) if isinstance(value, tuple) else value)


def expect_version(stands: int, seen: int) -> None:
    """RuleBroken when it was changed since the page with this form was made."""
    if stands != seen:
        raise RuleBroken("changed-meanwhile")


def expect_going_on(programme: Programme) -> None:
    """RuleBroken when the programme is over: nothing is planned or registered in it any more."""
    if programme.ended_at is not None:
        raise RuleBroken("programme-ended")


def _new_reference(session: Session) -> str:
    while True:
        reference = f"P-{new_code(REFERENCE_SIGNS)}"
        if session.scalar(select(Programme.id).where(Programme.reference == reference)) is None:
            return reference
