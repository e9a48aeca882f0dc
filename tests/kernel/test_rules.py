"""The small rules that everything stands on: lifecycles, permissions, references and the clock."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import clock
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound, Refusal, RuleBroken, Unavailable
from kernel.lifecycle import Lifecycle
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed, require
from kernel.references import References, Referred


class Door(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class Verb(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    LOCK = "lock"


DOOR = Lifecycle(
    {
        (Door.OPEN, Verb.SHUT): Door.CLOSED,
        (Door.CLOSED, Verb.OPEN): Door.OPEN,
        (Door.CLOSED, Verb.LOCK): Door.LOCKED,
    }
)


@given(state=st.sampled_from(Door), verb=st.sampled_from(Verb))
def test_a_verb_leads_where_the_table_says_or_is_refused(state: Door, verb: Verb) -> None:
    if verb in DOOR.open_verbs(state):
        assert DOOR.after(state, verb) is DOOR.moves[state, verb]
        return
    with pytest.raises(RuleBroken) as refused:
        DOOR.after(state, verb)
    assert (refused.value.code, refused.value.facts) == (
        "move-not-allowed",
        {"state": state, "verb": verb},
    )


def test_the_open_verbs_stand_in_the_order_of_the_table() -> None:
    assert DOOR.open_verbs(Door.CLOSED) == [Verb.OPEN, Verb.LOCK]
    assert DOOR.open_verbs(Door.LOCKED) == []


class Letter(NamedTuple):
    office_id: int
    sealed: bool = False


class Action(StrEnum):
    READ = "letter:read"
    BURN = "letter:burn"


def same_office(actor: Actor, letter: Letter) -> bool:
    return actor.holds("handler", letter.office_id)


def not_sealed(_actor: Actor, letter: Letter) -> bool:
    return not letter.sealed


def is_system(actor: Actor, _letter: Letter) -> bool:
    return actor.system


TABLE = {Action.READ: [(same_office, not_sealed), (is_system,)], Action.BURN: []}
HANDLER = Actor(person_id=7, grants=frozenset({Grant("handler", 1)}))


@pytest.mark.parametrize(
    ("actor", "letter", "may"),
    [
        (HANDLER, Letter(1), True),
        (HANDLER, Letter(1, sealed=True), False),
        (HANDLER, Letter(2), False),
        (STRANGER, Letter(1), False),
        (SYSTEM, Letter(2, sealed=True), True),
    ],
)
def test_one_whole_row_must_hold(actor: Actor, letter: Letter, may: bool) -> None:
    assert allowed(TABLE, actor, Action.READ, letter) is may


@pytest.mark.parametrize("actor", [STRANGER, SYSTEM, HANDLER])
def test_an_action_without_a_row_is_nobodys(actor: Actor) -> None:
    with pytest.raises(Forbidden) as refused:
        require(TABLE, actor, Action.BURN, Letter(1))
    assert refused.value.facts == {"action": "letter:burn"}


def test_what_is_allowed_is_not_refused() -> None:
    require(TABLE, HANDLER, Action.READ, Letter(1))


def test_an_action_that_no_table_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        allowed({}, SYSTEM, Action.READ, Letter(1))


def test_a_role_counts_in_its_own_office_only() -> None:
    actor = Actor(grants=frozenset({Grant("handler", 1), Grant("intake", 2), Grant("fed", None)}))
    assert actor.offices("handler", "intake", "fed") == {1, 2}
    assert actor.offices("supervisor") == frozenset()
    assert not actor.holds("handler", 2)
    assert actor.holds("fed", None)


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (STRANGER, "stranger"),
        (SYSTEM, "system"),
        (Actor(person_id=7), "person:7"),
        (Actor(receipt_of="case:9"), "filer"),
    ],
)
def test_the_trail_names_nobody_who_complains(actor: Actor, name: str) -> None:
    assert actor.name == name


def test_a_reference_is_answered_by_its_owner_as_the_actor_may_see_it(database: Database) -> None:
    references = References()
    shown = Referred("Caso K7QM4", "/desk/cases/K7QM4", frozenset({"handler"}))
    references.register("case", lambda _, actor, key: shown if actor == HANDLER else None)
    with database.reading() as session:
        assert references.resolve(session, HANDLER, "case:K7QM4") is shown
        assert references.resolve(session, STRANGER, "case:K7QM4") is None


@pytest.mark.parametrize("reference", ["case:", ":K7QM4", "case", "", "workshop:1", "Case:1"])
def test_a_malformed_reference_never_reaches_an_owner(database: Database, reference: str) -> None:
    references = References()
    references.register("case", lambda *_: pytest.fail("asked about a malformed reference"))
    with database.reading() as session:
        assert references.resolve(session, SYSTEM, reference) is None


def test_a_kind_of_reference_has_one_owner() -> None:
    references = References()
    references.register("case", lambda *_: None)
    with pytest.raises(ValueError, match="two owners for references of kind case"):
        references.register("case", lambda *_: None)


def test_now_is_aware_and_in_utc() -> None:
    moment = clock.now()
    assert moment.tzinfo is UTC
    assert abs(datetime.now(UTC) - moment) < timedelta(seconds=5)


def test_travel_ends_with_its_block_even_when_it_raises() -> None:
    then = datetime(2026, 7, 1, tzinfo=UTC)
    with pytest.raises(ZeroDivisionError), clock.at(then):
        _ = 1 // (clock.now() - then).seconds
    assert clock.now() != then


def test_nobody_travels_to_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 7, 1)):  # noqa: DTZ001
        pass


@pytest.mark.parametrize(
    ("kind", "status"),
    [(BadInput, 400), (Forbidden, 403), (NotFound, 404), (RuleBroken, 409), (Unavailable, 503)],
)
def test_each_refusal_has_its_status(kind: type[Refusal], status: int) -> None:
    refusal = kind("some-code", case="case:1")
    assert (refusal.status, refusal.code) == (status, "some-code")
    assert refusal.facts == {"case": "case:1"}
