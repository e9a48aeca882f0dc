"""Who may do what with places, as a table that an ombudsman could sign."""

import pytest

from accounts.roles import Role
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed
from territory import policy
from territory.policy import TABLE, Action, Ground


def person(number: int, role: Role, office: int | None = 7) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "filer": Actor(receipt_of="case:1"),
    "handler": person(1, Role.HANDLER),
    "supervisor": person(2, Role.SUPERVISOR),
    "admin": person(3, Role.OFFICE_ADMIN),
    "platform": person(4, Role.PLATFORM_ADMIN, None),
    "machine": SYSTEM,
}
SUBJECTS = {"at-home": Ground("PE", home=True), "abroad": Ground("PE")}

MATRIX = """
                                   stranger filer handler supervisor admin platform machine
territory:community:keep  at-home  -        -     -       -          yes   yes      yes
territory:community:keep  abroad   -        -     -       -          -     yes      yes
territory:places:browse   at-home  -        -     -       -          yes   yes      -
territory:places:browse   abroad   -        -     -       -          yes   yes      -
territory:places:import   at-home  -        -     -       -          -     yes      yes
territory:places:import   abroad   -        -     -       -          -     yes      yes
"""

HEAD, *ROWS = MATRIX.strip("\n").splitlines()
CELLS = [
    (*row.split()[:2], who, said)
    for row in ROWS
    for who, said in zip(HEAD.split(), row.split()[2:], strict=True)
]


@pytest.mark.parametrize(("action", "subject", "who", "said"), CELLS)
def test_the_matrix_holds(action: str, subject: str, who: str, said: str) -> None:
    assert allowed(TABLE, PEOPLE[who], Action(action), SUBJECTS[subject]) is (said == "yes")


def test_the_matrix_names_every_action() -> None:
    assert {row.split()[0] for row in ROWS} == set(Action) == set(TABLE)


def test_the_roles_are_those_of_accounts() -> None:
    assert Role.PLATFORM_ADMIN.value == policy.PLATFORM_ADMIN
    assert Role.OFFICE_ADMIN.value == policy.OFFICE_ADMIN
