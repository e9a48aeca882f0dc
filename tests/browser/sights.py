"""Every page that somebody may come to see, how they come there, and what they hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Page as Screen
from sqlalchemy import select

from accounts.models import Entity
from accounts.queries import entities_of, office_by_slug
from grievances.answers import Page
from grievances.forms.desk import FORMS
from grievances.lifecycle import NOT_YET_OPEN, State, Verb
from grievances.models import Attachment, Case
from grievances.operations.replacing import Facts, NewCode, ask_for_code
from grievances.queries.queue import View
from kernel.notices import Notice
from kernel.policy import SYSTEM
from kernel.sends import new_key
from territory.operations import add_community, give_sheet
from territory.policy import Ground
from tests.browser import (
    ballots,
    decisions,
    held,
    planning,
    programmes,
    promises,
    river_runs,
    rivers,
    rooms,
    tables,
    talks,
)  # fmt: skip
from tests.browser.house import House
from tests.browser.visits import press

HANDLER, SUPERVISOR = "handler@cusco.example", "supervisor@cusco.example"
CUSTODIAN = "custodian@cusco.example"
INTAKE, MONITOR = "intake@cusco.example", "monitor@cusco.example"
ADMIN, PLATFORM = "office-admin@cusco.example", "platform@demo.example"
_IMPORT = "/office/cusco/entities/import"
NOT_PAGES = {
    "accounts.add_passkey": "needs a host with a name: see test_passkeys",
    "accounts.my_offices": "leads to the one office that somebody administers",
    "accounts.sign_in_with_passkey": "needs a host with a name: see test_passkeys",
    "accounts.start": "leads to where somebody works",
    "commitments.as_calendar": "a file",
    "commitments.as_csv": "a file",
    "commitments.as_paper": "a file",
    "commitments.as_xlsx": "a file",
    "commitments.evidence": "a file",
    "desk.paper": "a file",
    "desk.file_of_case": "a file",
    "filing.file_of_draft": "a file",
    "health.process": "for machines",
    "meetings.file_part": "a file",
    "meetings.kit_paper": "a file",
    "meetings.old_sheet_columns": "a file",
    "my_case.file_of_mine": "a file",
    "health.readiness": "for machines",
    "lost_code.as_pdf": "a file",
    "desk.draft_file": "a file",
    "desk.receipt_page": "see test_intake: only the browser that registered sees it",
    "desk.receipt_pdf": "a file",
    "meetings.room_worker": "a script",
    "promises.as_csv": "a file",
    "receipt.as_pdf": "a file",
    "territory.export": "a file",
    "way_out.leave": "leads away",
    **held.NOT_PAGES,
    **programmes.NOT_PAGES,
    **ballots.NOT_PAGES,
    **decisions.NOT_PAGES,
    **rivers.NOT_PAGES,
    **tables.NOT_PAGES,
    **talks.NOT_PAGES,
}


@dataclass(frozen=True)
class Sight:
    """A page as somebody meets it. `again`: its template is shown by another sight already.

    `then` is what they do at the address; `scene` finds who comes and to which address.
    """

    name: str
    endpoint: str
    address: str | Callable[[House], str] = ""
    who: str = ""
    holds: Callable[[House], dict[str, str]] = lambda _house: {}
    then: Callable[[House, Screen], None] | None = None
    again: bool = False
    scene: Callable[[House], tuple[str, str]] | None = None

    @property
    def is_public(self) -> bool:
        """Whether it is for everybody."""
        return not (self.who or self.scene)

    def cookies(self, house: House) -> dict[str, str]:
        """What the browser has from before."""
        who = self.scene(house)[0] if self.scene else self.who
        return house.desk_of(who) if who else self.holds(house)

    def come(self, house: House, screen: Screen) -> None:
        """Go there."""
        if self.scene:
            screen.goto(self.scene(house)[1])
        else:
            screen.goto(self.address if isinstance(self.address, str) else self.address(house))
        if self.then:
            self.then(house, screen)


def _sends_nothing(_house: House, screen: Screen) -> None:
    press(screen)


def _follows(state: State) -> Callable[[House, Screen], None]:
    def follow(house: House, screen: Screen) -> None:
        screen.fill("[name=code]", house.code(state))
        press(screen)

    return follow


def _reads_what_was_told(house: House, screen: Screen) -> None:
    _follows(State.NEEDS_INFO)(house, screen)
    screen.goto("/my-case/told")


def _opens(page: str, state: State = State.COMMUNICATED) -> Callable[[House, Screen], None]:
    def go(house: House, screen: Screen) -> None:
        _follows(state)(house, screen)
        screen.goto(f"/my-case/{page}")

    return go


def _asks_for_a_code(_house: House, screen: Screen) -> None:
    screen.fill("[name=when]", "Setiembrepi")
    screen.fill("[name=where]", "Qollpa")
    screen.fill("[name=what]", "Unu mana chayamunchu.")
    press(screen)


def _types_the_new_code(house: House, screen: Screen) -> None:
    _asks_for_a_code(house, screen)
    code = screen.locator(".code").inner_text()
    screen.goto("/follow")
    screen.fill("[name=code]", code)
    press(screen)


def _types_a_wrong_code(_house: House, screen: Screen) -> None:
    screen.fill("[name=code]", "4539 1488 0343 6467")
    press(screen)


def _opens_the_identity(_house: House, screen: Screen) -> None:
    press(screen, "main form button")


def _writes_a_receipt_code(_house: House, screen: Screen) -> None:
    screen.fill("[name=story]", "4539 1488 0343 6467")
    press(screen)


def _asks_for_provinces(_house: House, screen: Screen) -> None:
    screen.select_option("[name=where]", "PE-CUS")
    press(screen, "button[name=more]")


def _writes_a_phone_number(_house: House, screen: Screen) -> None:
    screen.fill("[name=story]", "Llámenme al 984 111 222.")
    press(screen)


def _upgrades(house: House, screen: Screen) -> None:
    screen.fill("[name=code]", house.alert)
    press(screen)
    screen.goto("/my-case/upgrade")


def _comes_back_too_late(_house: House, screen: Screen) -> None:
    screen.context.clear_cookies(name="page")
    screen.fill("[name=story]", "Unu puka hamun.")
    press(screen)


def _sends(_house: House, screen: Screen) -> None:
    press(screen, "form[action$='/send'] button")


def _confirms_nothing(_house: House, screen: Screen) -> None:
    press(screen, "main form button")


def _makes_a_key(_house: House, screen: Screen) -> None:
    press(screen, "form[action$='/code'] button")


def _begins_app(_house: House, screen: Screen) -> None:
    press(screen, "form[action$='/app/begin'] button")


def _owes(house: House) -> dict[str, str]:
    return house.owing(INTAKE)


def _asks_for_a_key(_house: House, screen: Screen) -> None:
    screen.fill("[name=email]", "nobody@cusco.example")
    press(screen, "main form button")


def _looks_at_texts(_house: House, screen: Screen) -> None:
    screen.fill("[name=welcome_es]", "Bienvenidas y bienvenidos.")
    press(screen, "[name=look]")


def _takes_a_way_off(_house: House, screen: Screen) -> None:
    screen.uncheck("[name=tracks][value=consulta]")
    if screen.is_checked("[name=anonymous_tracks][value=consulta]"):
        screen.uncheck("[name=anonymous_tracks][value=consulta]")
    press(screen, "main form.col button")


def _looks_at_rows(_house: House, screen: Screen) -> None:
    screen.fill("[name=rows]", "Minera Inventada;empresa\n;empresa\nOtra;barco")
    press(screen, "main form.col button")


def _an_entity(house: House) -> tuple[str, str]:
    with house.database.changing() as session:
        office = office_by_slug(session, "cusco")
        if not entities_of(session, office.id):
            session.add(Entity(office_id=office.id, name="Minera Inventada", kind="company"))
            session.flush()
        number = entities_of(session, office.id)[0].id
    return ADMIN, f"/office/cusco/entities/{number}"


def _draft(house: House) -> dict[str, str]:
    return house.draft


def _receipt(house: House) -> dict[str, str]:
    return house.receipt


def _case(*states: State, end: str = "") -> Callable[[House], str]:
    return lambda house: f"/desk/cases/{house.reference(*states)}{end}"


def _of_handler(house: House) -> str:
    return f"/office/cusco/people/{house.people[HANDLER]}"


def _of_monitor(house: House) -> str:
    return f"/office/cusco/people/{house.people['monitor@cusco.example']}"


def _original(house: House) -> str:
    with house.database.reading() as session:
        reference, number = session.execute(
            select(Case.reference, Attachment.id)
            .join(Attachment, Attachment.case_id == Case.id)
            .order_by(Attachment.id)
        ).first() or ("", 0)
    return f"/desk/cases/{reference}/files/{number}/original"


def _community(house: House) -> str:
    with house.database.changing() as session:
        added = add_community(session, SYSTEM, Ground("PE"), "PE-UBI-080801", f"Ayllu {new_key()}")
        return f"/places/PE/at/{added.code}/change"


def _sheet_of_places(house: House) -> str:
    return _given(house, "code,name,parent,level\n0201,Murillo,BO-L,province\n")


def _faulty_sheet_of_places(house: House) -> str:
    return _given(house, "code,name,parent,level\n020101,La Paz,0201,district\n")


def _given(house: House, text: str) -> str:
    with house.database.changing() as session:
        given = give_sheet(session, SYSTEM, "BO", text)
        return f"/places/BO/imports/{given.id}"


def _letter(house: House) -> str:
    assert house.receipt  # somebody was told of it
    with house.database.reading() as session:
        return f"/admin/outbox/{session.scalars(select(Notice.id)).first()}"


def _lost_code(house: House) -> str:
    with house.database.changing() as session:
        wish = ask_for_code(
            session,
            house.app.extensions["vault"],
            office=office_by_slug(session, "cusco"),
            facts=Facts("Setiembrepi", "Qollpa", "Unu mana chayamunchu."),
            language="qu",
            new_code=NewCode(new_key(), 0),
            code_lookup=new_key(),
        )
        assert wish is not None
        return f"/desk/lost-codes/{wish.id}"


def _lost_code_beside(house: House) -> str:
    return f"{_lost_code(house)}/compare/{house.reference(State.RECEIVED)}"


def _public() -> Iterator[Sight]:
    yield Sight("home", "home.choose", "/")
    yield Sight("how we work", "pages.how_we_work", "/how-we-work")
    yield Sight("privacy", "pages.privacy", "/privacy")
    yield Sight("accessibility", "pages.accessibility", "/accessibility")
    yield Sight("office", "home.of_office", "/o/cusco")
    yield Sight("another office", "home.of_office", "/o/salta", again=True)
    yield Sight("filing", "filing.start", "/o/cusco/file", again=True)
    yield Sight("filing, a draft waits", "filing.start", "/o/cusco/file", holds=_draft)
    for page in Page:
        if page is not Page.REVIEW:
            address = f"/o/cusco/file/{page.value}"
            yield Sight(f"filing, {page.value}", "filing.question", address, holds=_draft)
    empty = "/o/cusco/file/story"
    yield Sight("filing, something lacks", "filing.question", empty, then=_sends_nothing)
    yield Sight("filing, a code in it", "filing.question", empty, then=_writes_a_receipt_code)
    yield Sight("filing, a phone in it", "filing.question", empty, then=_writes_a_phone_number)
    yield Sight("filing, too late", "filing.question", empty, then=_comes_back_too_late)
    yield Sight("filing, review", "filing.review", "/o/cusco/file/review", holds=_draft)
    yield Sight(
        "sent before",
        "sending.send_now",
        "/o/cusco/file/review",
        holds=lambda house: house.other_words,
        then=_sends,
    )
    yield Sight("receipt", "receipt.show", "/o/cusco/receipt", holds=_receipt)
    yield Sight("files", "filing.files_page", "/o/cusco/file/files", holds=_draft)
    yield Sight("more files", "afterwards.files", "/o/cusco/receipt/files", holds=_receipt)
    yield Sight("hope", "afterwards.hope", "/o/cusco/receipt/hope", holds=_receipt)
    yield Sight("about you", "afterwards.about_you", "/o/cusco/receipt/about-you", holds=_receipt)
    yield Sight(
        "filing, a list that follows", "filing.question", "/o/cusco/file/place", holds=_draft,
        then=_asks_for_provinces,
    )  # fmt: skip
    yield Sight("follow", "follow.ask", "/follow", again=True)
    yield Sight("follow, wrong code", "follow.ask", "/follow", then=_types_a_wrong_code)
    yield Sight("an alert becomes a complaint", "upgrading.ask", "/follow", then=_upgrades)
    yield Sight("what was told", "my_case.told", "/follow", then=_reads_what_was_told)
    asked = _opens("questions/1", State.NEEDS_INFO)
    yield Sight("a question", "my_case.question", "/follow", then=asked)
    yield Sight("disagree", "my_case.dispute_page", "/follow", then=_opens("dispute"))
    yield Sight("rate", "my_case.rating_page", "/follow", then=_opens("rating"))
    yield Sight("a threat", "my_case.threat_page", "/follow", then=_opens("threat"))
    taken_back = _opens("withdraw", State.RECEIVED)
    yield Sight("withdraw", "my_case.withdraw_page", "/follow", then=taken_back)
    lost = "/o/cusco/lost-code"
    yield Sight("lost code, which office", "lost_code.choose", "/lost-code")
    yield Sight("lost code", "lost_code.ask", lost)
    yield Sight("a new code", "lost_code.show", lost, then=_asks_for_a_code)
    yield Sight("a new code waits", "follow.ask", lost, then=_types_the_new_code)
    for state in sorted(State):
        if state not in _NOT_IN_CUSCO:
            shown = state not in {State.COMMUNICATED, State.NEEDS_INFO}
            name = f"my case, {state.value}"
            yield Sight(name, "my_case.show", "/follow", then=_follows(state), again=shown)
    yield Sight("nowhere", "", "/nowhere")
    yield Sight("sign in", "accounts.sign_in", "/sign-in")
    yield Sight("second step", "accounts.second_step", holds=_owes, address="/sign-in/second-step")
    yield Sight("set a password", "accounts.set_password", "/set-password")
    yield Sight("forgotten password", "accounts.forgotten_password", "/forgotten-password")
    yield Sight(
        "forgotten password, asked", "accounts.forgotten_password", "/forgotten-password",
        then=_asks_for_a_key,
    )  # fmt: skip


_NOT_IN_CUSCO = {
    State.ABANDONED, State.MEDIATION, State.MERGED, State.PURGED, State.REFERRED_OUT,
    State.WITHDRAWN,
}  # fmt: skip


def _administration() -> Iterator[Sight]:
    yield Sight("own account", "accounts.own_account", "/account", HANDLER)
    yield Sight("own password", "accounts.own_password", "/account/password", HANDLER)
    yield Sight("own second step", "accounts.own_second_step", "/account/second-step", HANDLER)
    yield Sight(
        "set an app up", "accounts.set_up_app", "/account/second-step", HANDLER, then=_begins_app
    )
    yield Sight("own sign-ins", "accounts.sign_ins", "/account/sign-ins", HANDLER)
    yield Sight("prove it", "accounts.prove", "/account/prove", HANDLER)
    yield Sight(
        "second step of a person", "accounts.others_second_step",
        lambda house: f"{_of_handler(house)}/second-step", ADMIN,
    )  # fmt: skip
    yield Sight("people", "accounts.people", "/office/cusco/people", ADMIN)
    yield Sight("a person", "accounts.person", _of_handler, ADMIN)
    yield Sight("a key for a person", "accounts.make_code", _of_monitor, ADMIN, then=_makes_a_key)
    yield Sight("add a person", "accounts.add_person", "/office/cusco/people/add", ADMIN)
    yield Sight("office settings", "accounts.office_settings", "/office/cusco/settings", ADMIN)
    yield Sight("office texts", "accounts.office_texts", "/office/cusco/texts", ADMIN)
    yield Sight(
        "office texts, a look", "accounts.office_texts", "/office/cusco/texts", ADMIN,
        then=_looks_at_texts,
    )  # fmt: skip
    yield Sight("office ways in", "accounts.office_ways", "/office/cusco/tracks", ADMIN)
    yield Sight(
        "office ways in, what it means", "accounts.office_ways", "/office/cusco/tracks", ADMIN,
        then=_takes_a_way_off,
    )  # fmt: skip
    yield Sight("office subjects", "accounts.office_subjects", "/office/cusco/subjects", ADMIN)
    yield Sight("office calendar", "accounts.office_calendar", "/office/cusco/calendar", ADMIN)
    yield Sight("entities", "accounts.entities", "/office/cusco/entities", ADMIN)
    yield Sight("an entity", "accounts.entity", scene=_an_entity)
    yield Sight("entities from a table", "accounts.import_entities", _IMPORT, ADMIN)
    yield Sight(
        "entities from a table, looked at", "accounts.import_entities", _IMPORT, ADMIN,
        then=_looks_at_rows,
    )  # fmt: skip
    yield Sight("office health", "accounts.office_health", "/office/cusco/health", ADMIN)
    yield Sight("health", "accounts.health", "/admin/health", PLATFORM)
    yield Sight("installation", "accounts.installation", "/admin/installation", PLATFORM)
    yield Sight("keys", "accounts.keys", "/admin/keys", PLATFORM)
    yield Sight("offices", "accounts.all_offices", "/admin/offices", PLATFORM)
    yield Sight("open an office", "accounts.open_office", "/admin/offices/open", PLATFORM)
    yield Sight("places", "territory.countries", "/places/", PLATFORM)
    yield Sight("places of a country", "territory.country", "/places/PE", PLATFORM)
    yield Sight("places found", "territory.country", "/places/PE?q=Qusqu", ADMIN, again=True)
    yield Sight("a place", "territory.place", "/places/PE/at/PE-UBI-080801", ADMIN)
    yield Sight("a community", "territory.change_community", _community, ADMIN)
    yield Sight("import places", "territory.import_page", "/places/BO/import", PLATFORM)
    yield Sight("look at places", "territory.preview", _sheet_of_places, PLATFORM)
    yield Sight("faulty places", "territory.preview", _faulty_sheet_of_places, PLATFORM, again=True)
    yield Sight("outbox", "accounts.outbox_page", "/admin/outbox", PLATFORM)
    yield Sight("a letter", "accounts.letter", _letter, PLATFORM)


def _desk() -> Iterator[Sight]:
    for view in View:
        address, later = f"/desk/?view={view.value}", view is not View.NEW
        yield Sight(f"queue, {view.value}", "desk.queue_page", address, SUPERVISOR, again=later)
    yield Sight("queue, none", "desk.queue_page", "/desk/?view=new&state=closed", HANDLER)
    for state in sorted(State):
        if state not in _NOT_IN_CUSCO:
            name, again = f"case, {state.value}", state is not State.UNDER_REVIEW
            yield Sight(name, "desk.case_page", _case(state), SUPERVISOR, again=again)
    fresh = (State.RECEIVED, State.SCREENING)
    yield Sight("search", "desk.search_page", "/desk/search?q=agua", SUPERVISOR)
    yield Sight("search, none", "desk.search_page", "/desk/search?q=zzz", HANDLER, again=True)
    yield Sight("trail", "desk.trail_page", _case(*fresh, end="/trail"), SUPERVISOR)
    yield Sight("paper", "desk.paper_page", _case(*fresh, end="/paper"), HANDLER)
    translating = _case(*fresh, end="/beside/translation/story")
    yield Sight("beside", "desk.beside_page", translating, HANDLER)
    yield Sight("case, handler", "desk.case_page", _case(State.PROPOSED), HANDLER)
    yield Sight("offer a case", "desk.offer_page", _case(State.PROPOSED, end="/offer"), SUPERVISOR)
    yield Sight("intake", "desk.intake_page", "/desk/intake", MONITOR)
    yield Sight("intake, the office", "desk.intake_page", "/desk/intake", HANDLER, again=True)
    yield Sight("a draft", "desk.sheet_page", _draft_of_office(), MONITOR)
    yield Sight(
        "a draft, something wrong", "desk.sheet_page", _draft_of_office(), MONITOR,
        then=_types_half_a_day, again=True,
    )  # fmt: skip
    yield Sight("a draft, files", "desk.draft_files", _draft_of_office("/files"), HANDLER)
    yield Sight(
        "a draft, to a colleague", "desk.hand_over_page", _draft_of_office("/hand-over"), MONITOR
    )
    yield Sight("a draft, review", "desk.review_page", _draft_of_office("/review"), HANDLER)
    yield Sight("original of a file", "desk.original_page", _original, SUPERVISOR)
    yield Sight("identities", "desk.identities_page", "/desk/identities", CUSTODIAN)
    none = "/desk/identities?q=ZZZZZ"
    yield Sight("identities, none", "desk.identities_page", none, CUSTODIAN, again=True)
    yield Sight("identity", "desk.identity_page", scene=_identity)
    yield Sight("identity, a tie", "desk.identity_tie_page", scene=_identity_tie)
    yield Sight("open identity", "desk.open_identity", scene=_identity, then=_opens_the_identity)
    yield Sight("assign", "desk.assign_page", _case(*fresh, end="/assign"), SUPERVISOR)
    yield Sight("take", "desk.take_page", _case(*fresh, end="/take"), HANDLER)
    yield Sight("tie", "desk.tie_page", _case(*fresh, end="/tie"), HANDLER)
    not_now = _case(State.RECEIVED, end="/do/communicate")
    yield Sight("a step not open", "desk.verb_page", not_now, SUPERVISOR)
    lacks = _step(Verb.PROPOSE_OUTCOME)
    yield replace(lacks, name="step, something lacks", then=_confirms_nothing)
    for verb in FORMS:
        if verb not in NOT_YET_OPEN:
            yield _step(verb)
    yield Sight("lost code of somebody", "desk.lost_code", _lost_code, HANDLER)
    yield Sight("lost code beside a case", "desk.compare", _lost_code_beside, HANDLER)
    yield Sight("lost codes", "desk.lost_codes", "/desk/lost-codes", SUPERVISOR)


def _draft_of_office(end: str = "") -> Callable[[House], str]:
    return lambda house: f"/desk/intake/{house.draft_of_office}{end}"


def _types_half_a_day(_house: House, screen: Screen) -> None:
    screen.fill("[name=received_on-day]", "31")
    press(screen, "form[data-quick] p.go button")


def _step(verb: Verb) -> Sight:
    """The page of a verb, before whoever may use it on a case of the demonstration."""

    def scene(house: House) -> tuple[str, str]:
        who, reference = house.ready_for(verb)
        return who, f"/desk/cases/{reference}/do/{verb.value}"

    again = verb not in {Verb.ADMIT, Verb.COMMUNICATE, Verb.PROPOSE_OUTCOME}
    return Sight(f"step, {verb.value}", "desk.verb_page", scene=scene, again=again)


def _identity_tie(house: House) -> tuple[str, str]:
    who, address = _identity(house)
    return who, f"{address}/tie"


def _identity(house: House) -> tuple[str, str]:
    who, reference = house.with_identity()
    return who, f"/desk/identities/{reference}"


def _planning() -> Iterator[Sight]:
    for name, (endpoint, scene) in planning.PAGES.items():
        yield Sight(name, endpoint, scene=scene)


def _promises() -> Iterator[Sight]:
    for name, (endpoint, scene) in promises.PAGES.items():
        yield Sight(name, endpoint, scene=scene)
    for name, (endpoint, address) in promises.PUBLIC.items():
        yield Sight(name, endpoint, address)


def _held() -> Iterator[Sight]:
    for name, (endpoint, scene) in held.PAGES.items():
        yield Sight(name, endpoint, scene=scene)
    for name, (endpoint, address) in held.PUBLIC.items():
        yield Sight(name, endpoint, address)


def _rooms() -> Iterator[Sight]:
    for name, (endpoint, scene) in rooms.PAGES.items():
        yield Sight(name, endpoint, scene=scene)


def _rivers() -> Iterator[Sight]:
    for name, (endpoint, scene) in rivers.PAGES.items():
        yield Sight(name, endpoint, scene=scene)
    for name, (endpoint, address) in rivers.PUBLIC.items():
        yield Sight(name, endpoint, address)
    for name, (scene, then) in river_runs.DONE.items():
        yield Sight(name, "basin.ask_model_page", scene=scene, then=then)


def _tables() -> Iterator[Sight]:
    for part in (tables, ballots, decisions, talks):
        for name, (endpoint, scene) in part.PAGES.items():
            yield Sight(name, endpoint, scene=scene)
        for name, (endpoint, address) in part.PUBLIC.items():
            yield Sight(name, endpoint, address)
    for name, (endpoint, scene, then) in decisions.DONE.items():
        yield Sight(name, endpoint, scene=scene, then=then)


def _programmes() -> Iterator[Sight]:
    for name, (endpoint, scene) in programmes.PAGES.items():
        yield Sight(name, endpoint, scene=scene)
    for name, (endpoint, address) in programmes.PUBLIC.items():
        yield Sight(name, endpoint, address)
    name, endpoint, address = programmes.PLACE
    yield Sight(name, endpoint, address, then=programmes.registers)
    yield Sight("code of a place", endpoint, "/workshops/mine")


SIGHTS: list[Sight] = [
    *_public(), *_administration(), *_desk(), *_planning(), *_programmes(), *_promises(),
    *_rooms(), *_held(), *_rivers(), *_tables(),
]  # fmt: skip


def endpoints(app: Any, method: str) -> set[str]:
    """The endpoints of an application that answer to a method."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if method in (rule.methods or ())}
