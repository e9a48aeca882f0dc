"""The guide for complainants shows and quotes what people meet, in both languages.

The walk of a complainant on a phone of 360×640, without a script, with a made-up story. Its
pictures are taken by `python -m docs.guide_pictures`; without that the walk finds out whether a
page has changed since, and whether what the guide quotes still stands on a page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page

from docs import guide_pictures
from docs.guides import GUIDE
from grievances.kinds import ResolvedHow
from grievances.lifecycle import Verb
from tests.browser.visits import PHONE, press
from tests.factories.files import plain_jpeg
from tests.grievances.desk_at_work import Desk, desk_of
from tests.grievances.people import file_a_case, open_office

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

GUIDES = {"es": "filing.md", "qu": "filing.qu.md"}
QUOTED = re.compile(r"«([^»]+)»")
PICTURED = re.compile(r"!\[([^\]]*)\]\(../images/filing/(\w+)/([\w-]+)\.png\)")
HEAVIEST = 40 * 1024

HEADINGS_AND_BUTTONS = "h1, h2, main button, main a.btn, main a.act b, main summary.btn"
SHORT_WORDS = f"{HEADINGS_AND_BUTTONS}, a, b, button, dt, label, label span, legend, summary"
TO_THE_TOP = "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)"
EMERGENCY = "105"


@dataclass(frozen=True)
class Told:
    """What the person of this language tells, and what the office says."""

    story: str
    place: str
    happened: str
    responsible: str
    question: str
    outcome: str
    lost: tuple[str, str, str]


TOLD = {
    "es": Told(
        "Desde setiembre no llega agua al canal de riego. El río baja rojo y los peces mueren.",
        "Sector Qollpa, comunidad Mayuq'asa",
        "desde setiembre",
        "La mina de arriba",
        "¿Qué días llega agua al canal?",
        "Medimos el río tres veces. La empresa debe devolver el agua antes de enero.",
        ("En octubre, después de la siembra", "Sector Qollpa", "El canal sin agua y el río rojo."),
    ),
    "qu": Told(
        "Siptiyimrimanta unu mana yarqhaman chayamunchu. Mayu puka hamun, challwakuna wañun.",
        "Qollpa, Mayuq'asa ayllu",
        "siptiyimrimanta",
        "Wichay mina",
        "¿Mayqin p'unchawtaq unu yarqhaman chayamun?",
        "Mayuta kimsa kutita tupurqayku. Manaraq iniru killa chayamuchkaptin empresa unuta "
        "kutichinan.",
        ("Uktuwri killapi, tarpuy qhipata", "Qollpa", "Yarqha mana unuyuq, mayu puka."),
    ),
}


@dataclass
class Walk:
    """Somebody on their way, and what they saw."""

    page: Page
    slug: str
    desk: Desk
    told: Told
    language: str
    takes: bool
    seen: guide_pictures.Words = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def looks(self, picture: str = "", at: str | Locator = "") -> None:
        """Read a page; keep its picture under a name, with `at` at the top of the screen."""
        self.read |= {words.split("\n")[0].strip() for words in self._texts(SHORT_WORDS)}
        if not picture:
            return
        self.seen[picture] = self._words(HEADINGS_AND_BUTTONS)
        if self.takes:
            if at:
                found = self.page.locator(at) if isinstance(at, str) else at
                found.first.evaluate(TO_THE_TOP)
            guide_pictures.keep(self.language, picture, self.page.screenshot())

    def _words(self, selector: str) -> list[str]:
        return [words for one in self._texts(selector) if (words := " ".join(one.split()))]

    def _texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def comes_to_the_office(self) -> None:
        self.page.goto("/")
        self.looks()
        self.page.goto(f"/o/{self.slug}")
        self.looks("01-office")
        press(self.page, ".act.first")

    def tells(self) -> None:
        """What it is about, and the story, with a number that could tell who it is."""
        self.page.check("input[value=water]")
        self.looks("02-about")
        press(self.page)
        self.page.fill("[name=story]", f"{self.told.story} 984 111 222")
        self.looks("03-story", "main h1")
        self.looks("04-voice", "main form h2")
        press(self.page)
        self.looks("07-number", ".note.warn")
        press(self.page, "button[name=cover]")

    def answers(self) -> None:
        """The questions from the place to the fear."""
        page, told = self.page, self.told
        page.fill("[name=place]", told.place)
        page.select_option("[name=where]", "PE-CUS")
        press(page, "button[name=more]")
        page.fill("[name=happened]", told.happened)
        page.check("[name=when][value=continues]")
        self.looks("05-place", "main h1")
        press(page)
        page.check("[value=me]")
        self.looks()
        press(page)
        page.fill("[name=respondent]", told.responsible)
        self.looks()
        press(page)
        page.check("[value=reserved]")
        self.looks()
        page.check("[value=anonymous]")
        page.check("[value=receipt_only]")
        self.looks("06-name", "main h1")
        press(page)
        page.check("[name=fears_reprisal]")
        self.looks("08-danger", "main fieldset")
        press(page)

    def brings_a_photograph(self) -> None:
        self.looks("10-review", "main h1")
        press(self.page, "main a[href$='/files']")
        photograph: Any = {"name": "canal.jpg", "mimeType": "image/jpeg", "buffer": plain_jpeg()}
        self.page.set_input_files("input[type=file]", photograph)
        press(self.page)
        self.looks("09-files", "main h1")
        self.page.goto(f"/o/{self.slug}/file/review")
        self.looks()

    def sends(self) -> str:
        """The code on the receipt."""
        press(self.page, "form[action$='/send'] button")
        self.looks("11-receipt", "main h1")
        code = re.sub(r"\D", "", self.page.locator("p.code").inner_text())
        press(self.page, "form[action$='/leave'] button")
        return code

    def follows(self, code: str) -> None:
        self.page.goto("/follow")
        self.looks("12-follow", "main h1")
        self.page.fill("[name=code]", code)
        press(self.page)
        self.looks("13-my-case", "main .card")
        self.looks()

    def is_asked(self) -> None:
        """The office asks; the person answers."""
        self.desk.does(Verb.SCREEN)
        self.desk.does(Verb.ASK, text=self.told.question, language=self.language)
        self.page.reload()
        self.looks()
        press(self.page, "main a[href*='/questions/']")
        self.looks("14-question", "main h1")
        self.page.fill("[name=text]", self.told.happened)
        press(self.page)

    def is_answered(self) -> None:
        """The office tells what it found; the person may agree or not, and say how it was."""
        self.desk.does(Verb.PROPOSE_ADMISSION, text="Procede", severity=(2, 2, 2))
        self.desk.does(
            Verb.ADMIT,
            by=self.desk.supervisor,
            text=self.told.outcome,
            severity=(2, 2, 2),
            language=self.language,
        )
        self.desk.does(Verb.INVESTIGATE)
        self.desk.does(
            Verb.PROPOSE_OUTCOME,
            text=self.told.outcome,
            findings="Tres mediciones",
            resolved_how=ResolvedHow.REMEDIATION,
            language=self.language,
        )
        self.desk.does(Verb.COMMUNICATE, by=self.desk.supervisor)
        self.page.reload()
        self.looks("15-answer", "#given")
        for name, address in {"": "dispute", "16-rating": "rating"}.items():
            self.page.goto(f"/my-case/{address}")
            self.looks(name, "main h1")

    def is_threatened(self) -> None:
        self.page.goto("/my-case/threat")
        self.looks("17-threat", "main h1")
        self.page.goto("/my-case/withdraw")
        self.looks()

    def loses_the_code(self) -> None:
        self.page.goto(f"/o/{self.slug}/lost-code")
        self.looks()
        for name, words in zip(("when", "where", "what"), self.told.lost, strict=True):
            self.page.fill(f"[name={name}]", words)
        press(self.page)
        self.looks("18-new-code", "main h1")

    def may_upgrade(self, code: str) -> None:
        """They close their case. Another of theirs is an alert: it may become a complaint."""
        self.page.goto("/my-case")
        press(self.page, "form[action$='/leave'] button")
        self.page.goto("/follow")
        self.page.fill("[name=code]", code)
        press(self.page)
        self.looks()


def _whole_way(walk: Walk) -> None:
    walk.comes_to_the_office()
    walk.tells()
    walk.answers()
    walk.brings_a_photograph()
    walk.follows(walk.sends())
    walk.is_asked()
    walk.is_answered()
    walk.is_threatened()
    walk.loses_the_code()
    alert = file_a_case(walk.desk.app.test_client(), walk.slug, about={"track": "alerta"})
    walk.may_upgrade(alert)


@pytest.fixture
def walk(
    app: Flask, chromium: Browser, serve: Callable[[Flask], str], language: str
) -> Iterator[Walk]:
    """A person of this language before the first page."""
    slug = open_office(
        app,
        slug="qollpa",
        name="Oficina Defensorial Qollpa",
        address="Plaza de Qollpa",
        hours="8:00–16:00",
        emergency_phone=EMERGENCY,
        phone="084 000 000",
    )
    address = serve(app)
    context = chromium.new_context(
        base_url=address, viewport=PHONE, java_script_enabled=False, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "lang", "value": language, "url": address}])
    desk = desk_of(app, slug)
    yield Walk(context.new_page(), slug, desk, TOLD[language], language, guide_pictures.asked())
    context.close()


def guide_of(language: str) -> str:
    """The guide as it is written."""
    return (GUIDE / GUIDES[language]).read_text()


@pytest.mark.parametrize("language", ["qu", pytest.param("es", marks=pytest.mark.full)])
def test_pictures_and_quotes_of_the_guide_are_what_people_meet(walk: Walk) -> None:
    _whole_way(walk)
    if walk.takes:
        guide_pictures.keep_words(walk.language, walk.seen)
    assert walk.seen == guide_pictures.words_of(walk.language), "python -m docs.guide_pictures"
    assert set(QUOTED.findall(guide_of(walk.language))) - walk.read == set()


@pytest.mark.parametrize("language", list(GUIDES))
def test_the_guide_shows_every_picture_and_no_other(language: str) -> None:
    shown = PICTURED.findall(guide_of(language))
    assert {folder for _words, folder, _name in shown} == {language}
    assert all(words for words, _folder, _name in shown)
    kept = {one.stem for one in _pictures(language)}
    assert [name for _words, _folder, name in shown] == sorted(kept)
    assert kept == set(guide_pictures.words_of(language))


@pytest.mark.parametrize("language", list(GUIDES))
def test_every_picture_is_light(language: str) -> None:
    sizes = {one.name: one.stat().st_size for one in _pictures(language)}
    assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}


def test_both_guides_have_the_same_parts() -> None:
    parts = [re.sub(r"[^#\n]", "", guide_of(one)).split() for one in GUIDES]
    assert parts[0] == parts[1]
    assert guide_pictures.words_of("es").keys() == guide_pictures.words_of("qu").keys()


def _pictures(language: str) -> list[Path]:
    return sorted((guide_pictures.FOLDER / language).glob("*.png"))
