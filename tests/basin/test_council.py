"""The Council of Experts: who is in it, what it signs, and that nothing of it can be undone."""

import json
import re
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Person
from basin.kinds import Verdict, Visibility
from basin.models import Entry, Expert, Review, Study
from basin.operations.council import Candidate, join_council
from basin.operations.reviews import Opinion, record_review, sign_review
from basin.queries.council import (
    ModelVersion,
    counts_no_more,
    reviews_of_model,
    versions_of,
)
from kernel.clock import now
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person
from tests.factories.basin import new_evidence, new_expert, new_study
from tests.factories.commitments import day
from tests.factories.files import plain_jpeg
from tests.factories.studies import (
    COORDINATOR,
    ELSEWHERE,
    EXPERT,
    EXPERTS_NAME,
    MEMBER,
    MODEL,
    MODELLER,
    NEWER,
    STRANGER,
    Table,
    make_table,
)
from tests.factories.uploads import fetched

VERSION = ModelVersion("salar-demo", "1.0.0", "a1" * 32)
REASONS = "La recarga no está medida: ñawi hina"


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Table:
    return make_table(app, database, vault)


def signing(**facts: Any) -> dict[str, Any]:
    known = {"version": VERSION.sha256, "verdict": "with_reservations", "reasons": REASONS}
    return known | {"typed_name": EXPERTS_NAME} | facts


def sign(table: Table, **facts: Any) -> Any:
    return table.send(EXPERT, "/council/review", **signing(**facts))


def number_of(table: Table) -> int:
    with table.database.reading() as session:
        query = select(Expert.id).where(Expert.person_id == table.people[EXPERT])
        return session.scalars(query).one()


def newest(table: Table) -> int:
    """The number in the ledger of the newest review."""
    with table.database.reading() as session:
        query = select(Entry.number).join(Review, Review.entry_id == Entry.id)
        return session.scalars(query.order_by(Entry.number.desc())).first() or 0


def test_an_expert_signs_with_their_account_and_everybody_at_the_table_reads_it(
    table: Table,
) -> None:
    assert sign(table, typed_name="ines  ñawirina").status_code == 303
    for who in (MEMBER, MODELLER, COORDINATOR):
        assert "Respalda el modelo con reservas" in table.open(who, "/council")
        page = table.open(who, f"/reviews/{newest(table)}")
        assert REASONS in page
        assert "Firmado con su cuenta" in page


def test_a_review_can_be_checked_by_its_fingerprint(table: Table) -> None:
    sign(table)
    number = newest(table)
    page = table.open(EXPERT, f"/reviews/{number}")
    fingerprint = re.search(r'href="/v/([0-9A-F]{16})"', page)
    assert fingerprint
    document = table.get(EXPERT, f"/reviews/{number}.json").data
    assert sha256(document).hexdigest()[:16].upper() == fingerprint[1]
    said = json.loads(document)["body"]
    assert said["reasons"] == REASONS
    assert said["expert"]["name"] == EXPERTS_NAME
    assert said["model_sha256"] == VERSION.sha256
    shown = table.browsers[STRANGER].get(f"/v/{fingerprint[1]}").text
    assert "Esta huella es de un documento sellado" in shown
    assert REASONS not in shown


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"typed_name": "Otra Persona"}, "El nombre no es el mismo"),
        ({"typed_name": ""}, "Escriba su nombre para firmar."),
        ({"reasons": "  "}, "Escriba las razones."),
        ({"verdict": ""}, "Elija qué dice del modelo."),
        ({"version": "ff" * 32}, "Elija la versión del modelo."),
    ],
)
def test_what_is_not_whole_is_not_signed(table: Table, facts: dict[str, Any], said: str) -> None:
    answer = sign(table, **facts)
    assert answer.status_code == 422
    assert said in answer.text
    assert newest(table) == 0


def test_nobody_signs_for_an_expert(table: Table) -> None:
    for who in (COORDINATOR, MODELLER, MEMBER):
        assert table.get(who, "/council/review").status_code == 403
    assert table.get(ELSEWHERE, "/council/review").status_code == 404


def test_an_expert_who_left_signs_no_more_and_what_they_signed_stays(table: Table) -> None:
    sign(table, verdict="disputes")
    page = f"/council/{number_of(table)}"
    left = table.send(COORDINATOR, page, f"{page}/leave", **day("left_on", date(2026, 3, 3)))
    assert left.status_code == 303
    assert table.get(EXPERT, "/council/review").status_code == 404
    shown = table.open(COORDINATOR, "/council")
    assert "Cuestiona el modelo" in shown, "who disputes is not silenced by being sent away"
    assert "ya no está en el Consejo" in shown


