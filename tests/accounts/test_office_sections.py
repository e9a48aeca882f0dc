"""What an office says of itself, part by part: nobody's work is lost, and people read it."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from accounts import operations, queries
from accounts.forms.entities import Line, _rows
from accounts.models import Entity, Office, Person
from accounts.operations import TEXT_LIMIT
from accounts.queries import today_at
from accounts.roles import EntityKind, OfficeKind, Role
from kernel.audit import Entry
from kernel.clock import at
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import STRANGER
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import actor_of, new_office, new_person, send, signed_in

TEXTS = "/office/cusco/texts"
TRACKS_PAGE = "/office/cusco/tracks"
CALENDAR = "/office/cusco/calendar"
ENTITIES = "/office/cusco/entities"
ALL = ["consulta", "petitorio", "queja", "alerta"]


def office_of(database: Database, slug: str = "cusco") -> Office:
    with database.reading() as session:
        office = queries.office_by_slug(session, slug)
        session.expunge(office)
        return office


def events(database: Database, office_id: int) -> list[tuple[str, dict[str, Any]]]:
    with database.reading() as session:
        found = session.scalars(
            select(Entry).where(Entry.subject == f"office:{office_id}").order_by(Entry.seq)
        )
        return [(one.event, dict(one.facts)) for one in found]


def shown(page: str) -> str:
    found = re.search(r'name="shown" [^>]*value="([^"]*)"', page)
    assert found
    return found[1]


# --- texts ---


def test_people_read_the_offices_own_words_in_their_language(
    admin: FlaskClient, client: FlaskClient
) -> None:
    answer = send(
        admin, TEXTS, welcome_es="Bienvenidos a la oficina.", welcome_qu="Hampuychik.",
        before_es="Traiga\nagua.",
    )  # fmt: skip
    assert answer.status_code == 303
    spanish, quechua = client.get("/o/cusco?lang=es").text, client.get("/o/cusco?lang=qu").text
    assert "Bienvenidos a la oficina." in spanish
    assert "Traiga<br>agua." in spanish
    assert "Hampuychik." in quechua
    assert "Bienvenidos" not in quechua
    assert "Traiga" not in quechua, "what is not said in Quechua is our own default, in Quechua"


def test_an_empty_text_is_our_default_again(admin: FlaskClient, client: FlaskClient) -> None:
    ours = "Es gratis. No necesita documento ni abogado."
    send(admin, TEXTS, welcome_es="Hola.")
    assert ours not in client.get("/o/cusco?lang=es").text
    send(admin, TEXTS, welcome_es="  ")
    assert ours in client.get("/o/cusco?lang=es").text


def test_an_offices_text_is_inert(admin: FlaskClient, client: FlaskClient) -> None:
    send(admin, TEXTS, next_es="<script>alert(1)</script> & 'quri'")
    page = client.get("/o/cusco?lang=es").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_text_that_is_too_long_comes_back_and_nothing_is_saved(
    admin: FlaskClient, database: Database
) -> None:
    answer = send(admin, TEXTS, welcome_qu="a" * (TEXT_LIMIT + 1), welcome_es="Hola.")
    assert answer.status_code == 422
    assert "sobra 1 letra" in answer.text
    assert "Hola." in answer.text
    assert office_of(database).texts == {}


def test_looking_at_a_text_saves_nothing(admin: FlaskClient, database: Database) -> None:
    answer = send(admin, TEXTS, welcome_es="Solo para mirar.", look="yes")
    assert answer.status_code == 200
    assert answer.text.count("Solo para mirar.") == 2, "in the preview and in the field"
    assert office_of(database).texts == {}


def test_the_last_one_to_save_does_not_win_silently(
    app: Flask, admin: FlaskClient, database: Database, house: House
) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        other = new_person(session, office, Role.OFFICE_ADMIN).id
    second = signed_in(app, other)
    seen = shown(admin.get(TEXTS).text)
    assert send(second, TEXTS, welcome_es="Lo de la otra persona.").status_code == 303
    answer = send(admin, TEXTS, welcome_es="Lo mío.", shown=seen)
    assert answer.status_code == 409
    assert "Lo de la otra persona." in answer.text
    assert "Lo mío." in answer.text
    assert office_of(database).texts == {"es": {"welcome": "Lo de la otra persona."}}
    again = send(admin, TEXTS, welcome_es="Lo mío.", shown=shown(answer.text))
    assert again.status_code == 303
    assert office_of(database).texts == {"es": {"welcome": "Lo mío."}}


@pytest.mark.parametrize("part", ["settings", "tracks", "subjects", "calendar"])
def test_every_part_is_guarded_against_another_hand(admin: FlaskClient, part: str) -> None:
    fields: dict[str, dict[str, Any]] = {
        "settings": {"name": "Otra", "languages": ["es"], "first_language": "es"},
        "tracks": {"tracks": ALL, "anonymous_tracks": ["alerta"]},
        "subjects": {"subject_water": "1"},
        "calendar": {"region": "PE-PUN", "time_zone": "America/Lima"},
    }
    answer = send(admin, f"/office/cusco/{part}", **fields[part], shown="what stood there before")
    assert answer.status_code == 409
    assert "Otra persona guardó esto" in answer.text


def test_two_hands_in_different_parts_do_not_meet(admin: FlaskClient) -> None:
    seen = shown(admin.get(TEXTS).text)
    send(admin, TRACKS_PAGE, tracks=ALL, anonymous_tracks=[], sure="y")
    assert send(admin, TEXTS, welcome_es="Hola.", shown=seen).status_code == 303


def test_a_change_of_texts_is_in_the_trail_without_its_words(
    admin: FlaskClient, database: Database, house: House
) -> None:
    send(admin, TEXTS, welcome_es="Kay simikuna")
    assert events(database, house.here.office_id) == [
        ("accounts:office:changed", {"fields": "texts"})
    ]


# --- ways in and subjects ---


def test_a_change_of_the_ways_in_says_first_what_it_means(
    admin: FlaskClient, database: Database
) -> None:
    fields: dict[str, Any] = {"tracks": ["queja", "alerta"], "anonymous_tracks": ["queja"]}
    answer = send(admin, TRACKS_PAGE, **fields)
    assert answer.status_code == 422
    assert "Consulta: ya no se puede presentar." in answer.text
    assert "Si su ley no acepta quejas sin nombre, no prometa esta vía" in answer.text
    assert "Alerta sin nombre: quien no quiera decir quién es" in answer.text
    assert office_of(database).tracks == ALL
    assert send(admin, TRACKS_PAGE, **fields, sure="y").status_code == 303
    assert office_of(database).tracks == ["queja", "alerta"]
    assert office_of(database).anonymous_tracks == ["queja"]


def test_taking_away_every_nameless_way_is_said_plainly(admin: FlaskClient) -> None:
    answer = send(admin, TRACKS_PAGE, tracks=ALL)
    assert "Nadie podrá contar nada sin dar su nombre." in answer.text
    assert answer.status_code == 422


def test_the_subjects_stand_in_the_offices_order_and_other_is_always_there(
    admin: FlaskClient, database: Database
) -> None:
    fields = {"subject_violence": "1", "subject_water": "2", "subject_land": "2"}
    every = {f"subject_{code}": "" for code in ("animals", "air", "health", "work", "house")}
    answer = send(admin, "/office/cusco/subjects", **fields, **every, subject_promise="")
    assert answer.status_code == 303
    assert office_of(database).topics == ["violence", "water", "land", "other"]
    page = admin.get("/office/cusco/subjects").text
    assert "Otra cosa" in page
    assert 'name="subject_other"' not in page


def test_all_subjects_in_our_order_are_kept_as_none(admin: FlaskClient, database: Database) -> None:
    codes = ("water", "land", "animals", "air", "health", "violence", "work", "house", "promise")
    fields = {f"subject_{code}": str(n) for n, code in enumerate(codes, 1)}
    assert send(admin, "/office/cusco/subjects", **fields).status_code == 303
    assert office_of(database).topics == []


# --- days ---


def test_a_closed_day_is_listed_and_can_be_taken_back(
    admin: FlaskClient, database: Database, house: House
) -> None:
    day = today_at(office_of(database)) + timedelta(days=30)
    parts = {"first-day": str(day.day), "first-month": str(day.month), "first-year": str(day.year)}
    assert send(admin, CALENDAR, f"{CALENDAR}/closed", **parts).status_code == 303
    assert office_of(database).closures == [day.isoformat()]
    assert day.isoformat() in admin.get(f"{CALENDAR}?year={day.year}").text
    assert send(admin, CALENDAR, f"{CALENDAR}/open", day=day.isoformat()).status_code == 303
    assert office_of(database).closures == []
    assert [event for event, _facts in events(database, house.here.office_id)] == [
        "accounts:office:closed-days-added",
        "accounts:office:closed-day-taken-back",
    ]


def test_what_was_late_stays_late(app: Flask, database: Database, house: House) -> None:
    """Neither a past day can be closed, nor a closed one that is past be taken back."""
    with database.changing() as session:
        office = session.get_one(Office, house.here.office_id)
        actor = actor_of(session, session.get_one(Person, house.here.admin))
        yesterday = today_at(office) - timedelta(days=1)
        office.closures = [yesterday.isoformat()]
        session.flush()
        jobs = app.extensions["jobs"]
        with pytest.raises(BadInput, match="day-is-past"):
            operations.close_days(session, jobs, actor, office, yesterday, yesterday)
        with pytest.raises(BadInput, match="day-is-past"):
            operations.work_again_on(session, jobs, actor, office, yesterday)
        later = today_at(office) + timedelta(days=90)
        with pytest.raises(BadInput, match="closure-too-long"):
            operations.close_days(session, jobs, actor, office, today_at(office), later)
        with pytest.raises(Forbidden):
            operations.close_days(session, jobs, STRANGER, office, later, later)


def test_a_day_that_is_past_is_refused_in_words(admin: FlaskClient) -> None:
    parts = {"first-day": "1", "first-month": "1", "first-year": "2020"}
    answer = send(admin, CALENDAR, f"{CALENDAR}/closed", **parts)
    assert answer.status_code == 422
    assert "Ese día ya pasó." in answer.text


def test_the_calendar_shows_the_public_holidays_of_the_year(admin: FlaskClient) -> None:
    with at(datetime(2026, 7, 1, 15, tzinfo=UTC)):
        page = admin.get(f"{CALENDAR}?year=2026").text
    assert "28 jul" in page or "28/7" in page or "28/07" in page
    assert "Día de la Independencia" in page


def test_an_office_stays_in_its_country(app: Flask, database: Database, house: House) -> None:
    with database.changing() as session:
        office = session.get_one(Office, house.here.office_id)
        actor = actor_of(session, session.get_one(Person, house.here.admin))
        for region, zone in (("AR-A", "America/Lima"), ("PE-PUN", "America/La_Paz")):
            with pytest.raises(BadInput, match="place-of-another-country"):
                operations.move_calendar(
                    session, app.extensions["jobs"], actor, office, region, zone
                )


# --- entities ---


def test_an_entity_is_added_renamed_retired_and_brought_back(
    admin: FlaskClient, database: Database, house: House
) -> None:
    assert send(admin, ENTITIES, name="Minera Los Andes", kind="company").status_code == 303
    with database.reading() as session:
        one = queries.entities_of(session, house.here.office_id)[0].id
    where = f"{ENTITIES}/{one}"
    assert send(admin, where, name="Minera Los Andes S.A.", kind="company").status_code == 303
    assert send(admin, where, f"{where}/retire").status_code == 303
    with database.reading() as session:
        assert queries.entities_of(session, house.here.office_id) == []
        named = queries.entities_named(session, house.here.office_id, [one])
        assert [entity.name for entity in named] == ["Minera Los Andes S.A."]
    assert "Minera Los Andes S.A." not in admin.get(ENTITIES).text
    assert "Minera Los Andes S.A." in admin.get(f"{ENTITIES}?retired=1").text
    assert send(admin, where, f"{where}/back").status_code == 303
    assert "Minera Los Andes S.A." in admin.get(ENTITIES).text
    happened = events(database, house.here.office_id)
    assert [event.rpartition(":")[2] for event, _facts in happened] == [
        "entity-added", "entity-changed", "entity-retired", "entity-brought-back",
    ]  # fmt: skip
    assert "Andes" not in str(happened)


@pytest.mark.parametrize("again", ["MINERA  LOS ANDES", "Minera los Ándes", "minera los andes"])
def test_an_office_lists_nobody_twice_in_any_spelling(
    admin: FlaskClient, database: Database, again: str
) -> None:
    send(admin, ENTITIES, name="Minera Los Andes", kind="company")
    answer = send(admin, ENTITIES, name=again, kind="other")
    assert answer.status_code == 422
    assert "Ese nombre ya está en la lista" in answer.text
    with database.reading() as session:
        assert len(session.scalars(select(Entity)).all()) == 1


def test_two_offices_may_list_the_same_name_and_neither_touches_the_others(
    app: Flask, admin: FlaskClient, database: Database, house: House
) -> None:
    send(admin, ENTITIES, name="Minera Los Andes", kind="company")
    there = signed_in(app, house.there.admin)
    address = "/office/salta/entities"
    assert send(there, address, name="Minera Los Andes", kind="company").status_code == 303
    with database.reading() as session:
        mine = queries.entities_of(session, house.here.office_id)[0].id
        with pytest.raises(NotFound):
            queries.entity_of(session, house.there.office_id, mine)
    assert there.get(f"{address}/{mine}").status_code == 404
    assert send(there, address, f"{address}/{mine}/retire").status_code == 404
    assert there.get(ENTITIES).status_code == 404


def test_a_name_is_found_in_any_spelling(admin: FlaskClient) -> None:
    send(admin, ENTITIES, name="Cooperativa Qusqu", kind="other")
    assert "Cooperativa Qusqu" in admin.get(f"{ENTITIES}?q=cuzco").text
    assert "No hay ninguna con ese nombre." in admin.get(f"{ENTITIES}?q=zzz").text


TABLE = """nombre;clase
Minera Uno;empresa
;empresa
Minera Dos;barco
MINERA UNO;empresa
Alcaldía;autoridad
Ya Está;otra
"""


def test_a_table_is_shown_row_by_row_before_anything_is_saved(
    admin: FlaskClient, database: Database, house: House
) -> None:
    send(admin, ENTITIES, name="Ya está", kind="other")
    answer = send(admin, f"{ENTITIES}/import", rows=TABLE)
    assert answer.status_code == 200
    for words in (
        "Falta el nombre.", "No conocemos esa clase", "Está dos veces en estas filas.",
        "La oficina ya la tiene en su lista.", "2 filas se pueden agregar",
    ):  # fmt: skip
        assert words in answer.text
    with database.reading() as session:
        assert len(queries.entities_of(session, house.here.office_id)) == 1
    assert send(admin, f"{ENTITIES}/import", rows=TABLE, save="yes").status_code == 303
    with database.reading() as session:
        names = [one.name for one in queries.entities_of(session, house.here.office_id)]
    assert names == ["Alcaldía", "Minera Uno", "Ya está"]
    assert ("accounts:office:entities-imported", {"count": 2}) in events(
        database, house.here.office_id
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_of_any_spreadsheet_is_read(admin: FlaskClient, encoding: str) -> None:
    file = (BytesIO("Compañía Ñandú,empresa\n".encode(encoding)), "minas.csv")
    answer = send(admin, f"{ENTITIES}/import", file=file)
    assert answer.status_code == 200
    assert "Compañía Ñandú" in answer.text
    assert "1 fila se puede agregar" in answer.text


def test_an_empty_table_says_what_to_do(admin: FlaskClient) -> None:
    answer = send(admin, f"{ENTITIES}/import", rows="  \n")
    assert answer.status_code == 422
    assert "No hay ninguna fila." in answer.text


@given(st.lists(st.text("abñ;,'\"\n ", max_size=8), max_size=5))
def test_no_table_breaks_the_reader(cells: list[str]) -> None:
    for number, name, kind in _rows("\n".join(cells)):
        assert Line(number, name, EntityKind.OTHER).fits
        assert "\n" not in name + kind


def test_an_entity_without_a_name_is_refused(database: Database, house: House) -> None:
    with database.changing() as session:
        office = session.get_one(Office, house.here.office_id)
        actor = actor_of(session, session.get_one(Person, house.here.admin))
        with pytest.raises(BadInput, match="entity-needs-a-name"):
            operations.add_entity(session, actor, office, " ' ", EntityKind.OTHER)
        operations.add_entity(session, actor, office, "Uno", EntityKind.OTHER)
        two = operations.add_entity(session, actor, office, "Dos", EntityKind.OTHER)
        with pytest.raises(RuleBroken, match="entity-listed-already"):
            operations.change_entity(session, actor, office, two.id, "UNO", EntityKind.OTHER)


def test_a_programme_has_no_ways_in_and_no_subjects(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = new_office(
            session, vault, slug="programa", kind=OfficeKind.PROGRAMME, tracks=[],
            anonymous_tracks=[],
        )  # fmt: skip
        admin = new_person(session, office, Role.OFFICE_ADMIN).id
    browser = signed_in(app, admin)
    assert browser.get("/office/programa/tracks").status_code == 404
    assert browser.get("/office/programa/subjects").status_code == 404
    page = browser.get("/office/programa/health").text
    assert "Una persona en recepción" not in page
