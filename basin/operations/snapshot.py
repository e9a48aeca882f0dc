"""An answer of a model as it is put in evidence: what was asked, who asked, and all that came.

Pure and slow: called with no transaction open.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from basin.contract.answers import OUTPUTS, Answer, Scenario
from basin.contract.canonical import canonical, digest
from basin.kinds import EvidenceKind, Origin
from basin.operations.evidence import Exhibit, PartOf
from basin.operations.recomputing import recomputed

SNAPSHOT = "rimanakuy-snapshot/1"
JSON = "application/json"
COVERAGE_JSON = "application/prs.coverage+json"
MEDIA_TYPES = {"timeseries": COVERAGE_JSON}


@dataclass(frozen=True)
class RunFacts:
    """What the platform knows of a run: who asked what, why, of whom, and when it came back.

    `requested_by` is what people may read, never a key or an address; `inputs` have every default
    written out; `units` are those of the inputs.
    """

    run_id: int | None
    title: str
    title_qu: str
    why: str
    requested_by: str
    requested_at: datetime
    retrieved_at: datetime
    url: str
    process: str
    process_version: str
    job: Mapping[str, Any]
    inputs: Mapping[str, Any]
    units: Mapping[str, str]
    input_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the model calls each input, by language."""


def exhibit_of(answer: Answer, body: bytes, facts: RunFacts) -> Exhibit:
    """The evidence that an answer gives; `body` is what was received, byte for byte."""
    outputs = {name: canonical(_plain(answer.outputs[name])) for name in OUTPUTS}
    parts = (
        PartOf("received", JSON, body),
        *(PartOf(name, MEDIA_TYPES.get(name, JSON), data) for name, data in outputs.items()),
        PartOf("recomputed", JSON, canonical(recomputed(answer))),
    )
    return Exhibit(
        kind=EvidenceKind.SERVICE,
        origin=Origin.SERVICE,
        title=facts.title,
        title_qu=facts.title_qu,
        note=facts.why,
        body=_body(answer, facts, digest(body), outputs),
        parts=parts,
        model=answer.model.id,
        model_version=answer.model.version,
        model_sha256=answer.model.code_sha256,
        run_id=facts.run_id,
    )


def _body(
    answer: Answer, facts: RunFacts, received: str, outputs: Mapping[str, bytes]
) -> dict[str, Any]:
    run = _plain(answer.outputs["run"])
    first = answer.scenarios[0]
    return {
        "schema": SNAPSHOT,
        "contract": answer.contract,
        "why": facts.why,
        "requested_by": facts.requested_by,
        "requested_at": facts.requested_at.isoformat(),
        "retrieved_at": facts.retrieved_at.isoformat(),
        "service": {
            "url": facts.url,
            "process": facts.process,
            "version": facts.process_version,
        },
        "job": dict(facts.job),
        "inputs": dict(facts.inputs),
        "units": dict(facts.units),
        "input_titles": {name: dict(one) for name, one in facts.input_titles.items()},
        "run_inputs": answer.inputs,
        "model": asdict(answer.model),
        "time_step": answer.time_step,
        "period": {"from": first.times[0], "to": first.times[-1], "steps": len(first.times)},
        "scenarios": [_scenario(one) for one in answer.scenarios],
        "thresholds": [asdict(one) for one in answer.thresholds],
        "quality": run.get("quality", {}),
        "caveats": dict(answer.caveats),
        "received_sha256": received,
        "outputs_sha256": {name: digest(data) for name, data in outputs.items()},
    }


def _scenario(one: Scenario) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": dict(one.title),
        "parameters": dict(one.parameters),
        "mass_balance_error_pct": one.mass_balance_error_pct,
    }


def _plain(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """An output without the cover that the standard allows around it."""
    if "value" in output and output.keys() <= {"value", "mediaType", "encoding", "schema"}:
        inside: Mapping[str, Any] = output["value"]
        return inside
    return output
