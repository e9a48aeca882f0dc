"""What happens in the room of a table: who comes and goes, and what goes into the acta."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Presence, Process, Round
from dialogue.policy import TABLE, Action
from dialogue.protocols import Outcome, Tally, by_sex, raised
from dialogue.queries.positions import tallied
from dialogue.queries.room import here_now, noted_of, seats_to_mark
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor, require
from meetings.kinds import Counting, Extent
from meetings.models import Agreement, Meeting
from meetings.operations.agreements import Accord, note_agreement


def mark_presence(
    session: Session,
    actor: Actor,
    process: Process,
    meeting: Meeting,
    came: Collection[int],
    left: Collection[int],
) -> None:
    """Note which seats came into the room and which left it; who is there already stays."""
    require(TABLE, actor, Action.RECORD, process)
    expect_open(meeting)
    hold(session, f"presence:{meeting.reference}")
    known = {seat.id for seats in seats_to_mark(process).values() for seat in seats}
    if not {*came, *left} <= known | here_now(session, meeting).keys():
        raise NotFound("not-found")
    here = here_now(session, meeting)
    arrived = sorted(set(came) - here.keys())
    for seat_id in arrived:
        session.add(
            Presence(
                office_id=process.office_id,
                meeting=meeting.subject,
                seat_id=seat_id,
                recorded_by_id=actor.person_id,
            )
        )
    gone = sorted(set(left) & here.keys())
    for seat_id in gone:
        here[seat_id].left_at = now()
    session.flush()  # quorum is counted at once
    if arrived or gone:
        record(
            session, events.PRESENCE_CHANGED, actor, process.subject,
            meeting=meeting.reference, came=len(arrived), left=len(gone),
        )  # fmt: skip


def expect_open(meeting: Meeting) -> None:
    """RuleBroken unless people are in the room of this meeting now."""
    if not meeting.is_open:
        raise RuleBroken("room-not-open")


@dataclass(frozen=True)
class Spoken:
    """The words of a result as an acta tells them, in Spanish and in Quechua."""

    text: str
    text_qu: str
    dissent: str
    dissent_qu: str


def put_into_acta(
    session: Session,
    actor: Actor,
    process: Process,
    one: Round,
    meeting: Meeting,
    outcome: Outcome,
    spoken: Spoken,
) -> Agreement:
    """Note what a closed round came to as an agreement of this meeting, once and no more."""
    require(TABLE, actor, Action.RECORD, process)
    if one.state is not RoundState.CLOSED:
        raise RuleBroken("round-not-closed")
    hold(session, one.subject)
    if known := noted_of(session, process, one.subject):
        if known[1].id != meeting.id:
            raise RuleBroken("round-in-other-acta")
        return known[0]
    tallies = tallied(session, process, one)
    extent = extent_of(outcome)
    agreement = note_agreement(
        session, actor, meeting,
        Accord(
            entry=one.subject,
            text=spoken.text,
            text_qu=spoken.text_qu,
            extent=extent,
            dissent="" if extent is Extent.TOTAL else spoken.dissent,
            dissent_qu="" if extent is Extent.TOTAL else spoken.dissent_qu,
            **_counts(tallies),
        ),
    )  # fmt: skip
    record(
        session, events.ROUND_NOTED, actor, process.subject,
        round_id=one.id, agreement=agreement.reference,
    )  # fmt: skip
    return agreement


def extent_of(outcome: Outcome) -> Extent:
    """Total where it was reached and nobody stood aside or against; none where it was not."""
    if not outcome.passes:
        return Extent.NONE
    decided = [one for one in outcome.standings if one.decides]
    apart = any(one.neutral or one.oppose for one in decided)
    return Extent.PARTIAL if apart or outcome.ranking is not None else Extent.TOTAL


def _counts(tallies: Collection[Tally]) -> dict[str, Any]:
    """The hands of women and men where every group that decides raised hands and nobody is told by
    them; else they stand in the text alone: a count of a part is not taken for the whole."""
    counted = by_sex(tallies)
    if counted is None:
        return {"counting": Counting.HANDS if raised(tallies) else Counting.CONSENSUS}
    return {
        "counting": Counting.HANDS,
        "women_for": counted.women_for,
        "men_for": counted.men_for,
        "women_against": counted.women_against,
        "men_against": counted.men_against,
        "abstained": counted.abstained,
    }
