"""Each condition of a rule counts: the same person and case, with one fact changed, is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Office
from accounts.roles import OfficeKind, Role, Track
from grievances.kinds import Recommendation
from grievances.lifecycle import State, Verb
from grievances.models import Case, ConflictStatement
from grievances.policy import TABLE, Action
from kernel.clock import at, now
from kernel.policy import Actor, Grant, allowed

HERE = 7
ME, OTHER = 3, 2


def me(*roles: Role) -> Actor:
    return Actor(person_id=ME, grants=frozenset(Grant(role, HERE) for role in roles))


FILER = Actor(receipt_of="case:1")
INTAKE, HANDLER, SUPERVISOR = me(Role.INTAKE), me(Role.HANDLER), me(Role.SUPERVISOR)

NO_TIE: dict[str, Any] = {"conflicts": [(ME, False)]}
TIE: dict[str, Any] = {"conflicts": [(ME, True)]}
SOMEBODY_ELSES_WORD = {"conflicts": [(OTHER, False)]}
PROPOSED = {"proposed_by_id": OTHER, "recommendation": Recommendation.ADMIT}
DECLINING = {"proposed_by_id": OTHER, "recommendation": Recommendation.DECLINE}
REVIEWED = {"decided_by_id": OTHER, "outcome_by_id": OTHER, "proposed_by_id": OTHER}
TOLD = NO_TIE | {"state": State.COMMUNICATED, "due_on": date(2026, 1, 1)}
LATER: dict[str, Any] = {"due_on": now().date() + timedelta(days=3)}

Facts = dict[str, Any]
Rule = tuple[Action | Verb, Actor, Facts, list[Facts]]

NOT_MINE: list[Facts] = [TIE, {"decided_by_id": ME}, {"outcome_by_id": ME}, {"proposed_by_id": ME}]
TOO_EARLY: list[Facts] = [LATER, LATER | {"state": State.NOT_ADMITTED}]
REVIEWS: list[Rule] = [
    (verb, SUPERVISOR, REVIEWED, NOT_MINE) for verb in (Verb.REOPEN, Verb.UPHOLD)
]
ENDINGS: list[Rule] = [(verb, HANDLER, TOLD, TOO_EARLY) for verb in (Verb.CLOSE, Verb.FOLLOW_UP)]

RULES: list[Rule] = [
    (Verb.ACKNOWLEDGE, INTAKE, {}, [TIE, {"acknowledged_at": now()}]),
    (Verb.ACKNOWLEDGE, HANDLER, {}, [TIE, {"acknowledged_at": now()}]),
    (Verb.SCREEN, HANDLER, {}, [TIE]),
    (Verb.ASK, HANDLER, NO_TIE, [TIE, SOMEBODY_ELSES_WORD, {"conflicts": []}]),
    (Verb.ADMIT, SUPERVISOR, PROPOSED, [TIE, DECLINING, {"proposed_by_id": ME}]),
    (Verb.DECLINE, SUPERVISOR, DECLINING, [TIE, PROPOSED, {"proposed_by_id": ME}]),
    (
        Verb.RETURN_ADMISSION,
        SUPERVISOR,
        PROPOSED,
        [TIE, {"recommendation": None}, {"proposed_by_id": ME}],
    ),
    (Verb.COMMUNICATE, SUPERVISOR, {"outcome_by_id": OTHER}, [TIE, {"outcome_by_id": ME}]),
    (Verb.RETURN_OUTCOME, SUPERVISOR, {"outcome_by_id": OTHER}, [TIE, {"outcome_by_id": ME}]),
    *REVIEWS,
    *ENDINGS,
    (Verb.CONFIRM, FILER, {}, [{"id": 2}, {"confirmed_at": now()}]),
    (Verb.DISPUTE, FILER, {}, [{"id": 2}, {"confirmed_at": now()}]),
    (
        Verb.ANSWER_IN_INVESTIGATION,
        FILER,
        {"asked_in": State.INVESTIGATING},
        [{"id": 2}, {"asked_in": State.SCREENING}],
    ),
    (
        Verb.ANSWER_IN_SCREENING,
        FILER,
        {"asked_in": State.SCREENING},
        [{"id": 2}, {"asked_in": State.INVESTIGATING}],
    ),
    (
        Action.RATE,
        FILER,
        {"state": State.CLOSED, "entered_state_at": now()},
        [
            {"id": 2},
            {"state": State.INVESTIGATING},
            {"entered_state_at": now() - timedelta(days=31)},
        ],
    ),
    (Action.REPLACE_CODE, INTAKE, {}, [TIE]),
    (Action.REPLACE_CODE, HANDLER, {}, [TIE]),
    (Action.REPLACE_CODE_FINALLY, SUPERVISOR, {}, [TIE]),
    (Verb.REPRISAL, FILER, {}, [{"id": 2}]),
    (Verb.REPRISAL, INTAKE, {}, [TIE]),
    (Verb.REPRISAL, HANDLER, {}, [TIE]),
    (Verb.REPRISAL, SUPERVISOR, {}, [TIE]),
    (Verb.WITHDRAW, FILER, {}, [{"id": 2}]),
    (Action.ASSIGN, INTAKE, {}, [TIE, {"state": State.CLOSED}]),
    (Action.ASSIGN, SUPERVISOR, {}, [TIE, {"state": State.CLOSED}]),
    (
        Action.UPGRADE,
        FILER,
        {"track": Track.ALERTA},
        [{"id": 2}, {"track": Track.QUEJA}, {"tracks": ["alerta"]}, {"state": State.CLOSED}],
    ),
    (Action.TAKE, HANDLER, {}, [TIE, {"state": State.CLOSED}]),
]


def the_case(facts: dict[str, Any]) -> Case:
    known: dict[str, Any] = {"id": 1, "office_id": HERE, "state": State.RECEIVED, **facts}
    said = known.pop("conflicts", [])
    tracks = known.pop("tracks", [track.value for track in Track])
    case = Case(
        **known,
        conflicts=[ConflictStatement(person_id=who, has_conflict=tie) for who, tie in said],
    )
    case.office = Office(id=HERE, time_zone="America/Lima", tracks=tracks)
    return case


@pytest.mark.parametrize(("action", "actor", "facts", "changes"), RULES)
def test_every_condition_counts(
    action: Action | Verb, actor: Actor, facts: dict[str, Any], changes: list[dict[str, Any]]
) -> None:
    assert allowed(TABLE, actor, action, the_case(facts))
    for change in changes:
        assert not allowed(TABLE, actor, action, the_case(facts | change)), change


@pytest.mark.parametrize(
    "verb", [Verb.ASK, Verb.CLOSE, Verb.INVESTIGATE, Verb.PROPOSE_ADMISSION, Verb.PROPOSE_OUTCOME]
)
def test_saying_that_one_has_no_tie_makes_nobody_a_handler(verb: Verb) -> None:
    for actor in (INTAKE, SUPERVISOR):
        assert not allowed(TABLE, actor, verb, the_case(NO_TIE))


def test_the_last_day_to_object_still_counts() -> None:
    noon_in_lima = datetime(2026, 7, 1, 17, 0, tzinfo=UTC)
    told = the_case(TOLD | {"due_on": date(2026, 7, 1)})
    with at(noon_in_lima):
        assert not allowed(TABLE, HANDLER, Verb.CLOSE, told)
    with at(noon_in_lima + timedelta(days=1)):
        assert allowed(TABLE, HANDLER, Verb.CLOSE, told)


@pytest.mark.parametrize("kind", OfficeKind)
def test_only_an_open_ombudsman_is_filed_with(kind: OfficeKind) -> None:
    filed = allowed(TABLE, Actor(), Action.FILE, Office(kind=kind))
    assert filed == (kind is OfficeKind.OMBUDSMAN)
    assert not allowed(TABLE, Actor(), Action.FILE, Office(kind=kind, closed_at=now()))
