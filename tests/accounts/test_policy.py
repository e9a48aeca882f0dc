"""Who may do what with offices and people, as a table that an ombudsman could sign."""

import pytest

from accounts import policy
from accounts.policy import TABLE, Action, Seat
from accounts.roles import Role
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed

HERE, ELSEWHERE = 7, 8


def person(number: int, role: Role, office: int | None = HERE) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "filer": Actor(receipt_of="case:1"),
    "handler": person(1, Role.HANDLER),
    "supervisor": person(2, Role.SUPERVISOR),
    "auditor": person(3, Role.AUDITOR),
    "admin": person(4, Role.OFFICE_ADMIN),
    "admin-there": person(5, Role.OFFICE_ADMIN, ELSEWHERE),
    "coordinator": person(7, Role.COORDINATOR),
    "platform": person(6, Role.PLATFORM_ADMIN, None),
    "machine": SYSTEM,
}

HANDLER, ADMIN = frozenset({Role.HANDLER}), frozenset({Role.OFFICE_ADMIN})
SUBJECTS = {
    "the-office": Seat(HERE),
    "new-handler": Seat(HERE, roles=HANDLER),
    "new-admin": Seat(HERE, roles=ADMIN),
    "a-handler": Seat(HERE, 20, roles=HANDLER, held=HANDLER),
    "an-admin": Seat(HERE, 21, roles=ADMIN, held=ADMIN),
    "a-handler-of-two-offices": Seat(HERE, 22, roles=HANDLER, held=HANDLER, elsewhere=True),
    "the-admin-itself": Seat(HERE, 4, roles=HANDLER, held=ADMIN),
    "the-platform-itself": Seat(None, 6, held=frozenset({Role.PLATFORM_ADMIN})),
    "the-platform-as-admin": Seat(
        HERE, 6, roles=ADMIN, held=frozenset({Role.PLATFORM_ADMIN}), elsewhere=True
    ),
    "nothing": None,
}

MATRIX = """
                                                      stranger filer handler supervisor auditor admin admin-there platform machine coordinator
accounts:account:own            nothing                  -        -     yes     yes        yes     yes   yes         yes      -       yes
accounts:guest:welcome          the-office               -        -     -       -          -       -     -           -        yes     yes
accounts:installation:see       nothing                  -        -     -       -          -       -     -           yes      -       -
accounts:installation:try-again nothing                  -        -     -       -          -       -     -           yes      -       -
accounts:office:change          the-office               -        -     -       -          -       yes   -           yes      -       -
accounts:office:health          the-office               -        -     -       -          -       yes   -           yes      -       -
accounts:office:open            nothing                  -        -     -       -          -       -     -           yes      yes       -
accounts:office:people          the-office               -        -     -       -          -       yes   -           yes      -       -
accounts:offices:own            nothing                  -        -     -       -          -       yes   yes         -        -       -
accounts:outbox:see             nothing                  -        -     -       -          -       -     -           yes      -       -
accounts:person:add             new-handler              -        -     -       -          -       yes   -           -        yes       -
accounts:person:add             new-admin                -        -     -       -          -       yes   -           yes      yes       -
accounts:person:close           a-handler                -        -     -       -          -       yes   -           yes      -       -
accounts:person:close           a-handler-of-two-offices -        -     -       -          -       -     -           yes      -       -
accounts:person:close           the-admin-itself         -        -     -       -          -       -     -           yes      -       -
accounts:person:close           the-platform-itself      -        -     -       -          -       -     -           -        -       -
accounts:person:list            nothing                  -        -     -       -          -       -     -           -        yes       -
accounts:person:reset           a-handler                -        -     -       -          -       yes   -           -        yes       -
accounts:person:reset           an-admin                 -        -     -       -          -       yes   -           yes      yes       -
accounts:person:reset           a-handler-of-two-offices -        -     -       -          -       -     -           -        yes       -
accounts:person:reset           the-admin-itself         -        -     -       -          -       -     -           yes      yes       -
accounts:person:reset           the-platform-itself      -        -     -       -          -       -     -           -        yes       -
accounts:person:roles           a-handler                -        -     -       -          -       yes   -           -        yes       -
accounts:person:roles           an-admin                 -        -     -       -          -       yes   -           yes      yes       -
accounts:person:roles           a-handler-of-two-offices -        -     -       -          -       yes   -           -        yes       -
accounts:person:roles           the-admin-itself         -        -     -       -          -       -     -           -        yes       -
accounts:person:roles           the-platform-as-admin    -        -     -       -          -       yes   -           -        yes       -
accounts:person:second-step     a-handler                -        -     -       -          -       yes   -           -        yes       -
accounts:person:second-step     an-admin                 -        -     -       -          -       yes   -           yes      yes       -
accounts:person:second-step     a-handler-of-two-offices -        -     -       -          -       -     -           -        yes       -
accounts:person:second-step     the-admin-itself         -        -     -       -          -       -     -           yes      yes       -
accounts:person:second-step     the-platform-itself      -        -     -       -          -       -     -           -        yes       -
accounts:person:share           nothing                  -        -     -       -          -       -     -           -        yes       -
"""  # noqa: E501 - a table is read across


