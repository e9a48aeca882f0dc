"""What a model can be asked is read from its description, and what is asked keeps to it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.contract.answers import Refusal, Refused
from basin.contract.inputs import InputKind, InputSpec, InputsRefused, expanded
from basin.contract.processes import Process, of_plain, plain, process_of
from tests.basin.client.provider import shipped
from tests.basin.faulty_service import recorded

Document = dict[str, Any]
GOOD: Document = recorded("process")


def described(**inputs: Document) -> Process:
    """A process with these inputs."""
    return process_of({"id": "salar", "version": "1", "inputs": inputs})


def one(schema: Document, **around: Any) -> InputSpec:
    """The one input of a process."""
    [spec] = described(x={"schema": schema, **around}).inputs
    return spec


def test_a_recorded_description_is_read_whole() -> None:
    process = process_of(GOOD)
    assert (process.id, process.version, process.speaks_contract) == ("salar-demo", "0.1.0", True)
    assert not process.takes_keys
    by_name = {spec.name: spec for spec in process.inputs}
    assert [each.value for each in by_name["scenarios"].choices][:2] == ["baseline", "with-mine"]
    assert (by_name["scenarios"].kind, by_name["scenarios"].required) == (InputKind.CHOICES, True)
    fresh = by_name["mine_fresh_l_s"]
    assert (fresh.kind, fresh.minimum, fresh.maximum, fresh.unit) == ("number", 0, 200, "L/s")
    assert (fresh.required, fresh.default) == (False, None)
    assert (by_name["years"].kind, by_name["years"].default) == (InputKind.INTEGER, 30)


def test_the_description_of_the_shipped_service_speaks_three_languages() -> None:
    process = process_of(shipped("process"))
    titles = [process.title, *(spec.title for spec in process.inputs)]
    titles += [choice.title for spec in process.inputs for choice in spec.choices]
    assert len(titles) > 10
    assert all(title.keys() == {"es", "qu", "en"} for title in titles)
    assert (process.speaks_contract, process.takes_keys) == (True, True)
    units = {spec.name: spec.unit for spec in process.inputs}
    assert (units["mine_fresh_l_s"], units["rainfall_factor"]) == ("L/s", "")


def test_a_description_can_be_kept_as_json() -> None:
    process = process_of(GOOD | {"x-idempotency-key": True})
    assert process.takes_keys
    assert of_plain(json.loads(json.dumps(plain(process)))) == process
    assert of_plain(plain(process)) == process


def test_titles_come_in_every_language_that_is_given() -> None:
    spec = one(
        {"type": "number", "x-unit": "L/s\x00"},
        title="Agua dulce",
        **{"x-title": {"es": "Agua dulce de la mina", "qu": "Qhuyap yakun", "en": "Fresh water"}},
        description={"es": "<b>cuánta</b>"},
    )
    assert spec.title == {
        "es": "Agua dulce de la mina", "qu": "Qhuyap yakun", "en": "Fresh water",
    }  # fmt: skip
    assert (spec.description, spec.unit) == ({"es": "<b>cuánta</b>"}, "L/s")


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "integer"}, InputKind.INTEGER),
        ({"type": "number"}, InputKind.NUMBER),
        ({"type": "boolean"}, InputKind.FLAG),
        ({"type": "string"}, InputKind.TEXT),
        ({"type": "string", "enum": ["a", "b"]}, InputKind.CHOICE),
        ({"oneOf": [{"const": "a"}]}, InputKind.CHOICE),
        ({"type": "array", "items": {"enum": ["a"]}}, InputKind.CHOICES),
        ({"type": "array", "items": {"oneOf": [{"const": "a", "title": "A"}]}}, InputKind.CHOICES),
    ],
)
def test_every_kind_of_input_is_known(schema: Document, kind: InputKind) -> None:
    assert one(schema).kind is kind


def test_what_nobody_can_fill_in_is_left_out_unless_it_must_be_given() -> None:
    odd = {"schema": {"type": "object"}}
    assert described(odd=odd | {"minOccurs": 0}).inputs == ()
    with pytest.raises(Refused):
        described(odd=odd)


def test_a_process_speaks_the_contract_by_its_word_and_its_outputs() -> None:
    assert not process_of(GOOD | {"keywords": ["basin-evidence/2"]}).speaks_contract
    assert not process_of(GOOD | {"keywords": "basin-evidence/1"}).speaks_contract
    assert not process_of(GOOD | {"outputs": {"run": {}}}).speaks_contract


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda d: d.pop("id"), Refusal.MALFORMED),
        (lambda d: d.update(id="../x"), Refusal.MALFORMED),
        (lambda d: d.update(id="a..b"), Refusal.MALFORMED),
        (lambda d: d.pop("version"), Refusal.MALFORMED),
        (lambda d: d.update(inputs=[]), Refusal.MALFORMED),
        (lambda d: d["inputs"].update({"a b": {"schema": {"type": "number"}}}), Refusal.MALFORMED),
        (lambda d: d["inputs"]["years"].pop("schema"), Refusal.MALFORMED),
        (lambda d: d["inputs"]["years"]["schema"].update(minimum=61), Refusal.MALFORMED),
        (lambda d: d["inputs"]["years"]["schema"].update(minimum="5"), Refusal.MALFORMED),
        (lambda d: d["inputs"]["years"]["schema"].update(default=4), Refusal.MALFORMED),
        (lambda d: d["inputs"]["years"]["schema"].update(default="x"), Refusal.MALFORMED),
        (lambda d: d["inputs"]["fault"]["schema"].update(enum=[]), Refusal.MALFORMED),
        (lambda d: d["inputs"]["fault"]["schema"].update(enum=["a", "a"]), Refusal.MALFORMED),
        (lambda d: d["inputs"]["fault"]["schema"].update(enum=[1]), Refusal.MALFORMED),
        (
            lambda d: d.update(inputs={f"i{n}": {"schema": {"type": "number"}} for n in range(61)}),
            Refusal.TOO_LARGE,
        ),
    ],
)
def test_a_description_that_cannot_be_used_is_refused(
    change: Callable[[Document], object], refusal: Refusal
) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(Refused) as told:
        process_of(document)
    assert told.value.refusal is refusal


SOME = {"type": "array", "items": {"enum": ["a", "b"]}}
ASKED = {"scenarios": ["with-mine", "baseline"], "mine_fresh_l_s": 30}


def test_defaults_are_written_out_and_choices_stand_in_one_order() -> None:
    assert expanded(process_of(GOOD).inputs, ASKED) == {
        "scenarios": ["baseline", "with-mine"], "years": 30, "members": 20, "seed": 20260101,
        "induced_leakage": 0.05, "mine_fresh_l_s": 30, "fault": "none",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_inputs", "problems"),
    [
        ({}, {"scenarios": "input-missing"}),
        ({"scenarios": []}, {"scenarios": "input-missing"}),
        ({"scenarios": ["zzz"]}, {"scenarios": "input-not-a-choice"}),
        ({"scenarios": "baseline"}, {"scenarios": "input-not-a-choice"}),
        (ASKED | {"years": 61}, {"years": "input-too-large"}),
        (ASKED | {"years": 4}, {"years": "input-too-small"}),
        (ASKED | {"years": 10.5}, {"years": "input-not-whole"}),
        (ASKED | {"years": "30"}, {"years": "input-not-a-number"}),
        (ASKED | {"years": True}, {"years": "input-not-a-number"}),
        (ASKED | {"years": float("nan")}, {"years": "input-not-a-number"}),
        (ASKED | {"mine_fresh_l_s": float("inf")}, {"mine_fresh_l_s": "input-not-a-number"}),
        (ASKED | {"mine_fresh_l_s": 10**400}, {"mine_fresh_l_s": "input-too-large"}),
        (ASKED | {"mine_fresh_l_s": -0.01}, {"mine_fresh_l_s": "input-too-small"}),
        (ASKED | {"fault": "rm"}, {"fault": "input-not-a-choice"}),
        (ASKED | {"wells": 3}, {"wells": "input-unknown"}),
        ({"wells": 3, "years": 99}, {
            "wells": "input-unknown", "years": "input-too-large", "scenarios": "input-missing",
        }),
    ],
)  # fmt: skip
def test_inputs_out_of_bounds_are_refused_each_by_its_name(
    given_inputs: Document, problems: dict[str, str]
) -> None:
    with pytest.raises(InputsRefused) as told:
        expanded(process_of(GOOD).inputs, given_inputs)
    assert told.value.problems == problems


@pytest.mark.parametrize(
    ("schema", "value", "code"),
    [
        ({"type": "string", "minLength": 2}, "a", "input-too-short"),
        ({"type": "string", "maxLength": 2}, "abc", "input-too-long"),
        ({"type": "string"}, "x" * 201, "input-too-long"),
        ({"type": "string"}, "a\nb", "input-not-a-text"),
        ({"type": "string"}, 7, "input-not-a-text"),
        ({"type": "boolean"}, 1, "input-not-yes-or-no"),
        (SOME | {"maxItems": 1}, ["a", "b"], "input-too-many"),
        (SOME | {"minItems": 2}, ["a"], "input-too-few"),
    ],
)  # fmt: skip
def test_texts_flags_and_choices_have_bounds_too(schema: Document, value: Any, code: str) -> None:
    with pytest.raises(InputsRefused) as told:
        expanded([one(schema)], {"x": value})
    assert told.value.problems == {"x": code}


def test_whole_numbers_are_whole_however_they_are_written() -> None:
    assert expanded([one({"type": "integer"})], {"x": 30.0})["x"] == 30
    assert type(expanded([one({"type": "integer"})], {"x": 30.0})["x"]) is int
    assert expanded([one({"type": "boolean"})], {"x": False}) == {"x": False}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "schema", "enum", "oneOf", "items", "const", "title", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(GOOD["inputs"])), ANYTHING, ANYTHING)
def test_whatever_a_description_says_it_is_read_or_refused(
    name: str, schema: Any, extra: Any
) -> None:
    document = copy.deepcopy(GOOD)
    document["inputs"][name] = {"schema": schema, "title": extra, "description": schema}
    document["title"] = extra
    try:
        process = process_of(document)
    except Refused:
        return
    assert of_plain(plain(process)) == process


@given(st.dictionaries(st.sampled_from(sorted(GOOD["inputs"])), ANYTHING, max_size=4))
def test_whatever_is_asked_is_within_bounds_or_refused(values: Document) -> None:
    specs = process_of(GOOD).inputs
    try:
        taken = expanded(specs, values)
    except InputsRefused as refused:
        told = refused.problems
    else:
        assert expanded(specs, taken) == taken
        told = {"": "input-"}
    assert all(code.startswith("input-") for code in told.values())
