"""The check for providers finds what the platform would stumble over, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from basin.client.conformance import examine
from basin.client.findings import Finding
from basin.client.service import Configured, Service
from tests.basin.client.provider import Json, Provider, answer_to, shipped
from tests.basin.faulty_service import answer


def findings_about(
    provider: Provider, *, run: bool = True, token: str = ""
) -> dict[tuple[str, str], Finding]:
    """Every finding by its outcome and rule."""
    with provider:
        service = Service(Configured(provider.url, token, allow_loopback=True, total_s=5))
        found = examine(service, run=run, pause=lambda _: None)
    return {(each.outcome, each.rule): each for each in found}


def not_ok(provider: Provider) -> set[tuple[str, str]]:
    return {key for key in findings_about(provider) if key[0] != "ok"}


def test_a_provider_that_keeps_the_contract_has_nothing_to_mend() -> None:
    provider = Provider()
    found = findings_about(provider)
    assert {key for key in found if key[0] != "ok"} == set()
    assert len(found) > 30
    assert all(job["dismissed"] for job in provider.jobs.values()), "it leaves nothing behind"
    assert found["ok", "run.async"].explanation == "answered with 201 and the Location of a job"


def test_without_runs_nothing_is_ordered() -> None:
    provider = Provider()
    found = findings_about(provider, run=False)
    assert provider.jobs == {}
    assert not any(rule.startswith(("run", "results", "keys", "job")) for _, rule in found)


def process(change: Callable[[Json], object]) -> Callable[[], Json]:
    """A description with a change."""
    document = shipped("process")
    change(document)
    return lambda: document


def results(change: Callable[[Json], object]) -> Callable[[Json], Json]:
    """Results with a change."""

    def changed(inputs: Json) -> Json:
        document = answer_to(inputs)
        change(document)
        return document

    return changed


def counting() -> Callable[[Json], Json]:
    """Results that differ from run to run in one digit."""
    runs = iter(range(1, 99))

    def changed(inputs: Json) -> Json:
        document = answer_to(inputs)
        document["indicators"]["baseline"]["parameters"]["run"] = next(runs)
        return document

    return changed


def in_cubic_metres(document: Json) -> None:
    """One unit that everybody would understand, and that is not the agreed one."""
    for one in (document["timeseries"], *document["timeseries"]["coverages"]):
        if "streamflow.p10" in one.get("parameters", {}):
            one["parameters"]["streamflow.p10"]["unit"] = {"symbol": "m3/s"}


def falling(job: Json) -> Json:
    """A progress that goes back."""
    job["asked"] = job.get("asked", 0) + 1
    if job["asked"] == 1:
        return {"status": "running", "progress": 90}
    return {"status": "successful", "progress": 10}


def first_range(document: Json) -> Any:
    return document["timeseries"]["coverages"][0]["ranges"]


MISBEHAVIOUR: dict[str, tuple[dict[str, Callable[..., Any]], str, str]] = {
    "no core": ({"conformance": lambda: []}, "fail", "conformance"),
    "no dismiss declared": (
        {"conformance": lambda: ["x/ogcapi-processes-1/1.0/conf/core"]}, "warn",
        "conformance.dismiss",
    ),
    "no contract": (
        {"described": process(lambda d: d.update(keywords=[]))}, "fail", "processes",
    ),
    "a description that cannot be read": (
        {"described": process(lambda d: d["inputs"]["years"]["schema"].update(default=-1))},
        "fail", "process",
    ),
    "no bounds": (
        {"described": process(lambda d: d["inputs"]["mine_fresh_l_s"]["schema"].pop("maximum"))},
        "fail", "inputs.mine_fresh_l_s",
    ),
    "no unit": (
        {"described": process(lambda d: d["inputs"]["mine_fresh_l_s"]["schema"].pop("x-unit"))},
        "warn", "inputs.mine_fresh_l_s.unit",
    ),
    "no Quechua": (
        {"described": process(lambda d: d["inputs"]["years"]["x-title"].pop("qu"))},
        "warn", "inputs.title",
    ),
    "an input of an odd kind": (
        {"described": process(lambda d: d["inputs"].update(
            odd={"minOccurs": 0, "schema": {"type": "object"}}))},
        "warn", "inputs.kinds",
    ),
    "no keys": (
        {"described": process(lambda d: d.pop("x-idempotency-key"))}, "warn", "process.keys",
    ),
    "bad inputs accepted": ({"takes": lambda _: True}, "fail", "run.bad-inputs"),
    "no Location": (
        {"accepted": lambda job: answer({"id": job}, 201)}, "fail", "run.async",
    ),
    "progress that falls": (
        {"status": falling}, "warn", "job.progress",
    ),
    "a run that fails": (
        {"status": lambda _: {"status": "failed", "progress": 5, "message": "out of water"}},
        "fail", "job.status",
    ),
    "an unknown status": ({"status": lambda _: {"status": "thinking"}}, "fail", "run"),
    "a wrong unit": (
        {"results": results(in_cubic_metres)}, "fail", "results.contract",
    ),
    "inputs that are not repeated": (
        {"results": results(lambda d: d["run"]["inputs"].pop("years"))}, "fail", "results.inputs",
    ),
    "no uncertainty": (
        {"results": results(lambda d: first_range(d).pop("spring_flow.p90"))}, "warn",
        "results.uncertainty",
    ),
    "no caveats": ({"results": results(lambda d: d["run"].pop("caveats"))}, "warn",
                   "results.caveats"),
    "no balance": ({"results": results(lambda d: d["run"].pop("quality"))}, "warn",
                   "results.balance"),
    "other numbers each time": ({"results": counting()}, "fail", "results.repeatable"),
    "keys that are ignored": ({"known": lambda _: None}, "fail", "keys.same"),
    "a dismissal that does nothing": ({"dismissed": lambda _: None}, "fail", "job.dismiss"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_rule_that_is_broken_is_named(name: str) -> None:
    misbehaves, outcome, rule = MISBEHAVIOUR[name]
    assert (outcome, rule) in not_ok(Provider(**misbehaves))


def test_a_service_that_is_down_fails_without_a_trace() -> None:
    service = Service(Configured("http://127.0.0.1:9", allow_loopback=True, total_s=1))
    found = examine(service, pause=lambda _: None)
    assert {(each.outcome, each.rule) for each in found} == {
        ("fail", "landing"), ("fail", "conformance"), ("fail", "processes"),
    }  # fmt: skip


def test_the_command_prints_a_line_for_each_rule_and_ends_with_the_outcome(app: Flask) -> None:
    with Provider() as provider:
        args = ["basin", "check", provider.url, "--allow-loopback", "--no-run"]
        told = app.test_cli_runner().invoke(args=args)
        assert (told.exit_code, "ok    process.contract" in told.output) == (0, True)
        assert told.output.splitlines()[-1].endswith("0 to look at, 0 broken")
    with Provider(conformance=lambda: []) as provider:
        told = app.test_cli_runner().invoke(args=[*args[:2], provider.url, *args[3:]])
        assert (told.exit_code, "fail  conformance" in told.output) == (1, True)


def test_the_command_reads_the_token_from_a_file(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("secret-of-a-provider\n")
    with Provider() as provider:
        args = ["basin", "check", provider.url, "--allow-loopback", "--no-run"]
        told = app.test_cli_runner().invoke(args=[*args, "--token-file", str(file)])
        assert {one.headers["authorization"] for one in provider.heard} == {
            "Bearer secret-of-a-provider"
        }
    assert "secret-of-a-provider" not in told.output


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "Error: no service is configured.\n"),
        (["http://example.org"], "Error: the address must begin with https://.\n"),
    ],
)
def test_the_command_says_what_is_wrong_with_an_address(
    app: Flask, args: list[str], sentence: str
) -> None:
    told = app.test_cli_runner().invoke(args=["basin", "check", *args])
    assert (told.exit_code, told.output) == (1, sentence)
