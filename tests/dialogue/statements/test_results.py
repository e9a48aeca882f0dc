"""Results by declared group: exact for the table, no small group for the public, compared later."""

import csv
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from dialogue.jobs.opinions import group_conversation
from dialogue.kinds import Audience, OpinionState, SeatKind
from dialogue.models import Conversation, Group, OpinionRun, Process, Seat, Statement
from dialogue.operations.conversations import Asked, make_conversation
from dialogue.operations.opinions import ask_for_due
from dialogue.opinion_groups.kept import found_again
from dialogue.queries import opinions
from dialogue.queries.opinions import last_run, opinions_in
from kernel.clock import now
from kernel.jobs import Work
from kernel.policy import SYSTEM
from tests.dialogue.statements.asking import Table, press, table
from tests.factories.conversations import LINES, vote
from tests.factories.tables import new_seat
from tests.working import wait_until, working

__all__ = ["table"]
STAFF = ("host", "auditor")


def voted(table: Table, code: str, community: str, company: str, number: int = 1) -> None:
    """As many seats of each group as signs vote: + agrees, - disagrees, 0 passes."""
    sides = {"+": 1, "-": -1, "0": 0}
    with table.changing() as (session, process):
        asked = session.scalars(select(Conversation).where(Conversation.code == code)).one()
        for name, signs in (("community", community), ("company", company)):
            group = session.get_one(Group, table.groups[name])
            own = [
                one for one in process.seats if one.group_id == group.id and one.name == "Votante"
            ]
            while len(own) < len(signs):
                own.append(new_seat(session, process, group, name="Votante", kind=SeatKind.TITULAR))
            for seat, sign in zip(own, signs, strict=False):
                vote(session, asked, seat, sides[sign], number)


def end(table: Table, code: str, **facts: Any) -> None:
    with table.database.changing() as session:
        asked = table.find(session, code)
        for name, value in ({"closed_at": now()} | facts).items():
            setattr(asked, name, value)


def sheet(table: Table, who: str, code: str) -> list[dict[str, str]]:
    answer = table.browser(who).get(table.at(code, "results.csv"))
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    return list(rows)


