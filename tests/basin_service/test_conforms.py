"""The real service as the platform's own client meets it: in order, and out of order on purpose."""

import time

import pytest

from basin.client.conformance import examine
from basin.client.service import Configured, Fault, JobState, Service, ServiceFault
from basin.contract.answers import checked, expects, parsed
from basin.contract.inputs import expanded
from tests.basin_service.serviced import Start

pytestmark = pytest.mark.full

TOKEN = "a-token-of-the-real-service"
PROCESS = "salar-demo"
SHORT = {"scenarios": ["baseline", "with-mine"], "years": 5, "members": 2, "mine_fresh_l_s": 30}


def asking(start: Start, **said: str) -> Service:
    """A client of a real service that asks for a token."""
    real = start(BASIN_TOKEN=TOKEN, **said)
    return Service(Configured(f"http://127.0.0.1:{real.port}", TOKEN, allow_loopback=True))


def ended(service: Service, inputs: dict[str, object], key: str) -> tuple[str, JobState]:
    """A run, once it is over."""
    job = service.execute(PROCESS, inputs, key).job_id
    assert job is not None
    while not (status := service.status(job, PROCESS)).state.has_ended:
        time.sleep(0.1)
    return job, status.state


def test_the_check_for_providers_finds_nothing_to_mend(start: Start) -> None:
    findings = examine(asking(start, BASIN_FAULTS="0"))
    assert [str(one) for one in findings if one.outcome != "ok"] == []


def test_the_question_with_mine_thirty_litres_is_answered(start: Start) -> None:
    service = asking(start, BASIN_FAULTS="0")
    inputs = expanded(service.process(PROCESS).inputs, SHORT)
    job, state = ended(service, inputs, "thirty-litres")
    assert state is JobState.SUCCESSFUL
    answer = checked(parsed(service.results(job)))
    expects(answer, inputs)
    assert answer.inputs["mine_fresh_l_s"] == 30
    assert service.execute(PROCESS, inputs, "thirty-litres").job_id == job


@pytest.mark.parametrize("fault", ["fail", "die", "nan"])
def test_a_run_that_breaks_is_failed_and_gives_no_results(start: Start, fault: str) -> None:
    service = asking(start)
    job, state = ended(service, SHORT | {"fault": fault}, f"key-{fault}")
    assert state is JobState.FAILED
    with pytest.raises(ServiceFault) as told:
        service.results(job)
    assert told.value.fault is Fault.NO_RESULT


def test_a_wrong_token_is_told_apart(start: Start) -> None:
    real = start(BASIN_TOKEN=TOKEN)
    stranger = Service(Configured(f"http://127.0.0.1:{real.port}", "other", allow_loopback=True))
    with pytest.raises(ServiceFault) as told:
        stranger.processes()
    assert told.value.fault is Fault.NOT_AUTHORISED
