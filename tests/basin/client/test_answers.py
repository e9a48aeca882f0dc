"""An answer of a model holds every rule of the contract, or it is refused as a whole."""

import copy
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.contract.answers import Refusal, Refused, checked, expects, parsed
from basin.contract.canonical import canonical, digest
from basin.contract.parsing import MOST_BYTES
from tests.basin.faulty_service import recorded

Document = dict[str, Any]
GOOD: Document = recorded("results")
SHIPPED = Path(__file__).parents[1] / "recorded" / "results.json"


def refusal_of(work: Callable[[], object]) -> Refused:
    """Why a document is not taken."""
    with pytest.raises(Refused) as told:
        work()
    assert len(told.value.detail) <= 300
    assert told.value.detail.isprintable()
    return told.value


def changed(change: Callable[[Document], object]) -> Document:
    """The recorded answer after a change."""
    document = copy.deepcopy(GOOD)
    change(document)
    return document


def coverage(document: Document) -> Any:
    return document["timeseries"]["coverages"][0]


def series(document: Document, key: str = "streamflow.p10") -> Any:
    return coverage(document)["ranges"][key]


def parameter(document: Document, key: str = "streamflow.p10") -> Any:
    return coverage(document)["parameters"][key]


def test_a_recorded_answer_is_read_whole() -> None:
    answer = checked(parsed(json.dumps(GOOD).encode()))
    assert (answer.contract, answer.time_step, answer.model.calibrated) == (
        "basin-evidence/1", "P1M", False,
    )  # fmt: skip
    first = answer.scenarios[0]
    assert (first.id, first.title["en"]) == ("baseline", "Baseline (no mine)")
    assert (len(first.times), len(first.series), first.times[0]) == (24, 24, "2026-01-01T00:00:00Z")
    assert first.series["lagoon_level", "p50"].label["es"] == "Nivel de la laguna (p50)"
    assert first.indicators["lagoon_level_last5y_mean"].p50 == 1.8205
    assert first.parameters["fresh_l_s"] == 0.0
    assert first.mass_balance_error_pct == pytest.approx(0)
    assert [limit.variable for limit in answer.thresholds] == ["lagoon_level", "streamflow"]
    assert answer.caveats.keys() == {"es", "en"}
    assert answer.outputs == GOOD


def test_the_answer_of_the_shipped_service_is_read_whole() -> None:
    answer = checked(parsed(SHIPPED.read_bytes()))
    assert len(answer.scenarios) == len(answer.inputs["scenarios"])
    assert answer.caveats.keys() == {"es", "qu", "en"}
    expects(answer, answer.inputs)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", Refusal.NOT_JSON),
        (b"<html><body>502</body></html>", Refusal.NOT_JSON),
        (b"null", Refusal.NOT_JSON),
        (b'"text"', Refusal.NOT_JSON),
        (b"\xff\xfe{}", Refusal.NOT_JSON),
        (b"\xef\xbb\xbf{}", Refusal.NOT_JSON),
        (b'{"a": "\xe9"}', Refusal.NOT_JSON),
        (b'{"a": 1', Refusal.BAD_JSON),
        (b"{'a': 1}", Refusal.BAD_JSON),
        (b'{"a": 1,}', Refusal.BAD_JSON),
        (b'{"a": 1} {"a": 1}', Refusal.BAD_JSON),
        (b'{"a": 01}', Refusal.BAD_JSON),
        (b'{"a": "\n"}', Refusal.BAD_JSON),
        (b'{"a": 1, "a": 2}', Refusal.BAD_JSON),
        (b'{"b": [{"a": 1, "\\u0061": 2}]}', Refusal.BAD_JSON),
        (b'{"a": "\\ud800"}', Refusal.BAD_JSON),
        (b'{"\\udfff": 1}', Refusal.BAD_JSON),
        (b"[" * 33 + b"]" * 33, Refusal.BAD_JSON),
        (b"[" * 50_000 + b"]" * 50_000, Refusal.BAD_JSON),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, Refusal.BAD_JSON),
        (b'{"a": NaN}', Refusal.NOT_FINITE),
        (b'{"a": [Infinity]}', Refusal.NOT_FINITE),
        (b'{"a": -Infinity}', Refusal.NOT_FINITE),
        (b'{"a": 1e999}', Refusal.NOT_FINITE),
        (b'{"a": ' + b"9" * 5000 + b"}", Refusal.NOT_FINITE),
        (b"[" + b"[]," * 200_000 + b"[]]", Refusal.TOO_LARGE),
        (b"[" + b"1," * 2_000_001 + b"1]", Refusal.TOO_LARGE),
        (b'"' + b"x" * MOST_BYTES + b'"', Refusal.TOO_LARGE),
    ],
)
def test_a_body_that_readers_could_read_differently_is_refused(
    body: bytes, refusal: Refusal
) -> None:
    assert refusal_of(lambda: parsed(body)).refusal is refusal


