"""Votes on paper: a sheet in one language or both, and a grid in which it is typed."""

import pytest
from flask import Flask
from sqlalchemy import select

from dialogue.documents.voting_sheet import sheet_page
from dialogue.jobs.makers import MAKERS
from dialogue.kinds import Audience, Channel, PaperKind, PaperLanguage
from dialogue.models import Card, Vote, Voter
from dialogue.queries.voting_sheets import voting_sheet
from kernel.policy import STRANGER, SYSTEM
from kernel.printing import printed
from tests.dialogue.statements.asking import Table, press, press_choice, table
from tests.factories.conversations import LINES

__all__ = ["table"]


def seat_of(table: Table, who: str) -> int:
    with table.database.reading() as session:
        return session.get_one(Card, table.cards[who]).seat_id


def votes(table: Table) -> list[tuple[int, Channel, int | None]]:
    with table.database.reading() as session:
        query = select(Vote.choice, Vote.channel, Vote.recorded_by_id).order_by(Vote.id)
        return [(choice, channel, by) for choice, channel, by in session.execute(query)]


@pytest.mark.parametrize("language", PaperLanguage)
def test_a_sheet_has_every_statement_with_three_boxes(
    app: Flask, table: Table, language: PaperLanguage
) -> None:
    code = table.ask()
    with app.app_context(), table.reading() as (session, process):
        html = sheet_page(voting_sheet(session, process, table.find(session, code)), language)
    assert html.count('class="box"') == 6 + 3 * len(LINES)
    for line in LINES:
        assert ((line.qu or line.es) if language is PaperLanguage.QU else line.es) in html
    assert ("Yakuqa" in html) is (language is not PaperLanguage.ES)
    assert printed(html).pages == 1


def test_a_sheet_names_nobody(app: Flask, table: Table) -> None:
    code = table.ask()
    with app.app_context(), table.reading() as (session, process):
        asked = table.find(session, code)
        html = sheet_page(voting_sheet(session, process, asked), PaperLanguage.BOTH)
        assert not [one.name for one in process.seats if one.name and one.name in html]


def test_a_sheet_is_for_who_knows_of_the_conversation(table: Table) -> None:
    code = table.ask()
    maker = MAKERS[PaperKind.VOTING_SHEET]
    with table.reading() as (session, process):
        assert maker.find(session, SYSTEM, process, code) is not None
        assert maker.find(session, STRANGER, process, code) is None
        assert maker.find(session, SYSTEM, process, table.strange) is None


def test_the_staff_types_a_sheet_and_the_next_one(table: Table) -> None:
    code, host = table.ask(), table.browser("host")
    number = str(seat_of(table, "card"))
    sent = press(
        host, table.at(code, "paper"), number=number, kind="seat",
        **{"vote-1": "1", "vote-2": "3", "vote-3": ""},
    )  # fmt: skip
    assert sent.status_code == 303, sent.get_data(as_text=True)
    assert sent.location == table.at(code, "paper")
    staff = table.people["host"]
    assert votes(table) == [(1, Channel.PAPER, staff), (0, Channel.PAPER, staff)]
    assert "2 de 3" not in table.browser("rosa").get(table.at(code, "vote")).get_data(as_text=True)
    assert "3 de 3" in table.browser("card").get(table.at(code, "vote")).get_data(as_text=True)


def test_a_number_that_voted_already_is_told_first(table: Table) -> None:
    code, host = table.ask(), table.browser("host")
    press_choice(table.browser("card"), table.at(code, "vote"), "agree")
    sheet = {"number": str(seat_of(table, "card")), "kind": "seat", "vote-1": "2"}
    warned = press(host, table.at(code, "paper"), **sheet)
    assert warned.status_code == 422
    page = warned.get_data(as_text=True)
    assert "Ese número ya votó" in page
    assert 'name="again"' in page
    assert 'value="2"' in page
    assert len(votes(table)) == 1
    assert press(host, table.at(code, "paper"), **sheet, again="y").status_code == 303
    assert len(votes(table)) == 2


def test_a_sheet_without_seat_is_one_voter_with_the_group_that_it_says(table: Table) -> None:
    code, host = table.ask(audience=Audience.PUBLIC), table.browser("host")
    group = table.groups["company"]
    sheet = {"number": "17", "kind": "paper", "group": str(group), "vote-1": "1"}
    assert press(host, table.at(code, "paper"), **sheet).status_code == 303
    with table.database.reading() as session:
        voter = session.scalars(select(Voter)).one()
        assert (voter.seat_id, voter.group_id) == (None, group)
    assert press(host, table.at(code, "paper"), **sheet).status_code == 422


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"vote-1": "4"}, "Escriba 1, 2 o 3."),
        ({"vote-1": ""}, "La hoja está vacía"),
        ({"number": "doce"}, "Escriba el número con cifras."),
        ({"kind": "seat", "number": "999"}, "Ese asiento no vota aquí"),
    ],
)
def test_what_is_typed_wrong_comes_back_with_all_that_was_typed(
    table: Table, changed: dict[str, str], said: str
) -> None:
    code, host = table.ask(), table.browser("host")
    sheet = {"number": str(seat_of(table, "card")), "kind": "seat", "vote-1": "1", "vote-2": "2"}
    if changed.get("vote-1") == "":
        sheet["vote-2"] = ""
    answer = press(host, table.at(code, "paper"), **(sheet | changed))
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert said in page
    assert votes(table) == []


@pytest.mark.parametrize("who", ["observer", "invited", "elsewhere-card"])
def test_a_seat_that_does_not_vote_here_does_not_vote_on_paper(table: Table, who: str) -> None:
    code, host = table.ask(), table.browser("host")
    sheet = {"number": str(seat_of(table, who)), "kind": "seat", "vote-1": "1"}
    assert press(host, table.at(code, "paper"), **sheet).status_code == 422
    assert votes(table) == []


@pytest.mark.parametrize("who", ["rosa", "card", "auditor", "stranger", "host-elsewhere"])
def test_only_who_records_types_sheets(table: Table, who: str) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    assert table.browser(who).get(table.at(code, "paper")).status_code in {303, 403, 404}
