"""The client and a service that behaves: what is asked, what is sent, what comes back."""

import json
import subprocess
import sys

import pytest

from basin.client.service import Configured, JobState, Service
from basin.contract.answers import checked, expects, parsed
from tests.basin.faulty_service import JOB, PROCESS, FaultyService, answer, recorded

ASKED = {"scenarios": ["baseline", "with-mine"], "years": 30}
EXECUTION = f"/processes/{PROCESS}/execution"


def test_a_run_goes_from_the_list_of_models_to_a_checked_answer(service: Service) -> None:
    assert [each.id for each in service.processes() if each.speaks_contract] == [PROCESS]
    process = service.process(PROCESS)
    assert process.inputs[0].choices[1].title == {"es": "Con mina"}
    submitted = service.execute(process.id, ASKED, "key-1")
    assert submitted.job_id == JOB
    status = service.status(JOB, process.id)
    assert (status.state, status.progress) == (JobState.SUCCESSFUL, 100)
    found = checked(parsed(service.results(JOB)))
    expects(found, ASKED)
    assert [scenario.id for scenario in found.scenarios] == ASKED["scenarios"]
    service.dismiss(JOB)


def test_what_is_sent_is_the_question_a_key_and_the_token_and_nothing_else(
    faulty: FaultyService,
) -> None:
    Service(Configured(faulty.url, token="secret-token", allow_loopback=True)).execute(
        PROCESS, ASKED, "key-1"
    )
    [heard] = faulty.heard
    assert json.loads(heard.body) == {"inputs": ASKED}
    assert heard.headers.keys() == {
        "host", "accept", "accept-encoding", "connection", "user-agent", "prefer",
        "idempotency-key", "authorization", "content-type", "content-length",
    }  # fmt: skip
    assert heard.headers["host"] == f"127.0.0.1:{faulty.port}"
    assert heard.headers["prefer"] == "respond-async"
    assert heard.headers["idempotency-key"] == "key-1"
    assert heard.headers["authorization"] == "Bearer secret-token"


def test_the_landing_page_and_the_classes_are_read(service: Service) -> None:
    assert service.landing()["title"] == "Servicio de modelo de cuenca"
    assert any(one.endswith("/conf/core") for one in service.conformance())


def test_the_jobs_of_a_service_are_listed_with_their_ids(service: Service) -> None:
    assert next(one.job_id for one in service.jobs()) == JOB


@pytest.mark.parametrize("body", [None, {"id": JOB}, {"jobID": JOB}, "nonsense"])
def test_the_job_is_found_whatever_form_the_answer_has(
    faulty: FaultyService, service: Service, body: object
) -> None:
    faulty.says("POST", EXECUTION, answer(body, 201, {"Location": f"{faulty.url}/jobs/{JOB}"}))
    assert service.execute(PROCESS, ASKED, "key-1").job_id == JOB


@pytest.mark.parametrize("body", [{"id": JOB}, {"jobID": JOB}])
def test_a_job_without_location_is_found_in_the_body(
    faulty: FaultyService, service: Service, body: object
) -> None:
    faulty.says("POST", EXECUTION, answer(body, 201))
    assert service.execute(PROCESS, ASKED, "key-1").job_id == JOB


def test_results_that_come_at_once_are_taken(faulty: FaultyService, service: Service) -> None:
    faulty.says("POST", EXECUTION, answer(recorded("results")))
    submitted = service.execute(PROCESS, ASKED, "key-1")
    assert submitted.job_id is None
    assert submitted.body is not None
    assert checked(parsed(submitted.body)).model.id == PROCESS


def test_the_status_of_a_job_that_comes_with_200_is_a_job(
    faulty: FaultyService, service: Service
) -> None:
    faulty.says("POST", EXECUTION, answer(recorded("job-accepted", faulty.url)))
    assert service.execute(PROCESS, ASKED, "key-1").job_id == JOB


def test_whoever_only_serves_pages_loads_no_client_of_http() -> None:
    asked = "import basin.client.conformance, sys; sys.exit('urllib3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_key_that_no_header_can_carry_is_a_mistake_of_ours(service: Service) -> None:
    for key in ("", "a b", "a\r\nb", "x" * 101):
        with pytest.raises(ValueError, match="a key is"):
            service.execute(PROCESS, ASKED, key)
