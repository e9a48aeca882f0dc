"""A vote costs the database little, however many votes and counts stand there."""

import pytest
from sqlalchemy import event, text

from dialogue.kinds import Audience, Visibility
from dialogue.operations.voting import cast_vote
from dialogue.queries.conversations import Ballot, conversation_for
from dialogue.queries.turns import CANDIDATES, turn_of
from kernel.database import Database
from kernel.policy import STRANGER
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.conversations import new_conversation, vote
from tests.factories.tables import new_party, new_process, new_seat


@pytest.fixture
def asked(any_database: Database, vault: Vault) -> tuple[str, str]:
    """A public table with two parties, and what it asks everybody; their codes."""
    with any_database.changing() as session:
        process = new_process(
            session, vault, new_office(session, vault), visibility=Visibility.PUBLIC
        )
        for _ in range(2):
            new_seat(session, process, new_party(session, process))
        made = new_conversation(session, process, audience=Audience.PUBLIC)
        vote(session, made, "browser", 1)
        vote(session, made, "another", 1, 2)
        return process.code, made.code


def said_to(database: Database) -> list[str]:
    """What is said to the database from now on, besides the beginning of transactions."""
    said: list[str] = []

    def hear(*given: object) -> None:
        words = str(given[2])
        if not words.startswith(("PRAGMA", "BEGIN")):
            said.append(words)

    event.listen(database.engine, "before_cursor_execute", hear)
    return said


def test_a_vote_is_two_questions_and_three_changes(
    any_database: Database, asked: tuple[str, str]
) -> None:
    table, code = asked
    said = said_to(any_database)
    with any_database.changing() as session:
        _process, held = conversation_for(session, STRANGER, table, code, for_change=True)
        assert cast_vote(session, held, Ballot(key="browser"), 2, -1)
    kinds = [words.split()[0] for words in said]
    assert kinds == ["SELECT", "SELECT", "INSERT", "UPDATE", "UPDATE"]


def test_what_is_asked_next_is_found_without_reading_who_sits_there(
    any_database: Database, asked: tuple[str, str]
) -> None:
    table, code = asked
    said = said_to(any_database)
    with any_database.reading() as session:
        _process, met = conversation_for(session, STRANGER, table, code)
        assert turn_of(session, met, Ballot(key="browser")).done == 1
    assert len(said) == 4
    assert not any("dialogue_seat" in words.partition("FROM")[2] for words in said)


def test_each_statement_finds_its_own_counts_and_no_others(database: Database) -> None:
    """Going through all counts again for each statement, a long conversation becomes slow."""
    query = CANDIDATES.params(conversation=1)
    plain = query.compile(database.engine, compile_kwargs={"literal_binds": True})
    with database.reading() as session:
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {plain}")).all()
    steps = [row.detail for row in plan if "dialogue_count" in row.detail]
    assert len(steps) == 1
    assert "(statement_id=?)" in steps[0]
