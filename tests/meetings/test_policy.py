"""Who may do what with a meeting, as a table that a coordinator could sign."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.policy import TABLE, Action

HERE, ELSEWHERE = 7, 8


def person(number: int, role: Role) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, HERE)}))


def meeting(
    state: State = State.DRAFT, *, public: bool = False, cancelled: bool = False
) -> Meeting:
    return Meeting(
        office_id=HERE,
        title="Taller",
        state=state,
        is_public=public,
        cancelled_at=datetime(2026, 8, 1, tzinfo=UTC) if cancelled else None,
    )


PEOPLE = {
    "stranger": STRANGER,
    "coordinator": person(1, Role.COORDINATOR),
    "facilitator": person(2, Role.FACILITATOR),
    "note-taker": person(3, Role.NOTE_TAKER),
    "translator": person(4, Role.TRANSLATOR),
    "auditor": person(5, Role.AUDITOR),
    "handler": person(6, Role.HANDLER),
    "admin": person(8, Role.OFFICE_ADMIN),
    "elsewhere": Actor(person_id=9, grants=frozenset(Grant(role, ELSEWHERE) for role in Role)),
    "system": SYSTEM,
}
SUBJECTS = {
    "office": HERE,
    "draft": meeting(),
    "read-back": meeting(State.READ_BACK),
    "sealed": meeting(State.SEALED, public=True),
    "cancelled": meeting(cancelled=True),
}
"""The sealed one is published; the others are not."""

MATRIX = """
                                          stranger coordinator facilitator note-taker translator auditor handler admin elsewhere system
meetings:acta:read-public       draft     -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:acta:read-public       read-back -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:acta:read-public       sealed    yes      yes         yes         yes        yes        yes     yes     yes   yes       yes
meetings:acta:read-public       cancelled -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:acta:seal              draft     -        yes         yes         -          -          -       -       -     -         yes
meetings:acta:seal              read-back -        yes         yes         -          -          -       -       -     -         yes
meetings:acta:seal              sealed    -        yes         yes         -          -          -       -       -     -         yes
meetings:acta:seal              cancelled -        -           -           -          -          -       -       -     -         yes
meetings:acta:translate         draft     -        yes         yes         yes        yes        -       -       -     -         yes
meetings:acta:translate         read-back -        -           -           -          -          -       -       -     -         -
meetings:acta:translate         sealed    -        -           -           -          -          -       -       -     -         -
meetings:acta:translate         cancelled -        yes         yes         yes        yes        -       -       -     -         yes
meetings:concern:carry          draft     -        yes         yes         -          -          -       -       -     -         -
meetings:concern:carry          read-back -        yes         yes         -          -          -       -       -     -         -
meetings:concern:carry          sealed    -        yes         yes         -          -          -       -       -     -         -
meetings:concern:carry          cancelled -        yes         yes         -          -          -       -       -     -         -
meetings:file:attach            draft     -        yes         yes         yes        -          -       -       -     -         yes
meetings:file:attach            read-back -        yes         yes         yes        -          -       -       -     -         yes
meetings:file:attach            sealed    -        yes         yes         yes        -          -       -       -     -         yes
meetings:file:attach            cancelled -        -           -           -          -          -       -       -     -         yes
meetings:groups:change          office    -        yes         yes         -          -          -       -       -     -         yes
meetings:meeting:change         draft     -        yes         yes         -          -          -       -       -     -         yes
meetings:meeting:change         read-back -        -           -           -          -          -       -       -     -         -
meetings:meeting:change         sealed    -        -           -           -          -          -       -       -     -         -
meetings:meeting:change         cancelled -        -           -           -          -          -       -       -     -         yes
meetings:meeting:list           office    -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:meeting:plan           office    -        yes         yes         -          -          -       -       -     -         yes
meetings:meeting:publish        draft     -        yes         yes         -          -          -       -       -     -         -
meetings:meeting:publish        read-back -        yes         yes         -          -          -       -       -     -         -
meetings:meeting:publish        sealed    -        yes         yes         -          -          -       -       -     -         -
meetings:meeting:publish        cancelled -        yes         yes         -          -          -       -       -     -         -
meetings:meeting:read           draft     -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:meeting:read           read-back -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:meeting:read           sealed    -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:meeting:read           cancelled -        yes         yes         yes        yes        yes     -       -     -         yes
meetings:meeting:record         draft     -        yes         yes         yes        -          -       -       -     -         yes
meetings:meeting:record         read-back -        -           -           -          -          -       -       -     -         -
meetings:meeting:record         sealed    -        -           -           -          -          -       -       -     -         -
meetings:meeting:record         cancelled -        -           -           -          -          -       -       -     -         yes
meetings:old-acta:import        office    -        yes         yes         -          -          -       -       -     -         yes
meetings:participant:read-documents draft     -        yes         yes         yes        -          -       -       -     -         -
meetings:participant:read-documents read-back -        yes         yes         yes        -          -       -       -     -         -
meetings:participant:read-documents sealed    -        yes         yes         yes        -          -       -       -     -         -
meetings:participant:read-documents cancelled -        yes         yes         yes        -          -       -       -     -         -
"""  # noqa: E501 - a table is read across


HEAD, *ROWS = MATRIX.strip("\n").splitlines()
CELLS = [
    (*row.split()[:2], who, said)
    for row in ROWS
    for who, said in zip(HEAD.split(), row.split()[2:], strict=True)
]


@pytest.mark.parametrize(("action", "subject", "who", "said"), CELLS)
def test_the_policy_is_the_table(action: str, subject: str, who: str, said: str) -> None:
    assert allowed(TABLE, PEOPLE[who], Action(action), SUBJECTS[subject]) is (said == "yes")


def test_the_table_names_every_action() -> None:
    assert {row.split()[0] for row in ROWS} == set(Action) == set(TABLE)


def test_nobody_changes_what_was_read_back_or_sealed() -> None:
    for who in PEOPLE.values():
        for subject in (SUBJECTS["read-back"], SUBJECTS["sealed"]):
            assert not allowed(TABLE, who, Action.RECORD, subject)
