"""Topics on the table: who opens them, who reads them, what stays among the parties."""

import pytest

from accounts.roles import Role
from dialogue.kinds import ThreadVisibility
from dialogue.models import Seat, Thread
from tests.dialogue.at_table import AtTable, at_table
from tests.dialogue.threads.talk import PUBLIC, opens, refused, says, thread_at
from tests.factories.accounts import send
from tests.factories.meetings import new_meeting
from tests.factories.tables import SINCE


def thread_of(table: AtTable, page: str) -> Thread:
    with table.reading() as session:
        found = thread_at(session, page)
        session.expunge_all()
        return found


def test_the_office_opens_a_topic_and_the_parties_find_it(table: AtTable) -> None:
    page = f"{table.home}/threads/new"
    answer = send(table.browser(), page, title="¿Cuánta agua puede salir?", visibility="parties")
    assert answer.status_code == 303
    for browser in (table.seat("community"), table.seat("company"), table.browser(Role.AUDITOR)):
        assert "¿Cuánta agua puede salir?" in browser.get(f"{table.home}/threads").text
        assert browser.get(answer.location).status_code == 200


def test_a_topic_remembers_where_it_comes_from(table: AtTable) -> None:
    with table.changing() as session:
        office = table.process(session).office
        reference = new_meeting(session, table.vault, office, title="Taller de la vega").subject
    page = f"{table.home}/threads/new?from={reference}"
    assert "Taller de la vega" in table.browser().get(page).text
    answer = send(table.browser(), page, title="La vega", visibility="parties", came_from=reference)
    shown = table.browser().get(answer.location).text
    assert "Viene de" in shown
    assert "Taller de la vega" in shown
    for name in ("community", "company"):  # they read no meetings of the office
        assert "Taller de la vega" not in table.seat(name).get(answer.location).text


def test_a_topic_comes_from_nothing_that_nobody_knows(table: AtTable) -> None:
    answer = send(
        table.browser(), f"{table.home}/threads/new", title="X", visibility="parties",
        came_from="meeting:M-ZZZZZZ",
    )  # fmt: skip
    assert "No encontramos ese código" in refused(answer)


def test_a_topic_without_a_title_comes_back_with_all_that_was_typed(table: AtTable) -> None:
    answer = send(
        table.browser(), f"{table.home}/threads/new", title=" ", about="Los pozos",
        visibility="parties",
    )  # fmt: skip
    assert "Escriba de qué se conversa." in refused(answer)
    assert "Los pozos" in answer.text


def test_seats_open_no_topics(table: AtTable) -> None:
    assert table.seat("community").get(f"{table.home}/threads/new").status_code == 403
    assert "Nuevo tema" not in table.seat("community").get(f"{table.home}/threads").text


def test_strangers_see_public_topics_alone(public_table: AtTable) -> None:
    among = opens(public_table, "Entre las partes")
    public = opens(public_table, "Para todos", visibility=PUBLIC)
    for browser in (public_table.nobody(), public_table.elsewhere()):
        listed = browser.get(f"{public_table.home}/threads").text
        assert "Para todos" in listed
        assert "Entre las partes" not in listed
        assert browser.get(public).status_code == 200
        missing = browser.get(f"{public_table.home}/threads/T-ZZZZZZ")
        there = browser.get(among)
        assert there.status_code == missing.status_code == 404
        code = among.rpartition("/")[2].encode()
        assert there.data.replace(code, b"T-ZZZZZZ") == missing.data


@pytest.mark.parametrize("who", ["nobody", "elsewhere"])
def test_a_table_of_the_parties_has_no_topics_for_others(table: AtTable, who: str) -> None:
    page = opens(table, visibility=PUBLIC)
    browser = getattr(table, who)()
    assert browser.get(page).status_code == 404
    assert browser.get(f"{table.home}/threads").status_code == 404


def test_who_sits_at_another_table_reads_nothing_here(table: AtTable) -> None:
    page, other = opens(table), at_table(table.app)
    for name in ("community", "company"):
        assert other.seat(name).get(page).status_code == 404


def test_a_seat_that_ended_reads_no_more(table: AtTable) -> None:
    page = opens(table)
    with table.changing() as session:
        for name in ("community", "company"):
            session.get_one(Seat, table.seats[name]).ends_on = SINCE
    for name in ("community", "company"):
        assert table.seat(name).get(page).status_code == 404


def test_what_was_said_among_the_parties_is_never_made_public(public_table: AtTable) -> None:
    page = opens(public_table)
    fields = {"title": "El agua", "visibility": "public", "of": "1"}
    says(public_table, page, "Solo entre nosotros")
    shown = public_table.browser().get(f"{page}/change").text
    assert "Hoy solo pueden leerlo las partes." in shown
    answer = send(public_table.browser(), f"{page}/change", **fields)
    assert "Este tema ya no puede hacerse público" in refused(answer)
    assert thread_of(public_table, page).visibility is ThreadVisibility.PARTIES


def test_an_empty_topic_becomes_public_where_the_table_is_public(
    public_table: AtTable, table: AtTable
) -> None:
    page = opens(public_table)
    send(public_table.browser(), f"{page}/change", title="El agua", visibility="public", of="1")
    assert thread_of(public_table, page).visibility is PUBLIC
    answer = send(table.browser(), f"{opens(table)}/change", title="X", visibility="public", of="1")
    assert "Este tema no puede ser público" in refused(answer)


def test_who_saw_an_older_version_changes_nothing(table: AtTable) -> None:
    page = opens(table)
    send(table.browser(), f"{page}/change", title="Uno", visibility="parties", of="1")
    answer = send(table.browser(), f"{page}/change", title="Dos", visibility="parties", of="1")
    assert "Otra persona cambió esto" in refused(answer)
    assert thread_of(table, page).title == "Uno"


def test_a_closed_topic_is_read_and_not_written_in(table: AtTable) -> None:
    page = opens(table)
    says(table, page, "Lo que ya se dijo")
    send(table.browser(), f"{page}/change", f"{page}/close/1", do="close")
    assert thread_of(table, page).closed_at is not None
    shown = table.seat("community").get(page).text
    assert "Lo que ya se dijo" in shown
    assert "ya no se escribe aquí" in shown
    assert "<textarea" not in shown
    send(table.browser(), f"{page}/change", f"{page}/close/2", do="open")
    assert "<textarea" in table.seat("community").get(page).text
