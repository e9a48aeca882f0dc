"""Whether a service keeps to what the platform needs: discovery and descriptions.

What only a run can show is in `basin.client.runs`.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from basin.client.findings import Finding, Report
from basin.client.runs import try_out
from basin.client.service import Service
from basin.contract.inputs import InputKind, InputSpec
from basin.contract.processes import KEYS, Process
from basin.contract.variables import CONTRACT

LANGUAGES = ("es", "qu", "en")
CORE = "/ogcapi-processes-1/1.0/conf/core"
USEFUL = {"dismiss": "/ogcapi-processes-1/1.0/conf/dismiss", "job-list": "/conf/job-list"}


def examine(
    service: Service,
    *,
    process_id: str | None = None,
    run: bool = True,
    pause: Callable[[float], None] = time.sleep,
) -> list[Finding]:
    """Every finding about a service; with `run` a few small runs are asked for and dismissed.

    Without `process_id` all processes that speak the contract are looked at, and the first is run.
    """
    report = Report()
    _look_around(service, report)
    found = []
    for name in _names(service, process_id, report):
        with report.failing("process"):
            found.append(_described(service, name, report))
    if run and found:
        with report.failing("run"):
            try_out(service, found[0], report, pause)
    return report.findings


def _look_around(service: Service, report: Report) -> None:
    with report.failing("landing"):
        service.landing()
        report.ok("landing", f"{service.url} answers with a JSON object")
    with report.failing("conformance"):
        declared = service.conformance()
        report.judge(
            any(each.endswith(CORE) for each in declared),
            "conformance",
            "declares the core of OGC API Processes 1.0",
            f"conformsTo has no class that ends with {CORE}",
        )
        for name, ending in USEFUL.items():
            report.advise(
                any(each.endswith(ending) for each in declared),
                f"conformance.{name}",
                f"declares {name}",
                f"does not declare {name}: the platform asks for it all the same",
            )


def _names(service: Service, wanted: str | None, report: Report) -> list[str]:
    with report.failing("processes"):
        offered = service.processes()
        names = [each.id for each in offered if each.speaks_contract]
        if wanted is not None:
            return [wanted]
        report.judge(
            bool(names),
            "processes",
            f"offers {', '.join(names[:5])} under {CONTRACT}",
            f"none of its {len(offered)} processes has the keyword {CONTRACT}",
        )
        return names
    return []


def _described(service: Service, name: str, report: Report) -> Process:
    document = service.process_document(name)
    process = service.process(name)
    report.ok("process", f"{process.id} {process.version} has a description that can be read")
    report.judge(
        process.speaks_contract,
        "process.contract",
        f"declares {CONTRACT} and its outputs",
        f"needs the keyword {CONTRACT} and the outputs run, indicators and timeseries",
    )
    _languages("process.title", {name: process.title}, report)
    _languages("process.description", {name: process.description}, report)
    _inputs(process, document.get("inputs", {}), report)
    report.advise(
        process.takes_keys,
        "process.keys",
        "takes an Idempotency-Key, so no question is computed twice",
        f'does not say "{KEYS}": true; after an interruption a person has to ask again',
    )
    return process


def _inputs(process: Process, declared: Mapping[str, Any], report: Report) -> None:
    specs = {spec.name: spec for spec in process.inputs}
    scenarios = specs.get("scenarios")
    report.judge(
        scenarios is not None and scenarios.kind is InputKind.CHOICES,
        "inputs.scenarios",
        "scenarios are chosen from a list",
        "needs the input scenarios: an array whose items are oneOf [{const, title}]",
    )
    for spec in specs.values():
        _bounds(spec, _says_unit(declared[spec.name]), report)
    unread = sorted(declared.keys() - specs.keys())
    if unread:
        report.warn("inputs.kinds", f"no form can be made for {', '.join(unread)[:200]}")
    _languages("inputs.title", {spec.name: spec.title for spec in specs.values()}, report)
    for spec in specs.values():
        if spec.choices:
            titles = {each.value: each.title for each in spec.choices}
            _languages(f"inputs.{spec.name}.title", titles, report)
    report.advise(
        "seed" in specs,
        "inputs.seed",
        "the random climate can be repeated by its seed",
        "no input seed: say how a run can be repeated",
    )


def _says_unit(declared: Mapping[str, Any]) -> bool:
    return "x-unit" in declared or "x-unit" in declared["schema"]


def _bounds(spec: InputSpec, has_unit: bool, report: Report) -> None:
    if spec.kind not in {InputKind.INTEGER, InputKind.NUMBER}:
        return
    rule = f"inputs.{spec.name}"
    if spec.minimum is None or spec.maximum is None:
        report.fail(rule, "needs minimum and maximum: people must see what they may ask for")
    else:
        span = f"{spec.minimum:.10g} to {spec.maximum:.10g} {spec.unit}"
        report.ok(rule, f"is bounded: {span.rstrip()}")
    if not has_unit and spec.kind is InputKind.NUMBER:
        report.warn(f"inputs.{spec.name}.unit", "has no x-unit; write 1 for a bare number")


def _languages(rule: str, titles: Mapping[str, Mapping[str, str]], report: Report) -> None:
    lacking = [
        f"{name} ({', '.join(language for language in LANGUAGES if language not in texts)})"
        for name, texts in titles.items()
        if any(language not in texts for language in LANGUAGES)
    ]
    report.advise(
        not lacking,
        rule,
        f"{_many(titles)} in Spanish, Quechua and English",
        f"not in every language: {'; '.join(lacking)[:300]}",
    )


def _many(things: Iterable[str]) -> str:
    count = len(list(things))
    return "is" if count == 1 else f"all {count} are"
