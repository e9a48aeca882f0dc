"""A phone that sends twice has one effect and gets one answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.database import Database
from kernel.jobs.heartbeat import Heartbeat
from kernel.sends import (
    Overtaken,
    SameKeyOtherBody,
    answer_to,
    digest_of,
    earlier_answer,
    hash_of,
    new_key,
    once,
    remember,
)
from tests.databases import rows
from tests.threads import at_once

BODIES = st.dictionaries(st.text(), st.text(), max_size=4)
BODY = {"story": "Unu mana chayamunchu."}
QUICKLY = settings(max_examples=25)


def effect(session: Session, name: str) -> str:
    """Some change; two of them with the same name cannot be."""
    session.add(Heartbeat(process=name, at=now()))
    session.flush()
    return f"/receipt/{name}"


def send_once(database: Database, key: str, body: dict[str, str], name: str) -> str:
    with database.changing() as session:
        return once(session, key, body, lambda: effect(session, name))


def send_and_step_back(database: Database, key: str, name: str) -> str:
    """The other way: no lock, step back when a twin was first."""
    try:
        with database.changing() as session:
            answer = earlier_answer(session, key, BODY)
            if answer is None:
                answer = effect(session, name)
                remember(session, key, BODY, answer)
            return answer
    except Overtaken:
        with database.reading() as session:
            return str(answer_to(session, key))


def effects(database: Database) -> int:
    return int(rows(database, "SELECT count(*) FROM kernel_heartbeat")[0][0])


@QUICKLY
@given(body=BODIES)
def test_the_same_text_twice_has_one_effect_and_one_answer(
    any_database: Database, body: dict[str, str]
) -> None:
    key, before = new_key(), effects(any_database)
    first = send_once(any_database, key, body, name=key)
    again = send_once(any_database, key, dict(reversed(body.items())), name="never")
    assert (first, effects(any_database)) == (again, before + 1)


@QUICKLY
@given(body=BODIES, other=BODIES)
def test_another_text_under_a_spent_key_is_asked_about(
    any_database: Database, body: dict[str, str], other: dict[str, str]
) -> None:
    key = new_key()
    send_once(any_database, key, body, name=key)
    if body == other:
        return
    with pytest.raises(SameKeyOtherBody) as refused:
        send_once(any_database, key, other, name="never")
    assert (refused.value.status, refused.value.code) == (409, "sent-before")


def test_two_keys_with_the_same_text_are_two_messages(any_database: Database) -> None:
    for key in ("one", "two"):
        send_once(any_database, key, BODY, name=key)
    assert effects(any_database) == 2


def test_twenty_arrivals_at_once_have_one_effect_and_one_answer(any_database: Database) -> None:
    answers = at_once(lambda each: send_once(any_database, "key", BODY, name=str(each)), 20)
    assert (len(set(answers)), effects(any_database)) == (1, 1)


def test_twenty_arrivals_that_step_back_have_one_effect_and_one_answer(
    any_database: Database,
) -> None:
    answers = at_once(lambda each: send_and_step_back(any_database, "key", str(each)), 20)
    assert (len(set(answers)), effects(any_database)) == (1, 1)


def _effect_that_fails() -> str:
    raise LookupError


def test_a_send_that_failed_may_be_sent_again(any_database: Database) -> None:
    with pytest.raises(LookupError), any_database.changing() as session:
        once(session, "key", BODY, _effect_that_fails)
    assert send_once(any_database, "key", BODY, name="a") == "/receipt/a"


def test_a_twin_that_came_first_is_seen(any_database: Database) -> None:
    with any_database.changing() as session:
        remember(session, "key", BODY, "/first")
    with pytest.raises(Overtaken), any_database.changing() as session:
        remember(session, "key", BODY, "/second")


def test_a_rule_that_the_change_breaks_is_not_taken_for_a_twin(any_database: Database) -> None:
    send_once(any_database, "one", BODY, name="a")
    with pytest.raises(IntegrityError):
        _break_a_rule_and_remember(any_database)


def _break_a_rule_and_remember(database: Database) -> None:
    with database.changing() as session:
        session.add(Heartbeat(process="a", at=now()))
        remember(session, "two", BODY, "/receipt")


def test_neither_the_key_nor_the_text_is_kept(database: Database) -> None:
    key = new_key()
    send_once(database, key, BODY, name="a")
    kept = str(rows(database, "SELECT * FROM kernel_send"))
    assert hash_of(key) in kept
    assert key not in kept
    assert BODY["story"] not in kept


def test_a_guessed_text_cannot_be_tested_without_the_key() -> None:
    assert digest_of("key", BODY) != digest_of("other key", BODY)


def test_keys_are_random() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000
