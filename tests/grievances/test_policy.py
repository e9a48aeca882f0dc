"""Who may do what to a case, as a table that an ombudsman could sign."""

import pytest

from accounts.models import Office
from accounts.roles import OfficeKind, Role, Track
from grievances.kinds import Recommendation
from grievances.lifecycle import NOT_YET_OPEN, State, Verb
from grievances.models import Case, ConflictStatement, OfficeDraft, Replacement
from grievances.policy import ACTIONS, TABLE, VERBS, Action
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed

HERE, ELSEWHERE = 7, 8


def person(number: int, role: Role, office: int = HERE) -> Actor:
    return Actor(person_id=number, grants=frozenset({Grant(role, office)}))


PEOPLE = {
    "stranger": STRANGER,
    "filer": Actor(receipt_of="case:1"),
    "other-filer": Actor(receipt_of="case:2"),
    "intake": person(1, Role.INTAKE),
    "handler": person(2, Role.HANDLER),
    "supervisor": person(3, Role.SUPERVISOR),
    "custodian": person(4, Role.CUSTODIAN),
    "auditor": person(5, Role.AUDITOR),
    "admin": person(6, Role.OFFICE_ADMIN),
    "monitor": person(9, Role.MONITOR),
    "elsewhere": Actor(person_id=10, grants=frozenset(Grant(role, ELSEWHERE) for role in Role)),
    "platform": Actor(person_id=11, grants=frozenset({Grant(Role.PLATFORM_ADMIN, None)})),
}

MATRIX = """
                                   stranger filer other-filer intake handler supervisor custodian auditor admin monitor elsewhere platform
grievances:case:assign             -        -     -           yes    -       yes        -         -       -     -       -         -
grievances:case:follow             -        yes   -           -      -       -          -         -       -     -       -         -
grievances:case:offer-to-table     -        -     -           -      -       yes        -         -       -     -       -         -
grievances:case:read               -        -     -           yes    yes     yes        -         -       -     -       -         -
grievances:case:take               -        -     -           -      yes     -          -         -       -     -       -         -
grievances:case:upgrade            -        yes  -           -      -       -          -         -       -     -       -         -
grievances:conflict:declare        -        -     -           yes    yes     yes        yes       -       -     yes     -         -
grievances:file:read-original      -        -     -           -      -       yes        -         -       -     -       -         -
grievances:identity:read           -        -     -           -      -       -          yes       -       -     -       -         -
grievances:case:hand-over          -        -     -           -      -       -          -         -       -     -       -         -
grievances:rendering:write         -        -     -           yes    yes     -          -         -       -     -       -         -
grievances:rating:read             -        -     -           -      -       yes        -         -       -     -       -         -
grievances:trail:read              -        -     -           -      -       yes        -         -       -     -       -         -
grievances:message:send            -        -     -           yes    yes     -          -         -       -     -       -         -
grievances:message:send-as-filer   -        yes   -           -      -       -          -         -       -     -       -         -
grievances:note:write              -        -     -           yes    yes     yes        -         -       -     -       -         -
grievances:outcome:rate            -        yes  -           -      -       -          -         -       -     -       -         -
grievances:replacement:approve     -        -     -           -      -       yes        -         -       -     -       -         -
grievances:replacement:propose     -        -     -           yes    yes     -          -         -       -     -       -         -
grievances:replacement:decide      -        -     -           -      -       yes        -         -       -     -       -         -
grievances:replacement:drop        -        -     -           yes    yes     -          -         -       -     -       -         -
acknowledge                        -        -     -           yes    yes     -          -         -       -     -       -         -
admit                              -        -     -           -      -       yes        -         -       -     -       -         -
answer_in_investigation            -        -     -           -      -       -          -         -       -     -       -         -
answer_in_screening                -        yes   -           -      -       -          -         -       -     -       -         -
ask                                -        -     -           -      yes     -          -         -       -     -       -         -
close                              -        -     -           -      yes     -          -         -       -     -       -         -
communicate                        -        -     -           -      -       yes        -         -       -     -       -         -
confirm                            -        yes   -           -      -       -          -         -       -     -       -         -
decline                            -        -     -           -      -       -          -         -       -     -       -         -
dispute                            -        yes   -           -      -       -          -         -       -     -       -         -
follow_up                          -        -     -           -      yes     -          -         -       -     -       -         -
investigate                        -        -     -           -      yes     -          -         -       -     -       -         -
propose_admission                  -        -     -           -      -       -          -         -       -     -       -         -
propose_not_admitting              -        -     -           -      -       -          -         -       -     -       -         -
propose_outcome                    -        -     -           -      yes     -          -         -       -     -       -         -
register_report                    -        -     -           -      yes     -          -         -       -     -       -         -
reopen                             -        -     -           -      -       yes        -         -       -     -       -         -
reprisal                           -        yes  -           yes    yes     yes        -         -       -     -       -         -
request_report                     -        -     -           -      yes     -          -         -       -     -       -         -
return_admission                   -        -     -           -      -       yes        -         -       -     -       -         -
return_outcome                     -        -     -           -      -       yes        -         -       -     -       -         -
screen                             -        -     -           yes    yes     -          -         -       -     -       -         -
uphold                             -        -     -           -      -       yes        -         -       -     -       -         -
withdraw                           -        yes  -           -      -       -          -         -       -     -       -         -
"""  # noqa: E501 - a table is read across
"""The case: proposed for admission by the handler, who declared no tie to the one complained of,
and who asked the person something in the screening. It is an alert, in an office that takes
complaints too."""

