"""What of a meeting can be carried further: what was said and still stands."""

import pytest
from sqlalchemy import select

from accounts.roles import Role
from kernel.errors import NotFound
from kernel.handovers import Handover, accept, decline
from kernel.policy import SYSTEM
from meetings.kinds import CarriedTo
from meetings.operations.carrying import carry
from meetings.operations.said import withdraw_contribution
from meetings.operations.themes import gather_concern, withdraw_theme
from meetings.queries.carrying import concerns_of
from meetings.words import CARRIED_TO
from tests.factories.accounts import actor_of, new_office, new_person, send
from tests.factories.actas import said
from tests.meetings.at_work import Work
from tests.meetings.room_at_work import Room


def carried(room: Room, reference: str) -> None:
    who = actor_of(room.session, new_person(room.session, room.office, Role.FACILITATOR))
    carry(room.session, who, room.meeting, reference, CarriedTo.PROCESS, 0, "Es de muchos.")


def test_what_was_withdrawn_is_not_carried_and_what_was_carried_before_is_still_told(
    room: Room,
) -> None:
    does = (room.session, room.note_taker, room.meeting)
    gone, kept, words = room.themed("Se quitó"), room.themed("Ya se llevó"), room.says()
    gather_concern(*does, words, kept)
    carried(room, kept.reference)
    for theme in (gone, kept):
        withdraw_theme(*does, theme)
    withdraw_contribution(*does, words)
    room.session.flush()
    (found,) = concerns_of(room.session, room.meeting)
    assert (found.title, found.withdrawn) == ("Ya se llevó", True)
    assert found.words == "Ya se llevó", "nothing of what was taken back is carried with it"
    for reference in (gone.reference, kept.reference, words.reference):
        with pytest.raises(NotFound):
            carried(room, reference)


def decided(work: Work, concern: str, *, taken: bool) -> None:
    with work.changing() as session:
        handover = session.scalars(select(Handover).where(Handover.from_ref == concern)).one()
        if taken:
            accept(session, SYSTEM, handover, f"meeting:{handover.from_ref}")
        else:
            decline(session, SYSTEM, handover, "Ya lo ve otra oficina.")


@pytest.mark.parametrize("to", CarriedTo)
@pytest.mark.parametrize("taken", [True, False])
def test_the_page_of_the_meeting_tells_where_a_concern_went_and_what_was_decided(
    work: Work, to: CarriedTo, taken: bool
) -> None:
    reference, other = work.plans("Agua"), work.plans("Polvo")
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        ombudsman = new_office(session, work.vault, name="Defensoría Inventada")
        concern, quiet = (
            said(session, meeting, None, words).reference for words in ("El pozo", "El polvo")
        )
        office = str(ombudsman.id)
    browser, page = work.browser(), f"/meetings/{reference}/carried"
    sent = send(
        browser, f"{page}/{concern}", wanted=to.value, office=office, reason="Es de muchos.",
        key="k" * 22,
    )  # fmt: skip
    assert sent.status_code == 303
    shown = browser.get(page).text
    assert "Espera respuesta" in shown
    assert str(CARRIED_TO[to]) in shown
    assert ("Defensoría Inventada" in shown) is (to is CarriedTo.CASE)
    again = send(
        browser, f"{page}/{concern}", wanted=to.value, office=office, reason="Otra vez.",
        key="o" * 22,
    )  # fmt: skip
    assert again.status_code != 303, "what waits for an answer is not offered twice"
    decided(work, concern, taken=taken)
    shown = browser.get(page).text
    assert "Espera respuesta" not in shown
    assert ("Aceptada" in shown, "Ya lo ve otra oficina." in shown) == (taken, not taken)
    assert f"{page}/{quiet}" in shown
    for who in (Role.NOTE_TAKER, Role.COORDINATOR):
        assert ("Aceptada" in work.browser(who).get(page).text) is taken
    assert "El pozo" not in browser.get(f"/meetings/{other}/carried").text
    assert work.stranger().get(page).status_code == 404
