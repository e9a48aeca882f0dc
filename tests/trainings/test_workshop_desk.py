"""The page of a workshop for the staff: quotas, decisions, lists."""

import csv
import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.roles import Role
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import STRANGER, SYSTEM, Actor, Grant, allowed
from kernel.vault import Vault
from meetings.kinds import AgeBand, Sex, Source
from meetings.models import Participant
from meetings.particulars import HAD_AGENDA
from tests.factories.accounts import new_office, signed_in
from tests.factories.meetings import (
    new_commitment,
    new_group,
    new_meeting,
    new_participant,
)
from tests.trainings.conftest import Desk
from tests.trainings.people import press
from tests.trainings.workshops import Open, come, found, open_workshop, states
from trainings.kinds import Handling, QuotaOf, RegistrationState
from trainings.models import Programme, Quota, Registration
from trainings.operations.registrations import fill, handle
from trainings.operations.workshops import Share, Terms, set_terms
from trainings.policy import TABLE, Action
from trainings.queries.programmes import programme_for
from trainings.queries.registrations import registration_of

PHONE = "984 555 321"


@pytest.fixture
def workshop(database: Database, vault: Vault, desk: Desk) -> Open:
    """Four places; two women and two men have them, and a man waits. Noise in another office."""
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        other = programme_for(session, SYSTEM, desk.other_programme).office
        shares = (Share(QuotaOf.WOMEN, 50), Share(QuotaOf.YOUTH, 80))
        workshop = open_workshop(session, vault, office, capacity=4)
        noise = open_workshop(session, vault, other)
        come(session, vault, noise, "Ajena Lejana", phone="900 000 000")
        for name, sex in (("Rosa", Sex.WOMAN), ("Ana", Sex.WOMAN)):
            come(session, vault, workshop, name, sex=sex, age=AgeBand.FROM_18, phone=PHONE)
        for name in ("Juan", "=cmd|' /C calc'!A0", "Pedro"):
            come(session, vault, workshop, name, sex=Sex.MAN)
        of = found(session, workshop)
        session.add_all(Quota(workshop_id=of.workshop.id, **vars(share)) for share in shares)
        return workshop


def row(database: Database, name: str) -> Registration:
    with database.reading() as session:
        return session.scalars(select(Registration).where(Registration.name == name)).one()


def test_the_light_of_each_quota_says_numbers_words_and_a_picture(
    coordinator: FlaskClient, workshop: Open
) -> None:
    page = coordinator.get(workshop.desk).text
    women, youth = page.index("Mujeres</b>"), page.index("Menores de 30 años</b>")
    assert women < youth
    assert 'class="b good"><svg' in page[women:youth]
    assert "Se cumple" in page[women:youth]
    assert "2 de 4 personas con lugar: 50 %." in page[women:youth].replace("\xa0", " ")
    assert 'class="b late"><svg' in page[youth:]
    assert "No se cumple" in page[youth:]
    assert "Faltan 2 personas." in page[youth:]
    assert "4 de 4 lugares ocupados" in page


def test_the_list_is_searched_and_sifted_and_holds_only_this_workshop(
    coordinator: FlaskClient, workshop: Open
) -> None:
    page = coordinator.get(workshop.desk).text
    assert "Ajena Lejana" not in page
    assert page.index(">Rosa<") < page.index(">Pedro<")
    waiting = coordinator.get(f"{workshop.desk}?state=waiting").text
    assert ">Pedro<" in waiting
    assert ">Rosa<" not in waiting
    found = coordinator.get(f"{workshop.desk}?q=ros").text
    assert ">Rosa<" in found
    assert ">Juan<" not in found
    assert "No hay nadie así." in coordinator.get(f"{workshop.desk}?q=zzz").text


def test_who_stands_twice_is_pointed_out(
    coordinator: FlaskClient, workshop: Open, database: Database, vault: Vault
) -> None:
    assert "¿Repetida?" not in coordinator.get(workshop.desk).text
    with database.changing() as session:
        come(session, vault, workshop, "ROSA")
    assert coordinator.get(workshop.desk).text.count("¿Repetida?") == 2


