"""What people in the room say: noted with their group, translated beside it, taken back."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from kernel.audit import EventType, record
from kernel.clock import now
from kernel.codes import new_code
from kernel.errors import BadInput
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import ContributionKind, Sex, Tongue
from meetings.models import Contribution, Meeting
from meetings.operations.seeing import expect_seen
from meetings.policy import TABLE, Action
from meetings.queries.noted import contribution_of_entry, expect_known

REFERENCE_SIGNS = 8


@dataclass(frozen=True)
class Remark:
    """What somebody said, as it is noted. `entry` is the key that makes it one row only.

    The speaker's name is kept only with their consent, and their own words are quoted only with
    it; group and sex may always be noted.
    """

    entry: str
    kind: ContributionKind
    text: str
    agenda_item_id: int | None = None
    group_id: int | None = None
    participant_id: int | None = None
    speaker: str = ""
    sex: Sex = Sex.UNSAID
    consents_to_name: bool = False
    consents_to_quote: bool = False
    language: Tongue = Tongue.ES
    translation: str = ""
    said_at: datetime = field(default_factory=now)


def note_contribution(
    session: Session, actor: Actor, meeting: Meeting, remark: Remark
) -> Contribution:
    """Note what somebody said. The same `entry` again is the row that it made before."""
    require(TABLE, actor, Action.RECORD, meeting)
    if noted := contribution_of_entry(session, meeting, remark.entry):
        return noted
    _expect_sound(session, meeting, remark)
    contribution = Contribution(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        reference=f"concern:{new_code(REFERENCE_SIGNS)}",
        noted_by_id=actor.person_id,
    )
    _write(contribution, remark)
    session.add(contribution)
    session.flush()  # whoever notes it reads its reference at once
    _tell(session, events.CONTRIBUTION_NOTED, actor, meeting, contribution)
    return contribution


def mend_contribution(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    contribution: Contribution,
    remark: Remark,
    seen: int,
) -> None:
    """Correct what was noted: who saw an older version is told so and changes nothing."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_seen(contribution, seen)
    _expect_sound(session, meeting, remark)
    entry, said_at = contribution.entry, contribution.said_at
    _write(contribution, remark)
    contribution.entry, contribution.said_at = entry, said_at
    _tell(session, events.CONTRIBUTION_CHANGED, actor, meeting, contribution)


def translate_contribution(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    contribution: Contribution,
    translation: str,
    seen: int,
) -> None:
    """Put the same in the other language beside what was said; what was said stays as it is."""
    require(TABLE, actor, Action.TRANSLATE, meeting)
    expect_seen(contribution, seen)
    contribution.translation = translation.strip()
    _tell(session, events.CONTRIBUTION_TRANSLATED, actor, meeting, contribution)


def withdraw_contribution(
    session: Session, actor: Actor, meeting: Meeting, contribution: Contribution
) -> None:
    """Leave it out of the acta; it can be brought back."""
    require(TABLE, actor, Action.RECORD, meeting)
    if contribution.withdrawn_at is None:
        contribution.withdrawn_at = now()
        _tell(session, events.CONTRIBUTION_WITHDRAWN, actor, meeting, contribution)


def restore_contribution(
    session: Session, actor: Actor, meeting: Meeting, contribution: Contribution
) -> None:
    """Let what was withdrawn count again."""
    require(TABLE, actor, Action.RECORD, meeting)
    if contribution.withdrawn_at is not None:
        contribution.withdrawn_at = None
        _tell(session, events.CONTRIBUTION_RESTORED, actor, meeting, contribution)


def _expect_sound(session: Session, meeting: Meeting, remark: Remark) -> None:
    if not remark.text.strip():
        raise BadInput("text-missing")
    if (remark.speaker.strip() or remark.participant_id) and not remark.consents_to_name:
        raise BadInput("speaker-without-consent")
    expect_known(
        session,
        meeting,
        agenda_item_id=remark.agenda_item_id,
        group_id=remark.group_id,
        participant_id=remark.participant_id,
    )


def _write(contribution: Contribution, remark: Remark) -> None:
    for name, value in vars(remark).items():
        setattr(contribution, name, value.strip() if type(value) is str else value)


def _tell(
    session: Session,
    event: EventType,
    actor: Actor,
    meeting: Meeting,
    contribution: Contribution,
) -> None:
    record(session, event, actor, meeting.subject, contribution=contribution.reference)
