"""The table of the demonstration, walked by four parties from a concern to a promise that was kept.

The community comes with a card on a small phone without a script, the company with an account on a
small phone, the province and the university at a desk; the office hosts them, and somebody who
passes by sees what everybody may. Whatever happens, happens on a page.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from basin.models import Evidence
from demo import concern_story as workshop
from demo import mesa_story as told
from dialogue.jobs.printing import print_one
from dialogue.models import Paper
from kernel.jobs import Work
from tests.browser.at_the_table import Sitting
from tests.browser.house import House
from tests.browser.visits import PHONE, WIDE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

HOST = "coordinator@salta.example"
TOPIC = "Quién mide la vertiente en las noches de helada"
QUESTION = "¿Quién sube a medir cuando hiela? La escuela queda a dos horas."
MEASURED = "Con 30 litros la vertiente baja menos: aquí está lo que dijo el modelo."
PROPOSAL = "Un sensor que mide de noche"
WORDS = "La empresa pone un sensor en la vertiente, y la comunidad guarda la llave."
REASONS = {
    "community": "La llave se queda en la escuela.",
    "company": "El sensor ya está comprado.",
    "authority": "Los datos llegan también a la provincia.",
    "university": "Revisaremos el sensor dos veces al año.",
}
PROMISE = "Instalar el sensor de noche en la vertiente de la escuela"
DONE = "El sensor quedó puesto el martes."
KEPT = "Lo vimos con la maestra: manda datos cada hora."
COMPANY, COMMUNITY = "Litio Inventado S. A.", told.COMMUNITY_NAME


@dataclass
class Table:
    """Those who sit there, their host, and somebody who passes by."""

    community: Sitting
    company: Sitting
    authority: Sitting
    university: Sitting
    host: Sitting
    passer: Sitting

    @property
    def parties(self) -> dict[str, Sitting]:
        """The four parties by their keys."""
        return {one: getattr(self, one) for one in REASONS}


def evidence_in(house: House) -> str:
    """The code of what the model said of thirty litres."""
    with house.database.reading() as session:
        query = select(Evidence.code).where(Evidence.title == told.POSTS[3].evidence)
        return session.scalars(query).one()


@pytest.fixture
def table(visits: Visits, house: House) -> Table:
    """Everybody comes in."""
    community = Sitting.with_card(visits.open(PHONE), house)
    return Table(
        community,
        Sitting.with_account(visits.open(PHONE, script=True), house, told.COMPANY.email),
        Sitting.with_account(visits.open(WIDE, script=True), house, told.AUTHORITY.email),
        Sitting.with_account(visits.open(WIDE, script=True), house, told.UNIVERSITY.email),
        Sitting.with_account(visits.open(WIDE), house, HOST),
        Sitting.passing(visits.open(PHONE), community.table),
    )


def comes_from_a_concern(table: Table) -> None:
    """Everybody reads where it began; the office sees both ends of what was handed over."""
    for one in (*table.parties.values(), table.passer):
        one.goes()
        one.follows(workshop.TITLE)
        one.sees(told.CONCERN, workshop.AGREED)
        own = told.VERIFIES if one is table.community else ""  # whose card it is stands above
        one.misses(*(name for name, _sex in workshop.PEOPLE if name != own))
    table.host.goes()
    table.host.sees(workshop.WHY)
    table.host.follows(workshop.TITLE)
    table.host.sees("Aceptada")
    table.host.follows(told.OUTLINE.title)
    assert table.host.page.url == table.host.table


def talks_among_the_parties(table: Table, evidence: str) -> None:
    """The host opens a topic from the same concern; one asks, one answers with evidence."""
    host, company, university = table.host, table.company, table.university
    host.goes("/threads")
    host.follows(told.THREAD)
    host.sees(told.CONCERN)
    concern = host.page.locator("a", has_text=workshop.TITLE).count()
    assert concern
    host.goes("/threads/new")
    host.fills(title=TOPIC, visibility="parties")
    host.presses("Abrir el tema")
    company.goes("/threads")
    company.follows(TOPIC)
    company.fills(words=QUESTION)
    company.presses("Publicar")
    university.goes("/threads")
    university.follows(TOPIC)
    university.sees(QUESTION)
    university.fills(words=MEASURED)
    university.presses("Publicar y adjuntar evidencia")
    university.fills(code=evidence)
    university.presses("Adjuntar")
    for one in table.parties.values():
        one.goes("/threads")
        one.follows(TOPIC)
        one.sees(QUESTION, MEASURED)
        one.follows("Verla completa")
        one.sees(evidence)
    table.passer.goes("/threads")
    table.passer.misses(TOPIC)
    table.passer.finds_nothing(host.page.url)


def decides_in_a_round(table: Table) -> str:
    """The university brings a proposal; each answers unseen; the host closes. Its address."""
    university, host = table.university, table.host
    university.goes("/proposals/new")
    university.fills(title=PROPOSAL, words=WORDS, thread=TOPIC)
    university.presses("Ver antes de poner en la mesa")
    university.presses("Poner en la mesa")
    proposal = university.page.url.removeprefix(university.table)
    host.goes(proposal)
    host.follows("Preparar una ronda")
    host.opens("Quórum y umbrales")
    host.fills(quorum="40", reasons="optional")
    host.presses("Preparar la ronda")
    host.presses("Abrir la ronda")
    for party, one in table.parties.items():
        one.goes(proposal)
        one.follows("Dar mi posición")
        one.fills(option="consent", reason=REASONS[party])
        one.presses("Guardar mi posición")
    for party, one in table.parties.items():
        one.goes(f"{proposal}/rounds/1")
        one.sees("Quién respondió")
        one.misses(*(words for other, words in REASONS.items() if other != party))
    host.goes(f"{proposal}/rounds/1")
    host.misses(*REASONS.values())
    host.opens("Dejar de recibir y leer las objeciones")
    host.presses("Sí, leerlas")
    host.opens("Cerrar y sellar el resultado")
    host.presses("Sí, sellarlo")
    for one in (*table.parties.values(), host):
        one.goes(f"{proposal}/rounds/1")
        one.sees("Hay consentimiento", *REASONS.values())
    table.passer.finds_nothing(f"{table.passer.table}{proposal}/rounds/1")
    return proposal


def agrees_and_signs(table: Table) -> str:
    """The host writes the agreement of the round with a promise and seals it; all sign it."""
    host = table.host
    host.goes("/agreements")
    host.follows(PROPOSAL)
    host.presses("Guardar el borrador")
    host.follows("Anotar un compromiso")
    host.fills(what=PROMISE, responsible_group=COMPANY, verifier_group=COMMUNITY,
               condition="Antes de la helada de julio")  # fmt: skip
    host.presses("Guardar el compromiso")
    agreement = host.page.url.removeprefix(host.table)
    host.opens("Sellar el texto")
    host.presses("Sí, sellarlo")
    for one in table.parties.values():
        one.goes(agreement)
        one.sees("Espera firmas")
        one.follows("Leer y firmar")
        one.sees(WORDS, PROMISE)
        one.presses("Sí, firmo este texto")
    for one in (*table.parties.values(), host):
        one.goes(agreement)
        one.sees("Vigente", PROMISE)
    code = agreement.rpartition("/")[2]
    table.passer.finds_nothing(f"/agreements/{code}")
    host.opens("Publicarlo")
    host.presses("Sí, publicarlo")
    table.passer.page.goto(f"/agreements/{code}")
    table.passer.sees(WORDS, PROMISE)
    return agreement


def keeps_what_was_promised(table: Table, agreement: str) -> None:
    """The office hears that it is done; the community, and nobody else, says whether it is."""
    host, community = table.host, table.community
    host.goes(agreement)
    found = re.search(r"/commitments/(C-\w+)", host.page.content())
    assert found
    promise = found[1]
    for step, fields in (
        ("Anotar que empezó", {}),
        ("Anotar que dicen haber cumplido", {"note": DONE, "told_by": COMPANY}),
    ):
        host.page.goto(f"/commitments/{promise}")
        host.follows(step)
        host.fills(**fields)
        host.presses(step)
    for one in (table.company, table.authority, table.university, table.passer):
        one.finds_nothing(f"{one.table}/confirmations/{promise}")
    community.goes()
    community.follows("Decir si se cumplieron 2 compromisos")
    community.page.locator(f"main a[href$='/confirmations/{promise}']").first.click()
    community.sees(PROMISE)
    community.fills(fulfilment="fulfilled", note=KEPT)
    community.presses("Guardar mi palabra")
    for one in (*table.parties.values(), host):
        one.goes(agreement)
        one.sees("Comprobado")


def prints_what_happened(table: Table, house: House, folder: Path) -> str:
    """The report: ordered by the host, printed, saved by the company; its words on one line."""
    address = f"/papers/report/{table.host.table.rpartition('/')[2]}"
    table.host.goes(address)
    table.host.presses("Imprimir")
    does_what_the_worker_does(house)
    table.company.goes(address)
    with table.company.page.expect_download() as downloading:
        table.company.page.locator("main a[href$='.pdf']").first.click()
    paper = folder / "report.pdf"
    downloading.value.save_as(paper)
    table.passer.finds_nothing(table.host.page.url)
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(paper).pages)


def does_what_the_worker_does(house: House) -> None:
    """Print the newest paper that was ordered; no worker runs beside a test."""
    app = house.app
    work = Work("", house.database, app.extensions["vault"], app.extensions["jobs"])
    with house.database.reading() as session:
        newest = session.scalars(select(func.max(Paper.id))).one()
    with app.app_context():
        print_one(work, app.extensions["files"], newest or 0)


def test_four_parties_walk_from_a_concern_to_a_promise_that_was_kept(
    table: Table, house: House, tmp_path: Path
) -> None:
    comes_from_a_concern(table)
    talks_among_the_parties(table, evidence_in(house))
    decides_in_a_round(table)
    agreement = agrees_and_signs(table)
    keeps_what_was_promised(table, agreement)
    said = prints_what_happened(table, house, tmp_path)
    confirmed = f"por {COMMUNITY}, con su tarjeta"
    happened = (QUESTION, MEASURED, PROPOSAL, WORDS, *REASONS.values(), PROMISE, confirmed)
    assert [one for one in happened if one not in said] == []
