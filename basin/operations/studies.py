"""Making a study, changing it, and who sits at its table."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.models import Office
from basin import events
from basin.kinds import Side, Visibility
from basin.models import Member, Study
from basin.policy import TABLE, Action
from kernel.audit import record
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

CODE_SIGNS = 6


@dataclass(frozen=True)
class Outline:
    """What a study is, as it is written down."""

    title: str
    basin: str
    title_qu: str = ""
    summary: str = ""
    summary_qu: str = ""
    host: str = ""
    process: str = ""
    belongs_to: str = ""
    visibility: Visibility = Visibility.MEMBERS


@dataclass(frozen=True)
class Seat:
    """Somebody who sits at the table for a group; `person_id` where they have an account."""

    name: str
    side: Side
    group: str = ""
    person_id: int | None = None


def make_study(session: Session, actor: Actor, office: Office, outline: Outline) -> Study:
    """Begin a study in an office; BadInput names what is missing."""
    require(TABLE, actor, Action.MAKE, office.id)
    _expect_whole(outline)
    study = Study(
        office_id=office.id,
        office=office,
        code=free_code(session, Study.code, "S", CODE_SIGNS),
        made_by_id=actor.person_id,
        members=[],
        experts=[],
        **vars(outline),
    )
    session.add(study)
    session.flush()  # the trail names it
    record(session, events.STUDY_MADE, actor, study.subject, office_id=office.id)
    return study


def change_study(
    session: Session, actor: Actor, study: Study, outline: Outline, *, is_open: bool, seen: int
) -> None:
    """Write a study down anew; what is in its ledger stays as it is."""
    require(TABLE, actor, Action.CHANGE, study)
    if study.version != seen:
        raise RuleBroken("changed-meanwhile")
    _expect_whole(outline)
    for name, value in vars(outline).items():
        setattr(study, name, value)
    study.is_open = is_open
    record(
        session, events.STUDY_CHANGED, actor, study.subject,
        visibility=str(study.visibility), is_open=is_open,
    )  # fmt: skip


def seat(session: Session, actor: Actor, study: Study, seat: Seat, since: date) -> Member:
    """Let somebody sit at the table of a study; an account sits there once."""
    require(TABLE, actor, Action.CHANGE, study)
    if not seat.name.strip():
        raise BadInput("member-without-name")
    sits = {member.person_id for member in study.members if member.left_on is None}
    if seat.person_id is not None and seat.person_id in sits:
        raise RuleBroken("member-sits-already")
    member = Member(office_id=study.office_id, since=since, **vars(seat))
    study.members.append(member)
    session.flush()  # the trail names the seat
    record(
        session, events.MEMBER_JOINED, actor, study.subject,
        member_id=member.id, side=str(member.side),
    )  # fmt: skip
    return member


def unseat(session: Session, actor: Actor, study: Study, member: Member, today: date) -> None:
    """Somebody leaves the table; nothing of it is open to them any more."""
    require(TABLE, actor, Action.CHANGE, study)
    if member.left_on is None:
        member.left_on = today
        record(session, events.MEMBER_LEFT, actor, study.subject, member_id=member.id)


def _expect_whole(outline: Outline) -> None:
    if not outline.title.strip():
        raise BadInput("study-without-title")
    if not outline.basin.strip():
        raise BadInput("study-without-basin")
