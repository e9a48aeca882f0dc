"""What people see of evidence, and what they say of it there."""

import io
import re
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.roles import Role
from basin.contract.answers import checked, parsed
from basin.kinds import EvidenceKind, Origin, Visibility
from basin.models import Evidence, Study
from basin.operations.evidence import Exhibit, PartOf, put_in_evidence
from basin.operations.marks import dispute, supersede
from basin.operations.snapshot import exhibit_of
from kernel.database import Database
from kernel.files import take_in
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.basin.test_snapshot import BODY, FACTS
from tests.basin.test_verify import unguarded
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_evidence, new_expert, new_member, new_study
from tests.factories.files import plain_jpeg


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the form of a page, and the names of the rest, empty."""
    form = page[page.rindex('<form method="post"') :]
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
    return hidden | dict.fromkeys(
        re.findall(r'<(?:input|textarea)[^>]* id="(group|reasons)"', form), ""
    )


@dataclass
class Place:
    """A study with a run in evidence, and who may do what with it."""

    app: Flask
    database: Database
    vault: Vault
    study: str
    code: str
    newer: str
    foreign: str
    facilitator: FlaskClient
    member: FlaskClient
    expert: FlaskClient
    stranger: FlaskClient
    elsewhere: FlaskClient

    def published(self) -> None:
        with self.database.changing() as session:
            study = session.scalars(select(Study).where(Study.code == self.study)).one()
            study.visibility = Visibility.PUBLIC

    def at(self, end: str = "") -> str:
        return f"/studies/evidence/{self.code}{end}"


@pytest.fixture
def place(app: Flask, database: Database, vault: Vault) -> Place:
    exhibit = exhibit_of(checked(parsed(BODY)), BODY, FACTS)
    with database.changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        study = new_study(session, office, title="Salar de los Flamencos")
        made = put_in_evidence(session, SYSTEM, study, exhibit)
        newer = new_evidence(session, study, title="Caudal corregido")
        foreign = new_evidence(session, new_study(session, other), title="De otra oficina")
        people = [
            new_person(session, office, Role.FACILITATOR),
            new_person(session, office, name="Rosa Quispe"),
            new_person(session, office, name="Dra. Mamani"),
            new_person(session, other, Role.FACILITATOR),
        ]
        new_member(session, study, people[1], group="Comunidad Qollpa")
        new_expert(session, study, people[2])
        codes = study.code, made.code, newer.code, foreign.code
        ids = [one.id for one in people]
    signed = [signed_in(app, one) for one in ids]
    return Place(
        app, database, vault, codes[0], codes[1], codes[2], codes[3],
        signed[0], signed[1], signed[2], app.test_client(), signed[3],
    )  # fmt: skip


def test_the_page_tells_where_it_comes_from_and_what_it_is_not(place: Place) -> None:
    page = place.member.get(place.at()).text
    for word in (
        "Con mina, 30 L/s", "Ilustrativo, no calibrado", "Rosa Quispe (Comunidad de prueba)",
        "La comunidad pregunta qué pasa con la vertiente.", "salar-demo 1.0.0", "mine_fresh_l_s",
        "L/s", "No representa la interfaz", "Sí: falta o sobra menos de", "anotación 1",
    ):  # fmt: skip
        assert word in page, word
    assert "Cargado a mano" not in page
    loaded = place.member.get(f"/studies/evidence/{place.newer}").text
    assert "Cargado a mano, no verificado por el servicio" in loaded


def test_the_service_is_named_and_its_address_told_to_nobody_who_reads(place: Place) -> None:
    place.published()
    for reader in (place.stranger, place.member, place.facilitator):
        page = reader.get(place.at()).text
        assert FACTS.process in page
        assert FACTS.url not in page
        assert "http://127.0.0.1" not in page


def test_who_may_not_read_the_study_gets_what_does_not_exist(place: Place) -> None:
    nowhere = place.stranger.get("/studies/evidence/E-NADA22")
    assert nowhere.status_code == 404
    for end in ("", "/evidence.zip", "/parts/received", "/file", "/picture", "/sheet.pdf"):
        for who in (place.stranger, place.elsewhere):
            answer = who.get(place.at(end))
            assert answer.status_code == 404
        assert place.stranger.get(place.at(end)).data == nowhere.data
    assert place.stranger.get(f"/studies/{place.study}/evidence").status_code == 404
    assert place.stranger.get(f"/studies/{place.study}/ledger").status_code == 404
    place.published()
    assert place.stranger.get(place.at()).status_code == 200
    assert place.stranger.get(f"/studies/{place.study}/ledger").status_code == 200


def test_the_list_is_searched_and_filtered(place: Place) -> None:
    address = f"/studies/{place.study}/evidence"
    everything = place.member.get(address).text
    assert "Con mina, 30 L/s" in everything
    assert "Caudal corregido" in everything
    assert "De otra oficina" not in everything
    found = place.member.get(f"{address}?q=CORREGIDO").text
    assert place.newer in found
    assert place.code not in found
    runs = place.member.get(f"{address}?kind=service").text
    assert place.code in runs
    assert place.newer not in runs
    assert "Ninguna evidencia así" in place.member.get(f"{address}?q=nada").text
    assert place.code in place.member.get(f"{address}?q={place.code.lower()}").text


def test_a_long_list_has_further_pages_and_none_is_lost(place: Place) -> None:
    with place.database.changing() as session:
        study = session.scalars(select(Study).where(Study.code == place.study)).one()
        codes = {new_evidence(session, study).code for _ in range(30)}
    address: str | None = f"/studies/{place.study}/evidence"
    seen: set[str] = set()
    while address:
        page = place.member.get(address)
        assert page.status_code == 200
        seen |= {code for code in codes | {place.code, place.newer} if code in page.text}
        further = page.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        address = further.replace("&amp;", "&") if 'rel="next"' in page.text else None
    assert seen == codes | {place.code, place.newer}


def test_a_member_disputes_it_and_the_dispute_stands_on_top(place: Place) -> None:
    form = fields_of(place.member.get(place.at("/dispute")).text)
    assert "group" not in form
    sent = place.member.post(place.at("/dispute"), data=form | {"reasons": "La vertiente se secó."})
    assert sent.status_code == 303
    again = place.member.post(
        place.at("/dispute"), data=form | {"reasons": "La vertiente se secó."}
    )
    assert again.status_code == 303
    page = place.member.get(place.at()).text
    assert page.count("La vertiente se secó.") == 1
    assert "Comunidad Qollpa" in page
    assert page.index("La cuestionan una vez") < page.index("De dónde viene")
    assert "Cuestionada una vez" in place.member.get(f"/studies/{place.study}/evidence").text


def test_staff_name_the_group_that_disputes(place: Place) -> None:
    form = fields_of(place.facilitator.get(place.at("/dispute")).text)
    answer = place.facilitator.post(place.at("/dispute"), data=form | {"reasons": "No medimos."})
    assert answer.status_code == 422
    assert "Escriba qué grupo la cuestiona." in answer.text
    assert "No medimos." in answer.text
    empty = place.facilitator.post(place.at("/dispute"), data=form | {"group": "Comunidad T"})
    assert "Escriba por qué la cuestiona." in empty.text
    told = form | {"reasons": "No medimos.", "group": "Comunidad T"}
    assert place.facilitator.post(place.at("/dispute"), data=told).status_code == 303
    assert "Comunidad T" in place.member.get(place.at()).text


def test_an_expert_endorses_once_and_others_are_not_offered_it(place: Place) -> None:
    assert "/endorse" not in place.member.get(place.at()).text
    assert place.member.get(place.at("/endorse")).status_code == 403
    form = fields_of(place.expert.get(place.at("/endorse")).text)
    assert place.expert.post(place.at("/endorse"), data=form).status_code == 303
    assert "Dra. Mamani (Universidad de prueba)" in place.member.get(place.at()).text
    form = fields_of(place.expert.get(place.at("/endorse")).text)
    twice = place.expert.post(place.at("/endorse"), data=form)
    assert twice.status_code == 409
    assert "Usted ya respaldó esta evidencia" in twice.text


def test_a_newer_one_takes_its_place_and_both_say_so(place: Place) -> None:
    page = place.facilitator.get(place.at("/supersede"))
    assert place.newer in page.text
    assert place.foreign not in page.text
    form = fields_of(page.text)
    foreign = place.facilitator.post(place.at("/supersede"), data=form | {"newer": place.foreign})
    assert foreign.status_code == 404
    form["newer"] = place.newer
    assert place.facilitator.post(place.at("/supersede"), data=form).status_code == 303
    assert f"La reemplaza {place.newer}" in place.member.get(place.at()).text
    assert place.code in place.member.get(f"/studies/evidence/{place.newer}").text
    assert place.member.get(place.at("/supersede")).status_code == 403


def test_damaged_evidence_is_shown_as_damaged(place: Place) -> None:
    with unguarded(place.database) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("UPDATE basin_evidence SET title = 'Sin mina' WHERE kind = 'service'")
        raw.exec_driver_sql("COMMIT")
        page = place.member.get(place.at()).text
        assert "Esta evidencia está dañada" in page
        assert "column title differs from its document" in page
        assert "<h1>Con mina, 30 L/s</h1>" in page
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("UPDATE basin_entry SET document = replace(document, '30.0', '20.0')")
        raw.exec_driver_sql("COMMIT")
        answer = place.member.get(place.at())
        assert answer.status_code == 409
        assert "No se muestra" in answer.text
        assert "vertiente" not in answer.text
        assert place.member.get(place.at("/evidence.zip")).status_code == 409


def test_the_zip_and_each_part_are_taken_along(place: Place) -> None:
    taken = place.member.get(place.at("/evidence.zip"))
    assert taken.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(taken.data)) as found:
        document = found.read(f"{place.code}/evidence.json")
    part = place.member.get(place.at("/parts/received"))
    assert part.data == BODY
    assert part.headers["Content-Disposition"] == (
        f'attachment; filename="{place.code}-received.json"'
    )
    assert place.member.get(place.at("/parts/nada")).status_code == 404
    assert place.member.get(place.at("/file")).status_code == 404
    fingerprint = sha256(document).hexdigest()[:16].upper()
    assert fingerprint in place.member.get(place.at()).text.replace(" ", "")


def test_a_photograph_is_shown_small_and_saved_whole(place: Place, tmp_path: Path) -> None:
    taken = take_in(place.app.extensions["files"], BytesIO(plain_jpeg()), "x.jpg")
    exhibit = Exhibit(EvidenceKind.PHOTOGRAPH, Origin.HAND, "El ojo de agua", {"caption": "Agosto"})
    with place.database.changing() as session:
        study = session.scalars(select(Study).where(Study.code == place.study)).one()
        made = put_in_evidence(session, SYSTEM, study, exhibit, taken=taken, vault=place.vault)
        code, clean = made.code, taken.clean_sha256
    page = place.member.get(f"/studies/evidence/{code}").text
    assert "Agosto" in page
    assert f"/studies/evidence/{code}/picture" in page
    picture = place.member.get(f"/studies/evidence/{code}/picture")
    assert picture.mimetype == "image/jpeg"
    picture.close()
    whole = place.member.get(f"/studies/evidence/{code}/file")
    assert sha256(whole.data).hexdigest() == clean
    whole.close()
    assert place.stranger.get(f"/studies/evidence/{code}/picture").status_code == 404


def test_the_chain_is_shown_with_its_head(place: Place) -> None:
    page = place.member.get(f"/studies/{place.study}/ledger").text
    with place.database.reading() as session:
        newest = session.scalars(select(Evidence).where(Evidence.code == place.newer)).one()
        fingerprint = newest.fingerprint
    assert fingerprint in page.replace(" ", "")


def test_what_is_said_in_html_is_only_text(place: Place) -> None:
    with place.database.changing() as session:
        study = session.scalars(select(Study).where(Study.code == place.study)).one()
        bad = "<script>alert(1)</script>"
        older = new_evidence(
            session, study, title=bad, body={"why": bad, "caption": bad},
            parts=(PartOf("original", "text/html", bad.encode()),),
        )  # fmt: skip
        dispute(session, SYSTEM, older, bad, group=bad)
        supersede(session, SYSTEM, older, new_evidence(session, study), bad)
        code = older.code
    page = place.member.get(f"/studies/evidence/{code}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    part = place.member.get(f"/studies/evidence/{code}/parts/original")
    assert part.mimetype == "application/octet-stream"


def test_its_fingerprint_leads_to_it_for_who_may_read_it_and_tells_others_nothing(
    place: Place,
) -> None:
    with place.database.reading() as session:
        found = session.scalars(select(Evidence).where(Evidence.code == place.code)).one()
        address = f"/v/{found.fingerprint}"
    assert place.at() in place.member.get(address).text
    for who in (place.stranger, place.elsewhere):
        page = who.get(address).text
        assert "Evidencia de un estudio de cuenca" in page
        for secret in (place.code, "Con mina", place.study, "/studies/evidence"):
            assert secret not in page
    place.published()
    assert place.at() in place.stranger.get(address).text
