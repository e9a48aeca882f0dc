"""An answer of a model: every rule of the contract holds, or it is Refused as a whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from basin.contract import texts
from basin.contract.indicators import Indicator, particulars
from basin.contract.parsing import parsed
from basin.contract.reading import (
    a_list,
    a_number,
    a_word,
    an_identifier,
    an_object,
    is_number,
    malformed,
)  # fmt: skip
from basin.contract.refusals import Refusal, Refused
from basin.contract.series import Coverage, Series, coverages
from basin.contract.variables import CONTRACT, UNITS

__all__ = [
    "Answer", "Indicator", "Model", "Refusal", "Refused", "Scenario", "Series", "Threshold",
    "checked", "expects", "parsed",
]  # fmt: skip

OUTPUTS = ("run", "indicators", "timeseries")
MOST_BALANCE_ERROR = 1.0
"""Per cent of the water that a model may lose or invent."""
MOST_THRESHOLDS = 50
COMPARISONS = frozenset({"<", "<=", ">", ">="})
CODE_HASH = re.compile(r"[0-9a-f]{64}")
TIME_STEP = re.compile(r"P(?:[1-9]\d{0,2}[YMWD]|T[1-9]\d{0,3}[HM])")


@dataclass(frozen=True)
class Model:
    """Which model answered: its code by hash, and whether it was calibrated on observations."""

    id: str
    version: str
    code_sha256: str
    calibrated: bool
    engine: str
    runtime: str


@dataclass(frozen=True)
class Threshold:
    """A limit that the modellers propose; `basis` says in each language what it rests on."""

    variable: str
    op: str
    value: float
    unit: str
    basis: Mapping[str, str]


@dataclass(frozen=True)
class Scenario:
    """One scenario: series by (variable, percentile) on `times`, and its figures."""

    id: str
    title: Mapping[str, str]
    parameters: Mapping[str, Any]
    times: tuple[str, ...]
    series: Mapping[tuple[str, str], Series]
    indicators: Mapping[str, Indicator]
    mass_balance_error_pct: float | None


@dataclass(frozen=True)
class Answer:
    """What a model answered; `outputs` is the document as it came."""

    contract: str
    model: Model
    inputs: dict[str, Any]
    time_step: str
    scenarios: tuple[Scenario, ...]
    thresholds: tuple[Threshold, ...]
    caveats: Mapping[str, str]
    outputs: dict[str, Any]


def checked(document: Any) -> Answer:
    """The answer that a document holds; Refused names the first rule that it breaks."""
    received = an_object(document, "answer")
    run, indicators, timeseries = (_output(received, name) for name in OUTPUTS)
    if run.get("contract") != CONTRACT:
        said = texts.one_line(run.get("contract"), 60) or "none"
        raise Refused(Refusal.UNKNOWN_CONTRACT, f"{said}, expected {CONTRACT}")
    step = run.get("time_step")
    if not isinstance(step, str) or not TIME_STEP.fullmatch(step):
        raise malformed("run.time_step", "a duration such as P1M")
    inputs = an_object(run.get("inputs"), "run.inputs")
    found = _scenarios(coverages(timeseries), indicators, run.get("quality", {}))
    _all_that_it_says(inputs, found)
    return Answer(
        contract=CONTRACT,
        model=_model(run.get("model")),
        inputs=dict(inputs),
        time_step=step,
        scenarios=found,
        thresholds=_thresholds(run.get("thresholds", [])),
        caveats=texts.by_language(run.get("caveats"), texts.DESCRIPTION),
        outputs=dict(received),
    )


def _output(received: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """One output; the standard also allows it wrapped as {"value": …, "mediaType": …}."""
    if name not in received:
        raise Refused(Refusal.MISSING_OUTPUT, name)
    output = an_object(received[name], name)
    if "value" in output and output.keys() <= {"value", "mediaType", "encoding", "schema"}:
        return an_object(output["value"], name)
    return output


def _model(document: Any) -> Model:
    model = an_object(document, "run.model")
    code = model.get("code_sha256")
    if not isinstance(code, str) or not CODE_HASH.fullmatch(code):
        raise malformed("run.model.code_sha256", "64 hexadecimal digits")
    if not isinstance(model.get("calibrated"), bool):
        raise malformed("run.model.calibrated", "true or false")
    return Model(
        id=an_identifier(model.get("id"), "run.model.id"),
        version=a_word(model.get("version"), "run.model.version"),
        code_sha256=code,
        calibrated=model["calibrated"],
        engine=a_word(model.get("engine"), "run.model.engine", texts.TITLE),
        runtime=a_word(model.get("runtime"), "run.model.runtime", texts.TITLE),
    )


def _scenarios(
    found: tuple[Coverage, ...], indicators: Mapping[str, Any], quality: Any
) -> tuple[Scenario, ...]:
    figures = particulars(indicators)
    balances = an_object(quality, "run.quality")
    names = {one.id for one in found}
    for name in sorted(names ^ figures.keys()):
        lacking = "indicators" if name in names else "timeseries"
        raise Refused(Refusal.MISSING_OUTPUT, f"{lacking}: scenario {name}")
    return tuple(
        Scenario(
            id=one.id,
            title=figures[one.id].title,
            parameters=figures[one.id].parameters,
            times=one.times,
            series=one.series,
            indicators=figures[one.id].indicators,
            mass_balance_error_pct=_balance(balances.get(one.id), f"run.quality.{one.id}"),
        )
        for one in found
    )


def _balance(document: Any, where: str) -> float | None:
    """How far the water balance of a scenario fails to close, in per cent; None: not said."""
    if document is None or an_object(document, where).get("mass_balance_error_pct") is None:
        return None
    error = a_number(document["mass_balance_error_pct"], f"{where}.mass_balance_error_pct")
    if abs(error) > MOST_BALANCE_ERROR:
        raise Refused(
            Refusal.WATER_BALANCE,
            f"{where}: {error:g} % of the water, at most {MOST_BALANCE_ERROR:g} %",
        )
    return error


def _all_that_it_says(inputs: Mapping[str, Any], found: tuple[Scenario, ...]) -> None:
    """What was run, by its own words, is what was answered."""
    said = inputs.get("scenarios")
    if not isinstance(said, list):
        return
    answered = {one.id for one in found}
    for name in said:
        if not isinstance(name, str) or name not in answered:
            raise Refused(Refusal.MISSING_OUTPUT, f"timeseries: scenario {str(name)[:60]}")
    for name in sorted(answered - set(said)):
        raise Refused(Refusal.ANSWERS_ANOTHER_QUESTION, f"scenario {name} is not in run.inputs")


def _thresholds(document: Any) -> tuple[Threshold, ...]:
    listed = a_list(document, "run.thresholds", MOST_THRESHOLDS)
    return tuple(_threshold(each, f"run.thresholds.{at}") for at, each in enumerate(listed))


def _threshold(document: Any, where: str) -> Threshold:
    limit = an_object(document, where)
    variable = an_identifier(limit.get("variable"), f"{where}.variable")
    unit = a_word(limit.get("unit"), f"{where}.unit", texts.UNIT)
    op = limit.get("op")
    if not isinstance(op, str) or op not in COMPARISONS:
        raise malformed(f"{where}.op", "one of < <= > >=")
    if unit != UNITS.get(variable, unit):
        raise Refused(Refusal.WRONG_UNIT, f"{where}: {unit}, expected {UNITS[variable]}")
    value = a_number(limit.get("value"), f"{where}.value")
    basis = texts.by_language(limit.get("basis"), texts.DESCRIPTION)
    return Threshold(variable, op, value, unit, basis)


def expects(answer: Answer, inputs: Mapping[str, Any]) -> None:
    """Refuse an answer to another question: what it says it was asked is not what was asked.

    `inputs` are the expanded ones that were sent. An input that the answer does not name at all
    was perhaps ignored, so it is refused too. More inputs than were sent are in order.
    """
    for name, asked in inputs.items():
        if asked is None:
            continue
        if name not in answer.inputs:
            raise Refused(Refusal.ANSWERS_ANOTHER_QUESTION, f"run.inputs lacks {name}")
        if not _same(asked, answer.inputs[name]):
            said, wanted = str(answer.inputs[name])[:60], str(asked)[:60]
            raise Refused(Refusal.ANSWERS_ANOTHER_QUESTION, f"{name}: {said}, asked for {wanted}")


def _same(asked: Any, said: Any) -> bool:
    """Equal by value: 30 is 30.0 but not true; the order of a choice means nothing."""
    if is_number(asked) and is_number(said):
        return bool(asked == said)
    if isinstance(asked, list | tuple) and isinstance(said, list):
        return sorted(map(repr, asked)) == sorted(map(repr, said))
    return type(asked) is type(said) and bool(asked == said)
