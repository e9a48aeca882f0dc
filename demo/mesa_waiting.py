"""What waits at the table of Pastos Grandes: a proposal with a round that is still open."""

from collections.abc import Mapping
from datetime import time

from demo import mesa_waiting_story as told
from demo.stage import Stage
from dialogue.kinds import Channel
from dialogue.models import Group, Process, Proposal, Round
from dialogue.operations.positions import Answer, record_position
from dialogue.operations.proposals import Outline, Wording, make_proposal
from dialogue.operations.rounds import Plan, open_round, plan_round
from dialogue.protocols.kinds import Protocol


def leave_a_round_open(stage: Stage, process: Process, groups: Mapping[str, Group]) -> None:
    """One group brings a proposal, and everybody answers but the holder of the printed card."""
    with stage.on(stage.ago(told.PROPOSED_DAYS_AGO), time(9)):
        outline = Outline(told.PROPOSAL, told.PROPOSAL_QU, group_id=groups[told.BROUGHT_BY].id)
        wording = Wording(told.WORDS, told.WORDS_QU)
        proposal = make_proposal(stage.session, stage.coordinator, process, outline, wording)
    with stage.on(stage.ago(told.OPENED_DAYS_AGO), time(9)):
        one = _open(stage, process, proposal)
    with stage.on(stage.ago(told.OPENED_DAYS_AGO), time(15)):
        _answer(stage, process, one)


def _open(stage: Stage, process: Process, proposal: Proposal) -> Round:
    plan = Plan(Protocol.CONSENSUS)
    one = plan_round(stage.session, stage.coordinator, process, proposal, plan)
    open_round(stage.session, stage.coordinator, process, one)
    return one


def _answer(stage: Stage, process: Process, one: Round) -> None:
    """By telephone, written down by the office."""
    for seat in process.seats:
        if seat.name in told.POSITIONS:
            option, reason = told.POSITIONS[seat.name]
            answer = Answer(
                f"demo-{one.id}-{seat.id}", option, reason=reason, channel=Channel.PHONE,
                witness="La maestra (ficticia)",
            )  # fmt: skip
            record_position(stage.session, stage.coordinator, process, one, seat.id, answer)
