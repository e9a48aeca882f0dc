"""Reading the JSON Schema of an input: what it takes, within which bounds, in which unit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from basin.contract import texts
from basin.contract.inputs import Choice, InputKind, InputSpec, fits, fitting
from basin.contract.reading import a_list, a_number, an_identifier, an_object, malformed

MOST_CHOICES = 200

_KINDS = {
    "integer": InputKind.INTEGER,
    "number": InputKind.NUMBER,
    "string": InputKind.TEXT,
    "boolean": InputKind.FLAG,
}

_BOUNDS = {
    InputKind.INTEGER: ("minimum", "maximum"),
    InputKind.NUMBER: ("minimum", "maximum"),
    InputKind.TEXT: ("minLength", "maxLength"),
    InputKind.CHOICES: ("minItems", "maxItems"),
}


def titled(document: Mapping[str, Any], name: str, most: int) -> dict[str, str]:
    """A title or description in every language it is given in.

    The standard allows one text; `x-title` and `x-description` hold language → text beside it.
    """
    said = texts.by_language(document.get(name), most)
    return said | texts.by_language(document.get(f"x-{name}"), most)


def input_of(name: str, document: Any) -> InputSpec | None:
    """One input of a process description; None for an optional one of a kind nobody can fill in.

    Refused when it cannot be read and is required, or contradicts itself.
    """
    where = f"inputs.{name}"
    described = an_object(document, where)
    schema = an_object(described.get("schema"), f"{where}.schema")
    required = described.get("minOccurs", 1) != 0 and "default" not in schema
    kind = _kind(schema)
    if kind is None:
        if required:
            raise malformed(f"{where}.schema", "a number, text, flag, choice or list of choices")
        return None
    least, most = _bounds(kind, schema, where)
    spec = InputSpec(
        name=an_identifier(name, "inputs"),
        title=titled(described, "title", texts.TITLE),
        description=titled(described, "description", texts.DESCRIPTION),
        kind=kind,
        required=required,
        default=None,
        minimum=least,
        maximum=most,
        unit=_unit(schema.get("x-unit", described.get("x-unit"))),
        choices=_choices(kind, schema, where),
    )
    return _with_default(spec, schema.get("default"), where)


def _kind(schema: Mapping[str, Any]) -> InputKind | None:
    if schema.get("type") == "array":
        items = schema.get("items")
        listed = isinstance(items, dict) and ("oneOf" in items or "enum" in items)
        return InputKind.CHOICES if listed else None
    if "oneOf" in schema or "enum" in schema:
        return InputKind.CHOICE
    wanted = schema.get("type")
    return _KINDS.get(wanted) if isinstance(wanted, str) else None


def _unit(said: Any) -> str:
    """The UCUM unit of a number; `1`, a number without a unit, counts as none."""
    unit = texts.one_line(said, texts.UNIT)
    return "" if unit == "1" else unit


def _bounds(
    kind: InputKind, schema: Mapping[str, Any], where: str
) -> tuple[float | None, float | None]:
    least, most = (
        a_number(schema[name], f"{where}.{name}") if schema.get(name) is not None else None
        for name in _BOUNDS.get(kind, ("", ""))
    )
    if least is not None and most is not None and least > most:
        raise malformed(where, f"bounds in order, not {least:g} to {most:g}")
    return least, most


def _choices(kind: InputKind, schema: Mapping[str, Any], where: str) -> tuple[Choice, ...]:
    if kind not in {InputKind.CHOICE, InputKind.CHOICES}:
        return ()
    listing = schema["items"] if kind is InputKind.CHOICES else schema
    if "oneOf" in listing:
        offered = a_list(listing["oneOf"], f"{where}.oneOf", MOST_CHOICES)
        choices = tuple(_titled_choice(each, where) for each in offered)
    else:
        offered = a_list(listing["enum"], f"{where}.enum", MOST_CHOICES)
        choices = tuple(Choice(an_identifier(each, f"{where}.enum"), {}) for each in offered)
    if not choices or len({each.value for each in choices}) != len(choices):
        raise malformed(where, "choices, each once")
    return choices


def _titled_choice(document: Any, where: str) -> Choice:
    offered = an_object(document, f"{where}.oneOf")
    value = an_identifier(offered.get("const"), f"{where}.oneOf.const")
    return Choice(value, titled(offered, "title", texts.TITLE))


def _with_default(spec: InputSpec, default: Any, where: str) -> InputSpec:
    if default is None:
        return spec
    if not fits(spec, default):
        raise malformed(f"{where}.schema.default", "a value that the input itself takes")
    return replace(spec, default=fitting(spec, default))
