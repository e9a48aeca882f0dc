"""Whatever is sent to the service, it answers in order and goes on."""

import json
from collections.abc import Iterator

import pytest

from tests.basin_service.serviced import installed
from tests.basin_service.serving import PROCESS, SHORT, Service
from tests.threads import at_once

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    installed()
    running = Service(tmp_path_factory.mktemp("service") / "basin")
    try:
        yield running.start()
    finally:
        running.kill()


def jobs_of(service: Service) -> set[str]:
    return {job["jobID"] for job in service.get("/jobs?limit=100").json["jobs"]}


def test_nobody_is_called_back(service: Service) -> None:
    before = jobs_of(service)
    refused = service.execute(SHORT, {"subscriber": {"successUri": "http://127.0.0.1:9/"}})
    assert refused.status == 400
    assert "calls nobody back" in refused.json["description"]
    assert jobs_of(service) == before
    assert not any("callback" in one for one in service.get("/conformance").json["conformsTo"])


@pytest.mark.parametrize("prefer", ["respond-async, wait=5", "wait=1", "respond-sync", ""])
def test_whatever_is_preferred_a_run_is_asynchronous(service: Service, prefer: str) -> None:
    body = json.dumps({"inputs": SHORT}).encode()
    headers = {"Content-Type": "application/json", "Prefer": prefer}
    accepted = service.ask("POST", f"{PROCESS}/execution", body, headers)
    assert accepted.status == 201
    assert accepted.json["jobID"] == accepted.job_id
    assert accepted.headers["Preference-Applied"] == "respond-async"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b'{"inputs": {"scenarios": ["baseline"]}, "mode": "auto"}', "application/json", 400),
        (b'{"inputs": {"scenarios": ["baseline"]}, "outputs": 5}', "application/json", 400),
        (
            b'{"inputs": {"scenarios": ["baseline"]}, "outputs": {"all": {}}}',
            "application/json",
            400,
        ),
        (b'{"inputs": {"scenarios": ["baseline"]}}', "text/plain", 415),
        (b"x" * 100_000, "application/json", 413),
    ],
)
def test_what_cannot_be_understood_is_refused_in_json(
    service: Service, body: bytes, kind: str, status: int
) -> None:
    answer = service.ask("POST", f"{PROCESS}/execution", body, {"Content-Type": kind})
    assert answer.status == status
    if status != 413:  # the server before it answers by itself
        assert answer.json["description"]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("die", "ended by itself (exit code 9)"),
        ("fail", "the model failed (ValueError)"),
        ("nan", "a result is not a number"),
        ("hungry", "more memory than it may have"),
    ],
)
def test_a_run_that_breaks_takes_nobody_with_it(service: Service, fault: str, told: str) -> None:
    broken = service.execute(SHORT | {"fault": fault}).job_id
    beside = service.execute(SHORT).job_id
    job = service.finished(broken)
    assert job["status"] == "failed"
    assert told in job["message"]
    refused = service.get(f"/jobs/{broken}/results")
    assert refused.status == 400
    assert told in refused.json["description"]
    service.results_of(beside)


def test_one_key_is_one_job_however_often_and_fast_it_is_sent(service: Service) -> None:
    before = jobs_of(service)
    answers = at_once(lambda _: service.execute(SHORT, key="same"), 8)
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert {answer.status for answer in answers} == {201}
    other = service.execute(SHORT | {"seed": 9}, key="same")
    assert (other.status, other.json["code"]) == (422, "IdempotencyKeyReused")
    same = service.execute(SHORT | {"years": 5.0, "mine_fresh_l_s": 60}, key="same")
    assert same.headers["Location"] == answers[0].headers["Location"]  # it means the same
    assert service.execute(SHORT, key="x" * 256).status == 400
    assert len(jobs_of(service) - before) == 1
