"""The page of what was said, as the staff of the office read it."""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Counting, Extent, Sex, Tongue
from meetings.operations.themes import Weight, gather_concern, weigh_theme
from tests.factories.accounts import new_person, send, signed_in
from tests.meetings.room_at_work import make_room


@dataclass
class Told:
    """A meeting where things were said, and the browser of its facilitator."""

    browser: FlaskClient
    stranger: FlaskClient
    translator: FlaskClient
    address: str
    group_id: int


@pytest.fixture
def told(app: Flask, vault: Vault) -> Told:
    """A room where a concern, a question and two agreements were noted."""
    with app.extensions["database"].changing() as session:
        room, other = make_room(session, vault), make_room(session, vault)
        dirty = room.says(
            "Yaku qillichasqa", language=Tongue.QU, translation="El agua llega sucia",
            speaker="Rosa Huamaní", consents_to_name=True, sex=Sex.WOMAN,
        )  # fmt: skip
        room.says("¿Cuándo vienen?", kind=ContributionKind.QUESTION, group_id=room.women.id)
        other.says("De otra oficina")
        water = room.themed("El agua del canal")
        gather_concern(session, room.note_taker, room.meeting, dirty, water)
        hands = Weight(Counting.HANDS, 12, 9, 1)
        weigh_theme(session, room.note_taker, room.meeting, water, hands, water.version)
        room.agrees("Limpiar el canal", women_for=13, men_for=10, counting=Counting.HANDS)
        room.agrees("Pagar la faena", extent=Extent.PARTIAL, dissent="La empresa pide plazo")
        room.spoke(125, group_id=room.group.id, sex=Sex.WOMAN)
        facilitator = new_person(session, room.office, Role.FACILITATOR).id
        stranger = new_person(session, other.office, Role.FACILITATOR).id
        translator = new_person(session, room.office, Role.TRANSLATOR).id
        address, group_id = f"/meetings/{room.meeting.reference}/said", room.women.id
    mine, outside, third = (signed_in(app, one) for one in (facilitator, stranger, translator))
    return Told(mine, outside, third, address, group_id)


def test_the_page_shows_all_that_was_said(told: Told) -> None:
    page = told.browser.get(told.address).text
    for words in (
        "Yaku qillichasqa", "El agua llega sucia", "Rosa Huamaní", "¿Cuándo vienen?",
        "El agua del canal Qollpa", "Limpiar el canal", "La empresa pide plazo", "2:05",
        "12 mujeres, 9 varones, 1 otros", "Acuerdo 2", 'lang="quz"', "<svg",
    ):  # fmt: skip
        assert words in page, words
    assert "De otra oficina" not in page


def test_the_page_filters_by_kind_and_group(told: Told) -> None:
    by_group = told.browser.get(f"{told.address}?group={told.group_id}").text
    assert "¿Cuándo vienen?" in by_group
    assert "Rosa Huamaní" not in by_group
    by_kind = told.browser.get(f"{told.address}?kind=testimony").text
    assert "Nada con esos filtros" in by_kind
    assert told.browser.get(f"{told.address}?kind=nonsense&group=x").status_code == 200


def test_an_office_does_not_see_what_another_noted(told: Told) -> None:
    assert told.stranger.get(told.address).status_code == 404


def noted(told: Told, words: str) -> str:
    """The address where something of the page can be corrected."""
    page = told.browser.get(told.address).text
    found = re.search(rf'href="([^"]+/said/\w+/\w+)">[^<]*<span class="vh">: {words}', page)
    assert found, words
    return found[1]


def test_what_was_noted_is_corrected_and_an_older_page_changes_nothing(told: Told) -> None:
    address = noted(told, "Yaku")
    form = told.browser.get(address).text
    assert "Yaku qillichasqa" in form
    typed = {"kind": "concern", "text": "Yaku millay", "language": "qu", "sex": "woman"}
    version = re.search(r'name="of" [^>]*value="(\d+)"', form)
    assert version
    first = send(told.browser, address, key="a" * 20, of=version[1], **typed)
    assert first.status_code == 303
    late = send(told.browser, address, key="b" * 20, of=version[1], **(typed | {"text": "Tarde"}))
    assert late.status_code == 409
    assert "Tarde" in late.text
    assert "Otra persona cambió esto" in late.text
    page = told.browser.get(told.address).text
    assert "Yaku millay" in page
    assert "Tarde" not in page


def test_what_was_noted_is_taken_back_and_brought_back(told: Told) -> None:
    for words, shown in (("Yaku", "Yaku qillichasqa"), ("Acuerdo 1", "Limpiar el canal")):
        address = noted(told, words)
        send(told.browser, address, key=words + "-" * 20, then="withdraw")
        page = told.browser.get(told.address).text
        assert f'href="{address}">' in page[page.index("Retirado") :]
        assert "Está retirado" in told.browser.get(address).text
        send(told.browser, address, key=words + "+" * 20, then="restore")
        page = told.browser.get(told.address).text
        assert shown in page
        assert "Retirado" not in page


def test_a_theme_gets_its_name_in_quechua(told: Told) -> None:
    address = noted(told, "El agua del canal")
    version = re.search(r'name="of" [^>]*value="(\d+)"', told.browser.get(address).text)
    assert version
    title = {"title": "El agua", "title_qu": "Yaku", "of": version[1]}
    assert send(told.browser, address, key="c" * 20, **title).status_code == 303
    assert "El agua" in told.browser.get(told.address).text


def test_a_turn_that_was_a_mistake_counts_no_more(told: Told) -> None:
    page = told.browser.get(told.address).text
    found = re.search(r'action="([^"]+/said/turns/\d+/withdraw)"', page)
    assert found
    assert send(told.browser, told.address, found[1], key="d" * 20).status_code == 303
    assert "Todavía no se midió" in told.browser.get(told.address).text


def test_who_translates_gets_the_translation_and_nothing_else(told: Told) -> None:
    address = noted(told, "Yaku")
    form = told.translator.get(address).text
    assert "Traducir lo que se dijo" in form
    assert 'name="speaker"' not in form
    version = re.search(r'name="of" [^>]*value="(\d+)"', form)
    assert version
    sent = {"translation": "El agua viene sucia", "text": "cambiado", "of": version[1]}
    assert send(told.translator, address, key="e" * 20, **sent).status_code == 303
    page = told.browser.get(told.address).text
    assert "El agua viene sucia" in page
    assert "cambiado" not in page
    assert send(told.translator, address, key="f" * 20, then="withdraw").status_code == 403
    assert told.translator.get(noted(told, "Acuerdo 1")).status_code == 404


def test_another_office_corrects_nothing(told: Told) -> None:
    assert told.stranger.get(noted(told, "Yaku")).status_code == 404
    assert told.browser.get(told.address + "/unknown/ABC").status_code == 404