def test_the_staff_moves_people_but_never_above_the_capacity(
    coordinator: FlaskClient, workshop: Open, database: Database
) -> None:
    pedro, juan = (row(database, name) for name in ("Pedro", "Juan"))
    page = f"{workshop.desk}/registrations/{pedro.reference}"
    full = press(coordinator, page, f"{page}/give_place", version=pedro.version)
    assert full.status_code == 409
    assert "Ya no hay lugares" in full.text
    theirs = f"{workshop.desk}/registrations/{juan.reference}"
    press(coordinator, theirs, f"{theirs}/cancel", version=juan.version)
    with database.reading() as session:
        now_are = states(session)
    assert now_are["Juan"] is RegistrationState.CANCELLED
    assert now_are["Pedro"] is RegistrationState.WAITING  # the free place is kept for the young
    press(coordinator, page, f"{page}/give_place", version=pedro.version)
    with database.reading() as session:
        assert states(session)["Pedro"] is RegistrationState.REGISTERED


def test_a_decision_on_what_has_changed_meanwhile_is_refused(
    database: Database, vault: Vault, workshop: Open
) -> None:
    with database.changing() as session:
        of = found(session, workshop)
        pedro = session.scalars(select(Registration).where(Registration.name == "Pedro")).one()
        with pytest.raises(RuleBroken, match="changed-meanwhile"):
            handle(session, SYSTEM, of, pedro, Handling.DECLINE, pedro.version + 1)
        handle(session, SYSTEM, of, pedro, Handling.DECLINE, pedro.version)
        with pytest.raises(RuleBroken, match="move-not-allowed"):
            handle(session, SYSTEM, of, pedro, Handling.CANCEL, pedro.version)


