"""Three rounds on one proposal: the groups block it, come closer, and agree."""

from collections.abc import Mapping
from datetime import time, timedelta

from commitments.queries.commitments import today_in
from demo import mesa_story as told
from demo.stage import Stage
from dialogue.documents.outcomes import outcome_words
from dialogue.kinds import Channel, SeatKind
from dialogue.models import Group, Process, Proposal, Round, Thread
from dialogue.operations.positions import (
    Answer,
    record_delegation,
    record_hands,
    record_position,
)
from dialogue.operations.proposals import Outline, Wording, add_version, make_proposal
from dialogue.operations.room import mark_presence
from dialogue.operations.rounds import Plan, close_round, open_round, plan_round
from dialogue.protocols.kinds import PositionUnit, Protocol
from dialogue.protocols.tallies import Hands
from dialogue.queries.room import seats_to_mark
from meetings.kinds import MeetingKind
from meetings.models import Meeting
from meetings.operations.agenda import Point, add_point
from meetings.operations.planning import Plan as Planned
from meetings.operations.planning import plan_meeting
from meetings.operations.running import close_meeting, open_meeting

BY_UNIT = {"individual": PositionUnit.INDIVIDUAL, "delegation": PositionUnit.DELEGATION}


def decide_in_rounds(
    stage: Stage, process: Process, groups: Mapping[str, Group], thread: Thread
) -> Round:
    """The proposal in three versions, a round on each; the last one comes back."""
    proposal: Proposal | None = None
    for version in told.VERSIONS:
        with stage.on(stage.ago(version.days_ago), time(9)):
            proposal = _put(stage, process, groups, thread, proposal, version)
        with stage.on(stage.ago(version.days_ago), time(11)):
            last = _hold(stage, process, groups, proposal, version)
    return last


def _put(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    thread: Thread,
    proposal: Proposal | None,
    version: told.Version,
) -> Proposal:
    wording = Wording(version.words, version.words_qu, changed=version.changed)
    if proposal is None:
        outline = Outline(
            told.PROPOSAL, told.PROPOSAL_QU, group_id=groups["company"].id, thread_id=thread.id,
            is_public=True,
        )  # fmt: skip
        return make_proposal(stage.session, stage.coordinator, process, outline, wording)
    add_version(
        stage.session, stage.coordinator, process, proposal, wording, len(proposal.versions)
    )
    return proposal


def _hold(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    proposal: Proposal,
    version: told.Version,
) -> Round:
    meeting = _session_of(stage, process)
    _come_in(stage, process, meeting)
    plan = Plan(Protocol.CONSENSUS, meeting=meeting.subject)
    one = plan_round(stage.session, stage.coordinator, process, proposal, plan)
    open_round(stage.session, stage.coordinator, process, one)
    for key, (option, reason) in version.positions.items():
        if key == "community" and version.unit == "delegation":
            answer = Answer(
                f"demo-{one.id}-{key}", option, reason=reason, channel=Channel.PAPER,
                act=_assembly(stage),
            )  # fmt: skip
            record_delegation(
                stage.session, stage.coordinator, process, one, groups[key].id, answer
            )
            continue
        for seat in process.seats:
            if seat.group_id == groups[key].id and seat.kind is SeatKind.TITULAR:
                answer = Answer(
                    f"demo-{one.id}-{seat.id}", option, reason=reason, channel=Channel.ROOM
                )
                record_position(stage.session, stage.coordinator, process, one, seat.id, answer)
    if version.hands:
        hands = {option: Hands(women, men, 0) for option, women, men in version.hands}
        answer = Answer(
            f"demo-{one.id}-hands",
            hands=hands,
            channel=Channel.ROOM,
            witness="La maestra (ficticia)",
            reason=told.HANDS_REASON,
        )
        record_hands(stage.session, stage.coordinator, process, one, groups["community"].id, answer)
    close_round(stage.session, stage.coordinator, process, one, outcome_words)
    close_meeting(stage.session, stage.coordinator, meeting)
    return one


def _session_of(stage: Stage, process: Process) -> Meeting:
    """The session of the table that holds the round."""
    day = today_in(stage.office)
    plan = Planned(
        kind=MeetingKind.DIALOGUE_SESSION, title=told.SESSION, title_qu=told.SESSION_QU,
        begins_on=day, ends_on=day, belongs_to=process.subject,
        place="Salón comunal de Pastos Grandes (ficticio)",
    )  # fmt: skip
    meeting = plan_meeting(stage.session, stage.vault, stage.coordinator, stage.office, plan)
    point = Point(told.PROPOSAL, told.PROPOSAL_QU)
    add_point(stage.session, stage.coordinator, meeting, point)
    return meeting


def _come_in(stage: Stage, process: Process, meeting: Meeting) -> None:
    """The room opens, and everybody who takes positions is there."""
    open_meeting(stage.session, stage.coordinator, meeting)
    came = [one.id for seats in seats_to_mark(process).values() for one in seats]
    mark_presence(stage.session, stage.coordinator, process, meeting, came, [])


def _assembly(stage: Stage) -> str:
    """The assembly that gave the delegation its word, by its public reference."""
    day = today_in(stage.office) - timedelta(days=1)
    plan = Planned(
        kind=MeetingKind.ASSEMBLY, title=told.ASSEMBLY_ACT, begins_on=day, ends_on=day,
        place="Escuela de Pastos Grandes (ficticia)",
    )  # fmt: skip
    return plan_meeting(stage.session, stage.vault, stage.coordinator, stage.office, plan).subject
