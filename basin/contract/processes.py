"""The description of a process: one model that a service offers, and what it can be asked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from basin.contract import texts
from basin.contract.inputs import Choice, InputKind, InputSpec
from basin.contract.reading import a_word, an_identifier, an_object
from basin.contract.refusals import Refusal, Refused
from basin.contract.schemas import input_of, titled
from basin.contract.variables import CONTRACT

MOST_INPUTS = 60
OUTPUTS = frozenset({"run", "indicators", "timeseries"})
KEYS = "x-idempotency-key"
"""A process says `"x-idempotency-key": true` when it takes a key with each execution and answers
the same key with the same job."""


@dataclass(frozen=True)
class Summary:
    """One line of the list of processes."""

    id: str
    version: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    speaks_contract: bool


@dataclass(frozen=True)
class Process:
    """A model as its service describes it."""

    id: str
    version: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    inputs: tuple[InputSpec, ...]
    speaks_contract: bool
    takes_keys: bool


def summary_of(document: Any) -> Summary:
    """One entry of the list of processes; Refused when it cannot be read."""
    described = an_object(document, "process")
    return Summary(
        id=an_identifier(described.get("id"), "process.id"),
        version=a_word(described.get("version"), "process.version"),
        title=titled(described, "title", texts.TITLE),
        description=titled(described, "description", texts.DESCRIPTION),
        speaks_contract=_speaks(described),
    )


def process_of(document: Any) -> Process:
    """A process description; Refused when it cannot be read or contradicts itself."""
    described = an_object(document, "process")
    summary = summary_of(described)
    inputs = an_object(described.get("inputs", {}), "process.inputs")
    if len(inputs) > MOST_INPUTS:
        raise Refused(Refusal.TOO_LARGE, f"{len(inputs)} inputs, at most {MOST_INPUTS}")
    found = (input_of(name, each) for name, each in inputs.items())
    return Process(
        id=summary.id,
        version=summary.version,
        title=summary.title,
        description=summary.description,
        inputs=tuple(spec for spec in found if spec is not None),
        speaks_contract=summary.speaks_contract,
        takes_keys=described.get(KEYS) is True,
    )


def _speaks(described: Mapping[str, Any]) -> bool:
    keywords = described.get("keywords")
    outputs = described.get("outputs")
    says_so = isinstance(keywords, list) and CONTRACT in keywords
    return says_so and (not isinstance(outputs, dict) or outputs.keys() >= OUTPUTS)


def plain(process: Process) -> dict[str, Any]:
    """A process as JSON, to be kept; `of_plain` reads it back equal."""
    return asdict(process)


def of_plain(kept: Mapping[str, Any]) -> Process:
    """A process from what `plain` made of it, also after a trip through JSON."""
    return Process(**{**kept, "inputs": tuple(_kept_input(each) for each in kept["inputs"])})


def _kept_input(kept: Mapping[str, Any]) -> InputSpec:
    choices = tuple(Choice(**each) for each in kept["choices"])
    return InputSpec(**{**kept, "kind": InputKind(kept["kind"]), "choices": choices})
