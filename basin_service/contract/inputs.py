"""The inputs that the process declares, and whether what was sent keeps to them."""

from typing import Any

import jsonschema

from basin_service.contract import asking, words
from basin_service.model.scenarios import SCENARIOS, Choices
from basin_service.model.simulation import Request

Inputs = dict[str, Any]
SHOWN = 5
CUT_AT = 120

DEFAULTS = Choices()
SCHEMAS: dict[str, dict[str, Any]] = {
    "scenarios": {
        "type": "array",
        "minItems": 1,
        "maxItems": len(SCENARIOS),
        "uniqueItems": True,
        "items": {"oneOf": [{"const": name, "title": words.SCENARIOS[name]} for name in SCENARIOS]},
    },
    "years": {"type": "integer", "minimum": 5, "maximum": 60, "default": 30, "x-unit": "a"},
    "members": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20, "x-unit": "1"},
    "seed": {
        "type": "integer", "minimum": 0, "maximum": 4_294_967_295, "default": 20_260_101,
        "x-unit": "1",
    },
    "mine_fresh_l_s": {
        "type": "number", "minimum": 0, "maximum": 200, "default": DEFAULTS.mine_fresh_l_s,
        "x-unit": "L/s",
    },
    "mine_brine_l_s": {
        "type": "number", "minimum": 0, "maximum": 1500, "default": DEFAULTS.mine_brine_l_s,
        "x-unit": "L/s",
    },
    "rainfall_factor": {
        "type": "number", "minimum": 0.4, "maximum": 1.5, "default": DEFAULTS.rainfall_factor,
        "x-unit": "1",
    },
    "spring_trigger": {
        "type": "number", "minimum": 0, "maximum": 1, "default": DEFAULTS.spring_trigger,
        "x-unit": "1",
    },
    "induced_leakage": {
        "type": "number", "minimum": 0, "maximum": 0.5, "default": DEFAULTS.induced_leakage,
        "x-unit": "1",
    },
}  # fmt: skip


def declared(more: dict[str, dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """The inputs as a process description holds them; `more` are schemas that tests add."""
    return {
        name: {
            "title": asking.TITLES.get(name, name),
            "description": asking.DESCRIPTIONS.get(name, name),
            "minOccurs": 0 if "default" in schema else 1,
            "maxOccurs": 1,
            "schema": schema,
        }
        for name, schema in (SCHEMAS | (more or {})).items()
    }


def problems(sent: Any, more: dict[str, dict[str, Any]] | None = None) -> list[str]:
    """What is wrong with the inputs that were sent, one sentence each; empty when nothing is."""
    schemas = SCHEMAS | (more or {})
    whole = {
        "type": "object",
        "properties": schemas,
        "required": [name for name, schema in schemas.items() if "default" not in schema],
        "additionalProperties": False,
    }
    found = jsonschema.Draft202012Validator(whole).iter_errors(sent)
    return sorted(_sentence(error) for error in found)[:SHOWN]


def _sentence(error: Any) -> str:
    where = "/".join(map(str, error.absolute_path)) or "inputs"
    if error.validator == "oneOf":
        return f"{where}: {_cut(repr(error.instance))} is none of {', '.join(SCENARIOS)}"
    return f"{where}: {_cut(error.message)}"


def _cut(text: str) -> str:
    return text if len(text) <= CUT_AT else f"{text[:CUT_AT]}…"


def expanded(sent: Inputs, more: dict[str, dict[str, Any]] | None = None) -> Inputs:
    """Valid inputs with every default filled in, whole numbers as such, in a fixed order.

    What was asked for in two ways that mean the same comes out the same.
    """
    schemas = SCHEMAS | (more or {})
    return {
        name: _as_declared(sent.get(name, schema.get("default")), schema)
        for name, schema in schemas.items()
    }


def _as_declared(value: Any, schema: dict[str, Any]) -> Any:
    if schema["type"] == "integer":
        return int(value)
    return float(value) if schema["type"] == "number" else value


def request_of(inputs: Inputs) -> Request:
    """Expanded inputs as the model understands them."""
    chosen = {name: inputs[name] for name in Choices.__dataclass_fields__}
    return Request(inputs["years"], inputs["members"], inputs["seed"], Choices(**chosen))
