"""What is put to the table: by whom, in which words, and who reads it."""

import re
from html import unescape

import pytest
from flask import Flask

from dialogue.kinds import Visibility
from kernel.policy import STRANGER, SYSTEM
from tests.dialogue.rounds.at_work import Working, at_table, sends

NEW = {
    "title": "Medir la laguna", "title_qu": "Quchata tupuna", "words": "Se mide cada mes.",
    "words_qu": "Sapa killa tupukun.",
}  # fmt: skip


def test_whoever_decides_puts_a_proposal_to_the_table_for_their_group(working: Working) -> None:
    rosa = working.browser("rosa")
    answer = sends(rosa, f"/dialogue/{working.code}/proposals/new", **NEW)
    page = rosa.get(answer.location).text
    assert "Medir la laguna" in page
    assert "Comunidad Pastos" in page
    assert "Sapa killa tupukun." in page


def test_a_card_puts_one_too(working: Working) -> None:
    card = working.browser("tarjeta")
    answer = sends(card, f"/dialogue/{working.code}/proposals/new", **NEW)
    assert "Medir la laguna" in card.get(answer.location).text


def again(page: str) -> dict[str, str]:
    """What a page of the preview sends once more."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def test_a_proposal_is_read_as_the_table_will_read_it_before_it_is_put_there(
    working: Working,
) -> None:
    rosa, page = working.browser("rosa"), f"/dialogue/{working.code}/proposals/new"
    typed = NEW | {"words": "Se mide cada mes.\r\nCon «dos» reglas & <un> testigo."}
    assert "Ver antes de poner en la mesa" in rosa.get(page).text
    seen = sends(rosa, page, status=200, step="look", **typed).text
    assert "Así se leerá" in seen
    assert "Comunidad Pastos" in seen
    assert "Sapa killa tupukun." in seen
    assert "Medir la laguna" not in rosa.get(f"/dialogue/{working.code}/proposals").text
    kept = again(seen)
    written = sends(rosa, page, status=200, **kept | {"step": "write"}).text
    assert "Con «dos» reglas &amp; &lt;un&gt; testigo.</textarea>" in written
    put = sends(rosa, page, **kept | {"step": "put"})
    assert "Con «dos» reglas &amp; &lt;un&gt; testigo." in rosa.get(put.location).text


def test_what_lacks_is_said_before_the_preview(working: Working) -> None:
    page = f"/dialogue/{working.code}/proposals/new"
    answer = sends(working.browser("rosa"), page, status=422, step="look", **NEW | {"words": ""})
    assert "Escriba la propuesta." in answer.text
    assert "Así se leerá" not in answer.text


def test_a_new_version_is_previewed_beside_what_the_table_reads_today(working: Working) -> None:
    staff, page = working.browser(), f"{working.address}/version"
    typed = {"words": "Bombear 30 % menos.", "changed": "Pidió más la comunidad.", "of": "1"}
    seen = sends(staff, page, status=200, step="look", **typed).text
    assert "versión 2" in seen
    assert seen.index("Bombear 30 % menos.") < seen.index("Bombear 20 % menos")
    assert "Bombear 30 % menos." not in staff.get(working.address).text
    sends(staff, page, **again(seen) | {"of": "1", "step": "put"})
    assert "Bombear 30 % menos." in staff.get(working.address).text


@pytest.mark.parametrize("name", ["asesor", "observa", "auditor"])
def test_who_does_not_decide_puts_nothing_to_the_table(working: Working, name: str) -> None:
    answer = working.browser(name).get(f"/dialogue/{working.code}/proposals/new")
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["stranger", "vecina", "outside"])
def test_who_has_nothing_to_do_with_a_table_learns_nothing_of_it(
    working: Working, name: str
) -> None:
    browser = working.browser(name)
    there = browser.get(working.address)
    nothing = browser.get(working.address.replace(working.proposal, "PR-AAAAAA"))
    no_table = browser.get(f"/dialogue/P-AAAAAA/proposals/{working.proposal}")
    assert there.status_code == nothing.status_code == no_table.status_code == 404
    assert there.data == nothing.data


def test_a_new_version_says_what_changed_and_the_old_one_stays(working: Working) -> None:
    staff = working.browser()
    page = f"{working.address}/version"
    sends(staff, page, status=422, words="Bombear 30 % menos.", of="1")
    sends(staff, page, words="Bombear 30 % menos.", changed="Pidió más la comunidad.", of="1")
    shown = staff.get(working.address).text
    assert shown.index("Bombear 30 % menos.") < shown.index("Bombear 20 % menos")
    assert "Pidió más la comunidad." in shown


def test_nobody_writes_over_a_version_that_they_did_not_see(working: Working) -> None:
    staff = working.browser()
    page = f"{working.address}/version"
    sends(staff, page, words="Bombear 30 % menos.", changed="Más.", of="1")
    answer = sends(staff, page, status=422, words="Otro.", changed="Otro.", of="1")
    assert "Otra persona cambió esto" in answer.text


def test_a_seat_does_not_reword_what_another_group_brought(working: Working) -> None:
    rosa, manager = working.browser("rosa"), working.browser("gerente")
    made = sends(rosa, f"/dialogue/{working.code}/proposals/new", **NEW).location
    answer = sends(manager, f"{made}/version", status=403, words="No.", changed="No.", of="1")
    assert "No.</p>" not in rosa.get(made).text
    assert answer.status_code == 403


def test_what_was_withdrawn_can_still_be_read(working: Working) -> None:
    staff = working.browser()
    sends(staff, working.address, f"{working.address}/withdraw")
    page = staff.get(working.address).text
    assert "Retirada" in page
    assert "Bombear 20 % menos" in page
    assert "Preparar una ronda" not in page


def test_everybody_reads_of_a_public_table_what_was_made_public(app: Flask) -> None:
    working = at_table(app, visibility=Visibility.PUBLIC)
    staff, stranger = working.browser(), working.browser("stranger")
    assert stranger.get(working.address).status_code == 404
    assert working.proposal not in stranger.get(f"/dialogue/{working.code}/proposals").text
    sends(staff, f"{working.address}/change", title="A la vista", is_public="y", of="1")
    assert "Bombear 20 % menos" in stranger.get(working.address).text
    assert working.proposal in stranger.get(f"/dialogue/{working.code}/proposals").text


def test_other_features_find_a_proposal_by_its_public_reference(working: Working) -> None:
    known = working.app.extensions["references"]
    with working.app.extensions["database"].reading() as session:
        found = known.resolve(session, SYSTEM, f"proposal:{working.proposal}")
        assert (found.address, found.words) == (
            working.address, "Bombear 20 % menos de mayo a octubre.",
        )  # fmt: skip
        assert known.resolve(session, STRANGER, f"proposal:{working.proposal}") is None