def test_who_is_sent_to_the_waiting_list_does_not_rise_at_once(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        workshop = open_workshop(session, vault, new_office(session, vault), capacity=1)
        come(session, vault, workshop, "Rosa")
        come(session, vault, workshop, "Ana")
        of = found(session, workshop)
        rosa = session.scalars(select(Registration).where(Registration.name == "Rosa")).one()
        handle(session, SYSTEM, of, rosa, Handling.LET_WAIT, rosa.version)
        assert states(session) == {
            "Rosa": RegistrationState.WAITING,
            "Ana": RegistrationState.REGISTERED,
        }
        assert fill(session, SYSTEM, of) == []


def test_more_places_let_those_who_wait_longest_move_up(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        workshop = open_workshop(session, vault, new_office(session, vault), capacity=1)
        for name in ("Rosa", "Ana", "Eva"):
            come(session, vault, workshop, name)
        of = found(session, workshop)
        terms = Terms(of.workshop.admission, 2)
        set_terms(session, SYSTEM, of.programme, of.workshop, terms, of.workshop.version)
        assert states(session)["Ana"] is RegistrationState.REGISTERED
        assert states(session)["Eva"] is RegistrationState.WAITING
        session.flush()
        fewer = Terms(of.workshop.admission, 1)
        set_terms(session, SYSTEM, of.programme, of.workshop, fewer, of.workshop.version)
        assert list(states(session).values()).count(RegistrationState.REGISTERED) == 2


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(capacity=0), "capacity-out-of-bounds"),
        (Terms(shares=(Share(QuotaOf.WOMEN, 0),)), "share-out-of-bounds"),
        (Terms(shares=(Share(QuotaOf.WOMEN, 40), Share(QuotaOf.WOMEN, 50))), "share-twice"),
        (Terms(shares=(Share(QuotaOf.GROUP, 60, 1), Share(QuotaOf.GROUP, 50, 2))), "shares-above"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    database: Database, workshop: Open, terms: Terms, code: str
) -> None:
    with database.changing() as session:
        of = found(session, workshop)
        with pytest.raises(BadInput, match=code):
            set_terms(session, SYSTEM, of.programme, of.workshop, terms, of.workshop.version)


def test_terms_are_typed_on_their_page_and_shown_again(
    coordinator: FlaskClient, workshop: Open, database: Database, desk: Desk
) -> None:
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        group = new_group(session, office, "Federación de mujeres").id
    page = f"{workshop.desk}/terms"
    typed = {"admission": "invitation", "capacity": "30", "women": "40"}
    half = press(coordinator, page, **typed, group_1=str(group))
    assert half.status_code == 422
    assert "Elija el grupo y escriba su parte." in half.text
    done = press(coordinator, page, **typed, group_1=str(group), share_1="20")
    assert done.status_code == 303
    again = coordinator.get(page).text
    assert f'<option value="{group}" selected>' in again
    assert "Solo con invitación" in coordinator.get(workshop.desk).text
    assert "Federación de mujeres" in coordinator.get(workshop.desk).text


def test_the_staff_writes_down_who_calls_also_when_it_is_closed(
    app: Flask, workshop: Open, desk: Desk, coordinator: FlaskClient, database: Database
) -> None:
    press(coordinator, f"{workshop.desk}/terms", admission="closed")
    note_taker = signed_in(app, desk.note_taker)
    answer = press(note_taker, f"{workshop.desk}/registrations/new", name="Marina", sex="woman")
    assert answer.status_code == 303
    with database.reading() as session:
        assert states(session)["Marina"] is RegistrationState.REGISTERED


def test_who_has_a_place_goes_onto_the_attendance_list_once(
    coordinator: FlaskClient, workshop: Open, database: Database
) -> None:
    for added in ("Pasamos 4 personas", "Pasamos 0 personas"):
        answer = press(coordinator, workshop.desk, f"{workshop.desk}/attendance")
        assert answer.status_code == 303
        assert added in coordinator.get(workshop.desk).text
    with database.reading() as session:
        rows = session.scalars(select(Participant)).all()
        references = set(session.scalars(select(Registration.reference)))
        assert {one.name for one in rows} == {"Rosa", "Ana", "Juan", "=cmd|' /C calc'!A0"}
        assert {one.source for one in rows} == {Source.REGISTRATION}
        assert {one.registrant for one in rows} <= references
        assert [one.phone is not None for one in rows if one.name == "Rosa"] == [True]


def test_a_namesake_on_the_attendance_list_is_named_and_not_doubled(
    coordinator: FlaskClient, workshop: Open, database: Database
) -> None:
    with database.changing() as session:
        new_participant(session, found(session, workshop).workshop.meeting, "Rosa")
    press(coordinator, workshop.desk, f"{workshop.desk}/attendance")
    assert "mismo nombre: Rosa" in coordinator.get(workshop.desk).text
    with database.reading() as session:
        names = list(session.scalars(select(Participant.name)))
        assert names.count("Rosa") == 1


def test_the_sheet_has_everybody_and_its_cells_are_inert(
    app: Flask, coordinator: FlaskClient, workshop: Open, desk: Desk
) -> None:
    raw = coordinator.get(f"{workshop.desk}/registrations.csv")
    assert "attachment" in raw.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(raw.data.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert [row[2] for row in rows][4].startswith("'=cmd")
    assert rows[1][10] == PHONE
    auditor = signed_in(app, desk.auditor)
    assert PHONE not in auditor.get(f"{workshop.desk}/registrations.csv").text
    book = coordinator.get(f"{workshop.desk}/registrations.xlsx")
    assert book.data[:2] == b"PK"
    assert coordinator.get(f"{workshop.desk}/registrations.pdf").status_code == 404


def test_telephones_are_for_who_writes_in_the_programme(
    app: Flask, coordinator: FlaskClient, workshop: Open, desk: Desk, database: Database
) -> None:
    page = f"{workshop.desk}/registrations/{row(database, 'Rosa').reference}"
    assert PHONE in coordinator.get(page).text
    assert PHONE not in signed_in(app, desk.auditor).get(page).text


@pytest.mark.parametrize(
    "address",
    ["", "/terms", "/place", "/call", "/invitations", "/registrations/new", "/registrations.csv"],
)
def test_a_workshop_of_another_office_answers_like_nothing(
    app: Flask, workshop: Open, desk: Desk, address: str, coordinator: FlaskClient
) -> None:
    stranger = signed_in(app, desk.other_coordinator)
    theirs = stranger.get(f"{workshop.desk}{address}")
    assert theirs.status_code == 404
    own_programme = f"/trainings/{desk.programme}/workshops/{workshop.meeting}{address}"
    assert coordinator.get(own_programme).status_code == 404  # of another programme


def test_a_registration_of_another_workshop_answers_like_nothing(
    database: Database, vault: Vault, workshop: Open, coordinator: FlaskClient, desk: Desk
) -> None:
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        other = open_workshop(session, vault, office)
        come(session, vault, other, "Vecina")
        reference = session.scalars(
            select(Registration.reference).where(Registration.name == "Vecina")
        ).one()
    assert coordinator.get(f"{other.desk}/registrations/{reference}").status_code == 200
    assert coordinator.get(f"{workshop.desk}/registrations/{reference}").status_code == 404


MATRIX = """
                         coordinator facilitator note_taker translator auditor handler stranger
trainings:certificate:issue        yes yes no  no  no  no no
trainings:programme:list           yes yes yes yes yes no no
trainings:programme:make           yes yes no  no  no  no no
trainings:programme:manage         yes yes no  no  no  no no
trainings:programme:read           yes yes yes yes yes no no
trainings:programme:read-public    yes yes yes yes yes no no
trainings:programme:record         yes yes yes no  no  no no
trainings:registration:make        yes yes yes no  no  no no
"""


def test_the_policy_is_what_somebody_could_sign() -> None:
    heads, *lines = [line.split() for line in MATRIX.strip().splitlines()]
    programme = Programme(office_id=7, is_public=False)
    for action, *cells in lines:
        subject: object = 7 if action.endswith((":list", ":make")) else programme
        subject = programme if action.startswith("trainings:registration") else subject
        for role, cell in zip(heads, cells, strict=True):
            for office, expected in ((7, cell == "yes"), (8, False)):
                grants = frozenset({Grant(Role(role), office)}) if role != "stranger" else ()
                who = Actor(1, frozenset(grants)) if grants else STRANGER
                assert allowed(TABLE, who, Action(action), subject) is expected, (action, role)


def test_everybody_may_register_and_look_once_it_is_published() -> None:
    programme = Programme(office_id=7, is_public=True)
    assert allowed(TABLE, STRANGER, Action.REGISTER, programme)
    assert allowed(TABLE, STRANGER, Action.READ_PUBLIC, programme)
    assert not allowed(TABLE, STRANGER, Action.READ, programme)
    mine, other = Registration(reference="R-2"), Registration(reference="R-3")
    bearer = Actor(receipt_of="registration:R-2")
    assert allowed(TABLE, bearer, Action.FOLLOW, mine)
    assert not allowed(TABLE, bearer, Action.FOLLOW, other)
    assert not allowed(TABLE, SYSTEM, Action.FOLLOW, mine)


def test_operations_ask_the_policy_themselves(database: Database, workshop: Open) -> None:
    with database.changing() as session:
        of = found(session, workshop)
        pedro = session.scalars(select(Registration).where(Registration.name == "Pedro")).one()
        with pytest.raises(Forbidden):
            handle(session, STRANGER, of, pedro, Handling.DECLINE, pedro.version)
        with pytest.raises(Forbidden):
            set_terms(session, STRANGER, of.programme, of.workshop, Terms(), of.workshop.version)
        assert registration_of(session, of.workshop, pedro.reference) is pedro


def test_the_page_of_a_programme_shows_its_promises_and_their_rates(
    coordinator: FlaskClient, database: Database, vault: Vault, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}"
    assert "Compromisos del programa" not in coordinator.get(page).text
    with database.changing() as session:
        programme = programme_for(session, SYSTEM, desk.programme)
        other = programme_for(session, SYSTEM, desk.other_programme)
        subject, day = programme.subject, date(2020, 1, 1)
        new_commitment(
            session, programme.office, what="Medir el agua", belongs_to=subject, due_on=day
        )
        new_commitment(session, other.office, what="Cosa ajena", belongs_to=other.subject)
        for had_agenda in (True, False):
            new_meeting(
                session, vault, programme.office, belongs_to=subject, imported=True,
                particulars={HAD_AGENDA: had_agenda},
            )  # fmt: skip
    text = coordinator.get(page).text
    assert "Medir el agua" in text
    assert "Cosa ajena" not in text
    assert "Vencidos hoy" in text
    rates = text[text.index("Actas sin agenda") :].replace("\xa0", " ")
    assert "1 de 2" in rates[:200]


def test_what_somebody_said_of_themselves_is_corrected_and_the_quotas_see_it(
    coordinator: FlaskClient, workshop: Open, database: Database
) -> None:
    rosa = row(database, "Rosa")
    page = f"{workshop.desk}/registrations/{rosa.reference}"
    assert PHONE in coordinator.get(f"{page}/change").text
    done = press(coordinator, f"{page}/change", name="Rosa Ñahui", sex="man", phone=PHONE)
    assert done.status_code == 303
    shown = coordinator.get(workshop.desk).text.replace("\xa0", " ")
    assert "1 de 4 personas con lugar: 25 %." in shown
    assert "Rosa Ñahui" in shown
    stale = press(coordinator, f"{page}/change", name="Otra", version="1")
    assert stale.status_code == 409
    assert "Otra" in stale.text
