"""Three rounds on one proposal: the groups block it, come closer, and agree."""

from collections.abc import Mapping
from datetime import time, timedelta
from functools import partial

from commitments.queries.commitments import today_in
from demo import mesa_story as told
from demo.diary import Diary
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
from dialogue.protocols.kinds import PositionOption, Protocol
from dialogue.protocols.tallies import Hands
from dialogue.queries.room import seats_to_mark
from meetings.kinds import MeetingKind
from meetings.models import Meeting
from meetings.operations.agenda import Point, add_point
from meetings.operations.planning import Plan as Planned
from meetings.operations.planning import plan_meeting
from meetings.operations.running import close_meeting, open_meeting


def decide_in_rounds(
    diary: Diary, stage: Stage, process: Process, groups: Mapping[str, Group], thread: Thread
) -> list[Round]:
    """The proposal in three versions, a round on each; they are in the list once it is played."""
    proposals: list[Proposal] = []
    held: list[Round] = []
    for version in told.VERSIONS:
        put = partial(_put, stage, process, groups, thread, proposals, version)
        diary.on(version.days_ago, time(9), put)
        hold = partial(_decide, stage, process, groups, proposals, held, version)
        diary.on(version.days_ago, time(11), hold)
    return held


def _put(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    thread: Thread,
    proposals: list[Proposal],
    version: told.Version,
) -> None:
    wording = Wording(version.words, version.words_qu, changed=version.changed)
    if proposals:
        (proposal,) = proposals
        seen = len(proposal.versions)
        add_version(stage.session, stage.coordinator, process, proposal, wording, seen)
        return
    outline = Outline(
        told.PROPOSAL, told.PROPOSAL_QU, group_id=groups["company"].id, thread_id=thread.id,
        is_public=True,
    )  # fmt: skip
    proposals.append(make_proposal(stage.session, stage.coordinator, process, outline, wording))


def _decide(
    stage: Stage,
    process: Process,
    groups: Mapping[str, Group],
    proposals: list[Proposal],
    held: list[Round],
    version: told.Version,
) -> None:
    """A session of two hours: the round is opened, everybody answers, it is closed and sealed."""
    day = stage.ago(version.days_ago)
    meeting = _session_of(stage, process)
    _come_in(stage, process, meeting)
    plan = Plan(Protocol.CONSENSUS, meeting=meeting.subject)
    one = plan_round(stage.session, stage.coordinator, process, proposals[0], plan)
    open_round(stage.session, stage.coordinator, process, one)
    with stage.on(day, time(12)):
        for key, (option, reason) in version.positions.items():
            if key == "community" and version.unit == "delegation":
                _speak_for_all(stage, process, groups[key], one, option, reason)
            else:
                _speak_one_by_one(stage, process, groups[key], one, option, reason)
        if version.hands:
            _raise_hands(stage, process, groups["community"], one, version)
    with stage.on(day, time(13)):
        close_round(stage.session, stage.coordinator, process, one, outcome_words)
        close_meeting(stage.session, stage.coordinator, meeting)
    held.append(one)


def _speak_for_all(
    stage: Stage, process: Process, group: Group, one: Round, option: PositionOption, reason: str
) -> None:
    answer = Answer(
        f"demo-{one.id}-{group.id}-all", option, reason=reason, channel=Channel.PAPER,
        act=_assembly(stage),
    )  # fmt: skip
    record_delegation(stage.session, stage.coordinator, process, one, group.id, answer)


def _speak_one_by_one(
    stage: Stage, process: Process, group: Group, one: Round, option: PositionOption, reason: str
) -> None:
    for seat in process.seats:
        if seat.group_id == group.id and seat.kind is SeatKind.TITULAR:
            entry = f"demo-{one.id}-{seat.id}"
            answer = Answer(entry, option, reason=reason, channel=Channel.ROOM)
            record_position(stage.session, stage.coordinator, process, one, seat.id, answer)


def _raise_hands(
    stage: Stage, process: Process, group: Group, one: Round, version: told.Version
) -> None:
    answer = Answer(
        f"demo-{one.id}-hands",
        hands={option: Hands(women, men, 0) for option, women, men in version.hands},
        channel=Channel.ROOM,
        witness="La maestra (ficticia)",
        reason=told.HANDS_REASON,
    )
    record_hands(stage.session, stage.coordinator, process, one, group.id, answer)


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
        kind=MeetingKind.ASSEMBLY, title=told.ASSEMBLY_ACT, title_qu=told.ASSEMBLY_ACT_QU,
        begins_on=day, ends_on=day,
        place="Escuela de Pastos Grandes (ficticia)",
    )  # fmt: skip
    return plan_meeting(stage.session, stage.vault, stage.coordinator, stage.office, plan).subject
