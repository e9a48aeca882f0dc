"""Who may do what with studies, runs and evidence: any row, every condition in the row.

The subject is a Study; to list studies or to make one it is the id of an office, to sign a review
the Expert, to look after the model service nothing at all.
"""

from collections.abc import Sequence
from enum import StrEnum

from accounts.roles import Role
from basin.kinds import Visibility
from basin.models import Expert, Study
from kernel.policy import Actor, Condition, Table

HOSTS = (Role.COORDINATOR, Role.FACILITATOR)
"""They make studies, start runs, keep the council and write down what was agreed."""

RUNNERS = (*HOSTS, Role.MODELLER)
"""They start runs of the model and answer questions about it."""

KEEPERS = (*RUNNERS, Role.NOTE_TAKER)
"""They put evidence into a study by hand."""

READERS = (*KEEPERS, Role.TRANSLATOR, Role.AUDITOR)
"""They read every study of their office."""


class Action(StrEnum):
    """What can be asked of this feature."""

    ADD = "basin:evidence:add"
    ADOPT = "basin:threshold:adopt"
    ANSWER = "basin:question:answer"
    ASK = "basin:question:ask"
    CANCEL = "basin:run:cancel"
    CHANGE = "basin:study:change"
    DISPUTE = "basin:evidence:dispute"
    ENDORSE = "basin:evidence:endorse"
    LIST = "basin:study:list"
    LOOK_AFTER = "basin:provider:look-after"
    MAKE = "basin:study:make"
    PROPOSE = "basin:run:propose"
    PROPOSE_THRESHOLD = "basin:threshold:propose"
    READ = "basin:study:read"
    READ_PUBLIC = "basin:study:read-public"
    RECORD_REVIEW = "basin:review:record"
    SIGN_REVIEW = "basin:review:sign"
    START = "basin:run:start"
    SUPERSEDE = "basin:evidence:supersede"


def host_of_office(actor: Actor, office_id: int) -> bool:
    """Makes studies in the office in question."""
    return office_id in actor.offices(*HOSTS)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    """Reads the studies of the office in question."""
    return office_id in actor.offices(*READERS)


def host_here(actor: Actor, study: Study) -> bool:
    """Looks after this study."""
    return study.office_id in actor.offices(*HOSTS)


def runner_here(actor: Actor, study: Study) -> bool:
    """Starts runs of the model of this study."""
    return study.office_id in actor.offices(*RUNNERS)


def keeper_here(actor: Actor, study: Study) -> bool:
    """Puts evidence into this study by hand."""
    return study.office_id in actor.offices(*KEEPERS)


def reader_here(actor: Actor, study: Study) -> bool:
    """Reads every study of this office."""
    return study.office_id in actor.offices(*READERS)


def at_the_table(actor: Actor, study: Study) -> bool:
    """Is a member of this study, with an account, and has not left."""
    return actor.person_id is not None and any(
        member.person_id == actor.person_id and member.left_on is None for member in study.members
    )


def in_the_council(actor: Actor, study: Study) -> bool:
    """Is in the council of experts of this study, with an account, and has not left."""
    return actor.person_id is not None and any(
        expert.person_id == actor.person_id and expert.left_on is None for expert in study.experts
    )


def this_very_expert(actor: Actor, expert: Expert) -> bool:
    """Is the expert in question and still in the council."""
    return (
        actor.person_id is not None
        and expert.person_id == actor.person_id
        and expert.left_on is None
    )


def open_to_members(_actor: Actor, study: Study) -> bool:
    """The study is not kept within its office."""
    return study.visibility is not Visibility.OFFICE


def published(_actor: Actor, study: Study) -> bool:
    """Everybody may read it."""
    return study.visibility is Visibility.PUBLIC


def still_open(_actor: Actor, study: Study) -> bool:
    """The study goes on."""
    return study.is_open


def administrator(actor: Actor, _subject: object) -> bool:
    """Looks after the whole installation."""
    return actor.holds(Role.PLATFORM_ADMIN, None)


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine, the worker, the demo."""
    return actor.system


_TABLE_OR_STAFF: Sequence[Sequence[Condition]] = [
    [at_the_table, open_to_members, still_open],
    [in_the_council, open_to_members, still_open],
    [keeper_here, still_open],
    [platform_itself],
]

TABLE: Table = {
    Action.ADD: [[keeper_here, still_open], [platform_itself]],
    Action.ADOPT: [[host_here, still_open], [platform_itself]],
    Action.ANSWER: [[runner_here, still_open], [platform_itself]],
    Action.ASK: _TABLE_OR_STAFF,
    Action.CANCEL: [[runner_here], [platform_itself]],
    Action.CHANGE: [[host_here], [platform_itself]],
    Action.DISPUTE: _TABLE_OR_STAFF,
    Action.ENDORSE: [[in_the_council, open_to_members, still_open]],
    Action.LIST: [[reader_of_office], [platform_itself]],
    Action.LOOK_AFTER: [[administrator], [platform_itself]],
    Action.MAKE: [[host_of_office], [platform_itself]],
    Action.PROPOSE: _TABLE_OR_STAFF,
    Action.PROPOSE_THRESHOLD: _TABLE_OR_STAFF,
    Action.READ: [
        [reader_here],
        [at_the_table, open_to_members],
        [in_the_council, open_to_members],
        [platform_itself],
    ],
    Action.READ_PUBLIC: [
        [published],
        [reader_here],
        [at_the_table, open_to_members],
        [in_the_council, open_to_members],
    ],
    Action.RECORD_REVIEW: [[host_here, still_open], [platform_itself]],
    Action.SIGN_REVIEW: [[this_very_expert], [platform_itself]],
    Action.START: [[runner_here, still_open], [platform_itself]],
    Action.SUPERSEDE: [[runner_here, still_open], [platform_itself]],
}
