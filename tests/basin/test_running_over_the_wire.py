"""A run through the real client, against a service on loopback that does what it should not."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from basin.client.configured import Configured
from basin.jobs import installed, looking
from basin.jobs.installed import Services
from basin.kinds import RunProblem
from basin.lifecycle import RunState
from basin.models import Evidence, Provider
from tests.basin.at_the_model import Table, at_the_model
from tests.basin.faulty_service import JOB, PROCESS, Behaviour, FaultyService, answer, recorded

ASKED = {"scenarios": ["baseline", "with-mine"]}
EXECUTION, STATUS, RESULTS = (
    f"/processes/{PROCESS}/execution",
    f"/jobs/{JOB}",
    f"/jobs/{JOB}/results",
)


@dataclass
class Wire:
    """A study whose model stands behind a real socket."""

    table: Table
    faulty: FaultyService

    def evidence(self) -> int:
        """How much was put in evidence."""
        with self.table.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Evidence)) or 0


@pytest.fixture
def wire(app: Flask) -> Iterator[Wire]:
    with FaultyService() as faulty:
        described = recorded("process", faulty.url)
        del described["inputs"]["fault"]  # its answers do not name it
        faulty.says("GET", f"/processes/{PROCESS}", answer(described))
        table = at_the_model(app, looked=False)
        services = Services([Configured(faulty.url, allow_loopback=True, read_s=1, total_s=3)])
        app.extensions[installed.EXTENSION] = services
        table.service.offers(version=described["version"])
        with app.app_context():
            looking.look_at(table.work, services.urls[0])
        yield Wire(table, faulty)


def _goes(wire: Wire) -> int:
    run_id = wire.table.starts(ASKED)
    wire.table.submits(run_id)
    if wire.table.state(run_id) is RunState.RUNNING:
        wire.table.watches(run_id)
    return run_id


def test_a_service_that_behaves_gives_evidence(wire: Wire) -> None:
    run_id = _goes(wire)
    assert wire.table.state(run_id) is RunState.STORED
    assert wire.evidence() == 1
    with wire.table.database.reading() as session:
        assert session.scalars(select(Provider.title)).one() == "Servicio de modelo de cuenca"


def _results(change: Any) -> Behaviour:
    document = recorded("results")
    change(document)
    return answer(document)


def _wrong_unit(document: dict[str, Any]) -> None:
    for coverage in document["timeseries"]["coverages"]:
        for parameter in coverage.get("parameters", {}).values():
            parameter["unit"] = {"symbol": {"value": "m3/s", "type": "http://x/UCUM"}}
    for parameter in document["timeseries"].get("parameters", {}).values():
        parameter["unit"] = {"symbol": {"value": "m3/s", "type": "http://x/UCUM"}}


def _out_of_balance(document: dict[str, Any]) -> None:
    document["run"]["quality"]["baseline"]["mass_balance_error_pct"] = 3.0


def _another_question(document: dict[str, Any]) -> None:
    document["run"]["inputs"]["years"] = 31


def _hangs_up(connection: socket.socket) -> None:
    connection.close()


GONE = answer({"code": "NoSuchJob"}, 404)
ELSEWHERE = answer(None, 201, {"Location": f"https://example.org/jobs/{JOB}"})


@pytest.mark.parametrize(
    ("method", "path", "said", "state", "problem"),
    [
        ("GET", RESULTS, answer("<html>"), RunState.FAILED, RunProblem.INVALID),
        ("GET", RESULTS, _results(_wrong_unit), RunState.FAILED, RunProblem.INVALID),
        ("GET", RESULTS, _results(_out_of_balance), RunState.FAILED, RunProblem.INVALID),
        ("GET", RESULTS, _results(_another_question), RunState.FAILED, RunProblem.ANOTHER_ANSWER),
        ("GET", RESULTS, GONE, RunState.FAILED, RunProblem.INVALID),
        ("GET", STATUS, GONE, RunState.GONE, RunProblem.LOST),
        ("GET", STATUS, answer({"status": "done"}), RunState.FAILED, RunProblem.INVALID),
        ("GET", STATUS, answer({}, 302), RunState.FAILED, RunProblem.UNSAFE),
        ("GET", STATUS, answer({}, 500), RunState.RUNNING, RunProblem.DOWN),
        ("GET", STATUS, _hangs_up, RunState.RUNNING, RunProblem.DOWN),
        ("POST", EXECUTION, ELSEWHERE, RunState.FAILED, RunProblem.UNSAFE),
        ("POST", EXECUTION, answer({}, 401), RunState.FAILED, RunProblem.NOT_ALLOWED),
        ("POST", EXECUTION, answer({}, 400), RunState.FAILED, RunProblem.REFUSED_INPUTS),
        ("POST", EXECUTION, answer({}, 503), RunState.SUBMITTING, RunProblem.BUSY),
        ("POST", EXECUTION, answer({}, 500), RunState.UNKNOWN, RunProblem.INTERRUPTED),
        ("POST", EXECUTION, _hangs_up, RunState.UNKNOWN, RunProblem.INTERRUPTED),
    ],
)
def test_a_service_that_does_not_gives_a_reason_and_no_evidence(
    wire: Wire, method: str, path: str, said: Behaviour, state: RunState, problem: RunProblem
) -> None:
    wire.faulty.says(method, path, said)
    run = wire.table.run(_goes(wire))
    assert (run.state, run.problem) == (state, problem)
    assert run.told
    assert wire.evidence() == 0
    assert len(wire.faulty.said_to("POST", EXECUTION)) == 1


def test_results_that_come_at_once_are_evidence_too(wire: Wire) -> None:
    wire.faulty.says("POST", EXECUTION, answer(recorded("results")))
    assert wire.table.state(_goes(wire)) is RunState.STORED
    assert wire.faulty.said_to("GET", STATUS) == []
