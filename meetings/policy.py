"""Who may do what with meetings: any row, every condition in the row.

The subject is a Meeting; to list or to plan one it is the id of an office.
"""

from enum import StrEnum

from accounts.roles import Role
from kernel.policy import Actor, Table
from meetings.lifecycle import State
from meetings.models import Meeting

PLANNERS = (Role.COORDINATOR, Role.FACILITATOR)
"""They plan meetings, read the acta back and seal it."""

RECORDERS = (*PLANNERS, Role.NOTE_TAKER)
"""They write down who came and what was said."""

READERS = (*RECORDERS, Role.TRANSLATOR, Role.AUDITOR)
"""They read all of it."""


class Action(StrEnum):
    """What can be asked of this feature, apart from the verbs of the acta."""

    ATTACH = "meetings:file:attach"
    CARRY = "meetings:concern:carry"
    CHANGE = "meetings:meeting:change"
    GROUPS = "meetings:groups:change"
    IMPORT_OLD = "meetings:old-acta:import"
    LIST = "meetings:meeting:list"
    PLAN = "meetings:meeting:plan"
    PUBLISH = "meetings:meeting:publish"
    READ = "meetings:meeting:read"
    READ_DOCUMENTS = "meetings:participant:read-documents"
    READ_PUBLIC = "meetings:acta:read-public"
    RECORD = "meetings:meeting:record"
    SEAL = "meetings:acta:seal"
    TRANSLATE = "meetings:acta:translate"


def planner_of_office(actor: Actor, office_id: int) -> bool:
    """Plans meetings in the office in question."""
    return office_id in actor.offices(*PLANNERS)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    """Reads the meetings of the office in question."""
    return office_id in actor.offices(*READERS)


def planner_here(actor: Actor, meeting: Meeting) -> bool:
    """Plans meetings in the office of this one."""
    return meeting.office_id in actor.offices(*PLANNERS)


def recorder_here(actor: Actor, meeting: Meeting) -> bool:
    """Writes down what happens in the meetings of this office."""
    return meeting.office_id in actor.offices(*RECORDERS)


def reader_here(actor: Actor, meeting: Meeting) -> bool:
    """Reads the meetings of this office."""
    return meeting.office_id in actor.offices(*READERS)


def translator_here(actor: Actor, meeting: Meeting) -> bool:
    """Translates in the office of this meeting."""
    return meeting.office_id in actor.offices(Role.TRANSLATOR)


def still_a_draft(_actor: Actor, meeting: Meeting) -> bool:
    """Nothing that was read back may be changed before it is a draft again."""
    return meeting.state is State.DRAFT


def not_cancelled(_actor: Actor, meeting: Meeting) -> bool:
    """The meeting takes place, or took place."""
    return meeting.cancelled_at is None


def published(_actor: Actor, meeting: Meeting) -> bool:
    """Everybody may read the public copy of what was sealed."""
    return meeting.is_public


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine, the worker, the demo."""
    return actor.system


TABLE: Table = {
    Action.ATTACH: [[recorder_here, not_cancelled], [platform_itself]],
    Action.CARRY: [[planner_here]],
    Action.CHANGE: [
        [planner_here, still_a_draft, not_cancelled],
        [platform_itself, still_a_draft],
    ],
    Action.GROUPS: [[planner_of_office], [platform_itself]],
    Action.IMPORT_OLD: [[planner_of_office], [platform_itself]],
    Action.LIST: [[reader_of_office], [platform_itself]],
    Action.PLAN: [[planner_of_office], [platform_itself]],
    Action.PUBLISH: [[planner_here]],
    Action.READ: [[reader_here], [platform_itself]],
    Action.READ_DOCUMENTS: [[recorder_here]],
    Action.READ_PUBLIC: [[published], [reader_here], [platform_itself]],
    Action.RECORD: [
        [recorder_here, still_a_draft, not_cancelled],
        [platform_itself, still_a_draft],
    ],
    Action.SEAL: [[planner_here, not_cancelled], [platform_itself]],
    Action.TRANSLATE: [
        [recorder_here, still_a_draft],
        [translator_here, still_a_draft],
        [platform_itself, still_a_draft],
    ],
}
