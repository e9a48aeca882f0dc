"""Moderation: before or after, with reasons that everybody reads and never the hidden words."""

import pytest
from flask.testing import FlaskClient

from accounts.roles import Role
from dialogue.kinds import Moderation, PostState
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import PUBLIC, opens, posts, refused, says, writes
from tests.factories.accounts import send

SECRET = "Palabras que la moderación oculta"
WHY = "Acusa a una persona sin pruebas."


def hides(table: AtTable, page: str, number: int, reason: str = WHY) -> None:
    answer = send(table.browser(), f"{page}/posts/{number}/moderate", reason=reason, act="hide")
    assert answer.status_code == 303, answer.text


def everybody_else(table: AtTable) -> list[FlaskClient]:
    return [
        table.seat("company"), table.seat("observer"), table.browser(Role.NOTE_TAKER),
        table.nobody(), table.elsewhere(),
    ]  # fmt: skip


def test_where_posts_are_looked_at_before_only_author_and_moderators_read_them_first(
    public_table: AtTable,
) -> None:
    public_table.becomes(moderation=Moderation.BEFORE)
    page = opens(public_table, visibility=PUBLIC)
    answer = writes(public_table.seat("community"), page, SECRET)
    (post,) = posts(public_table)
    assert post.state is PostState.WAITING
    own = public_table.seat("community").get(answer.location, follow_redirects=True).text
    assert SECRET in own
    assert "Espera revisión: todavía no lo leen los demás" in own
    assert SECRET in public_table.browser().get(page).text
    for browser in everybody_else(public_table):
        assert SECRET not in browser.get(page).text
        assert browser.get(f"{page}/posts/{post.id}").status_code == 404


def test_a_moderator_shows_what_waits_from_the_queue(table: AtTable) -> None:
    table.becomes(moderation=Moderation.BEFORE)
    page = opens(table)
    writes(table.seat("community"), page, "Quiero decir algo")
    number = posts(table)[0].id
    queue = f"{table.home}/moderation"
    assert "Quiero decir algo" in table.browser().get(queue).text
    assert "1 espera revisión" in table.browser().get(f"{table.home}/threads").text
    for browser in everybody_else(table)[:3]:
        assert "Quiero decir algo" not in browser.get(queue).text
    answer = send(table.browser(), queue, f"{page}/posts/{number}/moderate?back=queue", act="show")
    assert answer.location.endswith("/moderation")
    assert posts(table)[0].state is PostState.SHOWN
    assert "Quiero decir algo" in table.seat("company").get(page).text


def test_a_moderator_waits_for_no_moderator(table: AtTable) -> None:
    table.becomes(moderation=Moderation.BEFORE)
    page = opens(table)
    writes(table.browser(Role.FACILITATOR), page, "Abrimos el tema")
    writes(table.browser(Role.NOTE_TAKER), page, "Lo anoté")
    assert [one.state for one in posts(table)] == [PostState.SHOWN, PostState.WAITING]


def test_what_is_hidden_leaves_a_reason_for_all_and_words_for_its_author_alone(
    public_table: AtTable,
) -> None:
    page = opens(public_table, visibility=PUBLIC)
    number = says(public_table, page, SECRET)
    for browser in everybody_else(public_table):
        assert SECRET in browser.get(page).text
    hides(public_table, page, number)
    for browser in everybody_else(public_table):
        shown, log = browser.get(page).text, browser.get(f"{public_table.home}/moderation").text
        for text in (shown, log):
            assert SECRET not in text
            assert WHY in text
        assert "Aquí había un aporte que la moderación ocultó." in shown
        assert "Comunidad de Qollpa" not in shown[shown.index('class="posts"') :].split("</ol>")[0]
    own = public_table.seat("community").get(page).text
    assert SECRET in own
    assert WHY in own
    assert "Solo usted y la moderación lo ven." in own


def test_nothing_is_hidden_without_a_reason(table: AtTable) -> None:
    page = opens(table)
    number = says(table, page, "Sigue aquí")
    answer = send(table.browser(), f"{page}/posts/{number}/moderate", reason=" ", act="hide")
    assert "Falta el motivo" in refused(answer)
    assert posts(table)[0].state is PostState.SHOWN


def test_what_was_hidden_can_be_shown_again_and_the_log_tells_all(table: AtTable) -> None:
    page = opens(table)
    number = says(table, page, "Vuelve")
    hides(table, page, number)
    send(table.browser(), f"{page}/posts/{number}/moderate", reason="Fue un error", act="restore")
    assert "Vuelve" in table.seat("company").get(page).text
    log = table.seat("company").get(f"{table.home}/moderation").text
    for said in ("Se ocultó", "Se volvió a mostrar", WHY, "Fue un error"):
        assert said in log


def test_two_moderators_do_not_undo_each_other_unseen(table: AtTable) -> None:
    page = opens(table)
    number = says(table, page, "Uno")
    at = f"{page}/posts/{number}/moderate"
    hides(table, page, number)
    answer = send(table.browser(Role.COORDINATOR), at, reason="También", act="hide")
    assert "Otra persona cambió esto" in refused(answer)


@pytest.mark.parametrize("who", ["community", "company", "observer"])
def test_seats_moderate_nothing(table: AtTable, who: str) -> None:
    page = opens(table)
    at = f"{page}/posts/{says(table, page, 'Hola')}/moderate"
    assert table.seat(who).get(at).status_code in {303, 403}
    assert table.browser(Role.NOTE_TAKER).get(at).status_code == 403
    assert table.elsewhere().get(at).status_code == 404


def test_the_public_log_says_nothing_of_what_only_the_parties_read(public_table: AtTable) -> None:
    page = opens(public_table, "Entre nosotros")
    hides(public_table, page, says(public_table, page, SECRET), "Razón entre las partes")
    log = f"{public_table.home}/moderation"
    for browser in (public_table.nobody(), public_table.elsewhere()):
        text = browser.get(log).text
        assert "Razón entre las partes" not in text
        assert "Entre nosotros" not in text
        assert "La moderación no ocultó nada." in text
    assert "Razón entre las partes" in public_table.seat("company").get(log).text


def test_a_hidden_post_is_not_answered_and_brings_no_evidence(table: AtTable) -> None:
    page = opens(table)
    number = says(table, page, SECRET)
    hides(table, page, number)
    answer = table.seat("company").get(f"{page}/posts/{number}/answer")
    assert SECRET not in answer.text
    shown = table.seat("community").get(page).text
    assert f"/posts/{number}/evidence" not in shown
    assert f"/posts/{number}/answer" not in shown