def test_the_table_sees_the_counts_and_shares_of_each_group(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    voted(table, code, "++++-0", "--")
    found = {row["Grupo"]: row for row in sheet(table, "rosa", code)}
    community, company = found["Comunidad"], found["Empresa"]
    assert [community[one] for one in ("De acuerdo", "En desacuerdo", "Pasaron")] == ["4", "1", "1"]
    assert community["Índice de apoyo"] == "0.625"
    assert (company["En desacuerdo"], company["Índice de apoyo"]) == ("2", "0.25")
    assert float(company["Consenso entre grupos"]) == pytest.approx((0.625 * 0.25) ** 0.5, abs=1e-4)
    page = table.browser("rosa").get(table.at(code, "results")).get_data(as_text=True)
    assert "4 sí · 1 no · 1 pasan" in page


def test_who_passes_is_not_shown_as_being_against(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    voted(table, code, "00", "+")
    page = table.browser("rosa").get(table.at(code, "results")).get_data(as_text=True)
    assert "<b>no toma partido</b> <small>0 sí · 0 no · 2 pasan</small>" in page
    assert "<b>a favor</b> <small>1 sí · 0 no · 0 pasan</small>" in page
    assert "en contra</b>" not in page
    assert "por eso 1 de 1 da 67" in page


def test_the_public_sees_nothing_of_a_group_of_fewer_than_five(table: Table) -> None:
    code = table.ask(lines=LINES[:1], is_public=True)
    voted(table, code, "+++++++", "--")
    end(table, code)
    found = {row["Grupo"]: row for row in sheet(table, "stranger", code)}
    hidden = ("Votaron", "De acuerdo", "Índice de apoyo")
    assert [found["Empresa"][one] for one in hidden] == ["", "", ""]
    assert found["Comunidad"]["De acuerdo"] == ""  # else the sum would tell the other
    page = table.browser("stranger").get(table.at(code, "results")).get_data(as_text=True)
    assert "sí ·" not in page
    assert {row["Grupo"]: row["De acuerdo"] for row in sheet(table, "host", code)}["Empresa"] == "0"


def test_large_groups_are_shown_to_everybody_once_it_is_closed(table: Table) -> None:
    code = table.ask(lines=LINES[:1], is_public=True)
    voted(table, code, "+++++++", "-----")
    stranger = table.browser("stranger")
    for page in ("results", "results.csv", "opinions"):
        assert stranger.get(table.at(code, page)).status_code == 404, "while people vote"
    end(table, code)
    found = {row["Grupo"]: row for row in sheet(table, "stranger", code)}
    assert (found["Comunidad"]["De acuerdo"], found["Empresa"]["En desacuerdo"]) == ("7", "5")
    assert stranger.get(table.at(code, "results")).status_code == 200


def test_results_that_are_not_public_look_like_none(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC, lines=LINES[:1])
    end(table, code)
    stranger = table.browser("stranger")
    assert stranger.get(table.at(code)).status_code == 200
    for page in ("results", "results.csv", "opinions", "compared"):
        there, nothing = stranger.get(table.at(code, page)), stranger.get(table.at(code, "nothing"))
        assert (there.status_code, nothing.status_code) == (404, 404)


def test_who_declared_no_group_counts_alone_where_nobody_did(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC, lines=LINES[:1], is_public=True)
    with table.database.changing() as session:
        asked = table.find(session, code)
        for number in range(12):
            vote(session, asked, f"browser {number}", 1)
    end(table, code)
    found = {row["Grupo"]: row for row in sheet(table, "stranger", code)}
    assert found["Sin grupo declarado"]["De acuerdo"] == "12"
    assert found["Sin grupo declarado"]["Consenso entre grupos"] != ""


def moves(table: Table, code: str, *verbs: str) -> None:
    for verb in verbs:
        answer = press(table.browser("host"), table.at(code), table.at(code, f"do/{verb}"))
        assert answer.status_code == 303, verb


def browsers_vote(table: Table, code: str, *numbers: int) -> None:
    with table.database.changing() as session:
        for number in numbers:
            vote(session, table.find(session, code), f"browser {number}", 1)


def none_declared(rows: list[dict[str, str]]) -> str:
    return {row["Grupo"]: row["De acuerdo"] for row in rows}["Sin grupo declarado"]


def test_a_closed_survey_that_is_opened_for_one_vote_does_not_tell_it(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC, lines=LINES[:1], is_public=True)
    stranger = table.browser("stranger")

    def shown() -> str:
        rows = sheet(table, "stranger", code) if stranger.get(at).status_code == 200 else []
        assert (stranger.get(table.at(code, "opinions")).status_code == 200) is bool(rows)
        assert (LINES[0].es in stranger.get(board).text) is bool(rows)
        return none_declared(rows) if rows else ""

    at, board = table.at(code, "results.csv"), f"/dialogue/{table.process}/board"
    browsers_vote(table, code, *range(12))
    moves(table, code, "close")
    assert shown() == "12"
    moves(table, code, "reopen")
    browsers_vote(table, code, 20)
    moves(table, code, "close")
    assert shown() == ""
    said = stranger.get(table.at(code)).get_data(as_text=True)
    assert "cuando hayan votado al menos 5 personas más" in said
    assert none_declared(sheet(table, "host", code)) == "13"
    moves(table, code, "reopen")
    browsers_vote(table, code, 20, 21, 22, 23)
    moves(table, code, "close")
    assert shown() == "", "four people since it was public"
    moves(table, code, "reopen")
    browsers_vote(table, code, 24)
    moves(table, code, "close")
    assert shown() == "17", "the five are told together"


def public_counts(table: Table, code: str) -> dict[str, str]:
    at = table.at(code, "results.csv")
    if table.browser("stranger").get(at).status_code == 404:
        return {}
    return {row["Grupo"]: row["De acuerdo"] for row in sheet(table, "stranger", code)}


@pytest.mark.parametrize(
    ("community", "company", "told"),
    [
        ("-+++++", "----++", False),  # one of the community and four of the company
        ("++++++", "-----+", True),
        ("-----+", "------", True),
        ("----++", "------", False),
    ],
)
def test_a_survey_that_is_opened_again_tells_no_group_of_which_few_voted(
    table: Table, community: str, company: str, told: bool
) -> None:
    code = table.ask(lines=LINES[:1], is_public=True)
    voted(table, code, "++++++", "++++++")
    moves(table, code, "close")
    assert public_counts(table, code)["Comunidad"] == "6"
    moves(table, code, "reopen")
    voted(table, code, community, company)
    moves(table, code, "close")
    assert bool(public_counts(table, code)) is told


def test_few_of_a_small_group_are_told_only_where_the_others_hide_them(table: Table) -> None:
    code = table.ask(lines=LINES[:1], is_public=True)
    voted(table, code, "++++++", "+")
    moves(table, code, "close", "reopen")
    voted(table, code, "++++++++++", "+-")  # four and one more
    moves(table, code, "close")
    assert public_counts(table, code) == {}
    moves(table, code, "reopen")
    voted(table, code, "-+++++++++", "+-")
    moves(table, code, "close")
    assert public_counts(table, code) == {
        "Comunidad": "",
        "Empresa": "",
        "Los que deciden, juntos": "10",
    }


def test_the_public_sees_no_opinion_groups_of_half_a_survey(app: Flask, table: Table) -> None:
    code = table.ask(is_public=True)
    with table.changing() as (session, process):
        many(session, process, table.find(session, code), [*table.groups.values()])
    press(table.browser("host"), table.at(code, "opinions"))
    group_now(app)
    moves(table, code, "close")
    at = table.at(code, "opinions")
    assert "<svg" in table.browser("host").get(at).get_data(as_text=True)
    drawn = 'id="map'
    assert drawn not in table.browser("stranger").get(at).get_data(as_text=True)
    group_now(app)
    assert drawn in table.browser("stranger").get(at).get_data(as_text=True)


def repeat(table: Table, code: str) -> str:
    with table.changing() as (session, process):
        again = make_conversation(
            session, SYSTEM, process, Asked("Otra vez", is_public=True), table.find(session, code)
        )
        again.opened_at = now()
        return again.code


def test_the_same_survey_later_says_who_moved_and_what_may_be_chance(table: Table) -> None:
    code = table.ask(lines=LINES[:2], is_public=True)
    voted(table, code, "-" * 12, "+" * 12)
    again = repeat(table, code)
    voted(table, again, "+" * 12, "+" * 11 + "-")
    page = table.browser("host").get(table.at(again, "compared")).get_data(as_text=True)
    assert "▲ 86" in page
    assert "puede ser casualidad" in page
    stranger = table.browser("stranger")
    assert stranger.get(table.at(again, "compared")).status_code == 404
    end(table, code)
    end(table, again)
    assert "▲ 86" in stranger.get(table.at(again, "compared")).get_data(as_text=True)


def title(table: Table, code: str) -> str:
    with table.database.reading() as session:
        return table.find(session, code).title


def test_the_board_tells_nobody_how_groups_moved_since_a_survey_of_the_parties(
    table: Table,
) -> None:
    code = table.ask(lines=LINES[:1])
    voted(table, code, "-" * 12, "+" * 12)
    again = repeat(table, code)
    voted(table, again, "+" * 12, "+" * 12)
    end(table, code)
    end(table, again)
    at = f"/dialogue/{table.process}/board"
    assert "▲ 86" in table.browser("host").get(at).get_data(as_text=True)
    shown = table.browser("stranger").get(table.at(again)).get_data(as_text=True)
    assert f">{title(table, code)}<" not in shown, "nor that there was one"
    assert "▲ 86" not in table.browser("stranger").get(at).get_data(as_text=True)
    end(table, code, is_public=True)
    assert "▲ 86" in table.browser("stranger").get(at).get_data(as_text=True)


def test_the_same_survey_asks_the_same_words_and_begins_without_votes(table: Table) -> None:
    code = table.ask()
    voted(table, code, "+", "-")
    again = repeat(table, code)
    with table.database.reading() as session:
        words = [
            session.scalars(
                select(Statement.words)
                .join(Conversation, Conversation.id == Statement.conversation_id)
                .where(Conversation.code == one)
                .order_by(Statement.number)
            ).all()
            for one in (code, again)
        ]
        assert words[0] == words[1]
        assert table.find(session, again).votes == 0


def many(session: Any, process: Process, asked: Conversation, groups: list[int]) -> None:
    """Twenty people of two minds, ten of each declared group."""
    for number in range(20):
        group = session.get_one(Group, groups[number % 2])
        seat: Seat = new_seat(session, process, group, name="Votante")
        for statement in range(1, 4):
            side = 1 if (number % 2 == 0) == (statement != 2) else -1
            vote(session, asked, seat, side if number > 1 or statement < 3 else 0, statement)


def group_now(app: Flask) -> None:
    """What the worker does with every run that waits."""
    database = app.extensions["database"]
    work = Work("", database, app.extensions["vault"], app.extensions["jobs"])
    with database.reading() as session:
        waiting = select(OpinionRun.id).where(OpinionRun.state == OpinionState.QUEUED)
        runs = session.scalars(waiting).all()
    for run in runs:
        group_conversation(work, run)


def _state(table: Table, code: str) -> OpinionState:
    with table.database.reading() as session:
        run = last_run(session, table.find(session, code))
        assert run is not None
        return run.state


def test_the_worker_finds_opinion_groups_and_the_page_says_that_they_are_approximate(
    app: Flask, table: Table
) -> None:
    code = table.ask()
    with table.changing() as (session, process):
        asked = session.scalars(select(Conversation).where(Conversation.code == code)).one()
        many(session, process, asked, [*table.groups.values()])
    with working(app.extensions["jobs"], app.extensions["vault"], app.app_context):
        host = table.browser("host")
        assert press(host, table.at(code), table.at(code, "do/close")).status_code == 303
        wait_until(lambda: _state(table, code) is not OpinionState.QUEUED)
    with table.database.reading() as session:
        run = last_run(session, table.find(session, code))
        assert run is not None
        assert run.state is OpinionState.DONE
        seen = opinions_in(run)
        assert seen.found.grouped == 20
        assert seen.found.votes == run.votes == 60
        assert max(session.scalars(select(Statement.extremity))) > 0
    page = table.browser("rosa").get(table.at(code, "opinions")).get_data(as_text=True)
    assert "Es una aproximación" in page
    assert "<svg" in page
    assert "Comunidad" in page


def test_opinion_groups_are_read_once_for_many_who_look(
    app: Flask, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = table.ask()
    with table.changing() as (session, process):
        many(session, process, table.find(session, code), [*table.groups.values()])
    press(table.browser("host"), table.at(code, "opinions"))
    group_now(app)
    read: list[object] = []

    def reading(said: Any) -> Any:
        read.append(said)
        return found_again(said)

    monkeypatch.setattr(opinions, "found_again", reading)
    for who in ("host", "rosa", "auditor"):
        assert "<svg" in table.browser(who).get(table.at(code, "opinions")).get_data(as_text=True)
    assert len(read) <= 1


def test_a_stranger_lets_no_seat_be_read_where_none_is_shown(app: Flask, table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    asked: list[str] = []
    engine = table.database.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for page in ("", "vote"):
        assert table.browser("stranger").get(table.at(code, page)).status_code == 200
    assert asked
    assert not [one for one in asked if "FROM dialogue_seat" in one]


def test_too_few_people_are_not_grouped(app: Flask, table: Table) -> None:
    code = table.ask()
    voted(table, code, "+++", "--")
    press(table.browser("host"), table.at(code, "opinions"))
    group_now(app)
    with table.database.reading() as session:
        run = last_run(session, table.find(session, code))
        assert run is not None
        assert run.state is OpinionState.TOO_FEW
    page = table.browser("host").get(table.at(code, "opinions")).get_data(as_text=True)
    assert "Votaron muy pocas personas" in page


def test_only_who_leads_lets_it_be_computed_again(table: Table) -> None:
    code = table.ask()
    page = table.at(code, "opinions")
    assert "Calcular ahora" in table.browser("host").get(page).get_data(as_text=True)
    assert "Calcular" not in table.browser("rosa").get(page).get_data(as_text=True)
    assert press(table.browser("host"), page).status_code == 303
    assert "Calcular" not in table.browser("host").get(page).get_data(as_text=True)
    with table.database.reading() as session:
        assert len(session.scalars(select(OpinionRun)).all()) == 1


def test_votes_that_grew_by_a_twentieth_are_looked_at_again(app: Flask, table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    voted(table, code, "+" * 10, "-" * 10)
    with table.database.changing() as session:
        assert ask_for_due(session, app.extensions["jobs"]) == 1
        assert ask_for_due(session, app.extensions["jobs"]) == 0, "one waits already"
    group_now(app)
    with table.database.changing() as session:
        assert ask_for_due(session, app.extensions["jobs"]) == 0, "nobody voted since"
    voted(table, code, "+" * 11, "-" * 10)
    with table.database.changing() as session:
        assert ask_for_due(session, app.extensions["jobs"]) == 1