ABOUT_A_DRAFT = {Action.BEGIN_DRAFT, Action.WRITE_DRAFT}
ABOUT_AN_OFFICE = {
    Action.FILE, Action.LIST_IDENTITIES, Action.OPEN_EX_OFFICIO, Action.READ_QUEUE,
    Action.READ_REPLACEMENTS,
    *ABOUT_A_DRAFT,
}  # fmt: skip
ABOUT_NO_CASE = ABOUT_AN_OFFICE | {Action.DECIDE_REPLACEMENT, Action.DROP_REPLACEMENT}


def the_case() -> Case:
    return Case(
        id=1,
        office_id=HERE,
        office=Office(id=HERE, time_zone="America/Lima", tracks=[Track.QUEJA]),
        track=Track.ALERTA,
        state=State.UNDER_REVIEW,
        recommendation=Recommendation.ADMIT,
        proposed_by_id=2,
        outcome_by_id=2,
        asked_in=State.SCREENING,
        conflicts=[ConflictStatement(person_id=2, has_conflict=False)],
    )


def test_the_policy_is_this_table() -> None:
    head, *lines = MATRIX.strip().splitlines()
    written = {
        line.split()[0]: dict(
            zip(head.split(), (word == "yes" for word in line.split()[1:]), strict=True)
        )
        for line in lines
    }
    asked = [action for action in TABLE if action not in ABOUT_AN_OFFICE | NOT_YET_OPEN]
    real = {
        str(action): {name: allowed(TABLE, who, action, the_case()) for name, who in PEOPLE.items()}
        for action in asked
    }
    assert real == written


DRAFTS = """
                            stranger filer intake handler supervisor custodian auditor admin monitor elsewhere platform
grievances:draft:begin      -        -     yes    yes     -          -         -       -     yes     -         -
of-a-colleague              -        -     yes    yes     -          -         -       -     -       -         -
of-the-monitor              -        -     yes    yes     -          -         -       -     yes     -         -
"""  # noqa: E501 - a table is read across
"""Who may begin a draft at this office, and who may read and go on with one that a colleague or
the monitor (person 9) began."""


