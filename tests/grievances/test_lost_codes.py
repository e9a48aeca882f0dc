"""A lost code is replaced on three facts, by two people, and tells nobody whether a case exists."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.queries import office_by_slug
from accounts.roles import Role
from grievances.kinds import ReplacementState
from grievances.models import Case, Message, Replacement
from grievances.operations.casework import declare_conflict
from grievances.operations.replacing import (
    Facts,
    NewCode,
    approve_replacement,
    ask_for_code,
    propose_replacement,
)
from grievances.queries.cases import case_for, subject_of_code
from grievances.queries.replacements import case_of_wish, replacement_for
from grievances.views import lost_code
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden, NotFound, Refusal
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import Scene, make_office, make_scene, make_staff
from tests.grievances.people import (
    STORY,
    code_on,
    file_a_case,
    follow,
    hidden,
    open_office,
    press,
    unquoted,
)

FACTS = {"when": "en setiembre", "where": "Sector Qollpa", "what": "El agua ya no llega."}
WAITS = "Su código nuevo todavía espera"


@dataclass
class Place:
    """An office with a case, its code, its staff and a browser for each."""

    app: Flask
    slug: str
    code: str
    people: dict[str, Actor]
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def browser(self, who: str) -> FlaskClient:
        if who not in self.browsers:
            number = self.people[who].person_id
            assert number is not None
            self.browsers[who] = signed_in(self.app, number)
        return self.browsers[who]

    def reference(self) -> str:
        with self.app.extensions["database"].reading() as session:
            reference: str = session.scalars(select(Case.reference)).one()
            return reference

    def wish(self) -> Replacement:
        with self.app.extensions["database"].reading() as session:
            newest = select(Replacement).order_by(Replacement.id.desc()).limit(1)
            found: Replacement = session.scalars(newest).one()
            session.expunge_all()
            return found

    def proposes(self, who: str = "handler") -> TestResponse:
        page = f"/desk/lost-codes/{self.wish().id}/compare/{self.reference()}"
        return press(self.browser(who), page, page, reason="Coinciden el lugar y el agua.")

    def decides(self, who: str, what: str, **fields: str) -> TestResponse:
        page = f"/desk/lost-codes/{self.wish().id}"
        return press(self.browser(who), page, f"{page}/{what}", **fields)

    def events(self, subject: str) -> list[str]:
        with self.app.extensions["database"].reading() as session:
            wanted = select(Entry.event).where(Entry.subject == subject).order_by(Entry.seq)
            return [event for event in session.scalars(wanted) if "replacement" in event]


@pytest.fixture
def place(app: Flask) -> Place:
    slug = open_office(app)
    code = file_a_case(FlaskClient(app), slug)
    return Place(app, slug, code, staff_of(app, slug))


def staff_of(app: Flask, slug: str) -> dict[str, Actor]:
    with app.extensions["database"].changing() as session:
        office = office_by_slug(session, slug)
        other = make_office(session, app.extensions["vault"])
        return {
            "intake": make_staff(session, office, Role.INTAKE),
            "handler": make_staff(session, office, Role.HANDLER),
            "supervisor": make_staff(session, office, Role.SUPERVISOR),
            "both": make_staff(session, office, Role.HANDLER, Role.SUPERVISOR),
            "auditor": make_staff(session, office, Role.AUDITOR),
            "elsewhere": make_staff(session, other, Role.INTAKE, Role.HANDLER, Role.SUPERVISOR),
        }


def ask(browser: FlaskClient, slug: str, **facts: str) -> str:
    """Ask for a new code; the code."""
    sent = press(browser, f"/o/{slug}/lost-code", f"/o/{slug}/lost-code", **(FACTS | facts))
    assert sent.status_code == 303, sent.get_data(as_text=True)
    return code_on(browser.get(f"/o/{slug}/lost-code/new").get_data(as_text=True))


def read(answer: TestResponse) -> str:
    return unquoted(answer.get_data(as_text=True))


def test_a_new_code_is_shown_at_once_and_opens_nothing_yet(page: FlaskClient, place: Place) -> None:
    new = ask(page, place.slug)
    assert new != place.code
    told = follow(page, new)
    assert WAITS in read(told)
    assert page.get("/my-case").location == "/follow"


def test_asking_twice_shows_the_same_code_and_makes_one_wish(
    page: FlaskClient, place: Place
) -> None:
    address = f"/o/{place.slug}/lost-code"
    form = hidden(page.get(address).get_data(as_text=True), address)
    for _time in range(3):
        assert page.post(address, data=form | FACTS).status_code == 303
    shown = {code_on(page.get(f"{address}/new").get_data(as_text=True)) for _ in range(2)}
    assert len(shown) == 1
    assert page.get(address).location == f"{address}/new"
    with place.app.extensions["database"].reading() as session:
        assert len(session.scalars(select(Replacement.id)).all()) == 1


def test_the_new_code_can_be_kept_as_a_paper_and_the_page_is_closed(
    page: FlaskClient, place: Place
) -> None:
    ask(page, place.slug)
    paper = page.get(f"/o/{place.slug}/lost-code/pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.get_data().startswith(b"%PDF")
    press(page, f"/o/{place.slug}/lost-code/new", f"/o/{place.slug}/lost-code/leave")
    assert page.get(f"/o/{place.slug}/lost-code/new").location == "/follow"


def test_the_page_of_the_new_code_closes_by_itself_after_half_an_hour(
    page: FlaskClient, place: Place
) -> None:
    ask(page, place.slug)
    with at(now() + timedelta(minutes=31)):
        assert page.get(f"/o/{place.slug}/lost-code/new").location == "/follow"


def test_a_lost_code_is_replaced_by_two_people_and_the_old_one_is_dead_at_once(
    page: FlaskClient, place: Place
) -> None:
    new = ask(page, place.slug)
    finder = FlaskClient(place.app)  # somebody found the paper and is inside
    assert follow(finder, place.code).location == "/my-case"
    assert place.proposes().status_code == 303
    assert WAITS in read(follow(page, new))
    assert finder.get("/my-case").status_code == 200
    assert place.decides("supervisor", "approve").status_code == 303
    assert finder.get("/my-case").location == "/follow"
    assert "No encontramos ese código." in read(follow(finder, place.code))
    assert follow(page, new).location == "/my-case"
    assert STORY[:20] in read(page.get("/my-case/told"))


def test_the_browser_that_filed_shows_no_dead_code(page: FlaskClient, app: Flask) -> None:
    slug = open_office(app)
    filed = FlaskClient(app)
    place = Place(app, slug, file_a_case(filed, slug), staff_of(app, slug))
    assert code_on(read(filed.get(f"/o/{slug}/receipt"))) == place.code
    ask(page, slug)
    place.proposes()
    assert code_on(read(filed.get(f"/o/{slug}/receipt"))) == place.code
    place.decides("supervisor", "approve")
    assert filed.get(f"/o/{slug}/receipt").location == "/follow"


def test_the_browser_that_filed_keeps_no_power_over_a_case_with_a_new_code(
    page: FlaskClient, app: Flask
) -> None:
    slug = open_office(app)
    filed = FlaskClient(app)
    place = Place(app, slug, file_a_case(filed, slug), staff_of(app, slug))
    ask(page, slug)
    place.proposes()
    offered = [f"/o/{slug}/receipt/{what}" for what in ("hope", "about-you", "files")]
    forms = {address: hidden(read(filed.get(address)), address) for address in offered}
    place.decides("supervisor", "approve")
    for address, form in forms.items():
        assert filed.get(address).location == "/follow"
        said = {"hope": "Ya no es mío.", "text": "Ya no es mío.", "gender": "woman"}
        assert filed.post(address, data=form | said).location == "/follow"
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Message.id)).all() == []


def test_every_step_stands_in_the_trail_of_the_case(page: FlaskClient, place: Place) -> None:
    ask(page, place.slug)
    place.proposes()
    place.decides("supervisor", "approve")
    wish = place.wish()
    assert place.events(f"case:{wish.case_id}") == [
        "grievances:replacement:proposed",
        "grievances:replacement:approved",
    ]
    assert "grievances:replacement:asked" in place.events(f"replacement:{wish.id}")
    assert "grievances:replacement:read" in place.events(f"replacement:{wish.id}")


def test_who_found_the_case_never_approves(page: FlaskClient, place: Place) -> None:
    ask(page, place.slug)
    assert place.proposes("both").status_code == 303
    shown = read(place.browser("both").get(f"/desk/lost-codes/{place.wish().id}"))
    assert "Decide otra persona de supervisión, no quien lo propuso." in shown
    assert "Aprobar el código nuevo" not in shown
    assert place.decides("both", "approve").status_code == 403
    assert place.wish().state is ReplacementState.PROPOSED


def test_a_refusal_is_read_by_who_types_the_new_code_and_the_old_one_still_opens(
    page: FlaskClient, place: Place
) -> None:
    new = ask(page, place.slug, what="Otra cosa")
    empty = place.decides("intake", "refuse")
    assert empty.status_code == 422
    refused = place.decides("intake", "refuse", why="Los datos no bastan para estar seguros.")
    assert refused.status_code == 303
    told = read(follow(page, new))
    assert "No aceptamos este código nuevo" in told
    assert "Los datos no bastan para estar seguros." in told
    assert "Qué puede hacer" in told
    assert follow(page, place.code).location == "/my-case"


def test_a_supervisor_may_refuse_what_was_proposed(page: FlaskClient, place: Place) -> None:
    new = ask(page, place.slug)
    place.proposes()
    assert place.decides("supervisor", "refuse", why="No coincide la fecha.").status_code == 303
    assert "No coincide la fecha." in read(follow(page, new))
    assert "Coinciden el lugar" not in read(follow(page, new))


def test_nobody_learns_whether_a_case_exists(app: Flask, place: Place) -> None:
    """Every answer is the same, but for the code, whether the facts fit a case or none at all."""

    def seen(**facts: str) -> list[str]:
        browser = FlaskClient(app)
        new = ask(browser, place.slug, **facts)
        pages = [
            read(browser.get(f"/o/{place.slug}/lost-code/new")),
            read(follow(browser, new)),
        ]
        return [re.sub(r"(\d{4}|csrf_token[^>]*|name=\"key\"[^>]*|\d+:\d+)", "#", p) for p in pages]

    assert seen() == seen(where="En ninguna parte", what="Nada de esto pasó nunca.")


def test_the_desk_finds_the_case_by_reference_by_place_and_by_day(
    page: FlaskClient, place: Place
) -> None:
    ask(page, place.slug)
    address, case = f"/desk/lost-codes/{place.wish().id}", place.reference()
    handler = place.browser("handler")
    here = f"/compare/{case}"
    assert here in read(handler.get(address))
    assert here in read(handler.get(f"{address}?reference={case.lower()}"))
    assert here in read(handler.get(f"{address}?words=qollpa"))
    assert here not in read(handler.get(f"{address}?words=Espinar"))
    later = "since-day=1&since-month=1&since-year=2099"
    assert here not in read(handler.get(f"{address}?{later}"))
    beside = read(handler.get(f"{address}/compare/{case}"))
    assert FACTS["what"] in beside
    assert STORY[:20] in beside


def test_s3_another_office_and_other_roles_see_nothing_of_it(
    page: FlaskClient, place: Place
) -> None:
    ask(page, place.slug)
    number = place.wish().id
    assert place.browser("elsewhere").get(f"/desk/lost-codes/{number}").status_code == 404
    assert FACTS["what"] not in read(place.browser("elsewhere").get("/desk/lost-codes"))
    assert place.browser("auditor").get("/desk/lost-codes").status_code == 403


def test_the_facts_are_sealed(page: FlaskClient, place: Place) -> None:
    ask(page, place.slug)
    wish = place.wish()
    kept = wish.what.ciphertext + wish.where.ciphertext + wish.when.ciphertext
    assert b"agua" not in kept
    assert b"Qollpa" not in kept


def test_few_codes_an_hour_are_given_to_one_address_and_the_text_stays(
    app: Flask, place: Place
) -> None:
    for number in range(5):
        ask(FlaskClient(app), place.slug, what=f"Caso {number}")
    browser = FlaskClient(app)
    address = f"/o/{place.slug}/lost-code"
    stopped = press(browser, address, address, **FACTS)
    assert stopped.status_code == 429
    assert FACTS["what"] in read(stopped)
    another = FlaskClient(app)
    another.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    ask(another, place.slug)
    with at(now() + timedelta(minutes=61)):
        ask(browser, place.slug)


def test_who_fills_the_hour_of_one_office_shuts_no_other(
    app: Flask, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_code, "AN_HOUR_OF_ONE_OFFICE", 2)
    for number in range(2):
        ask(FlaskClient(app), place.slug, what=f"Caso {number}")
    address = f"/o/{place.slug}/lost-code"
    stopped = press(FlaskClient(app), address, address, **FACTS)
    assert stopped.status_code == 429
    assert "vaya a la oficina" in read(stopped)
    ask(FlaskClient(app), open_office(app))


def test_staff_learn_that_somebody_waits_and_nothing_of_what_was_told(
    page: FlaskClient, place: Place
) -> None:
    from kernel.notices import Notice

    ask(page, place.slug)
    place.proposes()
    with place.app.extensions["database"].reading() as session:
        notices = list(session.scalars(select(Notice)))
    lost = [one for one in notices if one.kind == "grievances.code-lost"]
    waits = [one for one in notices if one.kind == "grievances.code-waits"]
    assert len(lost) == 3  # intake, handler, and who is both
    assert len(waits) == 2  # the supervisors
    assert all(set(one.about) == {"wish"} for one in lost + waits)


def test_where_there_are_two_offices_the_person_chooses(app: Flask, page: FlaskClient) -> None:
    first = open_office(app)
    assert page.get("/lost-code").location == f"/o/{first}/lost-code"
    second = open_office(app)
    html = page.get("/lost-code").get_data(as_text=True)
    assert f"/o/{first}/lost-code" in html
    assert f"/o/{second}/lost-code" in html


# What must hold when two people act at the same moment, on both databases.


@pytest.fixture
def waiting(any_database: Database, settings: Any) -> tuple[Database, Vault, Scene, int]:
    """A case, and a wish that was proposed for it, committed."""
    vault = Vault(settings.master_key(), any_database)
    with any_database.changing() as session:
        scene = make_scene(session, vault)
        wish = ask_for_code(
            session,
            vault,
            office=scene.office,
            facts=Facts("ayer", "aquí", "agua"),
            language="qu",
            new_code=NewCode("k" * 22, 0),
            code_lookup="new-code",
        )
        assert wish is not None
        propose_replacement(session, vault, scene.handler, wish, scene.case, "Coincide.")
        return any_database, vault, scene, wish.id


def approve(database: Database, who: Actor, number: int) -> str:
    try:
        with database.changing() as session:
            wish = replacement_for(session, who, number, for_change=True)
            case = case_of_wish(session, who, wish, for_change=True)
            assert case is not None
            approve_replacement(session, who, wish, case)
    except Refusal as refusal:
        return refusal.code
    return "approved"


def test_two_supervisors_at_the_same_moment_approve_once(
    waiting: tuple[Database, Vault, Scene, int],
) -> None:
    database, _vault, scene, number = waiting
    with ThreadPoolExecutor(2) as pool:
        people = [scene.supervisor, scene.second_supervisor]
        answers = sorted(pool.map(lambda who: approve(database, who, number), people))
    assert answers == ["approved", "changed-meanwhile"]
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        assert case.code_lookup == "new-code"
        events = session.scalars(select(Entry.event).where(Entry.subject == case.subject))
        assert list(events).count("grievances:replacement:approved") == 1


def test_the_old_code_opens_nothing_once_the_new_one_was_approved(
    waiting: tuple[Database, Vault, Scene, int],
) -> None:
    """Who opens the case with the old code either came before the approval or finds nothing."""
    database, _vault, scene, number = waiting
    with database.reading() as session:
        old = session.scalars(select(Case.code_lookup)).one()

    def opens() -> str:
        with database.changing() as session:
            found = subject_of_code(session, old, for_change=True)
            case = session.scalars(select(Case)).one()
            assert (found is not None) == (case.code_lookup == old)
            return "opened" if found else "nothing"

    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(opens) for _ in range(6)]
        assert pool.submit(approve, database, scene.supervisor, number).result() == "approved"
        assert {one.result() for one in looks} <= {"opened", "nothing"}
    assert opens() == "nothing"


def test_a_case_of_another_office_cannot_be_proposed(scene: Scene) -> None:
    other = make_scene(scene.session, scene.vault)
    wish = ask_for_code(
        scene.session,
        scene.vault,
        office=other.office,
        facts=Facts("ayer", "aquí", "agua"),
        language="es",
        new_code=NewCode("x" * 22, 0),
        code_lookup="elsewhere",
    )
    assert wish is not None
    with pytest.raises(Refusal, match="case-unknown"):
        propose_replacement(scene.session, scene.vault, scene.handler, wish, scene.case, "Es este.")
    with pytest.raises(NotFound):
        replacement_for(scene.session, scene.handler, wish.id)


def test_a_tie_keeps_a_supervisor_from_approving(scene: Scene) -> None:
    wish = ask_for_code(
        scene.session,
        scene.vault,
        office=scene.office,
        facts=Facts("ayer", "aquí", "agua"),
        language="es",
        new_code=NewCode("y" * 22, 0),
        code_lookup="tied",
    )
    assert wish is not None
    propose_replacement(scene.session, scene.vault, scene.handler, wish, scene.case, "Es este.")
    declare_conflict(scene.session, scene.supervisor, scene.case, has_conflict=True)
    assert case_of_wish(scene.session, scene.supervisor, wish) is None
    with pytest.raises(Forbidden):
        approve_replacement(scene.session, scene.supervisor, wish, scene.case)


def test_who_has_a_tie_neither_reads_nor_refuses_what_was_proposed_for_the_case(
    page: FlaskClient, place: Place
) -> None:
    """The three facts tell the story in short, and a refusal would shut the person out."""
    ask(page, place.slug)
    number = place.wish().id
    assert place.proposes().status_code == 303
    with place.app.extensions["database"].changing() as session:
        who = place.people["supervisor"]
        case = case_for(session, who, place.reference())
        declare_conflict(session, who, case, has_conflict=True)

    tied, other = place.browser("supervisor"), place.browser("both")
    assert tied.get(f"/desk/lost-codes/{number}").status_code == 404
    assert f"/desk/lost-codes/{number}" not in read(tied.get("/desk/lost-codes"))
    form = hidden(tied.get("/desk/lost-codes").get_data(as_text=True)) | {"key": "k" * 22}
    refused = tied.post(f"/desk/lost-codes/{number}/refuse", data=form | {"why": "No."})
    assert refused.status_code == 404
    assert place.wish().state is ReplacementState.PROPOSED
    assert f"/desk/lost-codes/{number}" in read(other.get("/desk/lost-codes"))
