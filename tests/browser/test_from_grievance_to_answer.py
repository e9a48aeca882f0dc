"""A grievance goes from a phone to an answer: two languages, many people, not one line of script.

The member has a phone of 360×640 and reads Runasimi; the officers sit at a desk. Nobody is played
by the database: whatever happens, happens on a page.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.house import House
from tests.browser.visits import PHONE, WIDE, Visits, press

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STORY = "Wataq qallariyninmantapacha mayu unu puka hamun: uywaykuna wañuchkan, p'unchaw tuta."
WELCOME = "Willakusqaykita ñawinchayku. Hukniyku qhawachkan."
QUESTION = "¿Ima killamantataq unu puka hamun?"
ANSWER = "Killa raymimantapacha. Chunka ayllukuna tiyayku."
ADMITTED = "Willakusqaykita chaskiyku. Kunanmi maskhasaqku."
OUTCOME = "Mayuta tupurqayku: minaqa unuta qhillichasqa. Empresa allichanqa."
ENOUGH = {"scale": "3", "scope": "2", "irremediability": "2"}


@dataclass
class Officer:
    """Somebody of the office in Cusco, at a desk."""

    page: Page
    case: str

    @classmethod
    def at_work(
        cls, visits: Visits, house: House, role: str, place: str, *, script: bool
    ) -> "Officer":
        """Through the door that all staff take, to the case of this place in the queue."""
        page = visits.open(WIDE, script=script)
        page.goto("/desk/")
        page.fill("[name=email]", f"{role}@cusco.example")
        page.fill("[name=password]", house.password)
        press(page, "main form button")
        assert page.url.endswith("/desk/")
        page.goto("/desk/?view=open")
        row = page.get_by_role("row").filter(has_text=place)
        press(page, row.get_by_role("link"))
        return cls(page, page.url)

    def does(self, step: str, **fields: str) -> None:
        """One of the steps that the case page offers, with what its form asks."""
        self.page.goto(self.case)
        press(self.page, f"main .ahead >> a:text-is('{step}')")
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if field.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.check(f"main [name={name}][value='{value}']")
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        press(self.page, "main form button")
        expect(self.page.get_by_role("status")).to_be_visible()
        assert self.page.url == self.case


def chooses_runasimi_and_an_office(page: Page) -> None:
    """From the front door to the first question."""
    page.goto("/")
    press(page, ".lang a[lang=quz], .lang [value=qu]")
    assert page.locator("html").get_attribute("lang") == "quz"
    press(page, ".offices a[href$='/o/cusco']")
    press(page, ".act.first")


def answers_the_questions(page: Page, place: str) -> None:
    """The seven questions; on the way back and forth nothing is lost."""
    page.check("[value=water]")
    press(page)
    page.fill("[name=story]", STORY)
    press(page)
    page.fill("[name=place]", place)
    page.select_option("[name=where]", "PE-CUS")
    page.fill("[name=happened]", "killa raymi")
    press(page)
    page.go_back()
    page.go_back()
    expect(page.locator("[name=story]")).to_have_value(STORY)
    press(page)
    expect(page.locator("[name=place]")).to_have_value(place)
    press(page)
    page.check("[value=me]")
    press(page)
    page.fill("[name=respondent]", "Mina Inventada")
    press(page)
    page.check("[value=anonymous]")
    press(page)
    press(page)
    assert page.locator("dd", has_text=STORY).is_visible()


def sends_and_keeps_the_code(page: Page, folder: Path) -> str:
    """The receipt on the screen, on paper, and proved with its last four digits."""
    press(page, "main form[action$='/send'] button")
    code = re.sub(r"\D", "", page.locator("p.code").inner_text())
    assert len(code) == 16
    page.go_back()  # from a receipt there is no way to send twice, only back to the receipt
    press(page, "main a[href$='/receipt']")
    assert code == re.sub(r"\D", "", page.locator("p.code").inner_text())
    with page.expect_download() as downloading:
        page.locator("a[href$='/receipt/pdf']").click()
    paper = folder / "receipt.pdf"
    downloading.value.save_as(paper)
    written = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    assert code in re.sub(r"\s", "", written)
    page.fill("[name=last_four]", code[-4:])
    press(page, "form[action$='/check'] button")
    expect(page.get_by_role("status")).to_be_visible()
    press(page, "form[action$='/leave'] button")
    return code


def follows(page: Page, code: str) -> None:
    """With the paper in hand."""
    page.goto("/follow")
    page.fill("[name=code]", " ".join(re.findall("....", code)))
    press(page)
    assert page.url.endswith("/my-case")


@pytest.mark.parametrize(
    "script",
    [False, pytest.param(True, marks=pytest.mark.full)],
    ids=["without a script", "with a script"],
)
def test_a_grievance_goes_from_a_phone_to_an_answer(
    visits: Visits, house: House, tmp_path: Path, script: bool
) -> None:
    place = "Hatun Qollpa" if script else "Uchuy Qollpa"
    member = visits.open(PHONE, script=script)
    chooses_runasimi_and_an_office(member)
    answers_the_questions(member, place)
    code = sends_and_keeps_the_code(member, tmp_path)
    follows(member, code)

    intake, handler, supervisor = (
        Officer.at_work(visits, house, role, place, script=script)
        for role in ("intake", "handler", "supervisor")
    )
    intake.does("Escribir el primer mensaje", text=WELCOME, language="qu")
    intake.does("Empezar la revisión", no_tie="y")
    handler.does("Tomar el caso", no_tie="y")
    handler.does("Preguntar a la persona", text=QUESTION, language="qu")

    member.reload()
    expect(member.get_by_text(WELCOME)).to_be_visible()
    expect(member.get_by_text(QUESTION)).to_be_visible()
    press(member, "a[href*='/my-case/questions/']")
    expect(member.get_by_text(QUESTION)).to_be_visible()
    member.fill("[name=text]", ANSWER)
    press(member, "main form .go button, main form[action*='/questions/'] button")
    expect(member.get_by_text(ANSWER)).to_be_visible()

    handler.does("Recomendar admitir", text="Hay daño.", **ENOUGH)
    assert handler.page.get_by_text(ANSWER).is_visible()
    supervisor.does("Admitir", text=ADMITTED, language="qu", **ENOUGH)
    handler.does("Empezar la investigación")
    handler.does(
        "Proponer el resultado",
        findings="Tres mediciones.",
        resolved_how="remediation",
        text=OUTCOME,
        language="qu",
    )
    member.reload()
    assert OUTCOME not in member.content()
    supervisor.does("Aprobar y comunicar el resultado")

    another_phone = visits.open(PHONE, script=script, language="qu")
    follows(another_phone, code)
    assert another_phone.locator("html").get_attribute("lang") == "quz"
    expect(another_phone.get_by_text(OUTCOME)).to_be_visible()
    assert "Tres mediciones" not in another_phone.content()
    press(another_phone, "form[action$='/confirm'] button")
    expect(another_phone.get_by_role("status")).to_be_visible()
    assert another_phone.locator("form[action$='/confirm']").count() == 0
    handler.page.goto(handler.case)
    expect(handler.page.get_by_text("La persona está de acuerdo")).to_be_visible()


def test_a_draft_is_gone_when_its_writer_deletes_it(visits: Visits) -> None:
    page = visits.open(language="qu")
    page.goto("/o/cusco/file/story")
    page.fill("[name=story]", STORY)
    press(page)
    page.locator("aside details summary").click()
    press(page, "aside form[action$='/discard'] button")
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/o/cusco/file/story")
    expect(page.locator("[name=story]")).to_have_value("")
    assert "draft" not in {one["name"] for one in page.context.cookies()}


@pytest.mark.parametrize("script", [False, True], ids=["without a script", "with a script"])
def test_the_quick_exit_takes_everything_along(visits: Visits, house: House, script: bool) -> None:
    page = visits.open(language="qu", script=script)
    page.goto("/o/cusco/file/story")
    page.fill("[name=story]", STORY)
    press(page)
    press(page, "a.exit")
    assert page.url == house.elsewhere
    assert page.context.cookies() == []
    page.goto("/o/cusco/file/story")
    expect(page.locator("[name=story]")).to_have_value("")
