"""Who may do what with programmes: any row, every condition in the row.

The subject is a Programme; to list or to make one it is the id of an office, to follow a
registration the Registration.
"""

from enum import StrEnum

from accounts.roles import Role
from kernel.policy import Actor, Table
from trainings.models import Programme, Registration

MANAGERS = (Role.COORDINATOR, Role.FACILITATOR)
"""They make programmes, open registrations, ask questions and issue certificates."""

RECORDERS = (*MANAGERS, Role.NOTE_TAKER)
"""They also type what came on paper."""

READERS = (*RECORDERS, Role.TRANSLATOR, Role.AUDITOR)
"""They read all of it."""


class Action(StrEnum):
    """What can be asked of this feature."""

    CERTIFY = "trainings:certificate:issue"
    FOLLOW = "trainings:registration:follow"
    LIST = "trainings:programme:list"
    MAKE = "trainings:programme:make"
    MANAGE = "trainings:programme:manage"
    READ = "trainings:programme:read"
    READ_PUBLIC = "trainings:programme:read-public"
    RECORD = "trainings:programme:record"
    REGISTER = "trainings:registration:make"


def manager_of_office(actor: Actor, office_id: int) -> bool:
    """Manages programmes in the office in question."""
    return office_id in actor.offices(*MANAGERS)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    """Reads the programmes of the office in question."""
    return office_id in actor.offices(*READERS)


def manager_here(actor: Actor, programme: Programme) -> bool:
    """Manages this programme."""
    return programme.office_id in actor.offices(*MANAGERS)


def recorder_here(actor: Actor, programme: Programme) -> bool:
    """Types what came on paper in this programme."""
    return programme.office_id in actor.offices(*RECORDERS)


def reader_here(actor: Actor, programme: Programme) -> bool:
    """Reads the programmes of this office."""
    return programme.office_id in actor.offices(*READERS)


def published(_actor: Actor, programme: Programme) -> bool:
    """Everybody may know of it."""
    return programme.is_public


def bearer_of_its_code(actor: Actor, registration: Registration) -> bool:
    """Holds the code that came with the registration."""
    return actor.receipt_of == registration.subject


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine, the worker, the demo."""
    return actor.system


TABLE: Table = {
    Action.CERTIFY: [[manager_here], [platform_itself]],
    Action.FOLLOW: [[bearer_of_its_code]],
    Action.LIST: [[reader_of_office], [platform_itself]],
    Action.MAKE: [[manager_of_office], [platform_itself]],
    Action.MANAGE: [[manager_here], [platform_itself]],
    Action.READ: [[reader_here], [platform_itself]],
    Action.READ_PUBLIC: [[published], [reader_here]],
    Action.RECORD: [[recorder_here], [platform_itself]],
    Action.REGISTER: [[published], [recorder_here], [platform_itself]],
}
