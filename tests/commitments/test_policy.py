"""Who may do what with a commitment, as a table that a coordinator could sign."""

from typing import Any

import pytest

from accounts.roles import Role
from commitments.lifecycle import Status, Verb
from commitments.models import Commitment
from commitments.policy import TABLE, Action, Vouched, action_of, open_verbs
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed

HERE, ELSEWHERE = 7, 8


def person(number: int, role: Role, office: int = HERE) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "coordinator": person(1, Role.COORDINATOR),
    "facilitator": person(2, Role.FACILITATOR),
    "note-taker": person(3, Role.NOTE_TAKER),
    "handler": person(4, Role.HANDLER),
    "supervisor": person(5, Role.SUPERVISOR),
    "translator": person(6, Role.TRANSLATOR),
    "auditor": person(7, Role.AUDITOR),
    "intake": person(8, Role.INTAKE),
    "admin": person(9, Role.OFFICE_ADMIN),
    "elsewhere": Actor(person_id=10, grants=frozenset(Grant(role, ELSEWHERE) for role in Role)),
    "platform": Actor(person_id=11, grants=frozenset({Grant(Role.PLATFORM_ADMIN, None)})),
    "system": SYSTEM,
}

MATRIX = """
                       stranger coordinator facilitator note-taker handler supervisor translator auditor intake admin elsewhere platform system
commitment:assess      -        yes         yes         yes        yes     yes        -          -       -      -     -         -        yes
commitment:change      -        yes         yes         yes        yes     yes        -          -       -      -     -         -        yes
commitment:confirm     -        -           -           -          -       -          -          -       -      -     -         -        -
commitment:judge       -        yes         yes         -          -       yes        -          -       -      -     -         -        yes
commitment:list        -        yes         yes         yes        yes     yes        yes        yes     -      -     -         -        yes
commitment:make        -        yes         yes         yes        yes     yes        -          -       -      -     -         -        yes
commitment:name        -        yes         yes         yes        yes     yes        -          -       -      -     -         -        yes
commitment:publish     -        yes         yes         -          -       yes        -          -       -      -     -         -        yes
commitment:read        -        yes         yes         yes        yes     yes        yes        yes     -      -     -         -        yes
commitment:read-public -        yes         yes         yes        yes     yes        yes        yes     -      -     -         -        -
commitment:tell        -        yes         yes         yes        yes     yes        -          -       -      -     -         -        yes
"""  # noqa: E501 - a table is read across


def signed() -> list[tuple[str, str, bool]]:
    """The table, cell by cell."""
    head, *rows = (line.split() for line in MATRIX.strip().splitlines())
    return [
        (f"commitments:{action}", who, said == "yes")
        for action, *cells in rows
        for who, said in zip(head, cells, strict=True)
    ]


@pytest.mark.parametrize(("action", "who", "may"), signed())
def test_the_policy_is_the_table(action: str, who: str, *, may: bool) -> None:
    commitment = Commitment(office_id=HERE, is_public=False, co_responsibles=[])
    by_office = {Action.LIST, Action.MAKE}
    subject: object = HERE if Action(action) in by_office else commitment
    if Action(action) is Action.CONFIRM:
        subject = Vouched(commitment, CARD, 3, "Rosa Inventada")
    assert allowed(TABLE, PEOPLE[who], Action(action), subject) is may


def test_every_action_stands_in_the_table() -> None:
    assert {action for action, _who, _may in signed()} == set(Action) == set(TABLE)


CARD, ACCOUNT = Actor(receipt_of="seat:3"), Actor(person_id=30)
MINE, OTHER = 3, 4
FACTS: dict[str, Any] = {
    "verifier_group": "Comunidad de Qollpa", "verifier_group_id": MINE,
    "responsible_group": "Minera Cobre Alto", "co_responsibles": [],
}  # fmt: skip


def says(who: Actor, group: int = MINE, by: Actor | None = None, **facts: Any) -> bool:
    """Whether this actor, vouched for, may say that a promise was kept."""
    commitment = Commitment(office_id=HERE, **(FACTS | facts))
    word = Vouched(commitment, by or who, group, "Rosa Inventada")
    return allowed(TABLE, who, Action.CONFIRM, word)


@pytest.mark.parametrize("who", [CARD, ACCOUNT])
def test_the_group_that_verifies_says_itself_whether_it_was_kept(who: Actor) -> None:
    assert says(who)
    assert says(who, verifier_group="As it was called then")


@pytest.mark.parametrize("who", [CARD, ACCOUNT])
def test_no_other_group_says_it_and_nobody_of_whom_promised(who: Actor) -> None:
    assert not says(who, OTHER)
    assert not says(who, verifier_group_id=None)
    assert not says(who, responsible_group=" comunidad  de QOLLPA ")


@pytest.mark.parametrize("who", [CARD, ACCOUNT])
def test_no_group_says_it_of_what_it_helps_to_keep(who: Actor) -> None:
    assert not says(who, co_responsibles=["Comunidad X", "comunidad  de qollpa"])
    assert says(who, co_responsibles=["Comunidad X"])


def test_one_is_vouched_for_and_nobody_else() -> None:
    assert not says(ACCOUNT, by=CARD)
    assert not says(STRANGER)
    assert not says(SYSTEM)


def test_what_is_published_is_read_by_everybody() -> None:
    published = Commitment(office_id=HERE, is_public=True)
    for who in PEOPLE.values():
        assert allowed(TABLE, who, Action.READ_PUBLIC, published)
    assert not allowed(TABLE, STRANGER, Action.READ, published)


@pytest.mark.parametrize("status", Status)
def test_nobody_is_offered_what_the_lifecycle_or_the_table_refuses(status: Status) -> None:
    commitment = Commitment(office_id=HERE, status=status)
    assert open_verbs(PEOPLE["auditor"], commitment) == []
    offered = open_verbs(PEOPLE["coordinator"], commitment)
    assert Verb.RENEW not in offered, "it happens by itself"
    told = [verb for verb in offered if action_of(verb) is Action.TELL]
    assert open_verbs(PEOPLE["note-taker"], commitment) == told
