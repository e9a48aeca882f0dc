"""Each page draws only what works, keeps what was typed, does it once, and leaks nobody's name."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from flask import Flask
from icalendar import Calendar
from pdfua import Severity, validate
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from accounts.roles import Role
from commitments.kinds import Delay, Fulfilment, Recurrence, Side
from commitments.lifecycle import Status, Verb
from commitments.models import Commitment, Named, Update
from commitments.operations.assessing import View, assess
from commitments.operations.naming import Naming, name_person
from commitments.operations.telling import Consent
from commitments.queries.following import views_of
from kernel.clock import at, now
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import send
from tests.factories.commitments import Promised, day, make_promised, other_office, told
from tests.factories.files import plain_jpeg
from tests.factories.meetings import new_commitment
from tests.factories.uploads import fetched
from tests.threads import at_once

CANARY = "Zenobia Qanaripuy"
TYPED = "Palabras que nadie debe perder: ñandú, k'aspi & <b>"


@pytest.fixture
def promised(app: Flask, database: Database, vault: Vault) -> Promised:
    return make_promised(app, database, vault, due_on=now().date() + timedelta(days=30))


def today() -> date:
    return (now() - timedelta(hours=5)).date()


PROMISE: dict[str, Any] = {
    "what": "Construir el puente",
    "responsible_group": "Municipalidad",
    "verifier_group": "Comunidad",
    "condition": "Cuando llegue el cemento",
    "priority": "normal",
    "recurrence": "",
    **day("made_on", date(2026, 8, 23)),
}


def test_a_promise_is_written_down_and_opened(promised: Promised) -> None:
    browser = promised.browsers[Role.NOTE_TAKER]
    answer = send(browser, "/commitments/new", key="k-1", **PROMISE)
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "Construir el puente" in page
    assert "Cuando llegue el cemento" in page
    again = send(browser, "/commitments/new", key="k-1", **PROMISE)
    assert again.status_code == 303, "the same form twice is one promise"
    with promised.database.reading() as session:
        assert session.query(Commitment).filter_by(what="Construir el puente").count() == 1


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("what", "Escriba qué se va a hacer."),
        ("responsible_group", "Falta quién se compromete"),
        ("condition", "Falta hasta cuándo"),
        ("verifier_group", "Falta quién comprueba"),
    ],
)
def test_what_lacks_who_when_or_verifier_is_refused_in_words(
    promised: Promised, lacking: str, said: str
) -> None:
    facts = PROMISE | {lacking: "", "risks": TYPED}
    answer = send(promised.browsers[Role.COORDINATOR], "/commitments/new", **facts)
    assert answer.status_code == 422
    assert said in answer.text
    assert "k&#39;aspi &amp; &lt;b&gt;" in answer.text, "nothing typed is lost"
    with promised.database.reading() as session:
        assert session.query(Commitment).filter_by(what="Construir el puente").count() == 0


def test_who_promises_does_not_verify(promised: Promised) -> None:
    facts = PROMISE | {"verifier_group": "municipalidad"}
    answer = send(promised.browsers[Role.COORDINATOR], "/commitments/new", **facts)
    assert answer.status_code == 422
    assert "no se comprueba a sí mismo" in answer.text


def offered(page: str) -> set[str]:
    return set(re.findall(r'/do/(\w+)"', page)) | set(
        re.findall(r"/(new-date|reformulate|change|views|named|publish)[/\"]", page)
    )


def test_everybody_sees_exactly_the_buttons_that_work(promised: Promised) -> None:
    tells = {"start", "report", "block", "tell", "change", "views", "named"}
    assert offered(promised.open(Role.AUDITOR)) == set()
    assert offered(promised.open(Role.NOTE_TAKER)) == tells
    judge = tells | {"cancel", "reformulate", "new-date", "publish"}
    assert offered(promised.open(Role.COORDINATOR)) == judge
    for role in (Role.NOTE_TAKER, Role.COORDINATOR):
        for verb in offered(promised.open(role)) - {"publish", "views", "named"}:
            plain = {"new-date", "reformulate", "change"}
            promised.open(role, f"/{verb}" if verb in plain else f"/do/{verb}")
    assert (
        promised.browsers[Role.NOTE_TAKER].get(f"{promised.address}/do/cancel").status_code == 403
    )
    assert (
        promised.browsers[Role.COORDINATOR].get(f"{promised.address}/do/verify").status_code == 409
    )


def do(promised: Promised, verb: str, role: Role = Role.COORDINATOR, **fields: Any) -> TestResponse:
    version = promised.now().version
    facts = {"version": version, "delay": "", **day("happened_on", today())} | fields
    return promised.send(role, f"/do/{verb}", **facts)


def test_a_promise_goes_from_its_start_to_its_proof(promised: Promised) -> None:
    assert do(promised, "start", note="Llegó la máquina", progress="20").status_code == 303
    assert do(promised, "report", told_by="Alcalde", view="fulfilled").status_code == 303
    refused = do(promised, "verify", note=TYPED)
    assert refused.status_code == 422
    assert "Falta la palabra de quien comprueba" in refused.text
    assert "k&#39;aspi" in refused.text
    assert do(promised, "verify", told_by="Comité de riego").status_code == 303
    page = promised.open(Role.AUDITOR)
    for said in ("Llegó la máquina", "Comprobado", "Alcalde", "Comité de riego", "100 %"):
        assert said in page
    assert promised.now().status is Status.VERIFIED
    with promised.database.reading() as session:
        commitment = session.query(Commitment).filter_by(code=promised.code).one()
        seen = {one.side for one in views_of(session, commitment) if one.now}
        assert seen == {Side.RESPONSIBLE, Side.VERIFIER}


def test_another_date_takes_the_consent_of_the_other_party(promised: Promised) -> None:
    new = today() + timedelta(days=90)
    facts = {"version": promised.now().version, **day("happened_on", today())}
    facts |= {**day("new_due_on", new), "delay": "weather", "note": TYPED}
    refused = promised.send(Role.COORDINATOR, "/new-date", **facts)
    assert refused.status_code == 422
    assert "Falta el acuerdo de la otra parte" in refused.text
    assert "k&#39;aspi" in refused.text
    facts |= {"consent_by": "Comunidad", "consent_how": "por carta", **day("consent_on", today())}
    assert promised.send(Role.COORDINATOR, "/new-date", **facts).status_code == 303
    assert promised.now().due_on == new
    page = promised.open(Role.AUDITOR)
    assert "La fecha pasa del" in page
    assert "por carta" in page


def test_whoever_comes_second_sees_what_changed_and_loses_no_word(promised: Promised) -> None:
    seen = promised.now().version
    assert do(promised, "start").status_code == 303
    late = do(promised, "tell", version=seen, note=TYPED)
    assert late.status_code == 409
    assert "Otra persona cambió esto" in late.text
    assert "k&#39;aspi" in late.text
    version = re.search(r'name="version" [^>]*value="(\d+)"', late.text)
    assert version
    assert int(version[1]) == promised.now().version, "sending again counts"


def test_the_same_news_twice_is_told_once(promised: Promised) -> None:
    version = promised.now().version
    for _ in range(2):
        answer = do(promised, "tell", key="k-2", version=version, note="Una sola vez")
        assert answer.status_code == 303
    with promised.database.reading() as session:
        assert session.query(Update).count() == 1


def test_a_photo_proves_it_and_is_saved_by_who_may_read(
    promised: Promised, app: Flask, vault: Vault
) -> None:
    picture = (io.BytesIO(plain_jpeg()), "puente.jpg")
    assert do(promised, "report", file=picture).status_code == 303
    link = re.search(rf'href="({promised.address}/files/\d+)"', promised.open(Role.AUDITOR))
    assert link
    saved = fetched(promised.browsers[Role.AUDITOR], link[1])
    assert saved.startswith(b"\xff\xd8"), "a JPEG"
    assert app.test_client().get(link[1]).status_code == 303
    broken = do(promised, "reject", view="not", told_by="Comité", file=(io.BytesIO(b"x"), "a.exe"))
    assert broken.status_code == 422
    assert promised.now().status is Status.REPORTED_DONE


def test_the_parties_change_it_into_another_one(promised: Promised) -> None:
    facts = PROMISE | {"version": promised.now().version, "note": "Llovió"}
    refused = promised.send(Role.COORDINATOR, "/reformulate", **facts)
    assert refused.status_code == 422
    assert "Falta el acuerdo de la otra parte" in refused.text
    facts |= {"consent_by": "Comunidad", "consent_how": "acta", **day("consent_on", today())}
    answer = promised.send(Role.COORDINATOR, "/reformulate", **facts)
    assert answer.status_code == 303
    new = promised.browsers[Role.AUDITOR].get(answer.location).text
    assert promised.code in new
    assert answer.location in promised.open(Role.AUDITOR)


def test_a_side_speaks_and_who_is_named_can_be_taken_off(promised: Promised) -> None:
    facts = {"side": "affected", "fulfilment": "not", "said_by": "Comunidad", "note": "Falta"}
    assert promised.send(Role.NOTE_TAKER, "/views", **facts).status_code == 303
    assert "A quien le toca" in promised.open(Role.AUDITOR)
    named = {"side": "affected", "name": "Rosa", "email": "rosa@example.org", "language": "qu"}
    lacking = promised.send(Role.NOTE_TAKER, "/named", **(named | {"email": "rosa"}))
    assert lacking.status_code == 422
    assert promised.send(Role.NOTE_TAKER, "/named", person="", **named).status_code == 303
    page = promised.open(Role.NOTE_TAKER, "/named")
    link = re.search(r'action="([^"]+/named/\d+/end)"', page)
    assert link
    assert "rosa@example.org" not in promised.open(Role.AUDITOR)
    browser = promised.browsers[Role.NOTE_TAKER]
    assert send(browser, f"{promised.address}/named", to=link[1]).status_code == 303
    with promised.database.reading() as session:
        assert session.query(Named).one().ended_at is not None


def test_sheets_are_inert_and_say_what_the_page_says(
    app: Flask, database: Database, vault: Vault
) -> None:
    evil = '=HYPERLINK("http://mal.example","clic")'
    promised = make_promised(app, database, vault, what=evil, responsible_person="+51 cmd")
    browser = promised.browsers[Role.AUDITOR]
    with database.changing() as session:
        other_office(session, vault, what="De otra oficina")
    book = browser.get("/commitments/commitments.xlsx").data
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml"), "no cell is a formula"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert {evil, "+51 cmd", date(2026, 10, 31)} <= set(rows[1])
    text = browser.get("/commitments/commitments.csv").data.decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in text
    assert "'+51 cmd" in text
    assert "De otra oficina" not in text
    assert "De otra oficina" not in browser.get("/commitments/commitments.ics").text


def test_the_calendar_holds_each_open_day_under_a_name_that_stays(
    app: Flask, database: Database, vault: Vault
) -> None:
    promised = make_promised(app, database, vault, due_on=date(2027, 2, 1))
    with database.changing() as session:
        office = session.query(Commitment).filter_by(code=promised.code).one().office
        new_commitment(session, office, due_on=None, condition="Con lluvia")
        ended = new_commitment(session, office)
        told(session, vault, ended, Verb.REPORT, date(2026, 10, 1))
        told(session, vault, ended, Verb.VERIFY, date(2026, 10, 1))
    browser = promised.browsers[Role.AUDITOR]
    first = events(browser.get("/commitments/commitments.ics?tab=all").data)
    [one] = first
    assert one.decoded("dtstart") == date(2027, 2, 1)
    assert str(one["uid"]).startswith(f"{promised.code}@")
    again = browser.get("/commitments/commitments.ics?tab=all").data
    assert events(again)[0].to_ical() == one.to_ical()
    with database.changing() as session:
        same = session.query(Commitment).filter_by(code=promised.code).one()
        same.due_on = date(2027, 3, 1)
    [moved] = events(browser.get("/commitments/commitments.ics").data)
    assert moved["uid"] == one["uid"]
    assert moved.decoded("dtstart") == date(2027, 3, 1)
    assert moved.decoded("sequence") > one.decoded("sequence")


def test_what_recurs_comes_again_in_the_calendar_and_what_moved_has_a_new_stamp(
    app: Flask, database: Database, vault: Vault
) -> None:
    facts = {"due_on": date(2027, 1, 31), "recurrence": Recurrence.MONTHLY}
    promised = make_promised(app, database, vault, **facts)
    browser, page = promised.browsers[Role.AUDITOR], "/commitments/commitments.ics"
    [first] = events(browser.get(page).data)
    rounds = recurring_ical_days(first, 3)
    assert rounds == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    with at(now() + timedelta(hours=2)), database.changing() as session:
        same = session.query(Commitment).filter_by(code=promised.code).one()
        told(
            session, vault, same, Verb.TELL, date(2026, 10, 1), delay=Delay.WEATHER,
            new_due_on=date(2027, 2, 10),
            consent=Consent("Comité de riego", "por carta", date(2026, 10, 1)),
        )  # fmt: skip
    [later] = events(browser.get(page).data)
    assert later.decoded("dtstart") == date(2027, 2, 10)
    assert later.decoded("dtstamp") - first.decoded("dtstamp") >= timedelta(hours=1)
    assert later.decoded("sequence") > first.decoded("sequence")


def recurring_ical_days(event: Any, count: int) -> list[date]:
    """The first days on which a calendar shows an event."""
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.decoded("dtstart"))
    return [one.date() for one in rule[:count]]


def events(written: bytes) -> list[Any]:
    return list(Calendar.from_ical(written).walk("VEVENT"))


def test_the_paper_lies_on_its_side_with_its_heads_on_every_page(
    app: Flask, database: Database, vault: Vault, tmp_path: Path
) -> None:
    promised = make_promised(app, database, vault, what="El primero: vencido")
    with database.changing() as session:
        office = session.query(Commitment).filter_by(code=promised.code).one().office
        for number in range(40):
            later = date(2030, 1, 1) + timedelta(days=number)
            new_commitment(session, office, what=f"Obra número {number} ñandú", due_on=later)
    answer = promised.browsers[Role.AUDITOR].get("/commitments/commitments.pdf?tab=all")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    paper = tmp_path / "matriz.pdf"
    paper.write_bytes(answer.data)
    pages = PdfReader(paper).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert len(pages) > 1
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert all("Comprueba" in text and "Vence" in text for text in texts), "heads on every page"
    whole = " ".join(texts)
    assert whole.index("El primero") < whole.index("Obra número 0 ñandú")
    assert all(whole.count(f"Obra número {number} ñandú") == 1 for number in range(40))
    failed = [one for one in validate(str(paper)).findings if one.severity is Severity.ERROR]
    assert failed == []


def test_two_at_once_are_not_both_told(promised: Promised) -> None:
    version = promised.now().version
    browsers = [promised.browsers[Role.COORDINATOR], promised.browsers[Role.NOTE_TAKER]]
    facts: dict[str, Any] = {"version": version, "delay": "", **day("happened_on", today())}

    def tells(number: int) -> int:
        page, progress = f"{promised.address}/do/tell", str(10 * number)
        return send(browsers[number - 1], page, progress=progress, **facts).status_code

    assert sorted(at_once(tells, 2)) == [303, 409]
    with promised.database.reading() as session:
        [only] = session.query(Update).all()
        assert only.progress == promised.now().progress


@pytest.fixture
def published(app: Flask, database: Database, vault: Vault) -> Promised:
    """A published commitment in which the name of a person stands wherever one can."""
    promised = make_promised(
        app, database, vault, what="Reparar la bocatoma, como pidió QANARIPUY, Zenobia",
        indicator=CANARY, place=CANARY, condition=CANARY, responsible_group="",
        responsible_person=CANARY, verifier_person=CANARY, co_responsibles=(CANARY,),
        budget_source=CANARY, risks=CANARY, due_on=date(2026, 10, 31),
    )  # fmt: skip
    with at(datetime(2026, 11, 1, 17, tzinfo=UTC)), database.changing() as session:
        one = session.query(Commitment).filter_by(code=promised.code).one()
        one.is_public = True
        told(session, vault, one, Verb.REPORT, date(2026, 11, 1), note=CANARY, told_by=CANARY,
             evidence=CANARY, delay_note=CANARY, view=Fulfilment.FULFILLED)  # fmt: skip
        assess(session, SYSTEM, one, View(Side.AFFECTED, Fulfilment.NOT, CANARY, CANARY))
        naming = Naming(Side.AFFECTED, name=CANARY, email="zenobia@example.org")
        name_person(session, vault, SYSTEM, one, naming)
        new_commitment(session, one.office, what="Nadie lo publicó")
    return promised


def test_the_public_page_names_no_person(app: Flask, published: Promised) -> None:
    stranger = app.test_client()
    addresses = [
        "/promises/", f"/promises/{published.code}", "/promises/promises.csv",
        "/promises/?late=yes", "/promises/?status=reported_done",
    ]  # fmt: skip
    for address in addresses:
        answer = stranger.get(address)
        assert answer.status_code == 200, address
        assert "Reparar la bocatoma" in answer.text, address
        assert "zenobia" not in answer.text.casefold(), address
        assert "Nadie lo publicó" not in answer.text, address
    asked = [stranger.get(f"/promises/?responsible={who}").text for who in (CANARY, "Nadie")]
    assert [text.count("Reparar la bocatoma") for text in asked] == [1, 1], "no oracle of names"
    assert stranger.get("/promises/?status=blocked").text.count("Reparar la bocatoma") == 0
    assert "No cumplido" in stranger.get(f"/promises/{published.code}").text


def test_what_is_not_published_answers_like_what_does_not_exist(
    app: Flask, promised: Promised
) -> None:
    stranger = app.test_client()
    unknown = stranger.get("/promises/C-NADA22")
    kept = stranger.get(f"/promises/{promised.code}")
    assert (kept.status_code, kept.data) == (404, unknown.data)
    browser = promised.browsers[Role.COORDINATOR]
    version = promised.now().version
    to = f"{promised.address}/publish/yes"
    assert send(browser, promised.address, to=to, version=version).status_code == 303
    assert stranger.get(f"/promises/{promised.code}").status_code == 200
    to = f"{promised.address}/publish/no"
    stale = send(browser, promised.address, to=to, version=version)
    assert stale.status_code == 409
    assert send(browser, promised.address, to=to, version=version + 1).status_code == 303
    assert stranger.get(f"/promises/{promised.code}").data == unknown.data
