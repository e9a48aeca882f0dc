"""A day in the room on a phone: without a network, through reloads, and after a killed browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from sqlalchemy import select

from accounts.roles import Role
from bench.servers import free_port
from commitments.models import Commitment
from kernel.clock import now
from kernel.vault import Vault
from meetings.models import (
    Agreement,
    Attendance,
    Contribution,
    Meeting,
    Participant,
    Sitting,
    SpeakingTurn,
    Theme,
)
from meetings.queries.meetings import sittings_of
from tests.browser.house import serving
from tests.browser.visits import (
    ARGUMENTS,
    CHROMIUM,
    PHONE,
    WIDE,
    small_targets,
    too_wide,
    violations,
)
from tests.factories.accounts import new_person, signed_in
from tests.factories.meetings import new_agenda_item, new_participant
from tests.meetings.room_at_work import make_room
from web.sessions import WebSession

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ALL_SENT = "Todo enviado"


@dataclass
class Mountain:
    """A room in a village, with a server that can be out of reach."""

    app: Flask
    reference: str
    people: dict[str, int]
    port: int = field(default_factory=free_port)
    network: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        """The page of the room."""
        return f"http://127.0.0.1:{self.port}/meetings/{self.reference}/room/"

    def connect(self) -> None:
        """There is a network."""
        self.network.enter_context(serving(self.app, self.port))

    def cut(self) -> None:
        """There is none."""
        self.network.close()

    def cookies(self, who: str = "facilitator") -> list[Any]:
        """What the browser of somebody who signed in holds."""
        cookie = signed_in(self.app, self.people[who]).get_cookie("desk")
        assert cookie
        return [{"name": "desk", "value": cookie.value, "domain": "127.0.0.1", "path": "/"}]

    def sign_everybody_out(self) -> None:
        """Every session ends, as after twelve hours."""
        with self.app.extensions["database"].changing() as session:
            for row in session.scalars(select(WebSession)):
                session.delete(row)

    def words(self, table: Any, name: str) -> list[Any]:
        """What is written down."""
        with self.app.extensions["database"].reading() as session:
            return [getattr(one, name) for one in session.scalars(select(table))]


@pytest.fixture
def mountain(app: Flask, vault: Vault) -> Iterator[Mountain]:
    """A meeting with two points, two groups and three people on the list."""
    with app.extensions["database"].changing() as session:
        room = make_room(session, vault)
        room.group.name, room.women.name = "Comunidad de Qollpa", "Organización de mujeres"
        new_agenda_item(session, room.meeting, "El polvo de la carretera", minutes=20)
        for name in ("Rosa Huamaní Quispe", "Julio Ccahua", "Ñawi Mamani"):
            new_participant(session, room.meeting, name, group_id=room.group.id)
        people = {
            "facilitator": new_person(session, room.office, Role.FACILITATOR).id,
            "note-taker": room.note_taker.person_id or 0,
        }
        reference = room.meeting.reference
    place = Mountain(app, reference, people)
    place.connect()
    yield place
    place.cut()


@pytest.fixture
def phones(chromium: Browser, mountain: Mountain) -> Iterator[Callable[..., Page]]:
    """`phones(who)`: the room on a phone of its own."""
    with ExitStack() as ended:

        def opened(who: str = "facilitator", size: Any = PHONE, **more: Any) -> Page:
            context = chromium.new_context(viewport=size, locale="es-PE", **more)
            ended.callback(context.close)
            context.add_cookies(mountain.cookies(who))
            page = context.new_page()
            if more.get("java_script_enabled", True):
                visit(page, mountain)
            else:
                page.goto(mountain.address)
            return page

        yield opened


def visit(page: Page, mountain: Mountain) -> None:
    """Open the room and wait until the phone keeps it."""
    page.goto(mountain.address)
    is_ready(page)
    page.evaluate("""() => new Promise((resolve) => {
      const look = () => navigator.serviceWorker.controller ? resolve(0) : setTimeout(look, 50);
      look();
    })""")


def is_ready(page: Page) -> None:
    page.wait_for_selector("#room[data-ready]", timeout=20000)


def part(page: Page, name: str) -> None:
    """Go to a part of the room, as a thumb does: on a phone back to the buttons first."""
    page.wait_for_load_state()
    for back in page.locator(".away a:visible").all():
        back.click()
    page.locator(f".big [href='#{name}']").click()


def notes(page: Page, text: str) -> None:
    part(page, "note")
    page.fill("#contribution-text", text)
    page.locator("#note form button").first.click()
    expect(page.locator("#contribution-text")).to_have_value("")


def promises(page: Page, what: str) -> None:
    part(page, "commitment")
    page.fill("#commitment-what", what)
    page.fill("#commitment-responsible_person", "Alcalde")
    page.fill("#commitment-condition", "Cuando baje el agua")
    page.fill("#commitment-verifier_person", "Comité de riego")
    page.locator("#commitment form button").first.click()
    expect(page.locator("#commitment-what")).to_have_value("")


def state(page: Page, words: str) -> None:
    expect(page.locator("#state")).to_contain_text(words, timeout=20000)


def all_arrived(page: Page) -> None:
    """Nothing waits on this phone any more, and its page shows what the server has."""
    page.evaluate("""() => new Promise((resolve) => {
      const look = async () =>
        (await Outbox.entries()).length ? setTimeout(look, 100) : resolve(0);
      look();
    })""")
    state(page, ALL_SENT)


def back_online(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('online'))")
    all_arrived(page)


def test_a_day_without_a_network_arrives_exactly_once(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    state(page, ALL_SENT)
    page.context.set_offline(True)
    mountain.cut()
    notes(page, "El agua llega sucia")
    state(page, "1 por enviar")
    page.reload()
    is_ready(page)
    state(page, "Sin red")
    part(page, "people")
    page.get_by_text("Rosa Huamaní Quispe").click()
    page.fill("#newcomer-name", "Hilaria Supa")
    page.locator("#people form[data-entry=newcomer] button").click()
    expect(page.locator("#ticks li")).to_have_count(4)
    part(page, "themes")
    page.fill("#theme-title", "El agua del canal")
    page.locator("#themes form[data-entry=theme] button").click()
    concern = page.locator("[data-concern]", has_text="El agua llega sucia")
    concern.locator("select").select_option(label="El agua del canal")
    concern.locator("button").click()
    theme = page.locator(".theme", has=page.locator("h3", has_text="El agua del canal"))
    expect(theme.locator(".said")).to_have_text("El agua llega sucia")
    theme.locator("[name=women]").fill("12")
    theme.locator("[name=men]").fill("9")
    theme.locator("form.weigh button").click()
    part(page, "agreement")
    page.fill("#agreement-text", "Limpiar el canal antes de la siembra")
    page.fill("#agreement-women_for", "13")
    page.locator("#agreement form button").first.click()
    promises(page, "Llevar la máquina")
    page.reload()
    is_ready(page)
    part(page, "themes")
    theme = page.locator(".theme", has=page.locator("h3", has_text="El agua del canal"))
    expect(theme.locator("[name=women]")).to_have_value("12")
    assert mountain.words(Contribution, "text") == []
    mountain.connect()
    page.context.set_offline(False)
    back_online(page)
    page.reload()
    is_ready(page)
    assert mountain.words(Contribution, "text") == ["El agua llega sucia"]
    assert mountain.words(Theme, "weight") == [21]
    assert mountain.words(Agreement, "women_for") == [13]
    assert mountain.words(Commitment, "what") == ["Llevar la máquina"]
    assert mountain.words(Attendance, "present") == [True, True]
    assert len(mountain.words(Participant, "name")) == 4
    expect(page.locator("#waiting li")).to_have_count(0)


def test_a_group_that_would_verify_itself_is_refused_without_a_network(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    page.context.set_offline(True)
    part(page, "commitment")
    page.fill("#commitment-what", "Llevar la máquina")
    page.fill("#commitment-condition", "Cuando baje el agua")
    for side in ("responsible_group", "verifier_group"):
        page.locator(f"#commitment-{side}").select_option(index=1)
    page.fill("#commitment-responsible_person", "Alcalde")
    page.fill("#commitment-verifier_person", "Ana")
    page.locator("#commitment form button").first.click()
    expect(page.get_by_text("Quien comprueba debe ser otro")).to_be_visible()
    assert page.evaluate("async () => (await Outbox.entries()).length") == 0
    page.locator("#commitment-verifier_group").select_option(index=2)
    page.locator("#commitment form button").first.click()
    expect(page.locator("#commitment-what")).to_have_value("")
    assert page.evaluate("async () => (await Outbox.entries()).length") == 1


def test_what_was_sent_stays_in_sight(mountain: Mountain, phones: Callable[..., Page]) -> None:
    page = phones()
    page.context.set_offline(True)
    notes(page, "El agua llega sucia")
    noted = page.locator("#note-list li")
    expect(noted).to_have_text(["El agua llega sucia"])
    page.context.set_offline(False)
    back_online(page)
    expect(noted).to_have_text(["El agua llega sucia Preocupación · Sin grupo"])
    page.reload()
    is_ready(page)
    expect(noted).to_have_count(1)


def test_a_choice_that_is_not_sent_yet_stays_when_its_part_is_drawn_anew(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    notes(page, "El agua llega sucia")
    part(page, "themes")
    page.fill("#theme-title", "El agua del canal")
    page.locator("#themes form[data-entry=theme] button").click()
    choice = page.locator("[data-concern]", has_text="El agua llega sucia").locator("select")
    choice.select_option(label="El agua del canal")
    page.locator("#themes form[data-entry=theme] button").focus()
    page.evaluate("dispatchEvent(new Event('offline'))")
    back_online(page)
    expect(choice.locator("option:checked")).to_have_text("El agua del canal")


def parts_of_day(mountain: Mountain, *parts: tuple[timedelta, str]) -> None:
    """The meeting has these parts from now, by how far off each begins, and no others."""
    with mountain.app.extensions["database"].changing() as session:
        meeting = session.scalars(select(Meeting)).one()
        known, zone = sittings_of(session, meeting), ZoneInfo(meeting.office.time_zone)
        for number, (off, title) in enumerate(parts):
            begins = (now() + off).astimezone(zone)
            facts = {"on": begins.date(), "begins_at": begins.time(), "title": title}
            if number < len(known):
                for name, value in facts.items():
                    setattr(known[number], name, value)
            else:
                place = {"office_id": meeting.office_id, "meeting_id": meeting.id}
                session.add(Sitting(**place, position=number + 1, **facts))


def marked(mountain: Mountain) -> list[tuple[str, str]]:
    """Who is written down as present, and at which part."""
    with mountain.app.extensions["database"].reading() as session:
        lines = session.scalars(select(Attendance).where(Attendance.present))
        return sorted(
            (
                session.get_one(Participant, line.participant_id).name,
                session.get_one(Sitting, line.sitting_id).title,
            )
            for line in lines
        )


DAY = timedelta(days=1)


def test_each_part_of_the_day_gets_its_own_attendance_without_a_network(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    parts_of_day(mountain, (-DAY, "Mañana"), (DAY, "Tarde"))
    page = phones()
    page.context.set_offline(True)
    mountain.cut()
    part(page, "people")
    rosa, julio = (page.locator("#ticks li", has_text=name) for name in ("Rosa", "Julio"))
    expect(page.locator("#sitting-name")).to_contain_text("Mañana")
    rosa.locator("span").click()
    expect(page.locator("[data-count]")).to_have_text("Están: 1")
    page.locator("#sittings a", has_text="Tarde").click()
    expect(page.locator("#sitting-name")).to_contain_text("Tarde")
    expect(rosa.locator("input")).not_to_be_checked()
    page.reload()
    is_ready(page)
    expect(page.locator("#sittings [aria-current]")).to_contain_text("Tarde")
    julio.locator("span").click()
    page.fill("#newcomer-name", "Hilaria Supa")
    page.locator("#people form[data-entry=newcomer] button").click()
    expect(page.locator("[data-count]")).to_have_text("Están: 2")
    page.locator("#sittings a", has_text="Mañana").click()
    expect(rosa.locator("input")).to_be_checked()
    expect(page.locator("[data-count]")).to_have_text("Están: 1")
    mountain.connect()
    page.context.set_offline(False)
    back_online(page)
    expect(page.locator("[data-count]")).to_have_text("Están: 1")
    assert marked(mountain) == [
        ("Hilaria Supa", "Tarde"), ("Julio Ccahua", "Tarde"), ("Rosa Huamaní Quispe", "Mañana"),
    ]  # fmt: skip


def test_a_page_left_open_overnight_turns_to_the_new_day(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    parts_of_day(mountain, (-DAY, "Primer día"), (DAY, "Segundo día"))
    page = phones()
    part(page, "people")
    page.locator("#sittings a", has_text="Primer día").click()
    page.context.set_offline(True)
    page.locator("#ticks li", has_text="Rosa").locator("span").click()
    state(page, "1 por enviar")
    parts_of_day(mountain, (-2 * DAY, "Primer día"), (-timedelta(hours=1), "Segundo día"))
    page.context.set_offline(False)
    back_online(page)
    expect(page.locator("#sitting-name")).to_contain_text("Segundo día")
    page.locator("#ticks li", has_text="Rosa").locator("span").click()
    page.fill("#newcomer-name", "Hilaria Supa")
    page.locator("#people form[data-entry=newcomer] button").click()
    all_arrived(page)
    assert marked(mountain) == [
        ("Hilaria Supa", "Segundo día"),
        ("Rosa Huamaní Quispe", "Primer día"),
        ("Rosa Huamaní Quispe", "Segundo día"),
    ]


def test_a_page_without_a_network_turns_to_the_new_day_by_the_clock_of_the_phone(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    parts_of_day(mountain, (-DAY, "Primer día"), (2 * DAY, "Segundo día"))
    page = phones()
    page.context.set_offline(True)
    mountain.cut()
    part(page, "people")
    rosa = page.locator("#ticks li", has_text="Rosa")
    rosa.locator("span").click()
    page.locator("#sittings a", has_text="Primer día").click()
    page.clock.set_fixed_time(now() + 3 * DAY)
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.locator("#sitting-name")).to_contain_text("Segundo día")
    expect(rosa.locator("input")).not_to_be_checked()
    page.locator("#ticks li", has_text="Julio").locator("span").click()
    page.clock.set_fixed_time(now())
    mountain.connect()
    page.context.set_offline(False)
    back_online(page)
    assert marked(mountain) == [
        ("Julio Ccahua", "Segundo día"), ("Rosa Huamaní Quispe", "Primer día"),
    ]  # fmt: skip


def kill(folder: Path) -> None:
    """The browser of this folder ends as with an empty battery."""
    for process in psutil.process_iter(["cmdline"]):
        if f"--user-data-dir={folder}" in (process.info["cmdline"] or []):
            with suppress(psutil.NoSuchProcess):
                process.kill()


def switched_on(chromium: Browser, folder: Path) -> BrowserContext:
    """The phone whose memory is this folder."""
    return chromium.browser_type.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=ARGUMENTS, viewport=PHONE, locale="es-PE"
    )


def test_what_was_noted_survives_a_killed_browser(
    mountain: Mountain, chromium: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "phone"
    phone = switched_on(chromium, folder)
    phone.add_cookies(mountain.cookies())
    page = phone.new_page()
    visit(page, mountain)
    mountain.cut()
    notes(page, "Antes de que se acabe la batería")
    promises(page, "Traer la batería")
    part(page, "turns")
    page.locator("td[data-cell$=' woman'] button").first.click()
    expect(page.locator("#speaking")).to_be_visible()
    kill(folder)
    with suppress(Error):
        phone.close()
    phone = switched_on(chromium, folder)
    try:
        page = phone.new_page()
        page.goto(mountain.address)
        is_ready(page)
        state(page, "2 por enviar")
        part(page, "turns")
        expect(page.locator("#speaking")).to_be_visible()
        page.keyboard.press("p")
        state(page, "3 por enviar")
        assert mountain.words(Contribution, "text") == []
        mountain.connect()
        phone.add_cookies(mountain.cookies())
        back_online(page)
    finally:
        phone.close()
    assert mountain.words(Contribution, "text") == ["Antes de que se acabe la batería"]
    assert mountain.words(Commitment, "what") == ["Traer la batería"]
    assert len(mountain.words(SpeakingTurn, "seconds")) == 1


def test_an_answer_that_never_came_back_writes_nothing_twice(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    lost: list[int] = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch().status)  # the server has it; the phone never hears so
            route.abort()
        else:
            route.continue_()

    page.context.route("**/room/entries", lose)
    notes(page, "Se cortó justo al enviar")
    state(page, "1 por enviar")
    back_online(page)
    assert lost == [201]
    assert mountain.words(Contribution, "text") == ["Se cortó justo al enviar"]


def test_two_note_takers_keep_what_both_wrote(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    hers, his = phones(), phones("note-taker")
    notes(hers, "Lo que anotó ella")
    all_arrived(hers)
    notes(his, "Lo que anotó él")
    all_arrived(his)
    assert sorted(mountain.words(Contribution, "text")) == ["Lo que anotó ella", "Lo que anotó él"]
    part(his, "themes")
    expect(his.locator("#themes-live")).to_contain_text("Lo que anotó ella")
    part(his, "themes")
    his.fill("#theme-title", "El agua")
    his.locator("#themes form[data-entry=theme] button").click()
    expect(his.locator("#theme-title")).to_have_value("")
    all_arrived(his)
    back_online(hers)
    expect(hers.locator("#themes-live h3").first).to_have_text("El agua")
    for page, count in ((his, "12"), (hers, "5")):
        part(page, "themes")
        page.context.set_offline(True)
        page.locator("[data-theme] [name=women]").first.fill(count)
        page.locator("[data-theme] form.weigh button").first.click()
        state(page, "1 por enviar")
    his.context.set_offline(False)
    back_online(his)
    hers.context.set_offline(False)
    hers.evaluate("dispatchEvent(new Event('online'))")
    expect(hers.locator("#waiting .refused")).to_contain_text("Otra persona cambió esto")
    assert mountain.words(Theme, "women") == [12]


def test_who_was_signed_out_loses_nothing_and_is_told_to_sign_in(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    mountain.sign_everybody_out()
    notes(page, "Después de doce horas")
    state(page, "Su sesión se cerró")
    expect(page.locator("#sign-in-again")).to_be_visible()
    assert mountain.words(Contribution, "text") == []
    page.context.add_cookies(mountain.cookies())
    back_online(page)
    assert mountain.words(Contribution, "text") == ["Después de doce horas"]


def test_what_is_not_sent_yet_is_read_aloud_without_a_network(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones(size=WIDE)
    page.context.set_offline(True)
    mountain.cut()
    notes(page, "El agua llega sucia")
    page.locator("[data-key=l]").click()
    expect(page.locator("#unsent")).to_contain_text("El agua llega sucia")
    page.locator(".tongues [href$=qu]").click()
    expect(page.locator("html")).to_have_attribute("lang", "quz")
    expect(page.locator("#unsent")).to_contain_text("El agua llega sucia")
    mountain.connect()


def test_nothing_is_sent_under_the_name_of_somebody_else(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    page.context.set_offline(True)
    notes(page, "Lo anotó la facilitadora")
    state(page, "1 por enviar")
    page.context.add_cookies(mountain.cookies("note-taker"))
    page.context.set_offline(False)
    state(page, "Su sesión se cerró")
    page.reload()
    is_ready(page)
    state(page, "Hay anotaciones de otra persona en este teléfono")
    assert mountain.words(Contribution, "text") == []
    page.context.add_cookies(mountain.cookies())
    page.reload()
    is_ready(page)
    all_arrived(page)
    assert mountain.words(Contribution, "noted_by_id") == [mountain.people["facilitator"]]


def test_what_the_server_refuses_stays_and_can_be_mended(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    part(page, "commitment")
    page.fill("#commitment-what", "Limpiar el canal")
    page.locator("#commitment form button").first.click()
    expect(page.locator("#commitment .err:visible")).to_have_count(3)
    page.fill("#commitment-responsible_person", "Alcalde")
    page.fill("#commitment-condition", "Cuando baje el agua")
    page.fill("#commitment-verifier_person", "alcalde")
    page.locator("#commitment form button").first.click()
    expect(page.locator("#commitment .err:visible")).to_contain_text("debe ser otro")
    page.fill("#commitment-verifier_person", "Alkalde")  # the same name in another spelling
    page.locator("#commitment form button").first.click()
    expect(page.locator("#commitment .noted")).to_have_text("Anotado.")
    refused = page.locator("#waiting .refused")
    expect(refused).to_contain_text("Quien comprueba debe ser otro")
    page.reload()
    is_ready(page)
    expect(refused).to_contain_text("Limpiar el canal")
    refused.locator("[data-mend]").click()
    expect(page.locator("#commitment-what")).to_have_value("Limpiar el canal")
    page.fill("#commitment-verifier_person", "Comité de riego")
    page.locator("#commitment form button").first.click()
    expect(refused).to_have_count(0)
    all_arrived(page)
    assert mountain.words(Commitment, "verifier_person") == ["Comité de riego"]


def test_nothing_of_the_room_stays_on_the_phone_after_signing_out(
    mountain: Mountain, phones: Callable[..., Page]
) -> None:
    page = phones()
    notes(page, "Algo privado")
    all_arrived(page)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.context.set_offline(True)
    notes(page, "Todavía sin enviar")
    state(page, "1 por enviar")
    page.route("**/room/entries", lambda route: route.abort())
    page.context.set_offline(False)
    page.locator(".me summary").click()
    page.locator("form[action='/sign-out'] button").click()
    expect(page.locator("#state")).to_contain_text("1 por enviar")  # warned, and stayed
    page.unroute("**/room/entries")
    back_online(page)
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url(lambda url: "/room/" not in url)
    left = page.evaluate("""async () => [
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length,
      await new Promise((resolve) => { indexedDB.open("rimanakuy-room").onsuccess = (event) => {
        const all = event.target.result.transaction("entries").objectStore("entries").getAll();
        all.onsuccess = () => resolve(all.result.length); }; }),
    ]""")
    assert left == [[], 0, 0]


def test_the_room_works_with_keys_alone(mountain: Mountain, phones: Callable[..., Page]) -> None:
    page = phones(size=WIDE)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("Tab")
    page.locator("#contribution-text").focus()
    page.keyboard.type("Escrito sin ratón")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#contribution-text")).to_have_value("")
    all_arrived(page)
    assert mountain.words(Contribution, "text") == ["Escrito sin ratón"]
    page.keyboard.press("h")
    expect(page.locator("#turns")).to_be_visible()


def test_the_forms_work_without_a_script(mountain: Mountain, phones: Callable[..., Page]) -> None:
    page = phones(java_script_enabled=False)
    part(page, "note")
    page.fill("#contribution-text", "Sin JavaScript")
    page.locator("#note form button").first.click()
    assert page.url.endswith("/room/#note")
    part(page, "people")
    page.get_by_text("Julio Ccahua").click()
    page.get_by_text("Guardar la asistencia").click()
    assert mountain.words(Contribution, "text") == ["Sin JavaScript"]
    assert mountain.words(Attendance, "present") == [True]
    assert too_wide(page) == 0


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone, light"),
        pytest.param(PHONE, "dark", id="phone, dark", marks=pytest.mark.full),
        pytest.param(WIDE, "light", id="wide, light", marks=pytest.mark.full),
        pytest.param(WIDE, "dark", id="wide, dark", marks=pytest.mark.full),
    ],
)
def test_every_part_of_the_room_fits_and_can_be_touched(
    mountain: Mountain, phones: Callable[..., Page], size: Any, scheme: str
) -> None:
    page = phones(size=size, color_scheme=scheme)
    notes(page, "Una preocupación larga " * 12)
    all_arrived(page)
    for name in ("note", "people", "turns", "themes", "agreement", "commitment"):
        part(page, name)
        assert too_wide(page) == 0, name
        assert violations(page) == [], name
        if size is PHONE:
            assert small_targets(page.main_frame.page, 32) == [], name
