"""A facilitator follows docs/guide/workshop.md on a phone: from the plan to the signed acta.

Whatever is pressed here is quoted there: a button that the guide does not name is not pressed.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader
from sqlalchemy import func, select

from kernel.clock import now
from kernel.jobs import Work
from meetings.jobs import print_one
from meetings.models import SealedMinutes
from meetings.operations.papers import KINDS
from tests.browser.house import House
from tests.browser.visits import Visits, too_wide
from tests.factories.files import plain_jpeg

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "workshop.md").read_text()
FACILITATOR = "facilitator@cusco.example"
COMMUNITIES, COUNCIL = "Comunidades campesinas de la cuenca", "Municipalidad (ficticia)"
PATIENCE_MS = 60_000


@dataclass
class Phone:
    """A phone of 360 × 640 whose holder does what the guide says."""

    page: Page
    script: bool

    def press(self, words: str) -> None:
        """Touch the button, link or fold that the guide calls so."""
        assert f"«{words}»" in GUIDE, words
        called = re.compile(rf"^\s*{re.escape(words)}(:.*|\s+\w)?\s*$")  # what for, or its key
        page = self.page
        touched = page.locator("button, a, summary").filter(has_text=called, visible=True)
        touched.first.click()
        page.wait_for_load_state()
        assert too_wide(page) == 0, page.url

    def turn_to(self, words: str) -> None:
        """Unfold the pages of the meeting and choose one."""
        self.page.locator("details.views > summary").first.click()
        self.press(words)

    def write(self, label: str, words: str, place: str = "main") -> None:
        """Fill the field of this name that can be seen."""
        field = self.page.locator(place).get_by_label(label, exact=True).locator("visible=true")
        if field.first.evaluate("one => one.tagName") == "SELECT":
            field.first.select_option(label=words)
        else:
            field.first.fill(words)

    def note(self, part: str, words: dict[str, str], button: str) -> None:
        """Fill one part of the room, and wait until the server has it."""
        for back in self.page.locator(".away a:visible").all():
            back.click()
        self.page.locator(f".big [href='#{part}']").click()
        for label, said in words.items():
            self.write(label, said, f"#{part}")
        self.press(button)
        if self.script:
            expect(self.page.locator("#state")).to_contain_text("Todo enviado", timeout=20_000)


@pytest.mark.parametrize(
    "script", [True, pytest.param(False, marks=pytest.mark.full)], ids=["script", "no script"]
)
def test_a_workshop_from_its_plan_to_the_signed_acta(
    visits: Visits, house: House, script: bool
) -> None:
    page = visits.open(script=script, cookies=house.desk_of(FACILITATOR))
    phone = Phone(page, script)
    _plan(phone)
    _print_the_kit(phone)
    _work_in_the_room(phone)
    _end(phone)
    _read_and_seal(phone)
    _print_its_papers(house)
    table = page.get_by_role("table", name="Papeles sellados")
    expect(table.get_by_role("link")).to_have_count(6, timeout=PATIENCE_MS)  # it opens anew itself
    _print_and_sign(phone)
    _write_into_the_book(phone)


def test_a_workshop_of_a_programme_from_its_call_to_its_questions(
    visits: Visits, house: House
) -> None:
    page = visits.open(script=True, cookies=house.desk_of(FACILITATOR))
    phone, title = Phone(page, script=True), "Taller del programa de la guía"
    page.goto("/trainings/")
    page.get_by_role("link", name="Territorio en diálogo").first.click()
    phone.press("Planificar un taller")
    phone.write("Título", title)
    soon = now() + timedelta(days=9)
    for part, number in (("day", soon.day), ("month", soon.month), ("year", soon.year)):
        page.fill(f"[name=begins_on-{part}]", str(number))
    phone.press("Planificar")
    page.get_by_label("Abierta a todos").check()
    page.fill("[name=capacity]", "20")
    page.fill("[name=women]", "40")
    phone.press("Guardar")
    expect(page.locator("main")).to_contain_text("0 de 20 lugares ocupados")
    home = page.url
    phone.press("Convocatoria")
    page.fill("[name=call]", "Invitamos a las comunidades de la cuenca. Hay comida.")
    phone.press("Guardar")
    expect(page.get_by_role("link", name="PDF en las dos lenguas")).to_be_visible()
    page.goto(home)
    phone.press("Anotar a una persona")
    page.fill("[name=name]", "Asunta Inventada")
    page.get_by_label("Mujer", exact=True).check()
    page.get_by_role("button", name="Anotar").click()
    page.wait_for_load_state()
    page.goto(home)
    expect(page.locator(".lights")).to_contain_text("Se cumple")
    phone.press("Pasar a la asistencia")
    phone.press("Evaluación")
    phone.press("Escribir preguntas")
    phone.press("Copiar de otro taller")
    page.get_by_role("radio").first.check()
    phone.press("Copiar")
    page.goto(page.url.partition("/evaluation")[0] + "/evaluation")
    phone.press("Abrir: que respondan")
    expect(page.get_by_role("button", name="Cerrar: nadie más responde")).to_be_visible()
    expect(page.get_by_role("link", name="Cartel con el código QR").first).to_be_visible()
    phone.turn_to("Certificados")
    expect(page.locator("main")).to_contain_text("Asunta Inventada")


def _plan(phone: Phone) -> None:
    phone.page.goto("/meetings/")
    phone.press("Planear una reunión")
    phone.write("Título", f"Taller de la guía {phone.script}")
    today = now() - timedelta(hours=5)  # the clock of Lima
    for part, number in (("day", today.day), ("month", today.month), ("year", today.year)):
        phone.page.fill(f"[name=begins_on-{part}]", str(number))
    phone.write("Hora de término (si quiere)", "13:00")
    phone.write("Local (si quiere)", "Salón comunal")
    phone.press("Planear la reunión")
    for title in ("El agua del canal", "Acuerdos y compromisos"):
        phone.write("Punto", title)
        phone.write("Minutos (si quiere)", "60")
        phone.press("Agregar el punto")


def _print_the_kit(phone: Phone) -> None:
    with phone.page.expect_download() as kept:
        phone.page.get_by_role("link", name="Imprimir el paquete de papel").click()
    assert "Hoja de compromisos" in _text(kept.value.path())


def _work_in_the_room(phone: Phone) -> None:
    phone.turn_to("Reunión")
    phone.press("Abrir la reunión")
    phone.press("Ir a la sala")
    if phone.script:
        phone.page.wait_for_selector("#room[data-ready]", timeout=20_000)
    phone.note(
        "people", {"Nombre y apellidos": "Asunta Inventada"}, "Agregar y marcar que está"
    )  # fmt: skip
    phone.note(
        "note", {"Lo que dijo": "Yarqhap unun qhilliña.", "En qué lengua": "Quechua"},
        "Guardar la anotación",
    )  # fmt: skip
    phone.note("agreement", {"El acuerdo": "Limpiar el canal."}, "Guardar el acuerdo")
    phone.note(
        "commitment",
        {
            "A qué se compromete": "Limpiar 3 km de canal",
            "Grupo que se compromete": COMMUNITIES,
            "O qué debe pasar antes": "Cuando llegue la máquina",
            "Grupo que comprueba": COUNCIL,
        },
        "Guardar el compromiso",
    )  # fmt: skip
    for back in phone.page.locator(".away a:visible").all():
        back.click()
    phone.press("Leer en voz alta")
    expect(phone.page.locator("main")).to_contain_text("Limpiar 3 km de canal")


def _end(phone: Phone) -> None:
    phone.page.goto(phone.page.url.partition("/room/")[0])
    phone.press("Cerrar la reunión")
    phone.press("Sí, cerrarla")
    phone.turn_to("Agenda")
    phone.press("Escribir qué se habló")
    for words in ("Se habló del agua.", "Se acordó la limpieza."):
        phone.write("Qué se habló", words)
        phone.page.get_by_role("button", name="Guardar lo que se habló").click()
    phone.turn_to("Reunión")
    phone.page.locator("section", has_text="Quiénes firman el acta").get_by_text(
        "Ver la lista"
    ).click()
    phone.write("Nombre", "Asunta Inventada")
    phone.page.get_by_role("button", name="Agregar").click()


def _read_and_seal(phone: Phone) -> None:
    phone.turn_to("Acta")
    phone.press("Anotar la lectura")
    phone.write("En qué lengua se leyó", "Quechua")
    phone.write("Quién la leyó", "Traductora Imaginaria")
    phone.press("La sala la escuchó")
    phone.press("Sellar el acta")
    phone.press("Sí, sellarla")


def _print_its_papers(house: House) -> None:
    """The steps of the worker for the acta that was sealed last; no worker runs beside a test."""
    app = house.app
    work = Work("", house.database, app.extensions["vault"], app.extensions["jobs"])
    with house.database.reading() as session:
        newest = session.scalars(select(func.max(SealedMinutes.id))).one()
    with app.app_context():
        for copy, language in KINDS:
            print_one(work, newest or 0, copy, language)


def _print_and_sign(phone: Phone) -> None:
    table = phone.page.get_by_role("table", name="Papeles sellados")
    with phone.page.expect_download() as kept:
        table.get_by_role("row", name="En las dos lenguas").get_by_role("link").first.click()
    said = _text(kept.value.path())
    for words in ("Limpiar 3 km de canal", "Yarqhap unun qhilliña", "Asunta Inventada"):
        assert words in said
    phone.press("Adjuntar el papel firmado")
    scan = FilePayload(name="acta.jpg", mimeType="image/jpeg", buffer=plain_jpeg())
    phone.page.set_input_files("#scan", files=[scan])
    phone.press("Adjuntar")
    expect(phone.page.locator(".note.good")).to_contain_text("Guardamos el archivo")


def _write_into_the_book(phone: Phone) -> None:
    phone.turn_to("Acta")
    phone.press("Texto para el libro de actas")
    expect(phone.page.locator("#copy-es")).to_have_value(re.compile("Limpiar el canal"))
    phone.write("Libro de actas", "Libro n.º 4")
    phone.page.get_by_role("button", name="Guardar", exact=True).click()
    expect(phone.page.locator(".note.good")).to_contain_text("Anotamos dónde está en el libro")


def _text(file: Path) -> str:
    return "\n".join(
        page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages
    )  # fmt: skip
