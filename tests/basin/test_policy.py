"""Who may do what with basin models, as a table that a coordinator could sign."""

from datetime import date

import pytest

from accounts.roles import Role
from basin.kinds import Side, Visibility
from basin.models import Expert, Member, Study
from basin.policy import TABLE, Action
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed

HERE, ELSEWHERE = 7, 8
MEMBER, EXPERT, GONE = 20, 21, 22
TODAY = date(2026, 3, 2)


def person(number: int, role: Role, office: int = HERE) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "coordinator": person(1, Role.COORDINATOR),
    "facilitator": person(2, Role.FACILITATOR),
    "modeller": person(3, Role.MODELLER),
    "note-taker": person(4, Role.NOTE_TAKER),
    "translator": person(5, Role.TRANSLATOR),
    "auditor": person(6, Role.AUDITOR),
    "handler": person(7, Role.HANDLER),
    "office-admin": person(8, Role.OFFICE_ADMIN),
    "member": Actor(person_id=MEMBER),
    "expert": Actor(person_id=EXPERT),
    "left": Actor(person_id=GONE),
    "elsewhere": Actor(person_id=10, grants=frozenset(Grant(role, ELSEWHERE) for role in Role)),
    "platform": Actor(person_id=11, grants=frozenset({Grant(Role.PLATFORM_ADMIN, None)})),
    "system": SYSTEM,
}

MATRIX = """
                     stranger coordinator facilitator modeller note-taker translator auditor handler office-admin member expert left elsewhere platform system
evidence:add         -        yes         yes         yes      yes        -          -       -       -            -      -      -    -         -        yes
evidence:dispute     -        yes         yes         yes      yes        -          -       -       -            yes    yes    -    -         -        yes
evidence:endorse     -        -           -           -        -          -          -       -       -            -      yes    -    -         -        -
evidence:supersede   -        yes         yes         yes      -          -          -       -       -            -      -      -    -         -        yes
provider:look-after  -        -           -           -        -          -          -       -       -            -      -      -    -         yes      yes
question:answer      -        yes         yes         yes      -          -          -       -       -            -      -      -    -         -        yes
question:ask         -        yes         yes         yes      yes        -          -       -       -            yes    yes    -    -         -        yes
review:record        -        yes         yes         -        -          -          -       -       -            -      -      -    -         -        yes
review:sign          -        -           -           -        -          -          -       -       -            -      yes    -    -         -        yes
run:cancel           -        yes         yes         yes      -          -          -       -       -            -      -      -    -         -        yes
run:propose          -        yes         yes         yes      yes        -          -       -       -            yes    yes    -    -         -        yes
run:start            -        yes         yes         yes      -          -          -       -       -            -      -      -    -         -        yes
study:change         -        yes         yes         -        -          -          -       -       -            -      -      -    -         -        yes
study:list           -        yes         yes         yes      yes        yes        yes     -       -            -      -      -    -         -        yes
study:make           -        yes         yes         -        -          -          -       -       -            -      -      -    -         -        yes
study:read           -        yes         yes         yes      yes        yes        yes     -       -            yes    yes    -    -         -        yes
study:read-public    -        yes         yes         yes      yes        yes        yes     -       -            yes    yes    -    -         -        -
threshold:adopt      -        yes         yes         -        -          -          -       -       -            -      -      -    -         -        yes
threshold:propose    -        yes         yes         yes      yes        -          -       -       -            yes    yes    -    -         -        yes
"""  # noqa: E501 - a table is read across

OFFICES = frozenset({Action.LIST, Action.MAKE})
WORK = frozenset(
    {
        Action.ADD, Action.ADOPT, Action.ANSWER, Action.ASK, Action.DISPUTE, Action.ENDORSE,
        Action.PROPOSE, Action.PROPOSE_THRESHOLD, Action.RECORD_REVIEW, Action.START,
        Action.SUPERSEDE,
    }
)  # fmt: skip
"""What is done in a study as long as it goes on."""


def seat(person_id: int, left_on: date | None = None) -> Member:
    return Member(name="Rosa", side=Side.COMMUNITY, person_id=person_id, left_on=left_on)


def expert(person_id: int, left_on: date | None = None) -> Expert:
    return Expert(name="Julio", person_id=person_id, left_on=left_on)


def study(visibility: Visibility = Visibility.MEMBERS, *, is_open: bool = True) -> Study:
    return Study(
        office_id=HERE,
        visibility=visibility,
        is_open=is_open,
        members=[seat(MEMBER), seat(GONE, TODAY), Member(name="Ana", side=Side.COMPANY)],
        experts=[expert(EXPERT), expert(GONE, TODAY)],
    )


def subject_of(action: Action) -> object:
    if action in OFFICES:
        return HERE
    return expert(EXPERT) if action is Action.SIGN_REVIEW else study()


def signed() -> list[tuple[str, str, bool]]:
    """The table, cell by cell."""
    head, *rows = (line.split() for line in MATRIX.strip().splitlines())
    return [
        (f"basin:{action}", who, said == "yes")
        for action, *cells in rows
        for who, said in zip(head, cells, strict=True)
    ]


@pytest.mark.parametrize(("action", "who", "may"), signed())
def test_the_policy_is_the_table(action: str, who: str, *, may: bool) -> None:
    assert allowed(TABLE, PEOPLE[who], Action(action), subject_of(Action(action))) is may


def test_every_action_stands_in_the_table() -> None:
    assert {action for action, _who, _may in signed()} == set(Action) == set(TABLE)


@pytest.mark.parametrize("who", ["member", "expert"])
def test_what_an_office_keeps_to_itself_is_closed_to_members_and_experts(who: str) -> None:
    kept = study(Visibility.OFFICE)
    ours = set(Action) - OFFICES - {Action.SIGN_REVIEW, Action.LOOK_AFTER}
    assert not [action for action in ours if allowed(TABLE, PEOPLE[who], action, kept)]


def test_everybody_reads_what_is_published_and_does_nothing_else() -> None:
    open_to_all = study(Visibility.PUBLIC)
    ours = set(Action) - OFFICES - {Action.SIGN_REVIEW, Action.LOOK_AFTER}
    may = [action for action in ours if allowed(TABLE, STRANGER, action, open_to_all)]
    assert may == [Action.READ_PUBLIC]


def test_in_a_study_that_ended_people_read_and_do_nothing_more() -> None:
    ended = study(is_open=False)
    for who in ("coordinator", "modeller", "member", "expert"):
        assert allowed(TABLE, PEOPLE[who], Action.READ, ended)
        assert not [action for action in WORK if allowed(TABLE, PEOPLE[who], action, ended)]


def test_an_expert_signs_for_nobody_else() -> None:
    somebody = expert(EXPERT + 100)
    assert not allowed(TABLE, PEOPLE["expert"], Action.SIGN_REVIEW, somebody)
    without_account = Expert(name="Inés", person_id=None)
    assert not allowed(TABLE, STRANGER, Action.SIGN_REVIEW, without_account)
