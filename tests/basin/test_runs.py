"""Who may ask a model what, how often, and that the same question stands once."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from accounts.models import Person
from accounts.roles import Role
from basin.contract.processes import plain
from basin.lifecycle import RunState
from basin.models import Process, Run, Study
from basin.operations import run_limits, runs
from basin.operations.runs import Ask
from kernel import clock
from kernel.clock import now
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.basin.at_the_model import VALUES, WHY, Table, table
from tests.basin.fake_service import FakeService
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.basin import new_process, new_provider, new_study
from tests.trainings.people import hidden

__all__ = ["table"]

PROPOSERS = ["coordinator", "facilitator", "modeller", "note_taker", "member", "expert"]
FORM = {"in0": ["baseline", "with-mine"], "in4": "30", "why": WHY}


@pytest.mark.parametrize("who", PROPOSERS)
def test_everybody_at_the_table_may_propose(table: Table, who: str) -> None:
    asked = table.proposes(who)
    assert asked.is_new
    run = table.run(asked.id)
    assert (run.state, run.proposed_by_id) == (RunState.PROPOSED, table.people[who])
    assert table.ordered("submit") == []


@pytest.mark.parametrize("who", ["left", "auditor", "elsewhere", "platform"])
def test_nobody_else_may(table: Table, who: str) -> None:
    with pytest.raises(Forbidden):
        table.proposes(who)


def test_a_closed_study_takes_no_question(table: Table) -> None:
    asked = table.proposes()
    with table.changing() as session:
        table.the_study(session).is_open = False
    with pytest.raises(RuleBroken, match="study-closed"):
        table.proposes("coordinator", {**VALUES, "years": 10})
    with pytest.raises(RuleBroken, match="study-closed"):
        _start(table, asked.id)


def test_the_same_question_leads_to_the_run_that_asks_it(table: Table) -> None:
    first = table.proposes("member")
    same = {**VALUES, "scenarios": ["with-mine", "baseline"], "mine_fresh_l_s": 30.0, "years": 30}
    again = table.proposes("expert", same)
    assert (again.id, again.is_new) == (first.id, False)
    other = table.proposes("expert", {**VALUES, "mine_fresh_l_s": 31})
    assert other.is_new


def test_a_question_that_gave_evidence_is_not_asked_twice(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.watches(run_id)
    again = table.proposes("member")
    assert (again.id, again.is_new) == (run_id, False)


def test_a_question_that_came_to_nothing_may_be_asked_again(table: Table) -> None:
    asked = table.proposes()
    with table.changing() as session:
        run = session.get_one(Run, asked.id)
        runs.decline(session, table.actor(session, "coordinator"), run, "Ya se calculó en papel")
    assert table.run(asked.id).told == "Ya se calculó en papel"
    with table.changing() as session:
        run = session.get_one(Run, asked.id)
        again = runs.ask_again(session, table.actor(session, "member"), run)
        assert (again.is_new, again.run.again_of_id) == (True, asked.id)
        assert again.run.inputs == run.inputs
        assert again.run.key != run.key


def test_what_goes_on_is_not_asked_again(table: Table) -> None:
    asked = table.proposes()
    with table.changing() as session:
        run, actor = session.get_one(Run, asked.id), table.actor(session, "member")
        with pytest.raises(RuleBroken, match="run-not-to-be-repeated"):
            runs.ask_again(session, actor, run)


def test_a_model_that_changed_meanwhile_is_not_asked(table: Table) -> None:
    asked = table.proposes()
    table.service.offers(version="2.0.0")
    table.looks()
    with pytest.raises(RuleBroken, match="run-model-changed"):
        table.proposes("coordinator", seen="1.0.0")
    with pytest.raises(RuleBroken, match="run-model-changed"):
        _start(table, asked.id)


def test_a_study_without_a_model_asks_nothing(table: Table) -> None:
    with table.changing() as session:
        table.the_study(session).process = "otro"
    with pytest.raises(RuleBroken, match="run-without-model"):
        table.proposes()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"scenarios": []},
        {"scenarios": ["no-such"]},
        {**VALUES, "mine_fresh_l_s": 201},
        {**VALUES, "mine_fresh_l_s": "30"},
        {**VALUES, "what": 1},
    ],
)
def test_what_the_model_does_not_take_is_not_proposed(table: Table, values: Any) -> None:
    with table.changing() as session:
        actor, study = table.actor(session, "member"), table.the_study(session)
        with pytest.raises(BadInput, match="run-inputs-refused"):
            runs.propose(session, actor, study, Ask(values, WHY, "1.0.0"))


def test_somebody_of_the_office_writes_down_what_a_member_proposes(table: Table) -> None:
    with table.database.reading() as session:
        members = {one.name: one for one in table.the_study(session).members}
    asked = table.proposes("note_taker", member=members["Don Julio"])
    assert table.run(asked.id).for_member_id == members["Don Julio"].id
    with pytest.raises(Forbidden):
        table.proposes("member", {**VALUES, "years": 10}, member=members["Don Julio"])


def test_nobody_asks_without_end(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_limits, "PROPOSALS_A_DAY", 2)
    for years in (10, 11):
        table.proposes("member", {**VALUES, "years": years})
    with pytest.raises(RuleBroken, match="run-proposals-of-the-day"):
        table.proposes("member", {**VALUES, "years": 12})
    assert table.proposes("expert", {**VALUES, "years": 12}).is_new
    with clock.at(now() + timedelta(days=1)):
        assert table.proposes("member", {**VALUES, "years": 13}).is_new


def test_the_day_is_the_one_of_the_office(table: Table) -> None:
    with table.database.reading() as session:
        study = table.the_study(session)
    night = now().replace(hour=4, minute=30)  # half past eleven of the evening before, in Lima
    with clock.at(night):
        began = run_limits.day_began(study)
    assert timedelta(hours=23) <= night - began < timedelta(hours=24)


@pytest.mark.parametrize(
    ("limit", "most", "refusal"),
    [("AT_ONCE", 1, "run-others-at-work"), ("STARTS_A_DAY", 1, "run-starts-of-the-day")],
)
def test_a_service_is_not_asked_everything_at_once(
    table: Table, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, refusal: str
) -> None:
    monkeypatch.setattr(run_limits, limit, most)
    table.starts()
    with pytest.raises(RuleBroken, match=refusal):
        table.starts({**VALUES, "years": 10})


def test_a_study_holds_only_so_many_proposals(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_limits, "PROPOSALS_OPEN", 1)
    table.proposes("member")
    with pytest.raises(RuleBroken, match="run-proposals-open"):
        table.proposes("expert", {**VALUES, "years": 10})


def test_a_member_starts_nothing(table: Table) -> None:
    asked = table.proposes()
    with pytest.raises(Forbidden):
        _start(table, asked.id, "member")
    assert table.ordered("submit") == []


def _start(table: Table, run_id: int, who: str = "coordinator") -> None:
    with table.changing() as session:
        run = session.get_one(Run, run_id)
        runs.start(session, table.work.jobs, table.actor(session, who), run)


# On both databases ----------------------------------------------------------------------------


@pytest.fixture
def crowd(any_database: Database, vault: Vault) -> tuple[Database, int, list[int]]:
    """A study with an offered model, and eight people who may propose."""
    with any_database.changing() as session:
        office = new_office(session, vault)
        study = new_study(session, office)
        new_process(session, new_provider(session), plain(FakeService().model))
        people = [new_person(session, office, Role.MODELLER).id for _ in range(8)]
        return any_database, study.id, people


def test_eight_who_ask_the_same_at_once_make_one_run(
    crowd: tuple[Database, int, list[int]],
) -> None:
    database, study_id, people = crowd
    ready = Barrier(len(people))

    def ask(person_id: int) -> tuple[int, bool]:
        ready.wait()
        with database.changing() as session:
            actor = actor_of(session, session.get_one(Person, person_id))
            study = session.get_one(Study, study_id)
            asked = runs.propose(session, actor, study, Ask(VALUES, WHY, "1.0.0"))
            return asked.run.id, asked.is_new

    with ThreadPoolExecutor(len(people)) as pool:
        found = list(pool.map(ask, people))
    assert len({run_id for run_id, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1


def test_the_database_itself_refuses_the_same_question_twice(
    crowd: tuple[Database, int, list[int]],
) -> None:
    database, study_id, _ = crowd
    with database.changing() as session:
        study = session.get_one(Study, study_id)
        run = runs.propose(session, SYSTEM, study, Ask(VALUES, WHY, "1.0.0")).run
        run_id = run.id
    with pytest.raises(IntegrityError):
        _add_twin(database, run_id)
    with database.changing() as session:
        session.get_one(Run, run_id).state = RunState.FAILED
    _add_twin(database, run_id)


def _add_twin(database: Database, run_id: int) -> None:
    with database.changing() as session:
        session.add(_twin(session.get_one(Run, run_id)))


def _twin(run: Run) -> Run:
    kept = ("office_id", "study_id", "provider_id", "process", "process_version", "inputs")
    facts = {name: getattr(run, name) for name in (*kept, "inputs_sha256", "why")}
    return Run(**facts, code="R-TWIN22", key="twin")


# Pages ----------------------------------------------------------------------------------------


def test_a_question_is_looked_over_before_anybody_is_asked(table: Table) -> None:
    browser, page = table.browser("member"), f"/studies/{table.study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | FORM)
    assert seen.status_code == 200
    assert "30 L/s" in seen.text
    assert "Con mina" in seen.text
    assert "Nada se envió todavía" in seen.text
    assert "Mandar a calcular" not in seen.text  # a member proposes
    answer = browser.post(page, data=hidden(seen.text) | FORM)
    assert answer.status_code == 303
    shown = browser.get(answer.location).text
    assert "Espera a que la oficina" in shown
    assert "30 L/s" in shown
    assert WHY in shown


def test_what_was_changed_after_looking_is_shown_again(table: Table) -> None:
    browser, page = table.browser("member"), f"/studies/{table.study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | FORM).text
    answer = browser.post(page, data=hidden(seen) | FORM | {"in4": "31"})
    assert answer.status_code == 200
    assert "31 L/s" in answer.text


def test_who_starts_runs_asks_in_one_go(table: Table) -> None:
    browser, page = table.browser("facilitator"), f"/studies/{table.study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | FORM).text
    answer = browser.post(page, data=hidden(seen) | FORM | {"start": "1"})
    shown = browser.get(answer.location).text
    assert "En la fila" in shown
    assert "<progress" in shown
    assert 'http-equiv="refresh"' in shown
    [(run_id, _)] = table.ordered("submit")
    assert table.run(run_id).started_by_id == table.people["facilitator"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"in0": []}, "Falta: Escenarios."),
        ({"in4": "201"}, "Es demasiado. Entre 0 y 200 L/s."),
        ({"in4": "-1"}, "Es muy poco. Entre 0 y 200 L/s."),
        ({"in4": "mucha"}, "Escriba un número"),
        ({"in5": "1.200"}, None),
        ({"in5": "1.200,5"}, "Escriba un número"),
        ({"in1": "10,5"}, "Escriba un número entero."),
        ({"why": ""}, "Escriba para qué sirve la respuesta."),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    table: Table, typed: dict[str, Any], words: str | None
) -> None:
    browser, page = table.browser("member"), f"/studies/{table.study}/runs/new"
    answer = browser.post(page, data=hidden(browser.get(page).text) | FORM | typed)
    if words is None:
        assert "Escriba un número, sin puntos" in answer.text  # 1.2 or 1200 L/s of brine
        return
    assert answer.status_code == 422
    assert words in answer.text


def test_a_number_is_read_with_a_comma_too(table: Table) -> None:
    browser, page = table.browser("member"), f"/studies/{table.study}/runs/new"
    typed = FORM | {"in4": "30,5", "in5": "1 200", "in6": "1,125"}
    seen = browser.post(page, data=hidden(browser.get(page).text) | typed)
    for shown in ("30,5 L/s", "1200 L/s", "1,125"):
        assert shown in seen.text


def test_the_form_speaks_the_language_of_the_reader(table: Table) -> None:
    browser = table.browser("member")
    page = browser.get(f"/studies/{table.study}/runs/new?lang=en").text
    assert "Fresh water of the mine" in page
    page = browser.get(f"/studies/{table.study}/runs/new?lang=qu").text
    assert "Minap ch&#39;uya unun" in page


def test_the_same_question_leads_to_its_page(table: Table) -> None:
    asked = table.proposes()
    browser, page = table.browser("expert"), f"/studies/{table.study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | FORM).text
    answer = browser.post(page, data=hidden(seen) | FORM)
    assert answer.location.endswith(asked.code)
    assert "Esa pregunta ya está hecha" in browser.get(answer.location).text


def test_what_was_seen_of_a_model_that_changed_is_shown_again(table: Table) -> None:
    browser, page = table.browser("member"), f"/studies/{table.study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | FORM).text
    table.service.offers(version="2.0.0")
    table.looks()
    answer = browser.post(page, data=hidden(seen) | FORM)
    assert answer.status_code == 200
    assert "versión 2.0.0" in answer.text


def _press(table: Table, who: str, code: str, step: str, **fields: str) -> Any:
    browser, page = table.browser(who), f"/studies/runs/{code}"
    sent = hidden(browser.get(page).text, f"{page}/{step}") | fields
    return browser.post(f"{page}/{step}", data=sent)


def test_a_proposal_is_started_from_its_page(table: Table) -> None:
    asked = table.proposes()
    assert _press(table, "modeller", asked.code, "start").status_code == 303
    assert table.state(asked.id) is RunState.QUEUED
    assert table.ordered("submit") == [(asked.id, 0)]


def test_a_proposal_is_declined_with_a_reason_that_its_author_reads(table: Table) -> None:
    asked = table.proposes()
    assert _press(table, "coordinator", asked.code, "decline").status_code == 422
    answer = _press(table, "coordinator", asked.code, "decline", reason="Falta <b>acuerdo</b>")
    assert answer.status_code == 303
    shown = table.browser("member").get(f"/studies/runs/{asked.code}").text
    assert "Falta &lt;b&gt;acuerdo&lt;/b&gt;" in shown


def test_a_run_at_work_is_cancelled_from_its_page(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    assert _press(table, "coordinator", table.run(run_id).code, "cancel").status_code == 303
    assert table.state(run_id) is RunState.CANCELLED


def test_a_failed_run_is_asked_again_from_its_page(table: Table) -> None:
    run_id = table.starts()
    table.service.body = b"{}"
    table.submits(run_id)
    table.watches(run_id)
    code = table.run(run_id).code
    shown = table.browser("coordinator").get(f"/studies/runs/{code}").text
    assert "Esta corrida no dio evidencia" in shown
    assert "La respuesta no cumple lo convenido" in shown
    assert table.run(run_id).told in shown
    answer = _press(table, "coordinator", code, "again")
    assert answer.status_code == 303
    assert not answer.location.endswith(code)
    assert table.ordered("submit")[-1] != (run_id, 0)


def test_what_the_service_says_is_never_markup(table: Table) -> None:
    from basin.client.service import JobState, JobStatus

    run_id = table.starts()
    table.submits(run_id)
    table.service.states = [JobStatus(JobState.RUNNING, 40, "<script>alert(1)</script>")]
    table.watches(run_id)
    browser, code = table.browser("member"), table.run(run_id).code
    shown = browser.get(f"/studies/runs/{code}").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    state = browser.get(f"/studies/runs/{code}/state").get_json()
    assert (state["state"], state["progress"]) == ("running", 40)


def test_a_run_leads_to_its_evidence(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.watches(run_id)
    shown = table.browser("member").get(f"/studies/runs/{table.run(run_id).code}").text
    assert re.search(r'href="/studies/evidence/E-[A-Z2-9]{6}"', shown)
    assert 'http-equiv="refresh"' not in shown


def test_runs_are_listed_by_where_they_stand_page_by_page(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    from basin.queries import runs as queries
    from basin.views import runs as views

    for module in (queries, views):
        monkeypatch.setattr(module, "RUNS_A_PAGE", 2)
    codes = [table.proposes("member", {**VALUES, "years": 10 + n}).code for n in range(3)]
    other = table.proposes("expert", {**VALUES, "years": 20}).code
    browser, page = table.browser("member"), f"/studies/{table.study}/runs"
    first = browser.get(page).text
    assert other in first
    assert codes[2] in first
    assert codes[0] not in first
    further = re.search(r'href="([^"]+)" rel="next"', first)
    assert further
    assert codes[0] in browser.get(further[1].replace("&amp;", "&")).text
    assert other not in browser.get(f"{page}?mine=1").text
    assert "Ninguna corrida de estas" in browser.get(f"{page}?show=stored").text
    assert browser.get(f"{page}?show=what").status_code == 404


def test_when_the_service_is_silent_pages_say_so_and_stay_usable(table: Table) -> None:
    from basin.client.faults import Fault

    run_id = table.starts()
    table.service.fails("landing", Fault.DOWN)
    table.looks()
    browser = table.browser("member")
    for page in (
        f"{table.study}/runs",
        f"{table.study}/runs/new",
        f"runs/{table.run(run_id).code}",
    ):
        answer = browser.get(f"/studies/{page}")
        assert answer.status_code == 200
        assert "El servicio del modelo no responde. Lo guardado sigue disponible." in answer.text


@pytest.mark.parametrize("who", ["left", "elsewhere", "platform"])
def test_who_may_not_know_of_a_study_finds_none_of_its_runs(table: Table, who: str) -> None:
    asked, browser = table.proposes(), table.browser(who)
    missing = browser.get("/studies/runs/R-XXXXXX").text
    for page in ("", "/state"):
        answer = browser.get(f"/studies/runs/{asked.code}{page}")
        assert answer.status_code == 404
    assert _same(browser.get(f"/studies/runs/{asked.code}").text) == _same(missing)
    for page in (f"{table.study}/runs", f"{table.study}/runs/new"):
        assert browser.get(f"/studies/{page}").status_code == 404


def test_a_coordinator_of_another_office_does_nothing_with_a_run(table: Table) -> None:
    asked, browser = table.proposes(), table.browser("elsewhere")
    token = hidden(browser.get(f"/studies/{table.other_study}/runs/new").text or "")
    for step in ("start", "cancel", "decline", "again"):
        answer = browser.post(f"/studies/runs/{asked.code}/{step}", data={**token, "reason": "x"})
        assert answer.status_code == 404
    assert table.state(asked.id) is RunState.PROPOSED


def test_a_member_does_only_what_members_do(table: Table) -> None:
    asked = table.proposes()
    browser = table.browser("member")
    token = hidden(browser.get(f"/studies/{table.study}/runs/new").text)
    for step in ("start", "cancel", "decline"):
        answer = browser.post(f"/studies/runs/{asked.code}/{step}", data={**token, "reason": "x"})
        assert answer.status_code == 403
    assert table.state(asked.id) is RunState.PROPOSED


def test_a_stranger_is_asked_who_they_are(table: Table) -> None:
    asked, browser = table.proposes(), table.app.test_client()
    answer = browser.get(f"/studies/runs/{asked.code}")
    assert (answer.status_code, "/sign-in" in answer.location) == (303, True)


def _same(html: str) -> str:
    return re.sub(r'(value|href)="[^"]*"', "", html)


# The administrator ----------------------------------------------------------------------------


def test_the_administrator_sees_the_service_and_only_numbers_of_runs(table: Table) -> None:
    asked = table.proposes()
    page = table.browser("platform").get("/admin/basin").text
    for words in ("Servicio de prueba", "salar-demo", "1.0.0", "Responde", "Propuesta"):
        assert words in page
    assert asked.code not in page
    assert "Salar de la prueba" not in page


def test_the_administrator_sees_why_and_since_when_it_fails(table: Table) -> None:
    from basin.client.faults import Fault

    table.service.fails("landing", Fault.NOT_TRUSTED)
    table.looks()
    page = table.browser("platform").get("/admin/basin").text
    assert "El servicio envió una dirección que no es segura." in page
    assert "told by a test" in page
    assert "Desde:" in page


def test_the_administrator_asks_now(table: Table) -> None:
    browser = table.browser("platform")
    token = hidden(browser.get("/admin/basin").text, "/admin/basin/look")
    assert browser.post("/admin/basin/look", data=token).status_code == 303
    assert table.ordered("look") == [()]


def test_without_a_service_the_page_says_what_to_do(table: Table) -> None:
    table.app.extensions["basin"].urls = ()
    page = table.browser("platform").get("/admin/basin").text
    assert "BASIN_URL" in page
    assert "Servicios de antes" in page


def test_what_is_offered_no_longer_is_marked(table: Table) -> None:
    with table.changing() as session:
        for process in session.query(Process):
            process.gone_at = now()
    assert "Ya no se ofrece" in table.browser("platform").get("/admin/basin").text
