"""What a meeting agrees on: numbered, how far, and why not everybody does."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.audit import EventType, record
from kernel.clock import now
from kernel.codes import new_code
from kernel.database import hold
from kernel.errors import BadInput
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import Counting, Extent
from meetings.models import Agreement, Meeting
from meetings.operations.said import REFERENCE_SIGNS
from meetings.operations.seeing import expect_seen
from meetings.operations.themes import MOST_COUNTED
from meetings.policy import TABLE, Action
from meetings.queries.noted import agreement_of_entry, expect_known


@dataclass(frozen=True)
class Accord:
    """What was agreed, as it is noted. `entry` is the key that makes it one row only."""

    entry: str
    text: str
    extent: Extent
    agenda_item_id: int | None = None
    text_qu: str = ""
    dissent: str = ""
    dissent_qu: str = ""
    counting: Counting | None = None
    women_for: int = 0
    men_for: int = 0
    women_against: int = 0
    men_against: int = 0
    abstained: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count of hands."""
        against = (self.women_against, self.men_against)
        return (self.women_for, self.men_for, *against, self.abstained)


def note_agreement(session: Session, actor: Actor, meeting: Meeting, accord: Accord) -> Agreement:
    """Give an agreement the next number. The same `entry` again is the row that it made before."""
    require(TABLE, actor, Action.RECORD, meeting)
    if noted := agreement_of_entry(session, meeting, accord.entry):
        return noted
    _expect_sound(session, meeting, accord)
    hold(session, f"agreements:{meeting.id}")
    agreement = Agreement(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        reference=f"agreement:{new_code(REFERENCE_SIGNS)}",
        number=_next_number(session, meeting),
        noted_by_id=actor.person_id,
    )
    _write(agreement, accord)
    session.add(agreement)
    session.flush()  # the next one needs another number
    _tell(session, events.AGREEMENT_NOTED, actor, meeting, agreement)
    return agreement


def mend_agreement(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    agreement: Agreement,
    accord: Accord,
    seen: int,
) -> None:
    """Correct what was noted; its number and its reference stay."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_seen(agreement, seen)
    _expect_sound(session, meeting, accord)
    entry = agreement.entry
    _write(agreement, accord)
    agreement.entry = entry
    _tell(session, events.AGREEMENT_CHANGED, actor, meeting, agreement)


def withdraw_agreement(
    session: Session, actor: Actor, meeting: Meeting, agreement: Agreement
) -> None:
    """Leave it out of the acta; it can be brought back, and nobody else gets its number."""
    require(TABLE, actor, Action.RECORD, meeting)
    if agreement.withdrawn_at is None:
        agreement.withdrawn_at = now()
        record(
            session, events.AGREEMENT_WITHDRAWN, actor, meeting.subject,
            agreement=agreement.reference,
        )  # fmt: skip


def restore_agreement(
    session: Session, actor: Actor, meeting: Meeting, agreement: Agreement
) -> None:
    """Let what was withdrawn count again."""
    require(TABLE, actor, Action.RECORD, meeting)
    if agreement.withdrawn_at is not None:
        agreement.withdrawn_at = None
        record(
            session, events.AGREEMENT_RESTORED, actor, meeting.subject,
            agreement=agreement.reference,
        )  # fmt: skip


def _expect_sound(session: Session, meeting: Meeting, accord: Accord) -> None:
    if not accord.text.strip():
        raise BadInput("text-missing")
    if not all(0 <= count <= MOST_COUNTED for count in accord.counts):
        raise BadInput("count-not-possible")
    if accord.extent is not Extent.TOTAL and not accord.dissent.strip():
        raise BadInput("dissent-missing")
    if accord.extent is Extent.TOTAL and (accord.women_against or accord.men_against):
        raise BadInput("total-with-votes-against")
    expect_known(session, meeting, agenda_item_id=accord.agenda_item_id)


def _next_number(session: Session, meeting: Meeting) -> int:
    last = select(func.max(Agreement.number)).where(Agreement.meeting_id == meeting.id)
    return (session.scalar(last) or 0) + 1


def _write(agreement: Agreement, accord: Accord) -> None:
    for name, value in vars(accord).items():
        setattr(agreement, name, value.strip() if type(value) is str else value)


def _tell(
    session: Session,
    event: EventType,
    actor: Actor,
    meeting: Meeting,
    agreement: Agreement,
) -> None:
    record(
        session, event, actor, meeting.subject,
        agreement=agreement.reference, extent=agreement.extent,
    )  # fmt: skip