def test_a_body_within_bounds_is_parsed() -> None:
    assert parsed(b' {"a": [1, 2.5, null, true, "\\ud83d\\ude00 \\\\ud800"]} ') == {
        "a": [1, 2.5, None, True, "😀 \\ud800"]
    }
    assert parsed(b"[" * 32 + b"]" * 32)


Change = Callable[[Document], object]
BROKEN: dict[str, tuple[Change, Refusal, str]] = {
    "no run": (lambda d: d.pop("run"), Refusal.MISSING_OUTPUT, "run"),
    "no indicators": (lambda d: d.pop("indicators"), Refusal.MISSING_OUTPUT, "indicators"),
    "no series": (lambda d: d.pop("timeseries"), Refusal.MISSING_OUTPUT, "timeseries"),
    "run is a list": (lambda d: d.update(run=[]), Refusal.MALFORMED, "run: expected an object"),
    "no contract": (
        lambda d: d["run"].pop("contract"), Refusal.UNKNOWN_CONTRACT,
        "none, expected basin-evidence/1",
    ),
    "another contract": (
        lambda d: d["run"].update(contract="basin-evidence/10"), Refusal.UNKNOWN_CONTRACT,
        "basin-evidence/10, expected basin-evidence/1",
    ),
    "no code": (lambda d: d["run"]["model"].pop("code_sha256"), Refusal.MALFORMED, "code_sha256"),
    "calibrated is a word": (
        lambda d: d["run"]["model"].update(calibrated="no"), Refusal.MALFORMED, "calibrated",
    ),
    "no version": (lambda d: d["run"]["model"].update(version=" "), Refusal.MALFORMED, "version"),
    "no inputs": (lambda d: d["run"].pop("inputs"), Refusal.MALFORMED, "run.inputs"),
    "no step": (lambda d: d["run"].update(time_step="month"), Refusal.MALFORMED, "time_step"),
    "wrong unit": (
        lambda d: parameter(d)["unit"]["symbol"].update(value="m3/s"), Refusal.WRONG_UNIT,
        "streamflow.p10: m3/s, expected L/s",
    ),
    "no unit": (lambda d: parameter(d).pop("unit"), Refusal.MALFORMED, "streamflow.p10.unit"),
    "no parameter": (
        lambda d: coverage(d)["parameters"].pop("streamflow.p10"), Refusal.MALFORMED,
        "parameters.streamflow.p10",
    ),
    "unit of a threshold": (
        lambda d: d["run"]["thresholds"][0].update(unit="cm"), Refusal.WRONG_UNIT,
        "run.thresholds.0: cm, expected m",
    ),
    "odd comparison": (
        lambda d: d["run"]["thresholds"][0].update(op="=="), Refusal.MALFORMED, "op",
    ),
    "negative level": (
        lambda d: series(d, "lagoon_level.p10")["values"].__setitem__(3, -0.1),
        Refusal.IMPLAUSIBLE, "lagoon_level.p10: -0.1 m, outside 0 to 50",
    ),
    "flow of a river of the world": (
        lambda d: series(d, "streamflow.p90")["values"].__setitem__(3, 2e8),
        Refusal.IMPLAUSIBLE, "streamflow.p90",
    ),
    "unknown variable beyond measure": (
        lambda d: (
            coverage(d)["ranges"].update({"salinity.p50": {"shape": [24], "values": [1e300] * 24}}),
            coverage(d)["parameters"].update({"salinity.p50": {"unit": {"symbol": "g/L"}}}),
        ),
        Refusal.IMPLAUSIBLE, "salinity.p50",
    ),
    "percentiles out of order": (
        lambda d: series(d, "streamflow.p10")["values"].__setitem__(0, 99_000),
        Refusal.IMPLAUSIBLE, "baseline, streamflow: p10 above p50 at 2026-01",
    ),
    "figures out of order": (
        lambda d: d["indicators"]["baseline"]["values"]["mine_fresh_mean"].update(p10=5),
        Refusal.IMPLAUSIBLE, "mine_fresh_mean",
    ),
    "water that is lost": (
        lambda d: d["run"]["quality"]["baseline"].update(mass_balance_error_pct=1.01),
        Refusal.WATER_BALANCE, "1.01 % of the water",
    ),
    "water that is invented": (
        lambda d: d["run"]["quality"]["baseline"].update(mass_balance_error_pct=-7),
        Refusal.WATER_BALANCE, "-7 %",
    ),
    "balance in words": (
        lambda d: d["run"]["quality"]["baseline"].update(mass_balance_error_pct="0"),
        Refusal.MALFORMED, "mass_balance_error_pct",
    ),
    "a value too few": (
        lambda d: series(d)["values"].pop(), Refusal.LENGTHS_DIFFER,
        "streamflow.p10: 23 values, shape [24], 24 times",
    ),
    "another shape": (
        lambda d: series(d).update(shape=[23]), Refusal.LENGTHS_DIFFER, "shape [23]",
    ),
    "a time too few": (
        lambda d: coverage(d)["domain"]["axes"]["t"]["values"].pop(), Refusal.LENGTHS_DIFFER,
        "23 times",
    ),
    "other times in another scenario": (
        lambda d: coverage(d)["domain"]["axes"]["t"]["values"].__setitem__(23, "2031-01-01"),
        Refusal.LENGTHS_DIFFER, "baseline and with-mine have different times",
    ),
    "times that go back": (
        lambda d: coverage(d)["domain"]["axes"]["t"]["values"].__setitem__(5, "2026-01-01"),
        Refusal.MALFORMED, "times that grow",
    ),
    "no such day": (
        lambda d: coverage(d)["domain"]["axes"]["t"]["values"].__setitem__(0, "2026-02-30"),
        Refusal.MALFORMED, "moments such as",
    ),
    "no times": (
        lambda d: coverage(d)["domain"]["axes"]["t"].update(values=[]), Refusal.MISSING_OUTPUT,
        "no times",
    ),
    "values elsewhere": (
        lambda d: coverage(d)["ranges"].update({"streamflow.p10": "http://169.254.169.254/"}),
        Refusal.MALFORMED, "streamflow.p10: expected an object",
    ),
    "a flag as a value": (
        lambda d: series(d)["values"].__setitem__(0, True), Refusal.MALFORMED, "a number",
    ),
    "a value in words": (
        lambda d: series(d)["values"].__setitem__(0, "12"), Refusal.MALFORMED, "a number",
    ),
    "a number that is none": (
        lambda d: series(d)["values"].__setitem__(0, math.nan), Refusal.NOT_FINITE, "streamflow",
    ),
    "a series without percentile": (
        lambda d: coverage(d)["ranges"].update(streamflow=series(d)), Refusal.MALFORMED,
        "a name such as streamflow.p10",
    ),
    "no coverage": (
        lambda d: d["timeseries"].update(coverages=[]), Refusal.MISSING_OUTPUT, "no coverage",
    ),
    "no ranges": (
        lambda d: coverage(d).update(ranges={}), Refusal.MISSING_OUTPUT, "baseline: no series",
    ),
    "a scenario twice": (
        lambda d: d["timeseries"]["coverages"].append(coverage(d)), Refusal.MALFORMED, "once",
    ),
    "a scenario without figures": (
        lambda d: d["indicators"].pop("with-mine"), Refusal.MISSING_OUTPUT,
        "indicators: scenario with-mine",
    ),
    "figures without a scenario": (
        lambda d: d["timeseries"]["coverages"].pop(), Refusal.MISSING_OUTPUT,
        "timeseries: scenario with-mine",
    ),
    "a scenario that was run and is not there": (
        lambda d: d["run"]["inputs"]["scenarios"].append("dry-climate"), Refusal.MISSING_OUTPUT,
        "timeseries: scenario dry-climate",
    ),
    "a scenario that was not run": (
        lambda d: d["run"]["inputs"]["scenarios"].pop(), Refusal.ANSWERS_ANOTHER_QUESTION,
        "with-mine is not in run.inputs",
    ),
    "a name that leaves the page": (
        lambda d: coverage(d).update(id="../../etc"), Refusal.MALFORMED, "coverages.id",
    ),
    "too many scenarios": (
        lambda d: d["timeseries"].update(coverages=[coverage(d)] * 21), Refusal.TOO_LARGE, "21",
    ),
    "too many points": (
        lambda d: series(d).update(values=[1.0] * 200_001), Refusal.TOO_LARGE, "points",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_document_that_breaks_a_rule_is_refused_by_name(name: str) -> None:
    change, refusal, detail = BROKEN[name]
    told = refusal_of(lambda: checked(changed(change)))
    assert (told.refusal, detail in told.detail) == (refusal, True), told


@pytest.mark.parametrize(
    "change",
    [
        lambda d: series(d)["values"].__setitem__(0, None),
        lambda d: d["run"].pop("quality"),
        lambda d: d["run"].pop("thresholds"),
        lambda d: d["run"].pop("caveats"),
        lambda d: d["run"].update(caveats="Ilustrativo"),
        lambda d: d["run"]["inputs"].pop("scenarios"),
        lambda d: d.update(csv="a,b\n1,2", more={"x": 1}),
        lambda d: parameter(d)["unit"].update(symbol="L/s"),
        lambda d: parameter(d).pop("observedProperty"),
        lambda d: coverage(d)["domain"].pop("domainType"),
        lambda d: d.update(run={"value": d["run"], "mediaType": "application/json"}),
        lambda d: d["timeseries"].update(parameters=coverage(d).pop("parameters")),
        lambda d: d["indicators"]["baseline"].update(title="Línea de base"),
        lambda d: d["indicators"]["baseline"].update(parameters={}),
        lambda d: d["run"]["quality"]["baseline"].update(mass_balance_error_pct=-1),
    ],
)
def test_what_the_contract_leaves_open_is_taken(change: Change) -> None:
    assert checked(changed(change)).scenarios


def test_a_variable_that_only_this_service_knows_keeps_its_unit() -> None:
    def salty(document: Document) -> None:
        coverage(document)["ranges"]["salinity.p50"] = {"shape": [24], "values": [1] * 24}
        coverage(document)["parameters"]["salinity.p50"] = {"unit": {"symbol": "g/L"}}

    found = checked(changed(salty)).scenarios[0].series["salinity", "p50"]
    assert (found.unit, found.values[0], type(found.values[0])) == ("g/L", 1.0, float)


def test_words_of_a_service_are_cleaned_and_cut() -> None:
    title = {"es": "<b>\u202eMina\x00</b>" + "x" * 900, "qu": "Qhuya", "en": 7, "../": "x"}
    answer = checked(changed(lambda d: d["indicators"]["baseline"].update(title=title)))
    found = answer.scenarios[0].title
    assert found.keys() == {"es", "qu"}
    assert (found["es"][:7], len(found["es"]), found["qu"]) == ("<b>Mina", 200, "Qhuya")


ASKED = {"scenarios": ["baseline", "with-mine"], "years": 30, "seed": 20260101}


@pytest.mark.parametrize(
    "asked",
    [
        ASKED, {}, ASKED | {"years": 30.0}, ASKED | {"scenarios": ("with-mine", "baseline")},
        {"mine_fresh_l_s": None},
    ],
)  # fmt: skip
def test_an_answer_to_this_question_is_taken(asked: Document) -> None:
    expects(checked(GOOD), asked)


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        ({"years": 29}, "years: 30, asked for 29"),
        ({"seed": "20260101"}, "seed"),
        ({"members": True}, "members"),
        ({"scenarios": ["baseline"]}, "scenarios"),
        ({"scenarios": ["baseline", "dry-climate"]}, "scenarios"),
        ({"scenarios": "baseline"}, "scenarios"),
        ({"mine_fresh_l_s": 30}, "run.inputs lacks mine_fresh_l_s"),
    ],
)
def test_an_answer_to_another_question_is_refused(asked: Document, detail: str) -> None:
    told = refusal_of(lambda: expects(checked(GOOD), asked))
    assert (told.refusal, detail in told.detail) == (Refusal.ANSWERS_ANOTHER_QUESTION, True)


