"""The committee at a workplace: a survey before and after, its problems, and who follows it."""

from demo import committee_story as told
from demo.stage import Stage
from dialogue.kinds import Channel, ConversationVerb, SeatKind
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import Conversation, Group, Process, Seat, WorkItem
from dialogue.operations.conversations import Asked, make_conversation, move_conversation
from dialogue.operations.groups import GroupOutline, add_group
from dialogue.operations.processes import make_process, move_process
from dialogue.operations.seats import SeatOutline, give_seat
from dialogue.operations.statements import Line, seed_statements
from dialogue.operations.voters import stand_for
from dialogue.operations.voting import put_vote
from dialogue.operations.work import WorkOutline, add_item, finish_item
from dialogue.queries.conversations import Ballot
from dialogue.queries.processes import key_of
from dialogue.queries.statements import statements_in

BEGAN_DAYS_AGO = 380
SOLVED_DAYS_AGO = 90
ANSWERED = 12
"""So many people answered both surveys, on paper."""


def work_together(stage: Stage) -> Process:
    """A year of the committee of an anchor company."""
    with stage.on(stage.ago(BEGAN_DAYS_AGO)):
        process = make_process(
            stage.session, stage.coordinator, stage.vault, stage.office, told.ANCHOR
        )
        move_process(stage.session, stage.coordinator, process, ProcessVerb.OPEN)
        workers, _managers = [
            add_group(
                stage.session, stage.coordinator, process, GroupOutline(name, kind, name_qu, seats)
            )
            for name, name_qu, kind, seats in told.PARTIES
        ]
        seats = [_invite(stage, process, workers) for _one in range(ANSWERED)]
    before = _survey(stage, process, seats, told.SURVEY, told.BEFORE, BEGAN_DAYS_AGO - 5)
    with stage.on(stage.ago(BEGAN_DAYS_AGO - 30)):
        problems = _list_problems(stage, process, workers)
    with stage.on(stage.ago(SOLVED_DAYS_AGO)):
        finish_item(stage.session, stage.coordinator, process, problems[told.SOLVED].id)
    _survey(stage, process, seats, told.AGAIN, told.AFTER, 12, repeats=before)
    return process


def _list_problems(stage: Stage, process: Process, workers: Group) -> list[WorkItem]:
    found = []
    for kind, words, words_qu, weight, state in told.PROBLEMS:
        outline = WorkOutline(kind, words, words_qu, raised_by_id=workers.id, weight=weight)
        found.append(add_item(stage.session, stage.coordinator, process, outline))
        found[-1].state = state
    return found


def _invite(stage: Stage, process: Process, group: Group) -> Seat:
    """Somebody who answers without a name."""
    key = key_of(stage.session, stage.vault, process)
    outline = SeatOutline(SeatKind.INVITED, "", stage.ago(BEGAN_DAYS_AGO))
    return give_seat(stage.session, key, stage.coordinator, process, group.id, outline)


def _survey(
    stage: Stage,
    process: Process,
    seats: list[Seat],
    title: tuple[str, str],
    counts: tuple[tuple[int, int, int], ...],
    days_ago: int,
    repeats: Conversation | None = None,
) -> Conversation:
    with stage.on(stage.ago(days_ago)):
        asked = Asked(*title, takes_statements=False)
        conversation = make_conversation(stage.session, stage.coordinator, process, asked, repeats)
        if repeats is None:
            lines = [Line(es, qu) for es, qu in told.QUESTIONS]
            seed_statements(stage.session, stage.coordinator, process, conversation, lines)
        move_conversation(
            stage.session, stage.coordinator, process, conversation, ConversationVerb.OPEN
        )
        _answer(stage, conversation, seats, counts)
        move_conversation(
            stage.session, stage.coordinator, process, conversation, ConversationVerb.CLOSE
        )
    return conversation


def _answer(
    stage: Stage,
    conversation: Conversation,
    seats: list[Seat],
    counts: tuple[tuple[int, int, int], ...],
) -> None:
    statements = statements_in(stage.session, conversation)
    for statement, (agree, disagree, passed) in zip(statements, counts, strict=True):
        choices = [1] * agree + [-1] * disagree + [0] * passed
        for seat, choice in zip(seats, choices, strict=True):
            stand = stand_for(stage.session, conversation, Ballot(seat), statement.number)
            put_vote(stage.session, conversation, stand, choice, Channel.PAPER, stage.coordinator)
