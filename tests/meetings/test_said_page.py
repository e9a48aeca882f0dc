"""The page of what was said, as the staff of the office read it."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Counting, Extent, Sex, Tongue
from meetings.operations.themes import Weight, gather_concern, weigh_theme
from tests.factories.accounts import new_person, signed_in
from tests.meetings.room_at_work import make_room


@dataclass
class Told:
    """A meeting where things were said, and the browser of its facilitator."""

    browser: FlaskClient
    stranger: FlaskClient
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
        found = f"/meetings/{room.meeting.reference}/said", room.women.id
    return Told(signed_in(app, facilitator), signed_in(app, stranger), *found)


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
