"""People register by themselves: a place or the waiting list, the code, leaving, invitations."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from kernel.attempts import Attempt, names_of
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import NotFound, RuleBroken
from kernel.policy import SYSTEM, Actor
from kernel.text import canonical
from kernel.vault import Vault
from meetings.kinds import Sex
from meetings.models import Participant
from meetings.queries.meetings import key_of
from tests.factories.accounts import new_office
from tests.pages import Page, page_weight
from tests.threads import at_once
from tests.trainings.conftest import Desk
from tests.trainings.people import hidden, press
from tests.trainings.workshops import Open, come, found, open_workshop, states
from trainings.kinds import Admission, QuotaOf, RegistrationState
from trainings.models import Registration
from trainings.operations.invitations import Guest, invite
from trainings.operations.programmes import publish_programme
from trainings.operations.registrations import Registrant, leave, register
from trainings.operations.workshops import Share
from trainings.queries.programmes import programme_for
from trainings.queries.registrations import followed, invitation_of
from trainings.receipts import typed
from trainings.views import limits
from web import floods
from web.waiting import WaitingRoom

PHONE = "984 555 321"
NAME = "Saturnina Q'ispe Ñawpa"
WOMEN = Share(QuotaOf.WOMEN, 50)


@pytest.fixture
def workshop(database: Database, vault: Vault, desk: Desk) -> Open:
    """Two places, one of them kept for a woman."""
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        return open_workshop(session, vault, office, capacity=2, shares=(WOMEN,))


def sign_up(browser: FlaskClient, workshop: Open, name: str = NAME, **said: str) -> str:
    """Register and give the code that the receipt shows."""
    answer = press(browser, f"{workshop.public}/register", name=name, **said)
    assert answer.status_code == 303, answer.text
    return code_on(browser.get(answer.location).text)


def code_on(page: str) -> str:
    shown = re.search(r'<p class="code letters">(.*?)</p>', page, re.S)
    assert shown
    return re.sub(r"<[^>]+>|\s", "", shown[1])


def test_somebody_registers_and_sees_the_place_and_the_code(
    stranger: FlaskClient, workshop: Open
) -> None:
    code = sign_up(stranger, workshop, sex="woman")
    assert typed(code) == code
    page = stranger.get("/workshops/mine").text
    assert "Tiene un lugar" in page
    assert NAME in page.replace("&#39;", "'")


def test_nothing_but_the_name_must_be_told(stranger: FlaskClient, workshop: Open) -> None:
    assert press(stranger, f"{workshop.public}/register", name=" ").status_code == 422
    sign_up(stranger, workshop, "Ana")


def test_quechua_signs_and_what_somebody_needs_are_kept(
    stranger: FlaskClient, workshop: Open, database: Database
) -> None:
    needs = "Wawayta qhawaq, t'ikraq (intérprete)"
    sign_up(stranger, workshop, needs=needs, organization="Ñañaykuna", community="Ch'ulluchaka")
    with database.reading() as session:
        one = session.scalars(select(Registration)).one()
        assert (one.name, one.needs) == (canonical(NAME), needs)
        assert (one.organization, one.community) == ("Ñañaykuna", "Ch'ulluchaka")


def test_the_telephone_is_sealed(stranger: FlaskClient, workshop: Open, database: Database) -> None:
    sign_up(stranger, workshop, phone=PHONE)
    with database.reading() as session:
        one = session.scalars(select(Registration)).one()
        assert one.phone
        assert PHONE.encode() not in one.phone.ciphertext


def test_who_finds_the_kept_places_waits_and_moves_up_when_somebody_leaves(
    app: Flask, workshop: Open, database: Database
) -> None:
    first, second, third = (app.test_client() for _ in range(3))
    sign_up(first, workshop, "Juan", sex="man")
    sign_up(second, workshop, "Pedro", sex="man")
    assert "lista de espera" in second.get("/workshops/mine").text
    sign_up(third, workshop, "Rosa", sex="woman")
    assert "Tiene un lugar" in third.get("/workshops/mine").text
    assert press(first, "/workshops/mine", "/workshops/mine/cancel").status_code == 303
    assert "Su inscripción ya no está en pie" in first.get("/workshops/mine").text
    with database.reading() as session:
        assert states(session) == {
            "Juan": RegistrationState.CANCELLED,
            "Pedro": RegistrationState.REGISTERED,
            "Rosa": RegistrationState.REGISTERED,
        }


def test_the_kept_place_stays_for_whom_it_is_kept(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        workshop = open_workshop(session, vault, office, capacity=2, shares=(WOMEN,))
        noise = open_workshop(session, vault, new_office(session, vault), capacity=9)
        come(session, vault, noise, "Lejana", sex=Sex.WOMAN)
        for name, sex in (("Rosa", Sex.WOMAN), ("Juan", Sex.MAN), ("Pedro", Sex.MAN)):
            come(session, vault, workshop, name, sex=sex)
        come(session, vault, workshop, "Ana", sex=Sex.WOMAN)
        rosa = session.scalars(select(Registration).where(Registration.name == "Rosa")).one()
        leave(session, Actor(receipt_of=rosa.subject), found(session, workshop), rosa)
        assert states(session)["Ana"] is RegistrationState.REGISTERED
        assert states(session)["Pedro"] is RegistrationState.WAITING


def test_two_who_take_the_last_place_at_once_do_not_both_get_it(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        workshop = open_workshop(session, vault, new_office(session, vault), capacity=1)

    def take(number: int) -> str:
        with any_database.changing() as session:
            return come(session, vault, workshop, f"Persona {number}")

    assert sorted(at_once(take, 4)) == ["registered", "waiting", "waiting", "waiting"]


def test_a_form_that_is_sent_twice_registers_once_and_shows_the_same_code(
    app: Flask, workshop: Open, database: Database
) -> None:
    browser = app.test_client()
    sent = hidden(browser.get(f"{workshop.public}/register").text) | {"name": "Ana"}
    codes = []
    for _ in range(2):
        answer = browser.post(f"{workshop.public}/register", data=sent)
        codes.append(code_on(browser.get(answer.location).text))
    assert codes[0] == codes[1]
    with database.reading() as session:
        assert len(states(session)) == 1


def test_the_code_opens_the_registration_in_another_browser_and_closing_forgets_it(
    app: Flask, stranger: FlaskClient, workshop: Open
) -> None:
    code = sign_up(stranger, workshop)
    other = app.test_client()
    spaced = f" {code[:4].lower()}-{code[4:8]} {code[8:]} "
    assert press(other, "/workshops/mine", code=spaced).location == "/workshops/mine"
    assert code_on(other.get("/workshops/mine").text) == code
    press(other, "/workshops/mine", "/workshops/mine/leave")
    assert NAME not in other.get("/workshops/mine").text


def test_after_half_an_hour_the_browser_asks_for_the_code(
    stranger: FlaskClient, workshop: Open
) -> None:
    sign_up(stranger, workshop)
    with at(now() + timedelta(minutes=31)):
        assert "Saturnina" not in stranger.get("/workshops/mine").text


def test_a_cookie_that_somebody_made_up_opens_nothing(
    app: Flask, stranger: FlaskClient, workshop: Open
) -> None:
    code = sign_up(stranger, workshop)
    forger = app.test_client()
    for value in (code, f"{code}.{int(now().timestamp())}.00", "..", "é.é.é"):
        forger.set_cookie("place", value)
        assert "Saturnina" not in forger.get("/workshops/mine").text


def test_a_wrong_code_is_told_and_after_many_the_place_waits_an_hour(
    app: Flask, stranger: FlaskClient, workshop: Open, database: Database, vault: Vault
) -> None:
    code = sign_up(stranger, workshop)
    guesser = app.test_client()
    answer = press(guesser, "/workshops/mine", code="22222-22222-222")
    assert answer.status_code == 422
    assert "No encontramos ese código" in answer.text
    who, _yesterday = names_of(vault, "127.0.0.1")
    with database.changing() as session:
        noted = session.scalars(select(Attempt).where(Attempt.kind == limits.FAILED)).all()
        assert [one.who for one in noted] == [who]
        session.add_all(
            Attempt(kind=limits.FAILED, who=who) for _ in range(limits.FAILURES_AN_HOUR)
        )
    assert press(guesser, "/workshops/mine", code=code).status_code == 429
    with at(now() + timedelta(minutes=61)):
        assert press(guesser, "/workshops/mine", code=code).status_code == 303


def test_a_flood_from_one_place_waits_and_costs_nobody_else(
    app: Flask, workshop: Open, database: Database, vault: Vault
) -> None:
    app.extensions["floods"] = WaitingRoom(seats=1)
    app.extensions["floods"]._seats.acquire()  # nobody may wait
    who, _yesterday = names_of(vault, "127.0.0.1")
    with database.changing() as session:
        session.add_all(
            Attempt(kind=limits.SENT.kind, who=who) for _ in range(limits.SENT.a_minute)
        )
    here, there = app.test_client(), app.test_client()
    refused = press(here, f"{workshop.public}/register", name="Ana")
    assert refused.status_code == 503
    assert "Ana" in refused.text
    there.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert press(there, f"{workshop.public}/register", name="Eva").status_code == 303


def test_forty_people_behind_one_address_register_and_nobody_waits(
    app: Flask, workshop: Open, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    def waits() -> None:
        raise AssertionError("somebody had to wait")

    monkeypatch.setattr(floods, "one_second", waits)
    for number in range(40):
        browser = FlaskClient(app)
        answer = press(browser, f"{workshop.public}/register", name=f"Persona {number}")
        assert answer.status_code == 303
    with database.reading() as session:
        seated = [one for one in states(session).values() if one == "registered"]
        assert len(seated) == 1  # the other place is kept for a woman


def test_closed_over_cancelled_and_unpublished_workshops_take_nobody(
    app: Flask, database: Database, vault: Vault, desk: Desk
) -> None:
    yesterday = now().date() - timedelta(days=2)
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        rows = [
            open_workshop(session, vault, office, admission=Admission.CLOSED),
            open_workshop(session, vault, office, begins_on=yesterday, ends_on=yesterday),
            open_workshop(session, vault, office, cancelled_at=now()),
        ]
        hidden_one = open_workshop(session, vault, office, published=False)
    browser = app.test_client()
    for one in rows:
        assert browser.get(one.public).status_code == 200
        assert "Inscribirme" not in browser.get(one.public).text
        assert browser.get(f"{one.public}/register").status_code == 409
    for address in ("", "/register", "/call-es.pdf"):
        answer = browser.get(f"{hidden_one.public}{address}")
        nobodys = browser.get(f"/workshops/M-222222{address}")
        assert answer.status_code == nobodys.status_code == 404
        assert answer.data == nobodys.data.replace(b"M-222222", hidden_one.meeting.encode())


def test_the_last_day_still_counts_and_the_next_does_not(
    app: Flask, coordinator: FlaskClient, workshop: Open
) -> None:
    today = now().astimezone().date()
    press(
        coordinator, f"{workshop.desk}/terms",
        **{"admission": "open", "registers_until-day": str(today.day),
           "registers_until-month": str(today.month), "registers_until-year": str(today.year)},
    )  # fmt: skip
    browser = app.test_client()
    assert browser.get(f"{workshop.public}/register").status_code == 200
    with at(now() + timedelta(days=2)):
        assert browser.get(f"{workshop.public}/register").status_code == 409


def test_public_pages_say_how_many_places_are_left_and_nobodys_name(
    app: Flask, workshop: Open, stranger: FlaskClient
) -> None:
    assert "Quedan 2 lugares." in stranger.get(workshop.public).text
    sign_up(stranger, workshop, phone=PHONE, sex="woman", organization="Club Zorzal")
    anybody = app.test_client()
    for address in ("/workshops/", workshop.public, f"{workshop.public}/register"):
        page = anybody.get(address).text
        for private in ("Saturnina", PHONE, "Zorzal"):
            assert private not in page
    assert "Queda 1 lugar." in anybody.get(workshop.public).text


def test_public_pages_are_light(
    app: Flask, workshop: Open, stranger: FlaskClient, coordinator: FlaskClient
) -> None:
    press(coordinator, f"{workshop.desk}/call", call="Venga con su familia. " * 60)
    sign_up(stranger, workshop)
    for address in ("/workshops/", workshop.public, f"{workshop.public}/register"):
        assert page_weight(Page(app.test_client().get(address).text)) <= 14 * 1024
    assert page_weight(Page(stranger.get("/workshops/mine").text)) <= 14 * 1024


# Invitations


def invited(coordinator: FlaskClient, workshop: Open, *names: str) -> list[str]:
    answer = press(coordinator, f"{workshop.desk}/invitations", names="\n".join(names))
    assert answer.status_code == 200
    return re.findall(r'<p class="key">([^<]+)</p>', answer.text)


@pytest.fixture
def closed_circle(database: Database, vault: Vault, desk: Desk) -> Open:
    """A workshop that nobody enters without an invitation."""
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        return open_workshop(session, vault, office, admission=Admission.INVITATION)


def test_without_an_invitation_nobody_enters_a_closed_circle(
    stranger: FlaskClient, closed_circle: Open
) -> None:
    page = f"{closed_circle.public}/register"
    assert press(stranger, page, name="Ana").status_code == 422
    wrong = press(stranger, page, name="Ana", code="22222-22222-222")
    assert wrong.status_code == 422
    assert "no es de una invitación a este taller" in wrong.text


def test_an_invitation_is_good_for_one_registration(
    app: Flask, coordinator: FlaskClient, closed_circle: Open, database: Database
) -> None:
    [code] = invited(coordinator, closed_circle, "Rosa Mamani")
    page = f"{closed_circle.public}/register"
    first, second = app.test_client(), app.test_client()
    assert press(first, page, name="Rosa Mamani", code=code).status_code == 303
    again = press(second, page, name="Otra", code=code.lower().replace("-", " "))
    assert again.status_code == 409
    assert "Esa invitación ya se usó" in again.text
    with database.reading() as session:
        assert states(session) == {"Rosa Mamani": RegistrationState.REGISTERED}
    assert code_on(first.get("/workshops/mine").text) == code.replace("-", "")


def test_an_invitation_to_one_workshop_opens_no_other(
    app: Flask, coordinator: FlaskClient, closed_circle: Open, database: Database,
    vault: Vault, desk: Desk,
) -> None:  # fmt: skip
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        other = open_workshop(session, vault, office, admission=Admission.INVITATION)
    [code] = invited(coordinator, closed_circle, "Rosa")
    answer = press(app.test_client(), f"{other.public}/register", name="Rosa", code=code)
    assert answer.status_code == 422


def test_codes_have_more_than_sixty_bits_and_differ(
    coordinator: FlaskClient, closed_circle: Open
) -> None:
    codes = invited(coordinator, closed_circle, *[f"Persona {number}" for number in range(50)])
    assert len(set(codes)) == 50
    assert {len(code.replace("-", "")) for code in codes} == {13}  # 13 × log2(31) = 64 bits


def test_no_code_is_kept_where_somebody_could_read_it(
    coordinator: FlaskClient, closed_circle: Open, database: Database
) -> None:
    [code] = invited(coordinator, closed_circle, "Rosa")
    assert code not in coordinator.get(closed_circle.desk).text
    with database.reading() as session:
        [one] = session.scalars(select(Registration))
        assert one.code_lookup
        assert code.replace("-", "") not in one.code_lookup.upper()


def test_who_lost_the_code_gets_another_and_the_old_one_opens_nothing(
    app: Flask, coordinator: FlaskClient, closed_circle: Open, database: Database
) -> None:
    [old] = invited(coordinator, closed_circle, "Rosa")
    with database.reading() as session:
        reference = session.scalars(select(Registration.reference)).one()
    page = f"{closed_circle.desk}/registrations/{reference}"
    [new] = re.findall(
        r'<p class="key">([^<]+)</p>', press(coordinator, page, f"{page}/new-code").text
    )
    assert new != old
    browser = app.test_client()
    assert press(browser, "/workshops/mine", code=old).status_code == 422
    assert press(browser, "/workshops/mine", code=new).status_code == 303
    assert "Tiene una invitación" in browser.get("/workshops/mine").text


def test_whoever_unpublishes_a_programme_hides_its_workshops(
    app: Flask, workshop: Open, database: Database
) -> None:
    with database.changing() as session:
        programme = programme_for(session, SYSTEM, workshop.programme)
        publish_programme(session, SYSTEM, programme, is_public=False)
    assert app.test_client().get(workshop.public).status_code == 404
    assert workshop.meeting not in app.test_client().get("/workshops/").text


def test_registering_puts_nobody_on_the_attendance_list_by_itself(
    stranger: FlaskClient, workshop: Open, database: Database
) -> None:
    sign_up(stranger, workshop)
    with database.reading() as session:
        assert session.scalars(select(Participant)).all() == []


def test_invitations_that_are_sent_twice_are_made_once_and_show_the_same_codes(
    coordinator: FlaskClient, closed_circle: Open, database: Database
) -> None:
    page = f"{closed_circle.desk}/invitations"
    sent = hidden(coordinator.get(page).text) | {"names": "Rosa\nAna"}
    first, again = (coordinator.post(page, data=sent).text for _ in range(2))
    codes = re.findall(r'<p class="key">([^<]+)</p>', first)
    assert len(codes) == 2
    assert codes == re.findall(r'<p class="key">([^<]+)</p>', again)
    with database.reading() as session:
        assert len(session.scalars(select(Registration.id)).all()) == 2


def test_two_who_use_one_invitation_at_once_do_not_both_come_in(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        workshop = open_workshop(
            session, vault, new_office(session, vault), admission=Admission.INVITATION
        )
        invite(session, SYSTEM, found(session, workshop), [Guest("Rosa", "f00d")])

    def accept(number: int) -> str:
        with any_database.changing() as session:
            of = found(session, workshop)
            invitation = invitation_of(session, of.workshop, "f00d")
            key = key_of(session, vault, of.workshop.meeting)
            who = Registrant(f"Persona {number}")
            try:
                return register(session, key, SYSTEM, of, who, "f00d", invitation).state
            except RuleBroken as refusal:
                return refusal.code

    assert sorted(at_once(accept, 3)) == ["invitation-used", "invitation-used", "registered"]


def test_who_leaves_is_found_by_the_code_alone_on_both_databases(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        workshop = open_workshop(session, vault, new_office(session, vault), capacity=1)
        come(session, vault, workshop, "Rosa")
        come(session, vault, workshop, "Ana")
        subject = session.scalars(select(Registration).where(Registration.name == "Rosa")).one()
        bearer = Actor(receipt_of=subject.subject)
    with any_database.changing() as session:
        of = followed(session, bearer, for_change=True)
        leave(session, bearer, of, of.registration)
        with pytest.raises(RuleBroken, match="registration-over"):
            leave(session, bearer, of, of.registration)
    with any_database.reading() as session:
        assert states(session)["Ana"] is RegistrationState.REGISTERED
        with pytest.raises(NotFound):
            followed(session, Actor(receipt_of="registration:R-2222"))
