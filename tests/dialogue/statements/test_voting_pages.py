"""Voting: one statement a page, light, in two languages, for seats, cards and everybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dialogue.kinds import Audience, Moderation, StatementState, Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Card, Conversation, ModerationEntry, Seat, Statement, Vote, Voter
from dialogue.queries.voting import counts_anew, counts_kept
from kernel.audit import Entry
from kernel.clock import now
from tests.dialogue.statements.asking import Table, form_on, open_table, press, press_choice, table
from tests.factories.accounts import send
from tests.factories.conversations import LINES
from tests.grievances.people import hidden
from tests.pages import Page, page_weight

__all__ = ["table"]
LIGHT = 10 * 1024


def votes_in(table: Table, code: str) -> list[tuple[int, int]]:
    """Statement and choice of every vote, in their order."""
    with table.database.reading() as session:
        query = (
            select(Statement.number, Vote.choice)
            .join(Statement, Statement.id == Vote.statement_id)
            .where(Statement.conversation_id == table.find(session, code).id)
        )
        found = session.execute(query.order_by(Vote.id))
        return [(number, choice) for number, choice in found]


def goes_on(table: Table, browser: FlaskClient, code: str) -> str:
    """The page of a conversation, and the own votes; both offer to go on, or neither."""
    pages = [browser.get(table.at(code, part)).get_data(as_text=True) for part in ("", "mine")]
    assert len({"Seguir votando" in one for one in pages}) == 1
    return "".join(pages)


@pytest.mark.parametrize("who", ["rosa", "card"])
def test_who_sits_at_the_table_votes_until_nothing_is_left(table: Table, who: str) -> None:
    code = table.ask()
    browser, page = table.browser(who), table.at(code, "vote")
    for turn in (1, 2, 3):
        assert (turn == 1) or "Seguir votando" in goes_on(table, browser, code)
        assert f"{turn} de 3" in browser.get(page).get_data(as_text=True)
        answer = press_choice(browser, page, "agree")
        assert (answer.status_code, answer.location) == (303, page)
    assert "Gracias: ya votó en todo" in browser.get(page).get_data(as_text=True)
    assert "Seguir votando" not in goes_on(table, browser, code)
    assert sorted(votes_in(table, code)) == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize("language", ["es", "qu"])
@pytest.mark.parametrize("who", ["rosa", "card", "stranger"])
def test_the_page_weighs_ten_kilobytes_and_has_no_script(
    table: Table, who: str, language: str
) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    html = table.browser(who).get(table.at(code, f"vote?lang={language}")).get_data(as_text=True)
    page = Page(html)
    assert page_weight(page) <= LIGHT
    assert not list(page.all("script"))
    assert len([one for one in page.all("button") if one.get("name") == "choice"]) == 3


def test_the_statement_stands_in_the_readers_language_with_the_other_beside(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    browser = table.browser("card")
    spanish = browser.get(table.at(code, "vote?lang=es")).get_data(as_text=True)
    quechua = browser.get(table.at(code, "vote?lang=qu")).get_data(as_text=True)
    assert spanish.index("El agua es primero") < spanish.index("Yakuqa ñawpaqmi")
    assert quechua.index("Yakuqa ñawpaqmi") < quechua.index("El agua es primero")
    assert 'lang="quz">Yakuqa' in quechua.replace("\n", "")


def test_a_form_that_is_sent_twice_votes_once_and_an_old_one_takes_nothing_back(
    table: Table,
) -> None:
    code = table.ask(lines=LINES[:1])
    browser, to = table.browser("card"), table.at(code, "vote/1")
    again = f"{to}?from=mine"
    first = form_on(browser.get(to).get_data(as_text=True), again)
    for _ in range(2):
        assert browser.post(again, data=first | {"choice": "agree"}).status_code == 303
    changed = form_on(browser.get(to).get_data(as_text=True), again)
    assert browser.post(again, data=changed | {"choice": "disagree"}).status_code == 303
    assert browser.post(again, data=first | {"choice": "agree"}).status_code == 303
    assert votes_in(table, code) == [(1, 1), (1, -1)]


def test_going_back_and_pressing_another_button_changes_the_vote(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    browser, to = table.browser("card"), table.at(code, "vote/1")
    form = form_on(browser.get(to).get_data(as_text=True))
    for choice in ("agree", "pass"):
        assert browser.post(to, data=form | {"choice": choice}).status_code == 303
    assert votes_in(table, code) == [(1, 1), (1, 0)]


def test_a_choice_that_is_none_of_the_three_is_refused(table: Table) -> None:
    code = table.ask()
    assert press_choice(table.browser("card"), table.at(code, "vote"), "maybe").status_code == 422
    assert votes_in(table, code) == []


def test_somebody_sees_and_changes_their_own_votes(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    browser = table.browser("card")
    press_choice(browser, table.at(code, "vote"), "agree")
    assert "De acuerdo" in browser.get(table.at(code, "mine")).get_data(as_text=True)
    answer = press_choice(browser, table.at(code, "vote/1"), "disagree")
    assert answer.location == table.at(code, "mine")
    mine = browser.get(table.at(code, "mine")).get_data(as_text=True)
    assert "En desacuerdo" in mine
    assert "En desacuerdo" not in table.browser("rosa").get(table.at(code, "mine")).text


def test_two_browsers_of_the_public_are_two_voters_and_one_browser_is_one(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC, lines=LINES[:1])
    one, other = table.stranger(), table.stranger()
    for browser, choice in ((one, "agree"), (other, "agree")):
        assert press_choice(browser, table.at(code, "vote"), choice).status_code == 303
    press_choice(one, table.at(code, "vote/1"), "disagree")
    with table.database.reading() as session:
        asked = table.find(session, code)
        assert counts_kept(session, asked) == counts_anew(session, asked)
        assert [tuple(one) for one in counts_kept(session, asked).values()] == [(1, 1, 0)]
        assert session.scalar(select(func.count(Voter.id))) == 2


def test_a_made_up_cookie_is_another_browser(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC, lines=LINES[:1])
    browser = table.stranger()
    browser.set_cookie("voter", "somebody.0123456789")
    press_choice(browser, table.at(code, "vote"), "agree")
    cookie = browser.get_cookie("voter")
    assert cookie is not None
    assert not cookie.value.startswith("somebody")


def test_the_database_does_not_tell_that_one_browser_voted_in_two_conversations(
    table: Table,
) -> None:
    codes = [table.ask(audience=Audience.PUBLIC) for _ in range(2)]
    browser = table.stranger()
    for code in codes:
        press_choice(browser, table.at(code, "vote"), "agree")
    with table.database.reading() as session:
        assert len(set(session.scalars(select(Voter.key)))) == 2


def test_the_first_page_says_what_is_kept_of_a_voter(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    public = table.stranger().get(table.at(code, "vote")).get_data(as_text=True)
    seat = table.browser("card").get(table.at(code, "vote")).get_data(as_text=True)
    assert "la cuenta es aproximada" in public
    assert "se puede adivinar" in seat


def test_strangers_who_send_very_much_wait_and_seats_do_not(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "dialogue.views.statements.entrance.wait_for_turn", lambda one: asked.append(one.kind)
    )
    code = table.ask(audience=Audience.PUBLIC)
    press_choice(table.browser("card"), table.at(code, "vote"), "agree")
    assert asked == []
    stranger = table.stranger()
    for _ in range(2):
        press_choice(stranger, table.at(code, "vote"), "agree")
    assert asked == ["dialogue:voted", "dialogue:new-voter", "dialogue:voted"]


def test_the_trail_does_not_say_who_voted_when(table: Table) -> None:
    code = table.ask(moderation=Moderation.AFTER)
    browser = table.browser("rosa")
    with table.database.reading() as session:
        before = session.scalar(select(func.count(Entry.id)))
    press_choice(browser, table.at(code, "vote"), "agree")
    with table.database.reading() as session:
        assert session.scalar(select(func.count(Entry.id))) == before
    press(browser, table.at(code, "suggest"), words="Que se mida cada mes", language="es")
    with table.database.reading() as session:
        last = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
        assert last is not None
        assert (last.event, last.actor) == ("dialogue:statement-made", "stranger")


WHO = ["host", "auditor", "rosa", "card", "invited", "observer", "nobody", "stranger"]


@pytest.mark.parametrize(
    ("audience", "votes"),
    [
        (Audience.SEATS, {"rosa", "card"}),
        (Audience.CARDS, {"rosa", "card", "invited"}),
        (Audience.PUBLIC, set(WHO)),
    ],
)
def test_each_audience_votes_and_nobody_else(
    table: Table, audience: Audience, votes: set[str]
) -> None:
    code = table.ask(audience=audience, lines=LINES[:1])
    allowed = {who for who in WHO if _may_vote(table, who, code)}
    assert allowed == votes


def _may_vote(table: Table, who: str, code: str) -> bool:
    """Whether they meet a ballot; whoever does not cannot send one either."""
    browser, to = table.browser(who), table.at(code, "vote/1")
    status = browser.get(table.at(code, "vote")).status_code
    assert status in {200, 403, 404}
    if status != 200:
        token = hidden(browser.get("/sign-in").get_data(as_text=True))
        assert browser.post(to, data=token | {"choice": "agree"}).status_code in {400, 403, 404}
        assert votes_in(table, code) == []
    return status == 200


def test_a_private_conversation_of_parties_looks_like_none(app: Any) -> None:
    table = open_table(app, visibility=Visibility.PARTIES)
    code = table.ask(audience=Audience.PUBLIC)
    missing = table.at("V-ZZZZZZ")
    for who in ("stranger", "nobody", "host-elsewhere", "elsewhere-card"):
        for end in ("", "/vote", "/mine", "/suggest", "/vote/1"):
            there = table.browser(who).get(table.at(code) + end)
            not_there = table.browser(who).get(missing + end)
            assert (there.status_code, not_there.status_code) == (404, 404), (who, end)
            assert there.get_data(as_text=True).replace(code, "") == not_there.get_data(
                as_text=True
            ).replace("V-ZZZZZZ", "")


def test_an_invited_card_votes_at_a_table_whose_talk_it_does_not_read(app: Any) -> None:
    table = open_table(app, visibility=Visibility.PARTIES)
    code, seats_only = table.ask(audience=Audience.CARDS), table.ask()
    browser = table.browser("invited")
    assert browser.get(f"/dialogue/{table.process}").status_code == 200
    assert browser.get(f"/dialogue/{table.process}/work").status_code == 404
    assert press_choice(browser, table.at(code, "vote"), "agree").status_code == 303
    listed = browser.get(f"/dialogue/{table.process}/statements").get_data(as_text=True)
    assert code in listed
    assert seats_only not in listed
    assert browser.get(table.at(seats_only)).status_code == 404


def _end_of(table: Table, who: str, **facts: Any) -> None:
    with table.database.changing() as session:
        seat = session.get_one(Card, table.cards[who]).seat
        for name, value in facts.items():
            setattr(session.get_one(Seat, seat.id), name, value)


@pytest.mark.parametrize("end", ["ends_on", "left_on"])
def test_a_seat_that_ended_votes_no_more_and_its_votes_stay(table: Table, end: str) -> None:
    code = table.ask()
    browser = table.browser("card")
    to = table.at(code, "vote/1")
    form = form_on(browser.get(to).get_data(as_text=True))
    press_choice(browser, table.at(code, "vote"), "agree")
    day = (now() - timedelta(days=2)).date()
    _end_of(table, "card", **{end: day})
    assert browser.post(to, data=form | {"choice": "disagree"}).status_code in {403, 404}
    assert len(votes_in(table, code)) == 1


def test_a_revoked_card_votes_no_more(table: Table) -> None:
    code = table.ask()
    browser = table.browser("card")
    with table.database.changing() as session:
        session.get_one(Card, table.cards["card"]).revoked_at = now()
    assert browser.get(table.at(code, "vote")).status_code in {403, 404}


def test_who_votes_with_a_card_reads_whose_it_is_and_can_leave(table: Table) -> None:
    code = table.ask()
    browser = table.browser("card")
    ballot = table.at(code, "vote")
    assert "Usted entró con la tarjeta de" in browser.get(ballot).text
    assert send(browser, ballot, "/dialogue/card/leave").status_code == 303
    assert browser.get(ballot).status_code in {403, 404}
    public = table.at(table.ask(audience=Audience.PUBLIC), "vote")
    assert "tarjeta de" not in table.stranger().get(public).text


def test_a_seat_of_another_process_does_not_vote_here(table: Table) -> None:
    code = table.ask(audience=Audience.CARDS)
    browser = table.browser("elsewhere-card")
    assert browser.get(table.at(code, "vote")).status_code in {403, 404}


def test_statements_of_another_conversation_cannot_be_voted_on(table: Table) -> None:
    table.ask(lines=LINES)
    code = table.ask(lines=LINES[:1])
    browser, to = table.browser("card"), table.at(code, "vote/1")
    form = form_on(browser.get(to).get_data(as_text=True))
    there = table.at(code, "vote/3")
    assert browser.post(there, data=form | {"choice": "agree"}).status_code == 404
    strange = f"/dialogue/{table.process}/statements/{table.strange}/vote/1"
    assert browser.post(strange, data=form | {"choice": "agree"}).status_code == 404
    assert votes_in(table, code) == []


@pytest.mark.parametrize("state", [ProcessState.SUSPENDED, ProcessState.CLOSED])
def test_nobody_votes_at_a_table_that_rests(table: Table, state: ProcessState) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    with table.changing() as (_session, process):
        process.state = state
    for who in ("card", "rosa", "stranger"):
        assert table.browser(who).get(table.at(code, "vote")).status_code == 403


def test_a_closed_conversation_says_so_and_takes_no_vote(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    browser, to = table.browser("card"), table.at(code, "vote/1")
    form = form_on(browser.get(to).get_data(as_text=True))
    with table.database.changing() as session:
        table.find(session, code).closed_at = now()
    assert "Ahora no se vota" in browser.get(table.at(code, "vote")).get_data(as_text=True)
    assert browser.post(to, data=form | {"choice": "agree"}).status_code in {409, 422}
    assert votes_in(table, code) == []


def test_a_suggestion_waits_and_is_voted_on_once_it_was_accepted(table: Table) -> None:
    code = table.ask()
    browser, host = table.browser("card"), table.browser("host")
    words = "Que las mujeres también midan el agua"
    sent = press(browser, table.at(code, "suggest"), words=words, language="es")
    assert sent.status_code == 303
    assert "1 de 3" in browser.get(table.at(code, "vote")).get_data(as_text=True)
    page, to = table.at(code, "moderate"), table.at(code, "moderate/4?view=waiting")
    assert words in host.get(page).get_data(as_text=True)
    assert press(host, page, to).status_code == 303
    assert "1 de 4" in browser.get(table.at(code, "vote")).get_data(as_text=True)
    with table.database.reading() as session:
        entry = session.scalars(select(ModerationEntry)).one()
        assert entry.what.startswith("statement:")


def test_a_statement_is_taken_out_only_with_a_reason(table: Table) -> None:
    code = table.ask()
    host, page = table.browser("host"), table.at(code, "moderate?view=accepted")
    to = table.at(code, "moderate/1?view=accepted")
    form = form_on(host.get(page).get_data(as_text=True), to)
    refused = host.post(to, data=form | {"act": "reject", "reason": " "})
    assert refused.status_code == 422
    form = form_on(host.get(page).get_data(as_text=True), to)
    sent = host.post(to, data=form | {"act": "reject", "reason": "Nombra a una persona"})
    assert sent.status_code == 303
    with table.database.reading() as session:
        state = session.scalar(select(Statement.state).where(Statement.number == 1, _in(code)))
        assert state is StatementState.REJECTED
    shown = host.get(table.at(code, "moderate?view=rejected")).get_data(as_text=True)
    assert "Nombra a una persona" in shown


def _in(code: str) -> Any:
    return Statement.conversation_id.in_(select(Conversation.id).where(Conversation.code == code))


def test_nobody_suggests_without_end_or_twice_the_same(table: Table) -> None:
    code = table.ask()
    browser, page = table.browser("card"), table.at(code, "suggest")
    there = press(browser, page, words="EL AGUA es primero", language="es")
    assert "Esa afirmación ya está" in there.get_data(as_text=True)
    for number in range(5):
        press(browser, page, words=f"Otra afirmación más {number}", language="qu")
    more = press(browser, page, words="Y una sexta", language="es")
    assert "esperan revisión" in more.get_data(as_text=True)
    long = press(browser, page, words="a" * 281, language="es")
    assert long.status_code == 422


def test_a_facilitator_makes_seeds_and_opens_a_conversation(table: Table) -> None:
    host = table.browser("host")
    made = press(
        host, f"/dialogue/{table.process}/statements/new", title="El agua",
        audience="seats", moderation="before", takes_statements="y",
    )  # fmt: skip
    assert made.status_code == 303, made.get_data(as_text=True)
    code = re.search(r"V-[0-9A-Z]{6}", made.location or "")[0]  # type: ignore[index]
    seeds = {"es": "Una\nDos\n\nTres\n", "qu": "Huk\n-\nKimsa"}
    assert press(host, table.at(code, "seed"), **seeds).status_code == 303
    assert table.browser("card").get(table.at(code)).status_code == 404
    opened = press(host, table.at(code), table.at(code, "do/open"))
    assert opened.status_code == 303
    assert "1 de 3" in table.browser("card").get(table.at(code, "vote")).get_data(as_text=True)
    uneven = press(host, table.at(code, "seed"), es="Cuatro\nCinco", qu="Tawa")
    assert uneven.status_code == 422


def test_a_conversation_without_statements_does_not_open(table: Table) -> None:
    code = table.ask(lines=(), opened_at=None)
    host = table.browser("host")
    assert press(host, table.at(code), table.at(code, "do/open")).status_code == 409


def test_who_votes_is_settled_with_the_first_vote(table: Table) -> None:
    code = table.ask()
    press_choice(table.browser("card"), table.at(code, "vote"), "agree")
    changed = press(
        table.browser("host"), table.at(code, "change"), title="Otra", audience="public",
        moderation="before",
    )  # fmt: skip
    assert "Quién vota ya no se cambia" in changed.get_data(as_text=True)


def test_a_vote_does_not_spoil_what_a_facilitator_is_writing(table: Table) -> None:
    code = table.ask()
    host = table.browser("host")
    form = form_on(host.get(table.at(code, "change")).get_data(as_text=True))
    press_choice(table.browser("card"), table.at(code, "vote"), "agree")
    said = {"title": "Otro título", "audience": "seats", "moderation": "after"}
    assert host.post(table.at(code, "change"), data=form | said).status_code == 303
    again = host.post(
        table.at(code, "change"), data=form | said | {"title": "Otro más", "key": "another"}
    )
    assert "Otra persona cambió esto" in again.get_data(as_text=True)
