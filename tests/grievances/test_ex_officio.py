"""A concern that a room named becomes a case of the office's own initiative, or does not, and why.

Both ends are tied by reference: the meeting shows what became of it, the case where it came from.
"""

from contextlib import suppress
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.roles import OfficeKind, Role
from grievances.kinds import Channel, Tier
from grievances.models import Case, Identity
from kernel.clock import now
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.handovers import Handover, HandoverState, Offered, Wanted, accept, offer
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Tongue
from meetings.models import Meeting, Theme
from meetings.operations.said import Remark, note_contribution
from meetings.operations.themes import Heading, make_theme
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.meetings import new_meeting
from tests.threads import at_once

WORDS = "Yarqhap unun qhilliña, p'unchaw p'unchaw."


@dataclass(frozen=True)
class Room:
    """A meeting of a programme's office with one concern, and two ombudsman's offices."""

    meeting: str
    concern: str
    office: int
    facilitator: int
    note_taker: int
    handler: int
    elsewhere: int


@pytest.fixture
def room(database: Database, vault: Vault) -> Room:
    with database.changing() as session:
        programme = new_office(session, vault, kind=OfficeKind.PROGRAMME, tracks=[])
        ombudsman, other = new_office(session, vault), new_office(session, vault)
        meeting = new_meeting(session, vault, programme)
        said = note_contribution(
            session, SYSTEM, meeting,
            Remark(
                entry="e1", kind=ContributionKind.CONCERN, text=WORDS, language=Tongue.QU,
                translation="El agua del canal ya está sucia, cada día.",
            ),
        )  # fmt: skip
        return Room(
            meeting.reference,
            said.reference,
            ombudsman.id,
            new_person(session, programme, Role.FACILITATOR).id,
            new_person(session, programme, Role.NOTE_TAKER).id,
            new_person(session, ombudsman, Role.HANDLER).id,
            new_person(session, other, Role.HANDLER).id,
        )


@pytest.fixture
def facilitator(app: Flask, room: Room) -> FlaskClient:
    return signed_in(app, room.facilitator)


@pytest.fixture
def handler(app: Flask, room: Room) -> FlaskClient:
    return signed_in(app, room.handler)


def carry(browser: FlaskClient, room: Room, **more: str) -> int:
    page = f"/meetings/{room.meeting}/carried/{room.concern}"
    said = {
        "wanted": "case",
        "office": str(room.office),
        "reason": "Nadie lo ha investigado.",
    } | more
    return send(browser, page, key="k1", **said).status_code


def offered(database: Database) -> Handover:
    with database.reading() as session:
        found = session.scalars(select(Handover)).one()
        session.expunge(found)
        return found


def take_up(browser: FlaskClient, number: int, **more: str) -> int:
    said = {"track": "queja", "topic": "water", "place": "Santo Tomás", "story": WORDS} | more
    to = f"/desk/offered/{number}/take-up"
    return send(browser, f"/desk/offered/{number}", to, key="k2", **said).status_code


def test_a_concern_becomes_a_case_and_both_ends_say_so(
    facilitator: FlaskClient, handler: FlaskClient, database: Database, room: Room
) -> None:
    assert carry(facilitator, room) == 303
    number = offered(database).id
    assert "1 preocupación ofrecida" in handler.get("/desk/").text
    shown = handler.get(f"/desk/offered/{number}").text
    assert "p&#39;unchaw" in shown
    assert "Nadie lo ha investigado." in shown
    assert take_up(handler, number) == 303
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        assert (case.channel, case.tier, case.language) == (
            Channel.EX_OFFICIO,
            Tier.ANONYMOUS,
            "qu",
        )
        assert session.scalars(select(Identity)).all() == []
        reference = case.reference
    assert offered(database).result_ref == f"case:{reference}"
    page = handler.get(f"/desk/cases/{reference}").text
    assert "De oficio" in page
    assert f"/desk/offered/{number}" in page
    assert "Enviar a la persona" not in page, "nobody would read it"
    carried = facilitator.get(f"/meetings/{room.meeting}/carried").text
    assert "Aceptada" in carried
    assert reference not in carried, "who may not read the case does not learn its reference"


def test_a_concern_that_is_declined_comes_back_with_the_reason(
    facilitator: FlaskClient, handler: FlaskClient, database: Database, room: Room
) -> None:
    carry(facilitator, room)
    number = offered(database).id
    page, to = f"/desk/offered/{number}", f"/desk/offered/{number}/decline"
    assert send(handler, page, to, key="k3", reason=" ").status_code == 422
    assert send(handler, page, to, key="k4", reason="Ya hay un caso abierto.").status_code == 303
    carried = facilitator.get(f"/meetings/{room.meeting}/carried").text
    assert "No aceptada" in carried
    assert "Ya hay un caso abierto." in carried
    page = f"/meetings/{room.meeting}/carried/{room.concern}"
    again = {"wanted": "case", "office": str(room.office), "reason": "Pasó otra vez."}
    assert send(facilitator, page, key="k5", **again).status_code == 303


