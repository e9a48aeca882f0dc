"""Who may do what with processes of dialogue: any row, every condition in the row.

The subject is a Process with its seats; to list processes, to make one or to take what is offered
it is the id of an office. Who sits at the table signs in with an account or holds a card, as
`Actor.receipt_of` says; a seat opens nothing any more on the day after its mandate ended.
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from accounts.queries.offices import today_at
from accounts.roles import Role
from dialogue.kinds import SeatKind, Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Process, Seat
from kernel.policy import Actor, Condition, Table

HOSTS = (Role.COORDINATOR, Role.FACILITATOR)
"""They make processes, give seats, run rounds, moderate, and seal what was agreed."""

RECORDERS = (*HOSTS, Role.NOTE_TAKER)
"""They write down what was said, voted and decided in the room."""

READERS = (*RECORDERS, Role.TRANSLATOR, Role.MODELLER, Role.AUDITOR)
"""They read every process of their office."""

SPEAKERS = frozenset({SeatKind.TITULAR, SeatKind.ALTERNATE, SeatKind.ADVISER})
"""They speak at the table."""

DECIDERS = frozenset({SeatKind.TITULAR, SeatKind.ALTERNATE})
"""They take a position for their group."""

PARTIES = SPEAKERS | {SeatKind.OBSERVER}
"""They read what is said among the parties."""

VOTERS = SPEAKERS | {SeatKind.INVITED}
"""They vote on statements."""


class Action(StrEnum):
    """What can be asked of this feature."""

    ACCEPT = "dialogue:offer:accept"
    AGREE = "dialogue:agreement:draft"
    ATTACH = "dialogue:evidence:attach"
    CHANGE = "dialogue:process:change"
    CONFIRM = "dialogue:commitment:confirm"
    CONVERSE = "dialogue:conversation:lead"
    DECIDE = "dialogue:position:take"
    GIVE_SEATS = "dialogue:seat:give"
    LIST = "dialogue:process:list"
    MAKE = "dialogue:process:make"
    MODERATE = "dialogue:post:moderate"
    PROPOSE = "dialogue:proposal:make"
    PUBLISH = "dialogue:agreement:publish"
    READ = "dialogue:process:read"
    READ_PUBLIC = "dialogue:process:read-public"
    RECORD = "dialogue:room:record"
    REPORT = "dialogue:report:print"
    RUN = "dialogue:round:run"
    SEAL = "dialogue:agreement:seal"
    SIGN = "dialogue:agreement:sign"
    TOPIC = "dialogue:thread:open"
    TRANSLATE = "dialogue:post:translate"
    VOTE = "dialogue:statement:vote"
    VOTE_IN_PUBLIC = "dialogue:statement:vote-in-public"
    WRITE = "dialogue:post:write"


def seat_of(
    actor: Actor, process: Process, kinds: Collection[SeatKind] = PARTIES, on: date | None = None
) -> Seat | None:
    """The seat that this actor has today in this process, of one of these kinds; None without."""
    if actor.person_id is None and actor.receipt_of is None:
        return None  # nobody in particular: the seats need not be read
    own = [seat for seat in process.seats if seat.kind in kinds and is_of(actor, seat)]
    if not own:
        return None
    day = on or today_at(process.office)
    return next((seat for seat in own if seat.sits_on(day)), None)


def is_of(actor: Actor, seat: Seat) -> bool:
    """Whether the actor has the account of this seat, or holds its card."""
    if actor.person_id is not None:
        return seat.person_id == actor.person_id
    return actor.receipt_of == seat.subject


def host_of_office(actor: Actor, office_id: int) -> bool:
    """Makes processes in the office in question."""
    return office_id in actor.offices(*HOSTS)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    """Reads the processes of the office in question."""
    return office_id in actor.offices(*READERS)


def host_here(actor: Actor, process: Process) -> bool:
    """Looks after this process."""
    return process.office_id in actor.offices(*HOSTS)


def recorder_here(actor: Actor, process: Process) -> bool:
    """Writes down what happens in this process."""
    return process.office_id in actor.offices(*RECORDERS)


def translator_here(actor: Actor, process: Process) -> bool:
    """Translates in the office of this process."""
    return process.office_id in actor.offices(Role.TRANSLATOR)


def reader_here(actor: Actor, process: Process) -> bool:
    """Reads every process of this office."""
    return process.office_id in actor.offices(*READERS)


def at_the_table(actor: Actor, process: Process) -> bool:
    """Sits there today, be it to speak or to listen."""
    return seat_of(actor, process, PARTIES) is not None


def speaks_there(actor: Actor, process: Process) -> bool:
    """Has a seat today that speaks."""
    return seat_of(actor, process, SPEAKERS) is not None


def decides_there(actor: Actor, process: Process) -> bool:
    """Has a seat today that takes positions."""
    return seat_of(actor, process, DECIDERS) is not None


def votes_there(actor: Actor, process: Process) -> bool:
    """Has a seat today that votes on statements."""
    return seat_of(actor, process, VOTERS) is not None


def open_to_parties(_actor: Actor, process: Process) -> bool:
    """The process is not kept within its office."""
    return process.visibility is not Visibility.PRIVATE


def published(_actor: Actor, process: Process) -> bool:
    """Everybody may read its public part."""
    return process.visibility is Visibility.PUBLIC


def going_on(_actor: Actor, process: Process) -> bool:
    """The parties work on it now."""
    return process.state is ProcessState.GOING_ON


def not_closed(_actor: Actor, process: Process) -> bool:
    """It is being prepared, goes on, or rests."""
    return process.state is not ProcessState.CLOSED


def platform_itself(actor: Actor, _subject: object) -> bool:
    """The command line on the machine, the worker, the demo."""
    return actor.system


_SPEAK: Sequence[Sequence[Condition]] = [
    [speaks_there, open_to_parties, going_on],
    [recorder_here, going_on],
    [platform_itself],
]

TABLE: Table = {
    Action.ACCEPT: [[host_of_office], [platform_itself]],
    Action.AGREE: [[host_here, not_closed], [platform_itself]],
    Action.ATTACH: _SPEAK,
    Action.CHANGE: [[host_here], [platform_itself]],
    Action.CONFIRM: [[decides_there, open_to_parties]],
    Action.CONVERSE: [[host_here, not_closed], [platform_itself]],
    Action.DECIDE: [[decides_there, open_to_parties, going_on]],
    Action.GIVE_SEATS: [[host_here, not_closed], [platform_itself]],
    Action.LIST: [[reader_of_office], [platform_itself]],
    Action.MAKE: [[host_of_office], [platform_itself]],
    Action.MODERATE: [[host_here], [platform_itself]],
    Action.PROPOSE: [
        [decides_there, open_to_parties, going_on],
        [recorder_here, going_on],
        [platform_itself],
    ],
    Action.PUBLISH: [[host_here], [platform_itself]],
    Action.READ: [
        [reader_here],
        [at_the_table, open_to_parties],
        [platform_itself],
    ],
    Action.READ_PUBLIC: [
        [published],
        [reader_here],
        [at_the_table, open_to_parties],
        [votes_there, open_to_parties],
        [platform_itself],
    ],
    Action.RECORD: [[recorder_here, going_on], [platform_itself]],
    Action.REPORT: [[host_here], [platform_itself]],
    Action.RUN: [[host_here, going_on], [platform_itself]],
    Action.SEAL: [[host_here, not_closed], [platform_itself]],
    Action.SIGN: [[decides_there, open_to_parties, not_closed]],
    Action.TOPIC: [[recorder_here, not_closed], [platform_itself]],
    Action.TRANSLATE: [[recorder_here], [translator_here], [platform_itself]],
    Action.VOTE: [[votes_there, open_to_parties, going_on]],
    Action.VOTE_IN_PUBLIC: [[published, going_on]],
    Action.WRITE: _SPEAK,
}