def test_the_canonical_form_is_the_same_for_the_same_state() -> None:
    one = canonical({"b": [1, 0.1, 30.0, 1e-5], "a": "ñ"})
    assert one == '{"a":"ñ","b":[1,0.1,30.0,1e-05]}'.encode()
    assert canonical(parsed(one)) == one
    assert digest(one) == digest(canonical({"a": "ñ", "b": [1, 0.1, 30.0, 0.00001]}))
    for value in (math.nan, math.inf, "\ud800"):
        with pytest.raises(ValueError, match=r"compliant|surrogates"):
            canonical({"a": value})


SMALL: Document = changed(
    lambda d: [
        each.update(
            ranges={k: v for k, v in each["ranges"].items() if k.startswith("lagoon_level")}
        )
        for each in d["timeseries"]["coverages"]
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from([10**400, -1e308, "p50", "m", "<", "P1M", "baseline", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a document; of long lists the ends."""
    keys = document if isinstance(document, dict) else range(len(document))
    found = []
    for key in list(keys)[:4] + list(keys)[-1:] if isinstance(document, list) else keys:
        found.append((*path, key))
        if isinstance(document[key], dict | list):
            found += places(document[key], (*path, key))
    return found


PLACES = places(SMALL)


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3), st.booleans()
)
def test_whatever_stands_anywhere_an_answer_is_read_or_refused(
    changes: list[tuple[tuple[Any, ...], Any]], as_text: bool
) -> None:
    document = copy.deepcopy(SMALL)
    for path, value in changes:
        at: Any = document
        try:
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    try:
        read = parsed(json.dumps(document).encode()) if as_text else document
        answer = checked(read)
        expects(answer, {"years": 30, "scenarios": ["baseline"]})
    except Refused:
        return


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_whatever_comes_over_the_wire_is_parsed_or_refused(body: bytes) -> None:
    try:
        document = parsed(body)
    except Refused:
        return
    canonical(document)
