"""Who may do what with processes of dialogue, as a table that a coordinator could sign."""

from datetime import date, timedelta

import pytest

from accounts.models import Office
from accounts.queries.offices import today_at
from accounts.roles import Role
from dialogue.kinds import GroupKind, ProcessKind, SeatKind, Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Group, Process, Seat
from dialogue.policy import TABLE, Action
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed

HERE, ELSEWHERE = 7, 8
OFFICE = Office(id=HERE, time_zone="America/Lima")
TITULAR, ADVISER, OBSERVER, INVITED, EXPIRED, GONE = range(20, 26)
CARD = 30
"""The seat that somebody opens with a card."""


def person(number: int, role: Role, office: int = HERE) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "coordinator": person(1, Role.COORDINATOR),
    "facilitator": person(2, Role.FACILITATOR),
    "note-taker": person(3, Role.NOTE_TAKER),
    "translator": person(4, Role.TRANSLATOR),
    "modeller": person(5, Role.MODELLER),
    "auditor": person(6, Role.AUDITOR),
    "handler": person(7, Role.HANDLER),
    "titular": Actor(person_id=TITULAR),
    "card": Actor(receipt_of=f"seat:{CARD}"),
    "adviser": Actor(person_id=ADVISER),
    "observer": Actor(person_id=OBSERVER),
    "invited": Actor(person_id=INVITED),
    "expired": Actor(person_id=EXPIRED),
    "gone": Actor(person_id=GONE),
    "other-card": Actor(receipt_of="seat:31"),
    "elsewhere": Actor(person_id=10, grants=frozenset(Grant(role, ELSEWHERE) for role in Role)),
    "system": SYSTEM,
}

MATRIX = """
                    stranger coordinator facilitator note-taker translator modeller auditor handler titular card adviser observer invited expired gone other-card elsewhere system
agreement:draft     -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
agreement:publish   -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
agreement:seal      -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
agreement:sign      -        -           -           -          -          -        -       -       yes     yes  -       -        -       -       -    -          -         -
commitment:confirm  -        -           -           -          -          -        -       -       yes     yes  -       -        -       -       -    -          -         -
conversation:lead   -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
evidence:attach     -        yes         yes         yes        -          -        -       -       yes     yes  yes     -        -       -       -    -          -         yes
offer:accept        -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
position:take       -        -           -           -          -          -        -       -       yes     yes  -       -        -       -       -    -          -         -
post:moderate       -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
post:translate      -        yes         yes         yes        yes        -        -       -       -       -    -       -        -       -       -    -          -         yes
post:write          -        yes         yes         yes        -          -        -       -       yes     yes  yes     -        -       -       -    -          -         yes
process:change      -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
process:list        -        yes         yes         yes        yes        yes      yes     -       -       -    -       -        -       -       -    -          -         yes
process:make        -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
process:read        -        yes         yes         yes        yes        yes      yes     -       yes     yes  yes     yes      -       -       -    -          -         yes
process:read-public -        yes         yes         yes        yes        yes      yes     -       yes     yes  yes     yes      yes     -       -    -          -         yes
proposal:make       -        yes         yes         yes        -          -        -       -       yes     yes  -       -        -       -       -    -          -         yes
report:print        -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
room:record         -        yes         yes         yes        -          -        -       -       -       -    -       -        -       -       -    -          -         yes
round:run           -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
seat:give           -        yes         yes         -          -          -        -       -       -       -    -       -        -       -       -    -          -         yes
thread:open         -        yes         yes         yes        -          -        -       -       -       -    -       -        -       -       -    -          -         yes
statement:vote      -        -           -           -          -          -        -       -       yes     yes  yes     -        yes     -       -    -          -         -
statement:vote-in-public - - - - - - - - - - - - - - - - - -
"""  # noqa: E501 - a table is read across

OFFICES = frozenset({Action.ACCEPT, Action.LIST, Action.MAKE})
SEATED = ("titular", "card", "adviser", "observer", "invited")
WORK_OF_THE_TABLE = frozenset(
    {
        Action.ATTACH, Action.DECIDE, Action.PROPOSE, Action.RECORD, Action.RUN, Action.VOTE,
        Action.VOTE_IN_PUBLIC, Action.WRITE,
    }
)  # fmt: skip
"""What is done at a table only while the process goes on."""


