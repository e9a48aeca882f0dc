"""The home of a process says what waits for the reader, and that nothing does."""

from flask import Flask
from sqlalchemy import event

from dialogue.models import Agreement, Conversation, Round, Seat
from dialogue.queries.waiting import waiting_for
from kernel.policy import STRANGER, Actor
from tests.dialogue.agreements.at_signing import say, sealed_at
from tests.dialogue.at_table import AtTable
from tests.dialogue.at_table import at_table as table_of
from tests.factories.conversations import new_conversation, numbers_in, vote
from tests.factories.rounds import new_proposal, new_round, says

ROUND, SIGNATURE, NOTHING = "falta su posición", "Falta su firma", "Nada espera por usted."


def asking(app: Flask) -> AtTable:
    """A table with an open round, three statements to vote on and a text to sign."""
    table = table_of(app)
    with table.changing() as session:
        process = table.process(session)
        new_round(session, process, new_proposal(session, process))
        new_conversation(session, process)
    sealed_at(table)
    return table


def home(table: AtTable, who: str = "community") -> str:
    return table.seat(who).get(table.home).get_data(as_text=True)


def test_all_that_waits_for_a_seat_is_said_with_where_it_is_done(app: Flask) -> None:
    table = asking(app)
    for who in ("community", "company"):
        page = home(table, who)
        assert ROUND in page
        assert SIGNATURE in page
        assert "afirmaciones</b>" in page
        assert NOTHING not in page
        for end in ("/position", "/sign", "/vote"):
            assert f'{end}"' in page


def test_what_was_done_waits_no_more(app: Flask) -> None:
    table = asking(app)
    with table.changing() as session:
        process, seat = table.process(session), session.get_one(Seat, table.seats["community"])
        asked = session.query(Conversation).filter_by(process_id=process.id).one()
        for number in numbers_in(session, asked):
            vote(session, asked, seat, 1, number)
        says(session, process, session.query(Round).one(), seat, "consent")
    with table.reading() as session:
        code = session.query(Agreement).one().code
    say(table, code, table.actor("community"))
    page = home(table)
    assert NOTHING in page
    for told in (ROUND, SIGNATURE, "afirmaciones</b>"):
        assert told not in page
    assert ROUND in home(table, "company")


def test_an_observer_and_the_office_are_asked_for_nothing_of_a_seat(app: Flask) -> None:
    table = asking(app)
    pages = home(table, "observer"), table.browser().get(table.home).get_data(as_text=True)
    for page in pages:
        assert ROUND not in page
        assert SIGNATURE not in page
    assert NOTHING in pages[0]
    assert NOTHING not in pages[1]


def test_looking_for_what_waits_asks_the_database_five_times_at_most(app: Flask) -> None:
    table, asked = asking(app), list[str]()
    engine = app.extensions["database"].engine
    with table.reading() as session:
        process = table.process(session)
        assert process.seats
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        waiting_for(session, STRANGER, process)
        waiting_for(session, Actor(person_id=10_000), process)
        assert not asked
        waiting_for(session, table.actor("community"), process)
    assert 0 < len(asked) <= 5