def test_a_monitor_goes_on_only_with_what_they_began() -> None:
    head, *lines = DRAFTS.strip().splitlines()
    office = Office(id=HERE, kind=OfficeKind.OMBUDSMAN, tracks=[Track.QUEJA])
    asked = {
        "grievances:draft:begin": (Action.BEGIN_DRAFT, office),
        "of-a-colleague": (Action.WRITE_DRAFT, OfficeDraft(office_id=HERE, started_by_id=1)),
        "of-the-monitor": (Action.WRITE_DRAFT, OfficeDraft(office_id=HERE, started_by_id=9)),
    }
    for line in lines:
        name, *words = line.split()
        action, subject = asked[name]
        real = {who: allowed(TABLE, PEOPLE[who], action, subject) for who in head.split()}
        assert real == dict(zip(head.split(), (word == "yes" for word in words), strict=True))


@pytest.mark.parametrize("action", [*Action, *Verb])
def test_every_action_and_every_verb_has_a_row(action: Action | Verb) -> None:
    assert action in TABLE
    assert set(ACTIONS) == set(Action)
    assert set(VERBS) == set(Verb)


@pytest.mark.parametrize("verb", sorted(NOT_YET_OPEN))
@pytest.mark.parametrize("who", [*PEOPLE.values(), SYSTEM])
def test_a_verb_whose_pages_come_later_is_nobodys(verb: Verb, who: Actor) -> None:
    assert not allowed(TABLE, who, verb, the_case())


@pytest.mark.parametrize("action", [a for a in TABLE if a not in ABOUT_NO_CASE])
@pytest.mark.parametrize("role", [Role.INTAKE, Role.HANDLER, Role.SUPERVISOR])
def test_who_declared_a_tie_may_do_nothing_but_say_so(action: Action | Verb, role: Role) -> None:
    case = the_case()
    case.conflicts = [ConflictStatement(person_id=3, has_conflict=True)]
    may = allowed(TABLE, person(3, role), action, case)
    assert may == (action is Action.DECLARE_CONFLICT)


def test_an_answer_leads_back_to_where_the_question_was_asked_and_not_past_the_admission() -> None:
    case, filer = the_case(), PEOPLE["filer"]
    assert not allowed(TABLE, filer, Verb.ANSWER_IN_INVESTIGATION, case)
    case.asked_in = State.INVESTIGATING
    assert allowed(TABLE, filer, Verb.ANSWER_IN_INVESTIGATION, case)
    assert not allowed(TABLE, filer, Verb.ANSWER_IN_SCREENING, case)


def test_only_those_who_work_on_cases_read_the_queue_of_their_own_office() -> None:
    for name, who in PEOPLE.items():
        reads = name in {"intake", "handler", "supervisor"}
        assert allowed(TABLE, who, Action.READ_QUEUE, HERE) == reads, name
    assert allowed(TABLE, PEOPLE["elsewhere"], Action.READ_QUEUE, ELSEWHERE)


def test_only_those_who_work_on_cases_read_who_lost_a_code_in_their_own_office() -> None:
    for name, who in PEOPLE.items():
        reads = name in {"intake", "handler", "supervisor"}
        assert allowed(TABLE, who, Action.READ_REPLACEMENTS, HERE) == reads, name


def test_who_proposed_a_new_code_does_not_decide_on_it() -> None:
    wish = Replacement(office_id=HERE, proposed_by_id=3)
    assert not allowed(TABLE, PEOPLE["supervisor"], Action.DECIDE_REPLACEMENT, wish)
    assert allowed(TABLE, person(12, Role.SUPERVISOR), Action.DECIDE_REPLACEMENT, wish)


def test_who_proposed_does_not_approve() -> None:
    both = Actor(
        person_id=2, grants=frozenset({Grant(Role.HANDLER, HERE), Grant(Role.SUPERVISOR, HERE)})
    )
    for verb in (Verb.ADMIT, Verb.RETURN_ADMISSION, Verb.COMMUNICATE, Verb.RETURN_OUTCOME):
        assert not allowed(TABLE, both, verb, the_case())


def test_who_decided_does_not_review() -> None:
    case = the_case()
    case.decided_by_id = 3
    assert not allowed(TABLE, PEOPLE["supervisor"], Verb.UPHOLD, case)
    assert allowed(TABLE, person(12, Role.SUPERVISOR), Verb.UPHOLD, case)