def table(**facts: object) -> Process:
    """A process with a seat of every kind, one of them expired and one left."""
    today = today_at(OFFICE)
    process = Process(
        id=1, office_id=HERE, office=OFFICE, kind=ProcessKind.MESA, title="Mesa", code="P-AAAAAA",
        **({"visibility": Visibility.PARTIES, "state": ProcessState.GOING_ON} | facts),
    )  # fmt: skip
    group = Group(id=1, name="Comunidad", kind=GroupKind.COMMUNITY, decides=True)
    process.groups = [group]
    process.seats = [
        seat(group, SeatKind.TITULAR, TITULAR),
        seat(group, SeatKind.ADVISER, ADVISER),
        seat(group, SeatKind.OBSERVER, OBSERVER),
        seat(group, SeatKind.INVITED, INVITED),
        seat(group, SeatKind.TITULAR, EXPIRED, ends_on=today - timedelta(days=1)),
        seat(group, SeatKind.TITULAR, GONE, left_on=today),
        seat(group, SeatKind.TITULAR, None, number=CARD),
    ]
    return process


def seat(
    group: Group,
    kind: SeatKind,
    person_id: int | None,
    number: int = 0,
    ends_on: date | None = None,
    left_on: date | None = None,
) -> Seat:
    return Seat(
        id=number or (person_id or 0) + 100, group=group, kind=kind, name="Rosa",
        person_id=person_id, since=date(2020, 1, 1), ends_on=ends_on, left_on=left_on,
    )  # fmt: skip


def promised() -> dict[tuple[str, str], bool]:
    """Every cell of the matrix: (action, person) to whether they may."""
    head, *rows = [line.split() for line in MATRIX.strip("\n").splitlines()]
    return {
        (f"dialogue:{action}", name): cell == "yes"
        for action, *cells in rows
        for name, cell in zip(head, cells, strict=True)
    }


def may(name: str, action: Action, process: Process) -> bool:
    return allowed(TABLE, PEOPLE[name], action, HERE if action in OFFICES else process)


def test_every_action_has_a_line() -> None:
    assert {action for action, _name in promised()} == {str(action) for action in Action}


@pytest.mark.parametrize("action", Action)
def test_everybody_may_do_what_the_table_says(action: Action) -> None:
    cells = promised()
    process = table()
    assert {name: may(name, action, process) for name in PEOPLE} == {
        name: cells[str(action), name] for name in PEOPLE
    }


@pytest.mark.parametrize("action", sorted(set(Action) - OFFICES))
def test_a_private_process_is_nobodys_but_the_offices(action: Action) -> None:
    process = table(visibility=Visibility.PRIVATE)
    assert [name for name in (*SEATED, "stranger") if may(name, action, process)] == []


def test_of_a_public_process_strangers_read_the_public_part_alone() -> None:
    process = table(visibility=Visibility.PUBLIC)
    mays = {action for action in set(Action) - OFFICES if may("stranger", action, process)}
    assert mays == {Action.READ_PUBLIC, Action.VOTE_IN_PUBLIC}
    assert not may("expired", Action.READ, process)
    assert not may("invited", Action.READ, process)


@pytest.mark.parametrize(
    "state", [ProcessState.PREPARING, ProcessState.SUSPENDED, ProcessState.CLOSED]
)
def test_nobody_speaks_votes_or_decides_at_a_table_that_does_not_go_on(state: ProcessState) -> None:
    process = table(state=state)
    done = {
        (name, action) for name in PEOPLE for action in WORK_OF_THE_TABLE
        if name != "system" and may(name, action, process)
    }  # fmt: skip
    assert done == set()


def test_a_mandate_holds_on_its_last_day_and_not_on_the_next() -> None:
    today = today_at(OFFICE)
    group = Group(id=1, name="Comunidad", kind=GroupKind.COMMUNITY)
    last = seat(group, SeatKind.TITULAR, TITULAR, ends_on=today)
    assert last.sits_on(today)
    assert not last.sits_on(today + timedelta(days=1))
    assert not seat(group, SeatKind.TITULAR, TITULAR, left_on=today).sits_on(today)
