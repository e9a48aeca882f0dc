"""The reference service keeps to the contract, as our own client and a plain one see it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from basin.client.service import Configured, JobState
from basin.client.service import Service as Client
from basin.contract import answers, parsing
from tests.basin_service.serviced import installed
from tests.basin_service.serving import PROCESS, SHORT, Service
from tests.working import wait_until

TOKEN = "a-token-for-this-test"
RECORDED = Path(__file__).parents[1] / "basin" / "recorded"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    installed()
    running = Service(
        tmp_path_factory.mktemp("service") / "basin", BASIN_TOKEN=TOKEN, BASIN_FAULTS="0"
    )
    try:
        yield running.start()
    finally:
        running.kill()


@pytest.fixture
def client(service: Service) -> Client:
    return Client(Configured(f"http://127.0.0.1:{service.port}", TOKEN, allow_loopback=True))


def test_our_client_asks_for_a_mine_of_thirty_litres_and_believes_the_answer(
    client: Client,
) -> None:
    [offered] = client.processes()
    described = client.process(offered.id)
    assert (described.speaks_contract, described.takes_keys) == (True, True)
    inputs: dict[str, Any] = SHORT | {"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30}
    submitted = client.execute(offered.id, inputs, "a-key")
    assert client.execute(offered.id, inputs, "a-key") == submitted
    assert submitted.job_id
    job = submitted.job_id
    wait_until(lambda: client.status(job, offered.id).state.has_ended, 60)
    assert client.status(job).state is JobState.SUCCESSFUL
    answer = answers.checked(parsing.parsed(client.results(job)))
    answers.expects(answer, inputs)
    assert [scenario.id for scenario in answer.scenarios] == inputs["scenarios"]
    recorded = json.loads((RECORDED / "results.json").read_bytes())["run"]["model"]
    made_anew = "the model has changed: run python -m tests.basin.record"
    assert answer.model.code_sha256 == recorded["code_sha256"], made_anew


def test_a_process_says_everything_in_three_languages(service: Service) -> None:
    described = service.get(PROCESS).json
    assert described["version"] == "1.0.0"
    assert described["x-idempotency-key"] is True
    assert described["jobControlOptions"] == ["async-execute", "dismiss"]
    texts = [described, *described["inputs"].values(), *described["outputs"].values()]
    texts += described["inputs"]["scenarios"]["schema"]["items"]["oneOf"]
    for text in texts:
        assert set(text["x-title"]) == {"es", "qu", "en"}
        assert text["title"] == text["x-title"]["es"]
    asked = service.ask("GET", PROCESS, headers={"Accept-Language": "qu"}).json
    assert asked["title"] == described["x-title"]["qu"]


def test_every_link_leads_to_something_under_the_same_address(service: Service) -> None:
    base = f"http://127.0.0.1:{service.port}"
    for page in ("/", "/processes", PROCESS, "/jobs", "/conformance"):
        document = service.get(page).json
        links = document.get("links", [])
        links += [link for one in document.get("processes", []) for link in one["links"]]
        for link in links:
            assert link["href"].startswith(base)
            if not link["rel"].endswith("/execute"):
                assert service.get(link["href"].removeprefix(base) or "/").status == 200


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"scenarios": ["wet"]}, "scenarios/0: 'wet' is none of baseline"),
        ({"scenarios": ["baseline"], "years": 500}, "years: 500 is greater than the maximum of 60"),
        ({"scenarios": ["baseline"], "mine_fresh_l_s": float("nan")}, "NaN is not a number"),
        ([], "inputs: an object with the inputs is needed"),
    ],
)
def test_wrong_inputs_are_told_and_no_job_is_made(service: Service, inputs: Any, said: str) -> None:
    before = service.get("/jobs").json["jobs"]
    refused = service.execute(inputs)
    assert refused.status == 400
    assert said in refused.json["description"]
    assert service.get("/jobs").json["jobs"] == before


def test_without_the_token_only_the_landing_page_is_shown(service: Service) -> None:
    for said in ("", "Bearer wrong", f"Basic {TOKEN}"):
        for page in ("/processes", "/conformance", "/jobs", "/jobs/any", "/collections"):
            answer = service.ask("GET", page, headers={"Authorization": said})
            assert answer.status in {401, 404}
            assert answer.status == 401 or page == "/collections"
        assert service.ask("GET", "/", headers={"Authorization": said}).status == 200
    body = b'{"inputs": {"scenarios": ["baseline"]}}'
    headers = {"Authorization": "", "Content-Type": "application/json"}
    assert service.ask("POST", f"{PROCESS}/execution", body, headers).status == 401


def test_nothing_but_json_of_basin_models_is_served(service: Service) -> None:
    for page in ("/collections", "/TileMatrixSets", "/stac-api", "/static/css/default.css"):
        assert service.get(page).status == 404
    for page in ("/", "/processes", "/processes/none", "/jobs/none", "/nothing"):
        answer = service.ask("GET", page, headers={"Accept": "text/html"})
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.json
    assert service.get("/?f=html").status == 400
    assert service.ask("GET", "/", headers={"Host": "evil.example"}).status == 421


def test_the_recorded_answers_are_those_of_this_service(service: Service) -> None:
    here = f"http://127.0.0.1:{service.port}".encode()
    for name, page in (("landing", "/"), ("conformance", "/conformance"), ("process", PROCESS)):
        body = service.get(page).body.replace(here, b"http://127.0.0.1:5801")
        assert body == (RECORDED / f"{name}.json").read_bytes()