def test_the_newer_review_counts_and_the_older_stays_readable(table: Table) -> None:
    sign(table, verdict="endorses", reasons="Todo bien al comienzo")
    first = newest(table)
    sign(table, verdict="disputes", reasons="Encontré un error")
    assert "Hay una revisión más nueva" in table.open(MEMBER, f"/reviews/{first}")
    assert "Todo bien al comienzo" in table.open(MEMBER, f"/reviews/{first}")
    summary = table.open(MEMBER)
    assert "Cuestiona el modelo" in summary
    assert ">Respalda el modelo<" not in summary


def test_a_verdict_holds_for_its_version_alone(table: Table) -> None:
    sign(table)
    with table.database.changing() as session:
        study = session.query(Study).filter_by(code=table.code).one()
        new_evidence(session, study, title="Con otra versión", **NEWER)
    page = table.open(MEMBER)
    assert "Nadie del Consejo revisó todavía esta versión" in page
    council = table.open(MEMBER, "/council")
    assert council.index("1.1.0") < council.index("1.0.0")
    assert "Respalda el modelo con reservas" in council
    with table.database.reading() as session:
        study = session.query(Study).filter_by(code=table.code).one()
        assert [one.number for one in versions_of(session, study)] == ["1.1.0", "1.0.0"]


def paper(**facts: Any) -> dict[str, Any]:
    known = {"version": VERSION.sha256, "verdict": "disputes", "reasons": REASONS}
    return known | day("signed_on", (now() - timedelta(days=3)).date()) | facts


def test_a_paper_is_kept_with_what_it_says(table: Table) -> None:
    path = f"/council/{number_of(table)}/review"
    scan = (BytesIO(plain_jpeg()), "firma.jpg")
    answer = table.send(COORDINATOR, path, file=scan, **paper())
    assert answer.status_code == 303, answer.text
    number = newest(table)
    page = table.open(MEMBER, f"/reviews/{number}")
    assert "Firmado en papel" in page
    kept = fetched(table.browsers[MEMBER], f"{table.address}/reviews/{number}/paper")
    document = table.get(MEMBER, f"/reviews/{number}.json").get_json()
    assert sha256(kept).hexdigest() == document["body"]["file"]["sha256"]


def test_no_paper_takes_the_place_of_what_an_expert_signed_with_their_account(
    table: Table,
) -> None:
    sign(table, verdict="disputes")
    signed, scan = newest(table), (BytesIO(plain_jpeg()), "firma.jpg")
    path = f"/council/{number_of(table)}/review"
    answer = table.send(COORDINATOR, path, file=scan, **paper(verdict="endorses"))
    assert "Esa persona firma con su cuenta" in answer.text
    assert newest(table) == signed


def test_the_paper_is_not_for_everybody(table: Table) -> None:
    scan = (BytesIO(plain_jpeg()), "firma.jpg")
    table.send(COORDINATOR, f"/council/{number_of(table)}/review", file=scan, **paper())
    table.be(visibility=Visibility.PUBLIC)
    path = f"/reviews/{newest(table)}"
    assert "El papel firmado" not in table.open(STRANGER, path)
    assert table.get(STRANGER, f"{path}/paper").status_code == 303, "to the sign-in page"
    assert table.get(ELSEWHERE, f"{path}/paper").status_code == 404


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Falta el papel firmado"),
        ({"file": (b"MZ not a picture", "firma.exe")}, "No recibimos esta clase de archivo"),
        (
            {"file": (b"", "firma.jpg"), **day("signed_on", date(2999, 1, 1))},
            "Ese día todavía no llegó",
        ),
    ],
)
def test_without_its_paper_nothing_is_recorded(
    table: Table, facts: dict[str, Any], said: str
) -> None:
    sent = dict(facts)
    if "file" in sent:
        data, name = sent["file"]
        sent["file"] = (BytesIO(data or plain_jpeg()), name)
    answer = table.send(COORDINATOR, f"/council/{number_of(table)}/review", **paper(**sent))
    assert answer.status_code in {400, 422}
    assert said in answer.text
    assert REASONS in answer.text
    assert newest(table) == 0


