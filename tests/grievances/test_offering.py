"""A case is offered to a table of dialogue: only what is typed goes over, and both ends say so."""

from typing import Any

import pytest
from flask import Flask

from accounts.models import Office
from accounts.roles import Role
from kernel.database import Database
from kernel.handovers import Handover, HandoverState, accept, decline
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.desk import Desk, make_desk
from tests.factories.meetings import new_commitment

STORY = "Zenobia cuenta que el relave bajó"
TITLE, REASON = "El relave y el canal", "Las partes aceptan conversar"
TELLING = {"title": TITLE, "reason": REASON, "sure": "y"}


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    return make_desk(app, database, vault, story=STORY)


@pytest.fixture
def dialogue(database: Database, vault: Vault) -> int:
    """Another office of the country, which keeps tables."""
    with database.changing() as session:
        return new_office(session, vault).id


def offer_it(desk: Desk, office: int, who: str = "supervisor", **more: Any) -> Any:
    return desk.send(who, "offer", **(TELLING | {"office": str(office)} | more))


def made(desk: Desk) -> Handover | None:
    with desk.database.reading() as session:
        found = session.query(Handover).one_or_none()
        session.expunge_all()
        return found


def test_a_supervisor_offers_a_case_and_only_what_they_type_goes_over(
    desk: Desk, dialogue: int
) -> None:
    page = desk.page("supervisor", f"{desk.address}/offer")
    assert "Zenobia" not in page
    assert offer_it(desk, dialogue).status_code == 303
    handover = made(desk)
    assert handover is not None
    assert (handover.title, handover.reason, handover.words) == (TITLE, REASON, "")
    assert (handover.translation, handover.place, handover.office_id) == ("", "", dialogue)
    assert "Espera respuesta." in desk.page("handler")


def test_it_is_not_offered_before_somebody_confirms_that_nobody_is_recognised(
    desk: Desk, dialogue: int
) -> None:
    page = f"{desk.address}/offer"
    facts = {"title": TITLE, "reason": REASON, "office": str(dialogue)}
    answer = send(desk.browser("supervisor"), page, **facts)
    assert answer.status_code == 422
    assert "Confirme que nadie puede ser reconocido." in answer.text
    assert TITLE in answer.text
    assert made(desk) is None


def test_only_who_supervises_or_has_the_case_in_hand_offers_it(desk: Desk, dialogue: int) -> None:
    for who in ("handler", "intake"):
        answer = desk.browser(who).get(f"{desk.address}/offer")
        assert answer.status_code == 403
        assert "Ofrecer a una mesa" not in desk.page(who)
        facts = TELLING | {"office": str(dialogue)}
        posted = send(desk.browser(who), desk.address, f"{desk.address}/offer", **facts)
        assert posted.status_code == 403
    assert made(desk) is None


def test_another_office_knows_of_no_such_case(
    app: Flask, desk: Desk, vault: Vault, dialogue: int
) -> None:
    with desk.database.changing() as session:
        office = session.get_one(Office, dialogue)
        number = new_person(session, office, Role.SUPERVISOR).id
    there = signed_in(app, number)
    assert there.get(f"{desk.address}/offer").status_code == 404
    facts = TELLING | {"office": str(dialogue)}
    assert send(there, "/commitments/new", f"{desk.address}/offer", **facts).status_code == 404
    assert made(desk) is None


def test_an_office_of_another_country_or_none_is_not_asked(desk: Desk, vault: Vault) -> None:
    with desk.database.changing() as session:
        country = session.get_one(Office, desk.office_id).country
        other = "CL" if country != "CL" else "BO"
        abroad = new_office(session, vault, country=other).id
    for number in (abroad, 999_999):
        assert offer_it(desk, number).status_code == 422
    assert made(desk) is None


def test_it_is_offered_to_an_office_once(desk: Desk, dialogue: int) -> None:
    assert offer_it(desk, dialogue).status_code == 303
    assert offer_it(desk, dialogue).status_code == 409


def test_the_case_says_why_no_table_took_it(desk: Desk, dialogue: int) -> None:
    offer_it(desk, dialogue)
    with desk.database.changing() as session:
        decline(session, SYSTEM, session.query(Handover).one(), "No hay mesa en esa cuenca")
    assert "No lo tomaron: No hay mesa en esa cuenca" in desk.page("supervisor")


def test_the_case_shows_what_was_promised_where_it_was_taken_up(desk: Desk, dialogue: int) -> None:
    offer_it(desk, dialogue)
    with desk.database.changing() as session:
        accept(session, SYSTEM, session.query(Handover).one(), "process:P-AAAAAA")
        office = session.get_one(Office, dialogue)
        shown = {"belongs_to": "process:P-AAAAAA", "what": "Limpiar el canal juntos"}
        new_commitment(session, office, **shown).is_public = True
        new_commitment(session, office, belongs_to="process:P-AAAAAA", what="Sin publicar")
        new_commitment(session, office, belongs_to="process:P-BBBBBB", what="De otra mesa")
        forged = {"belongs_to": "process:P-AAAAAA", "what": "De otra oficina"}
        new_commitment(session, new_office(session, desk_vault(desk)), **forged).is_public = True
    page = desk.page("handler")
    assert "Limpiar el canal juntos" in page
    for hidden in ("Sin publicar", "De otra mesa", "De otra oficina"):
        assert hidden not in page
    assert made(desk).state is HandoverState.ACCEPTED  # type: ignore[union-attr]


def desk_vault(desk: Desk) -> Vault:
    vault: Vault = desk.app.extensions["vault"]
    return vault
