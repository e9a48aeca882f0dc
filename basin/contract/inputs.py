"""What a model can be asked: its inputs, with bounds and units, and whether values keep to them."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_TEXT = 200
GREATEST_WHOLE = 2**53
"""Beyond it a whole number changes when a reader takes it for a float."""


class InputKind(StrEnum):
    """What an input takes."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"


@dataclass(frozen=True)
class Choice:
    """One value that an input may take, and what it is called in each language."""

    value: str
    title: Mapping[str, str]


@dataclass(frozen=True)
class InputSpec:
    """One input of a process.

    `minimum` and `maximum` bound a number in `unit` (empty: none), the length of a text, or how
    many choices are taken.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    kind: InputKind
    required: bool
    default: Any
    minimum: float | None
    maximum: float | None
    unit: str
    choices: tuple[Choice, ...]


class InputsRefused(ValueError):  # noqa: N818 - a refusal is an answer, not an error
    """Values that a process does not take. `problems`: name of the input → code."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in sorted(problems.items())))
        self.problems = dict(problems)


class _Wrong(Exception):  # noqa: N818 - carries one code up to `expanded`
    """One value does not fit its input."""


def expanded(specs: Iterable[InputSpec], values: Mapping[str, Any]) -> dict[str, Any]:
    """Every input with the value that the model will use; InputsRefused names all that is wrong.

    An input without a value takes its default; one without a default stays out. Codes:
    input-unknown, input-missing, input-not-a-number, input-not-whole, input-too-small,
    input-too-large, input-not-a-text, input-too-short, input-too-long, input-not-a-choice,
    input-too-few, input-too-many, input-not-yes-or-no.
    """
    known = {spec.name: spec for spec in specs}
    problems = {name: "input-unknown" for name in values if name not in known}
    taken: dict[str, Any] = {}
    for name, spec in known.items():
        given = values.get(name)
        given = spec.default if given is None else given
        try:
            if given is not None:
                taken[name] = fitting(spec, given)
            elif spec.required:
                raise _Wrong("input-missing")
        except _Wrong as wrong:
            problems[name] = str(wrong)
    if problems:
        raise InputsRefused(problems)
    return taken


def fits(spec: InputSpec, value: Any) -> bool:
    """Whether an input takes a value."""
    try:
        fitting(spec, value)
    except _Wrong:
        return False
    return True


def fitting(spec: InputSpec, value: Any) -> Any:
    """The value as it is sent: 30.0 for a whole number becomes 30."""
    return _READERS[spec.kind](spec, value)


def _number(spec: InputSpec, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong("input-not-a-number")
    if isinstance(value, int) and abs(value) > GREATEST_WHOLE:
        raise _Wrong("input-too-large" if value > 0 else "input-too-small")
    if not math.isfinite(value):
        raise _Wrong("input-not-a-number")
    _between(spec, value, "input-too-small", "input-too-large")
    return value


def _integer(spec: InputSpec, value: Any) -> int:
    number = _number(spec, value)
    if number != int(number):
        raise _Wrong("input-not-whole")
    return int(number)


def _text(spec: InputSpec, value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise _Wrong("input-not-a-text")
    if len(value) > LONGEST_TEXT:
        raise _Wrong("input-too-long")
    _between(spec, len(value), "input-too-short", "input-too-long")
    return value


def _choice(spec: InputSpec, value: Any) -> str:
    if not isinstance(value, str) or value not in {each.value for each in spec.choices}:
        raise _Wrong("input-not-a-choice")
    return value


def _choices(spec: InputSpec, value: Any) -> list[str]:
    """In the order of the description, so that the same choice is the same question."""
    if not isinstance(value, list | tuple):
        raise _Wrong("input-not-a-choice")
    chosen = {_choice(spec, each) for each in value}
    if spec.required and not chosen:
        raise _Wrong("input-missing")
    _between(spec, len(chosen), "input-too-few", "input-too-many")
    return [each.value for each in spec.choices if each.value in chosen]


def _flag(spec: InputSpec, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("input-not-yes-or-no")
    return value


def _between(spec: InputSpec, value: float, less: str, more: str) -> None:
    if spec.minimum is not None and value < spec.minimum:
        raise _Wrong(less)
    if spec.maximum is not None and value > spec.maximum:
        raise _Wrong(more)


_READERS: Mapping[InputKind, Callable[[InputSpec, Any], Any]] = {
    InputKind.INTEGER: _integer,
    InputKind.NUMBER: _number,
    InputKind.TEXT: _text,
    InputKind.CHOICE: _choice,
    InputKind.CHOICES: _choices,
    InputKind.FLAG: _flag,
}