def test_a_paper_that_was_signed_before_they_left_still_counts(table: Table) -> None:
    page, left = f"/council/{number_of(table)}", (now() - timedelta(days=2)).date()
    table.send(COORDINATOR, page, f"{page}/leave", **day("left_on", left))
    for late, status in ((1, 422), (3, 303)):
        signed = day("signed_on", (now() - timedelta(days=late)).date())
        scan = (BytesIO(plain_jpeg()), "firma.jpg")
        sent = table.send(COORDINATOR, f"{page}/review", file=scan, **paper(**signed))
        assert sent.status_code == status
    assert newest(table) > 0


def test_a_review_stands_under_the_name_that_was_sealed(table: Table) -> None:
    sign(table)
    with table.database.changing() as session:
        session.get_one(Expert, number_of(table)).name = "Otra Persona"
    for path in ("", f"/reviews/{newest(table)}"):
        page = table.open(MEMBER, path)
        assert EXPERTS_NAME in page
        assert "Otra Persona" not in page


def test_only_hosts_record_papers_and_change_the_council(table: Table) -> None:
    for who in (MODELLER, MEMBER, EXPERT):
        for path in ("/council/new", f"/council/{number_of(table)}"):
            assert table.get(who, path).status_code == 403
        assert table.get(who, f"/council/{number_of(table)}/review").status_code == 403


def test_in_a_closed_study_nobody_signs(table: Table) -> None:
    table.be(is_open=False)
    answer = sign(table)
    assert answer.status_code == 409
    assert "El estudio está cerrado" in answer.text
    assert newest(table) == 0


def test_an_expert_of_the_council_is_let_in_by_mail(table: Table) -> None:
    facts = {"name": "Marta Soria", "institution": "Instituto", "proposed_by": "Comunidad"}
    made = table.send(COORDINATOR, "/council/new", **facts, **day("since", date(2026, 3, 2)))
    assert made.status_code == 303
    page = made.location.removeprefix(table.address)
    assert table.send(COORDINATOR, page, f"{page}/admit", email="m@example.org").status_code == 303
    assert "Entra con su cuenta" in table.open(COORDINATOR, page)
    assert table.send(COORDINATOR, page, f"{page}/shut-out").status_code == 303
    council = table.open(MEMBER, "/council")
    assert "Marta Soria" in council
    assert "La propuso: Comunidad" in council


def test_who_keeps_the_council_cannot_sign_in_the_name_of_an_expert(table: Table) -> None:
    with table.database.reading() as session:
        mine = session.get_one(Person, table.people[COORDINATOR]).email
    page = f"/council/{number_of(table)}"
    answer = table.send(COORDINATOR, page, f"{page}/admit", email=mine)
    assert answer.status_code == 409
    assert "Usted no puede ocupar un lugar en el Consejo" in answer.text
    assert table.get(COORDINATOR, "/council/review").status_code == 403
    assert table.get(EXPERT, "/council/review").status_code == 200


def test_reviews_are_the_same_on_both_databases(any_database: Database, tmp_path: Any) -> None:
    from web.settings import Settings

    settings = Settings.for_tests(tmp_path / "var", DATABASE_URL=str(any_database.url))
    vault = Vault(settings.master_key(), any_database)
    with any_database.changing() as session:
        office = new_office(session, vault)
        person = new_person(session, None)
        study = new_study(session, office)
        new_evidence(session, study, **MODEL)
        mine, other = new_expert(session, study, person), new_expert(session, study)
        me = Actor(person.id)
        first = Opinion(VERSION, Verdict.ENDORSES, "Bien")
        again = Opinion(VERSION, Verdict.DISPUTES, "Mal")
        old = sign_review(session, me, study, mine, first, mine.name)
        new = sign_review(session, me, study, mine, again, mine.name.upper())
        assert reviews_of_model(session, study, VERSION.sha256) == [new]
        assert counts_no_more(session, study, old) is new
        assert counts_no_more(session, study, new) is None
        with pytest.raises(BadInput, match="review-without-paper"):
            record_review(session, vault, SYSTEM, study, other, first, date(2026, 3, 3), None)
        with pytest.raises(Forbidden):
            sign_review(session, me, study, other, first, other.name)
        unknown = Opinion(ModelVersion("x", "1", "00" * 32), Verdict.ENDORSES, "Bien")
        with pytest.raises(BadInput, match="review-of-unknown-model"):
            sign_review(session, me, study, mine, unknown, mine.name)
        twice = Candidate("Yo", person_id=person.id)
        with pytest.raises(RuleBroken, match="expert-is-in-already"):
            join_council(session, SYSTEM, study, twice, date(2026, 3, 3))
