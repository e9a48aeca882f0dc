"""The room of a table: who is here, quorum, hands, and the result in the acta, without a script."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.queries.offices import today_at
from dialogue.models import Presence
from dialogue.queries.results import result_for
from kernel.clock import now
from kernel.policy import SYSTEM
from kernel.seals import grouped
from meetings.kinds import Counting, Extent
from meetings.models import Agreement, Meeting
from tests.dialogue.rounds.at_work import Working, ending_of, sends
from tests.factories.actas import sealed
from tests.factories.meetings import new_meeting
from tests.factories.rounds import closed, new_round, says, speaks_as_one
from tests.factories.tables import new_process

PLAN = {
    "protocol": "consent", "reveal": "closed", "reasons": "on_negative", "quorum": "50",
    "aside": "20", "support": "75", "majority": "50", "levels": "8",
}  # fmt: skip


@dataclass
class Room:
    """A meeting of the table that is open."""

    working: Working
    reference: str
    staff: FlaskClient

    @property
    def address(self) -> str:
        """The page of the room."""
        return f"/dialogue/{self.working.code}/room/{self.reference}"

    def page(self) -> str:
        """What stands there now, in one line."""
        return re.sub(r"\s+", " ", self.staff.get(self.address).text)

    def marks(self, *names: str, was: tuple[str, ...] = (), status: int = 303) -> str:
        """Tick these names and no others."""
        seats = self.working.seats
        return sends(
            self.staff, self.address, f"{self.address}/present", status=status,
            present=[str(seats[name]) for name in names], was=[str(seats[name]) for name in was],
        ).text  # fmt: skip

    def opens(self) -> str:
        """A round by consent on the proposal; the address of its page."""
        to = f"{self.address}/rounds/new?proposal={self.working.proposal}"
        sends(self.staff, to, **PLAN)
        return self.working.round_at()

    def agreements(self) -> list[Agreement]:
        """What stands in the acta."""
        with self.working.app.extensions["database"].reading() as session:
            found = list(session.scalars(select(Agreement)))
            session.expunge_all()
        return found


@pytest.fixture
def room(working: Working) -> Room:
    """A meeting of the process in which people are now."""
    vault = working.app.extensions["vault"]
    with working.changing() as session:
        process = working.process(session)
        meeting = new_meeting(
            session, vault, process.office, title="Sesión cuatro", belongs_to=process.subject
        )
        meeting.opened_at = now()
        reference = meeting.reference
    return Room(working, reference, working.browser())


def test_a_light_for_each_group_says_who_lacks(room: Room) -> None:
    assert "Comunidad Pastos</b> 0 de 3" in room.page()
    room.marks("rosa", "alterna", "gerente")
    page = room.page()
    assert "Comunidad Pastos</b> 1 de 3" in page  # a titular and the alternate are one seat
    assert "Falta 1" in page
    assert re.search(r"Empresa Sal</b> 1 de 1 .{0,200}Hay quórum", page)


def test_who_leaves_is_no_longer_there_and_who_comes_back_is(room: Room) -> None:
    room.marks("rosa", "juana")
    room.marks("rosa", was=("rosa", "juana"))
    assert "Comunidad Pastos</b> 1 de 3" in room.page()
    room.marks("rosa", "juana", was=("rosa",))
    assert "Comunidad Pastos</b> 2 de 3" in room.page()
    with room.working.changing() as session:
        assert len(session.scalars(select(Presence)).all()) == 3


def test_two_who_tick_at_once_do_not_undo_each_other(room: Room) -> None:
    room.marks("rosa")
    room.marks("juana")  # from a page that was shown before
    room.marks("juana")
    assert "Comunidad Pastos</b> 2 de 3" in room.page()


def test_nobody_is_present_who_has_no_seat_there(room: Room) -> None:
    assert room.marks("vecina", status=404)
    assert room.marks("observa", status=404)


def test_a_round_is_run_in_the_room_from_the_opening_to_the_acta(room: Room) -> None:
    staff, groups = room.staff, room.working.groups
    room.marks("rosa", "juana", "gerente")
    at = room.opens()
    meeting = f"meeting:{room.reference}"
    hands = f"{at}/groups/{groups['community']}/hands?room={room.reference}"
    counted = {
        "consent-women": "11", "consent-men": "8", "consent-other": "1", "objection-women": "1",
        "objection-men": "2", "reason": "Falta medir la laguna.", "language": "es",
        "channel": "room", "meeting": meeting,
    }  # fmt: skip
    assert sends(staff, hands, **counted).location.endswith(f"{room.reference}#rounds")
    one_voice = f"{at}/groups/{groups['company']}/delegation?room={room.reference}"
    voice = {"option": "consent", "reason": "", "language": "es", "channel": "room"}
    sends(staff, one_voice, meeting=meeting, **voice)
    page = room.page()
    assert "Manos contadas" in page
    assert "Falta medir" not in page
    assert "Todavía no se leen las objeciones" in ending_of(room.page(), "hear")
    sends(staff, room.address, f"{at}/do/hear?room={room.reference}")
    assert "Hay 3 objeciones abiertas." in ending_of(room.page(), "close")
    assert "Falta medir la laguna." in room.page()
    objection = re.search(r"/objections/(\d+)", room.page())
    assert objection
    to = f"{at}/objections/{objection[1]}?room={room.reference}"
    sends(staff, to, note="Se mide cada mes.")
    sends(staff, room.address, f"{at}/do/close?room={room.reference}")
    assert "Hay consentimiento: nadie mantiene una objeción." in room.page()
    acta = f"{room.address}/acta/{room.working.proposal}/1"
    sends(staff, room.address, acta)
    sends(staff, room.address, acta)
    assert "Está en el acta: acuerdo 1." in room.page()
    (noted,) = room.agreements()
    assert noted.extent is Extent.PARTIAL  # three hands did not go up for it
    assert "Bombear 20 % menos de mayo a octubre." in noted.text
    assert "Da su consentimiento: 20, Tiene una objeción: 3" in noted.text
    assert "Falta medir la laguna." in noted.dissent
    assert "Se mide cada mes." in noted.dissent


def test_what_everybody_wants_is_total_and_counted_by_sex(room: Room) -> None:
    staff, groups = room.staff, room.working.groups
    room.marks("rosa", "juana", "gerente")
    at = room.opens()
    for group in ("community", "company"):
        page = f"{at}/groups/{groups[group]}/hands"
        counted = {"consent-women": "3", "consent-men": "2", "language": "es", "channel": "room"}
        sends(staff, page, meeting="", **counted)  # the meeting of the round goes without saying
    sends(staff, at, f"{at}/do/close")
    sends(staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert (noted.extent, noted.women_for, noted.men_for) == (Extent.TOTAL, 6, 4)
    assert noted.dissent == ""


@pytest.mark.parametrize(
    ("others", "columns", "said"),
    [
        ("0", (6, 4), ""),
        ("3", (6, 4), "Manos de otras personas: 6 a favor, 0 en contra."),
        ("1", (0, 0), "Las manos no se cuentan por sexo, para cuidar a un grupo pequeño."),
    ],
)
def test_hands_of_people_who_are_neither_women_nor_men_are_told_unless_they_are_few(
    room: Room, others: str, columns: tuple[int, int], said: str
) -> None:
    staff, groups = room.staff, room.working.groups
    room.marks("rosa", "juana", "gerente")
    at = room.opens()
    counted = {"consent-women": "3", "consent-men": "2", "consent-other": others}
    for group in ("community", "company"):
        page = f"{at}/groups/{groups[group]}/hands"
        sends(staff, page, meeting="", language="es", channel="room", **counted)
    sends(staff, at, f"{at}/do/close")
    sends(staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert (noted.counting, (noted.women_for, noted.men_for)) == (Counting.HANDS, columns)
    assert said in noted.text
    assert ("otras personas" in noted.text or "por sexo" in noted.text) is bool(said)


def test_columns_of_an_acta_do_not_tell_the_hands_of_a_small_group(room: Room) -> None:
    staff, groups = room.staff, room.working.groups
    room.marks("rosa", "juana", "gerente")
    at = room.opens()
    hands = {"consent-women": "3", "objection-men": "1", "language": "es", "channel": "room"}
    sends(staff, f"{at}/groups/{groups['community']}/hands", meeting="", reason="No.", **hands)
    sends(staff, at, f"{at}/do/close")
    sends(staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert (noted.women_for, noted.men_against) == (0, 0)
    assert "no se muestra, para cuidar a un grupo pequeño" in noted.text


def test_what_was_not_reached_goes_into_the_acta_as_no_agreement(room: Room) -> None:
    at = room.opens()
    sends(room.staff, at, f"{at}/do/close")
    sends(room.staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert noted.extent is Extent.NONE
    assert "para el quórum se necesita" in noted.dissent


def test_an_acta_tells_no_answers_and_words_of_a_small_group(room: Room) -> None:
    secret = "Canario: no baja la laguna."
    with room.working.changing() as session:
        process, proposal = room.working.found(session)
        one = new_round(session, process, proposal)
        says(session, process, one, room.working.seat(session, "gerente"), "objection", secret)
        for name in ("rosa", "juana"):
            says(session, process, one, room.working.seat(session, name), "consent")
        closed(session, process, one)
    sends(room.staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert "Empresa Sal: no se muestra, para cuidar a un grupo pequeño." in noted.text
    assert "objeción: 1" not in noted.text
    assert "Empresa Sal: hay objeciones abiertas." in noted.dissent
    assert secret not in noted.text + noted.dissent


def test_a_result_stands_in_one_acta_only(room: Room) -> None:
    at = room.opens()
    sends(room.staff, at, f"{at}/do/close")
    sends(room.staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    with room.working.changing() as session:
        process = room.working.process(session)
        vault = room.working.app.extensions["vault"]
        other = new_meeting(session, vault, process.office, belongs_to=process.subject)
        reference = other.reference
    there = f"/dialogue/{room.working.code}/room/{reference}"
    sends(room.staff, room.address, f"{there}/acta/{room.working.proposal}/1")
    assert len(room.agreements()) == 1


def test_a_result_is_read_out_in_either_language(room: Room) -> None:
    at = room.opens()
    sends(room.staff, at, f"{at}/do/close")
    page = f"{room.address}/read/{room.working.proposal}/1"
    for tongue, lang in (("es", "es"), ("qu", "quz")):
        text = room.staff.get(f"{page}?in={tongue}").text
        assert f'<div lang="{lang}">' in text
        assert "<h2>" in text


def test_before_and_after_the_meeting_the_room_says_so_and_takes_nothing(room: Room) -> None:
    marks = f"{room.address}/present"
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', room.page())
    assert token
    for opened, words in ((True, "La reunión terminó"), (False, "no empezó todavía")):
        with room.working.changing() as session:
            query = select(Meeting).where(Meeting.reference == room.reference)
            meeting = session.scalars(query).one()
            meeting.closed_at = now() if opened else None
            meeting.opened_at = meeting.opened_at if opened else None
        page = room.page()
        assert words in page
        assert "Guardar quién está" not in page
        ticked = {"present": str(room.working.seats["rosa"]), "csrf_token": token[1]}
        assert room.staff.post(marks, data={"key": f"key-{opened}", **ticked}).status_code == 422
    with room.working.changing() as session:
        assert session.scalars(select(Presence)).all() == []


def test_rooms_of_today_and_to_come_stand_first_then_those_that_were_page_by_page(
    room: Room,
) -> None:
    vault = room.working.app.extensions["vault"]
    with room.working.changing() as session:
        process = room.working.process(session)
        today = today_at(process.office)
        for days in (-30, 9, 0, *range(-29, -3)):
            day = today + timedelta(days=days)
            meeting = new_meeting(
                session, vault, process.office, title=f"Sesión a {days} días;",
                belongs_to=process.subject, begins_on=day, ends_on=day,
            )  # fmt: skip
            if days < 0:
                meeting.opened_at = meeting.closed_at = now()
    rooms = f"/dialogue/{room.working.code}/room/"
    page = re.sub(r"\s+", " ", room.staff.get(rooms).text)
    order = ["Hoy y por venir", "Sesión cuatro", "a 0 días;", "a 9 días;", "Anteriores",
             "a -4 días;", "a -23 días;"]  # fmt: skip
    assert sorted(order, key=page.index) == order
    assert "a -24 días;" not in page
    assert page.count("Hoy</span>") == 1
    further = re.search(r'href="([^"]+after=\d+)" rel="next"', page)
    assert further
    second = room.staff.get(further[1]).text
    assert "a -24 días;" in second
    assert "a -30 días;" in second
    assert "Hoy y por venir" not in second
    assert 'rel="next"' not in second


def test_the_room_of_a_meeting_that_is_not_of_this_process_is_not_there(room: Room) -> None:
    working = room.working
    vault = working.app.extensions["vault"]
    with working.changing() as session:
        office = working.process(session).office
        other = new_process(session, vault, office)
        loose = new_meeting(session, vault, office).reference
        theirs = new_meeting(session, vault, office, belongs_to=other.subject).reference
    for reference in (loose, theirs, "M-AAAAAA"):
        assert room.staff.get(f"/dialogue/{working.code}/room/{reference}").status_code == 404


@pytest.mark.parametrize("name", ["rosa", "auditor", "outside"])
def test_the_room_is_for_who_writes_down(room: Room, name: str) -> None:
    assert room.working.browser(name).get(room.address).status_code in {403, 404}


def test_who_only_takes_notes_marks_and_counts_but_opens_no_round(room: Room) -> None:
    taker = room.working.browser("note_taker")
    page = taker.get(room.address).text
    assert "Guardar quién está" in page
    assert "Abrir aquí una ronda" not in page
    to = f"{room.address}/rounds/new?proposal={room.working.proposal}"
    assert taker.get(to).status_code == 403


def decided_online(room: Room, number: int = 1) -> None:
    """A round that no meeting held, closed now."""
    with room.working.changing() as session:
        process, proposal = room.working.found(session)
        one = new_round(session, process, proposal)
        for group in process.groups:
            speaks_as_one(session, process, one, group, "consent")
        closed(session, process, one)
        assert one.number == number


def test_what_was_decided_online_is_put_into_the_acta_of_the_next_meeting_as_it_was_sealed(
    room: Room,
) -> None:
    decided_online(room)
    acta = f"/meetings/{room.reference}/acta"
    assert "1 resultado de una ronda de la mesa" in room.staff.get(acta).text
    page = room.page()
    assert "Rondas cerradas fuera de la sala" in page
    assert "Todavía no se cerró ninguna ronda aquí." in page
    sends(room.staff, room.address, f"{room.address}/acta/{room.working.proposal}/1")
    (noted,) = room.agreements()
    assert re.search(r"Comunidad Pastos \(.+\)\. Da su consentimiento: 1\.", noted.text)
    assert noted.extent is Extent.TOTAL
    with room.working.changing() as session:
        process, one = room.working.round(session)
        assert grouped(result_for(session, SYSTEM, process, one).fingerprint) in noted.text
    assert "Está en el acta: acuerdo 1." in room.page()
    assert "Todavía no está en el acta" not in room.staff.get(acta).text


def test_what_stands_in_an_acta_or_was_before_the_last_one_is_not_offered_again(
    room: Room,
) -> None:
    decided_online(room)
    vault, jobs = (room.working.app.extensions[name] for name in ("vault", "jobs"))
    with room.working.changing() as session:
        process = room.working.process(session)
        before, _minutes = sealed(session, vault, process.office, jobs)
        before.belongs_to = process.subject
    assert "Rondas cerradas fuera" not in room.page()
    decided_online(room, 2)
    page = room.page()
    assert "Rondas cerradas fuera" in page
    assert page.count("Poner en el acta") == 1
    with room.working.changing() as session:
        process = room.working.process(session)
        other = new_meeting(session, vault, process.office, belongs_to=process.subject).reference
    there = f"/dialogue/{room.working.code}/room/{other}"
    sends(room.staff, there, f"{there}/acta/{room.working.proposal}/2")
    assert "Rondas cerradas fuera" not in room.page()
    assert "1 resultado de" not in room.staff.get(f"/meetings/{room.reference}/acta").text


def test_who_writes_no_acta_is_offered_no_result_for_it(room: Room) -> None:
    decided_online(room)
    page = room.working.browser("auditor").get(f"/meetings/{room.reference}/acta")
    assert "resultado de una ronda" not in page.text
