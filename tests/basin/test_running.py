"""What the worker does with a run: once, to the end, whatever the service does meanwhile."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from basin.client.faults import Fault, ServiceFault
from basin.client.service import JobState, JobStatus
from basin.contract.canonical import canonical
from basin.jobs import sweeping, watching
from basin.kinds import RunProblem
from basin.lifecycle import DEADLINE, RunState
from basin.models import Evidence, Provider, Run
from basin.operations.runs import cancel, start
from kernel import clock
from kernel.clock import now
from tests.basin.at_the_model import VALUES, Table, table
from tests.basin.fake_service import answer_to

__all__ = ["table"]

PERHAPS = ServiceFault(Fault.SLOW, "no whole answer in time", perhaps_received=True)


def evidence(table: Table) -> int:
    with table.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Evidence)) or 0


def test_a_question_goes_to_the_service_and_comes_back_as_evidence(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    run = table.run(run_id)
    assert (run.state, run.job, run.submit_tries) == (RunState.RUNNING, "job-1", 1)
    assert table.ordered("watch") == [(run_id, 0)]
    [(sent, key)] = table.service.posts
    assert (sent, key) == (run.inputs, run.key)
    assert sent["scenarios"] == VALUES["scenarios"]
    assert sent["mine_fresh_l_s"] == 30
    assert sent["years"] == 30  # every default is written out
    table.watches(run_id)
    run = table.run(run_id)
    assert (run.state, run.progress, run.problem) == (RunState.STORED, 100, None)
    with table.database.reading() as session:
        found = session.scalars(select(Evidence)).one()
        assert found.run_id == run_id
        assert found.model == "salar-demo"
        assert "Con mina" in found.title
        assert "Agua dulce de la mina 30 L/s" in found.title
        document = found.entry.document
    assert "Para saber qué pasa con el manantial" in document
    assert json.loads(document)["body"]["facts"]["input_titles"]["mine_fresh_l_s"]["es"] == (
        "Agua dulce de la mina"
    )
    assert '"requested_by":"Oficina ' in document  # never a name: evidence is for ever


@pytest.mark.parametrize(
    ("who", "said"), [("member", "Comunidad de prueba"), ("expert", "Universidad de prueba")]
)
def test_evidence_says_for_which_group_it_was_asked(table: Table, who: str, said: str) -> None:
    asked = table.proposes(who)
    with table.changing() as session:
        run = session.get_one(Run, asked.id)
        start(session, table.work.jobs, table.actor(session, "coordinator"), run)
    table.submits(asked.id)
    table.watches(asked.id)
    with table.database.reading() as session:
        assert f'"requested_by":"{said}"' in session.scalars(select(Evidence)).one().entry.document


def test_the_question_of_a_run_is_never_a_name(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    assert "Rosa" not in str(table.service.posts)
    assert "manantial" not in str(table.service.posts)


def test_how_far_it_is_stands_on_the_run_and_it_is_asked_again(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.service.states = [JobStatus(JobState.RUNNING, 40, "<b>simulando</b>")]
    table.watches(run_id)
    run = table.run(run_id)
    assert (run.state, run.progress, run.message) == (RunState.RUNNING, 40, "<b>simulando</b>")
    assert run.heard_at is not None
    assert (run_id, 1) in table.ordered("watch")


def test_results_that_come_at_once_are_kept_at_once(table: Table) -> None:
    table.service.at_once = True
    run_id = table.starts()
    table.submits(run_id)
    assert table.state(run_id) is RunState.STORED
    assert evidence(table) == 1


def test_an_answer_is_stored_once_however_often_it_is_fetched(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.watches(run_id)
    table.watches(run_id)
    table.submits(run_id)
    assert evidence(table) == 1
    assert len(table.service.posts) == 1


@pytest.mark.parametrize(
    ("status", "state", "problem", "told"),
    [
        (JobStatus(JobState.FAILED, 5, "no water"), RunState.FAILED, RunProblem.MODEL_FAILED, "no"),
        (JobStatus(JobState.GONE), RunState.GONE, RunProblem.LOST, "gone"),
        (JobStatus(JobState.DISMISSED), RunState.GONE, RunProblem.LOST, "dismissed"),
    ],
)
def test_a_job_that_ends_badly_gives_nothing(
    table: Table, status: JobStatus, state: RunState, problem: RunProblem, told: str
) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.service.states = [status]
    table.watches(run_id)
    run = table.run(run_id)
    assert (run.state, run.problem) == (state, problem)
    assert told in run.told
    assert run.ended_at is not None
    assert evidence(table) == 0


def _with(change: Any) -> bytes:
    document = answer_to({"scenarios": VALUES["scenarios"], "mine_fresh_l_s": 30})
    change(document)
    return canonical(document)


def _other_question(document: dict[str, Any]) -> None:
    document["run"]["inputs"]["mine_fresh_l_s"] = 90


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", RunProblem.INVALID),
        (b'{"run": NaN}', RunProblem.INVALID),
        (b"{}", RunProblem.INVALID),
        (_with(_other_question), RunProblem.ANOTHER_ANSWER),
    ],
)
def test_an_answer_that_breaks_the_contract_is_no_evidence(
    table: Table, body: bytes, problem: RunProblem
) -> None:
    table.service.body = body
    run_id = table.starts()
    table.submits(run_id)
    table.watches(run_id)
    run = table.run(run_id)
    assert (run.state, run.problem) == (RunState.FAILED, problem)
    assert run.told
    assert evidence(table) == 0


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.REFUSED_REQUEST, RunProblem.REFUSED_INPUTS),
        (Fault.NOT_AUTHORISED, RunProblem.NOT_ALLOWED),
        (Fault.REDIRECT, RunProblem.UNSAFE),
        (Fault.LEAVES, RunProblem.UNSAFE),
        (Fault.NOT_TRUSTED, RunProblem.UNSAFE),
        (Fault.TOO_LARGE, RunProblem.TOO_LARGE),
        (Fault.INVALID, RunProblem.INVALID),
        (Fault.GONE, RunProblem.MODEL_CHANGED),
    ],
)
def test_a_fault_that_does_not_pass_ends_the_run_with_its_reason(
    table: Table, fault: Fault, problem: RunProblem
) -> None:
    table.service.fails("execute", fault)
    run_id = table.starts()
    table.submits(run_id)
    run = table.run(run_id)
    assert (run.state, run.problem, run.told) == (RunState.FAILED, problem, "told by a test")


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.SLOW, Fault.BUSY])
def test_what_surely_never_arrived_is_sent_again(table: Table, fault: Fault) -> None:
    table.service.offers(takes_keys=False)
    table.service.fails("execute", fault)
    run_id = table.starts()
    table.submits(run_id)
    run = table.run(run_id)
    assert (run.state, run.submit_tries) == (RunState.SUBMITTING, 0)
    assert run.problem is not None  # the page says what keeps it waiting
    assert (run_id, 1) in table.ordered("submit")
    table.submits(run_id, 1)
    assert table.state(run_id) is RunState.RUNNING
    assert table.run(run_id).problem is None


def test_what_perhaps_arrived_is_not_sent_again_to_a_service_without_keys(table: Table) -> None:
    table.service.offers(takes_keys=False)
    table.service.fails("answer", PERHAPS)
    run_id = table.starts()
    table.submits(run_id)
    run = table.run(run_id)
    assert (run.state, run.problem) == (RunState.UNKNOWN, RunProblem.INTERRUPTED)
    table.submits(run_id, 1)
    assert len(table.service.posts) == 1


def test_what_perhaps_arrived_is_sent_again_under_the_same_key(table: Table) -> None:
    table.service.fails("answer", PERHAPS)
    run_id = table.starts()
    table.submits(run_id)
    table.submits(run_id, 1)
    assert table.run(run_id).job == "job-1"
    assert len({key for _, key in table.service.posts}) == 1
    assert len(table.service.jobs) == 1


class PowerCut(BaseException):
    """The process is killed here."""


@pytest.mark.parametrize("takes_keys", [True, False])
@pytest.mark.parametrize("when", ["execute", "answer"])
def test_a_crash_while_sending_never_makes_two_jobs(
    table: Table, monkeypatch: pytest.MonkeyPatch, takes_keys: bool, when: str
) -> None:
    table.service.offers(takes_keys=takes_keys)
    run_id = table.starts()
    whole = table.service._ask

    def cut(method: str) -> None:
        if method == when:
            raise PowerCut
        whole(method)

    monkeypatch.setattr(table.service, "_ask", cut)
    with pytest.raises(PowerCut):
        table.submits(run_id)
    assert table.run(run_id).submit_tries == 1
    monkeypatch.setattr(table.service, "_ask", whole)
    table.submits(run_id)
    run = table.run(run_id)
    if takes_keys:
        assert run.state is RunState.RUNNING
        assert list(table.service.jobs) == [run.key]
    else:
        assert (run.state, run.problem) == (RunState.UNKNOWN, RunProblem.INTERRUPTED)
        assert len(table.service.posts) == 1


def test_a_busy_service_is_asked_again_when_it_says_and_not_for_ever(table: Table) -> None:
    table.service.fails("execute", *[ServiceFault(Fault.BUSY, "full", retry_after=7)] * 99)
    run_id = table.starts()
    table.submits(run_id)
    assert table.run(run_id).problem is RunProblem.BUSY
    with clock.at(now() + timedelta(minutes=16)):
        table.submits(run_id, 1)
    run = table.run(run_id)
    assert (run.state, run.problem) == (RunState.FAILED, RunProblem.BUSY)


def test_a_model_of_another_version_is_not_asked(table: Table) -> None:
    run_id = table.starts()
    table.service.offers(version="2.0.0")
    table.submits(run_id)
    run = table.run(run_id)
    assert (run.state, run.problem) == (RunState.FAILED, RunProblem.MODEL_CHANGED)
    assert table.service.posts == []


def test_a_service_that_is_not_configured_any_more_is_not_asked(table: Table) -> None:
    run_id = table.starts()
    table.app.extensions["basin"].urls = ()
    table.submits(run_id)
    assert table.run(run_id).problem is RunProblem.NOT_CONFIGURED


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.SLOW, Fault.BUSY, Fault.SERVER_ERROR])
def test_a_service_that_falls_silent_while_it_works_is_asked_again(
    table: Table, fault: Fault
) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.service.fails("status", fault)
    table.watches(run_id)
    run = table.run(run_id)
    assert (run.state, run.told) == (RunState.RUNNING, "told by a test")
    assert (run_id, 1) in table.ordered("watch")
    table.watches(run_id, 1)
    assert table.state(run_id) is RunState.STORED


def test_a_silent_service_shows_as_such_and_heals_with_the_next_answer(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.service.fails("status", Fault.DOWN)
    table.watches(run_id)
    with table.database.reading() as session:
        provider = session.scalars(select(Provider)).one()
        assert provider.problem is RunProblem.DOWN
        assert provider.failing_since is not None
    table.watches(run_id, 1)
    with table.database.reading() as session:
        provider = session.scalars(select(Provider)).one()
        assert (provider.problem, provider.failing_since, provider.told) == (None, None, "")


def test_whoever_waits_half_an_hour_waits_no_longer(table: Table) -> None:
    sent, unsent = table.starts(), table.starts({**VALUES, "mine_fresh_l_s": 10})
    table.submits(sent)
    table.service.fails("process", Fault.DOWN)
    table.submits(unsent)
    with clock.at(now() + DEADLINE), table.app.app_context():
        sweeping.sweep_once(table.work)
    assert table.state(sent) is RunState.UNKNOWN
    assert table.run(sent).problem is RunProblem.TOO_LONG
    assert table.state(unsent) is RunState.FAILED  # nobody ever got it
    assert table.run(unsent).problem is RunProblem.DOWN
    assert table.ordered("dismiss") == [(sent, 0)]


def test_a_late_run_ends_at_its_next_question_too(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    with clock.at(now() + DEADLINE):
        table.watches(run_id)
    assert table.state(run_id) is RunState.UNKNOWN


def test_a_run_whose_next_step_was_lost_is_taken_up_again(table: Table) -> None:
    queued, running = table.starts(), table.starts({**VALUES, "mine_fresh_l_s": 10})
    table.submits(running)
    with table.app.app_context():
        sweeping.sweep_once(table.work)
        assert len(table.ordered("submit")) + len(table.ordered("watch")) == 3
        client = table.work.jobs.client
        client.delete_workflows([each.id for each in table.work.jobs.runs(limit=100)])
        sweeping.sweep_once(table.work)
    assert [each[0] for each in table.ordered("submit")] == [queued]
    assert [each[0] for each in table.ordered("watch")] == [running]


def test_what_was_cancelled_is_stopped_at_the_service_and_kept_by_nobody(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    _cancel(table, run_id)
    assert table.ordered("dismiss") == [(run_id, 0)]
    table.watches(run_id)
    with table.app.app_context():
        watching.dismiss_once(table.work, run_id, 0)
    assert table.service.dismissed == ["job-1"]
    assert table.state(run_id) is RunState.CANCELLED
    assert evidence(table) == 0


def test_what_was_cancelled_while_it_was_sent_is_stopped_too(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = table.starts()
    whole = table.service.execute

    def overtaken(*given: Any) -> Any:
        _cancel(table, run_id)
        return whole(*given)

    monkeypatch.setattr(table.service, "execute", overtaken)
    table.submits(run_id)
    assert (table.state(run_id), table.run(run_id).job) == (RunState.CANCELLED, "job-1")
    assert table.ordered("dismiss") == [(run_id, 0)]


def test_a_silent_service_is_told_to_stop_a_few_times_and_no_more(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    _cancel(table, run_id)
    table.service.fails("dismiss", *[Fault.DOWN] * 9)
    with table.app.app_context():
        for tried in range(5):
            watching.dismiss_once(table.work, run_id, tried)
    assert table.ordered("dismiss") == [(run_id, tried) for tried in range(5)]


def _cancel(table: Table, run_id: int) -> None:
    with table.changing() as session:
        run = session.get_one(Run, run_id)
        cancel(session, table.work.jobs, table.actor(session, "coordinator"), run)


def test_what_the_worker_stores_about_its_work_is_references_only(table: Table) -> None:
    run_id = table.starts()
    table.submits(run_id)
    table.watches(run_id)
    found = table.work.jobs.runs(limit=100)
    assert {type(each) for run in found for each in run.references} <= {int}


def test_a_service_says_what_it_offers_and_takes_back(table: Table) -> None:
    table.service.others = [replace(table.service.model, id="mudo", speaks_contract=False)]
    table.looks()
    table.service.others = []
    table.service.offers(version="1.1.0")
    table.looks()
    from basin.queries.providers import processes_of

    with table.database.reading() as session:
        provider = session.scalars(select(Provider)).one()
        found = {each.name: each for each in processes_of(session, provider)}
    assert found["salar-demo"].version == "1.1.0"
    assert found["salar-demo"].gone_at is None
    assert found["mudo"].gone_at is not None


def test_a_failing_service_is_looked_at_again_soon_and_heals_visibly(table: Table) -> None:
    table.service.fails("landing", Fault.DOWN, None)
    table.looks()
    with table.database.reading() as session:
        provider = session.scalars(select(Provider)).one()
        assert (provider.problem, provider.told) == (RunProblem.DOWN, "told by a test")
        since = provider.failing_since
    assert table.ordered("look") == [()]
    table.service.fails("landing", Fault.DOWN)
    table.service.faults["landing"].pop(0)
    table.looks()
    with table.database.reading() as session:
        assert session.scalars(select(Provider)).one().failing_since == since
    table.looks()
    with table.database.reading() as session:
        provider = session.scalars(select(Provider)).one()
        assert (provider.problem, provider.failing_since) == (None, None)