def signed() -> dict[tuple[str, str], dict[str, bool]]:
    """The table as it was signed: for each action and subject, who may."""
    head, *lines = MATRIX.strip().splitlines()
    people = head.split()
    found = {}
    for line in lines:
        action, subject, *words = line.split()
        found[action, subject] = {
            who: word == "yes" for who, word in zip(people, words, strict=True)
        }
    return found


@pytest.mark.parametrize(("action", "subject"), signed())
def test_the_policy_is_what_was_signed(action: str, subject: str) -> None:
    found = {
        who: allowed(TABLE, actor, Action(action), SUBJECTS[subject])
        for who, actor in PEOPLE.items()
    }
    assert found == signed()[action, subject]


def test_every_action_is_in_the_table_and_signed() -> None:
    assert set(TABLE) == set(Action)
    assert {action for action, _subject in signed()} == set(Action)


def test_actions_are_in_alphabetical_order_and_named_alike() -> None:
    names = [action.value for action in Action]
    assert all(len(name.split(":")) == 3 for name in names)
    assert len(set(names)) == len(names)


CONDITIONS = sorted(
    {condition.__name__ for rows in TABLE.values() for row in rows for condition in row}
)


@pytest.mark.parametrize("name", CONDITIONS)
@pytest.mark.parametrize("answer", [True, False])
def test_no_condition_can_be_lost_unnoticed(name: str, answer: bool) -> None:
    """Each condition, replaced by a fixed answer, must contradict the signed table."""
    broken = {
        action: [
            [(lambda *_: answer) if one.__name__ == name else one for one in row] for row in rows
        ]
        for action, rows in TABLE.items()
    }
    found = {
        (action, subject): {
            who: allowed(broken, actor, Action(action), SUBJECTS[subject])
            for who, actor in PEOPLE.items()
        }
        for action, subject in signed()
    }
    assert found != signed()


@pytest.mark.parametrize(
    ("action", "number", "place"),
    [
        (action, number, place)
        for action, rows in TABLE.items()
        for number, row in enumerate(rows)
        for place in range(len(row))
    ],
)
def test_no_condition_of_any_row_is_idle(action: Action, number: int, place: int) -> None:
    """Without this condition in this row somebody could do what the signed table denies."""
    rows = [list(row) for row in TABLE[action]]
    del rows[number][place]
    loose = {**TABLE, action: rows}
    found = {
        (name, subject): {
            who: allowed(loose, actor, Action(name), SUBJECTS[subject])
            for who, actor in PEOPLE.items()
        }
        for name, subject in signed()
    }
    assert found != signed()


def test_conditions_say_what_they_mean() -> None:
    assert all(getattr(policy, name).__doc__ for name in CONDITIONS)