def test_the_same_concern_is_not_offered_twice_and_sending_again_makes_nothing(
    facilitator: FlaskClient, database: Database, room: Room
) -> None:
    assert [carry(facilitator, room), carry(facilitator, room)] == [303, 303]
    page = f"/meetings/{room.meeting}/carried/{room.concern}"
    again = send(
        facilitator, page, key="k9", wanted="case", office=str(room.office), reason="Otra vez."
    )
    assert again.status_code == 422
    assert "ya se ofreció" in again.text
    assert "Otra vez." in again.text
    assert offered(database).state is HandoverState.OFFERED


def test_of_two_who_take_it_up_one_case_comes(
    app: Flask, facilitator: FlaskClient, handler: FlaskClient, database: Database, room: Room
) -> None:
    carry(facilitator, room)
    number = offered(database).id
    to = f"/desk/offered/{number}/take-up"
    said = {"track": "queja", "topic": "water", "place": "Santo Tomás", "story": WORDS}
    token = handler.get(f"/desk/offered/{number}").text.split('name="csrf_token" value="')[1]
    token = token.split('"')[0]
    assert take_up(handler, number) == 303
    second = handler.post(to, data={"csrf_token": token, "key": "other", **said})
    assert second.status_code == 409
    with database.reading() as session:
        assert len(session.scalars(select(Case)).all()) == 1


def test_of_two_who_decide_at_once_one_is_told_that_it_is_decided(any_database: Database) -> None:
    with any_database.changing() as session:
        numbers = [
            offer(
                session, SYSTEM, from_ref=f"concern:{number}", wanted=Wanted.CASE, office_id=1,
                offered=Offered("Agua", "Nadie lo vio"),
            ).id
            for number in range(5)
        ]  # fmt: skip

    def decide(who: int) -> list[int]:
        done = []
        for number in numbers:
            with suppress(RuleBroken), any_database.changing() as session:
                handover = session.get_one(Handover, number)
                accept(session, SYSTEM, handover, f"case:{who}")
                done.append(number)
        return done

    assert sorted(number for done in at_once(decide, 2) for number in done) == numbers


def test_another_office_neither_sees_nor_takes_it(
    app: Flask, facilitator: FlaskClient, database: Database, room: Room
) -> None:
    carry(facilitator, room)
    number = offered(database).id
    other = signed_in(app, room.elsewhere)
    assert "Yarqhap" not in other.get("/desk/offered").text
    assert other.get(f"/desk/offered/{number}").status_code == 404


def test_a_note_taker_carries_nothing_and_a_foreign_concern_is_not_there(
    app: Flask, facilitator: FlaskClient, room: Room
) -> None:
    taker = signed_in(app, room.note_taker)
    assert taker.get(f"/meetings/{room.meeting}/carried/{room.concern}").status_code == 403
    assert facilitator.get(f"/meetings/{room.meeting}/carried/concern:ZZZZZZZZ").status_code == 404


def test_a_theme_that_was_taken_off_is_carried_nowhere(
    facilitator: FlaskClient, database: Database, room: Room
) -> None:
    with database.changing() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.reference == room.meeting)).one()
        theme = make_theme(session, SYSTEM, meeting, Heading("entry-of-theme-1", "Polvo retirado"))
        address = f"/meetings/{room.meeting}/carried/{theme.reference}"
    assert facilitator.get(address).status_code == 200
    with database.changing() as session:
        theme = session.scalars(select(Theme).where(Theme.title == "Polvo retirado")).one()
        theme.withdrawn_at = now()
    assert facilitator.get(address).status_code == 404
    assert "Polvo retirado" not in facilitator.get(f"/meetings/{room.meeting}/carried").text


def test_a_concern_is_offered_to_ombudsmen_only(facilitator: FlaskClient, room: Room) -> None:
    assert carry(facilitator, room, office="999") == 404


def test_a_concern_offered_for_a_process_waits_in_its_own_office(
    facilitator: FlaskClient, handler: FlaskClient, database: Database, room: Room
) -> None:
    assert carry(facilitator, room, wanted="process") == 303
    assert offered(database).wanted == "process"
    assert handler.get(f"/desk/offered/{offered(database).id}").status_code == 404
    assert "Espera respuesta" in facilitator.get(f"/meetings/{room.meeting}/carried").text
