"""The frozen values of this package as JSON, and back."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def as_plain(value: Any) -> Any:
    """A value as JSON can say it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, (date, time)) else value


def of_plain(kind: type[Value], said: Any) -> Value:
    """The value of this kind that `as_plain` told; ValueError, KeyError or TypeError if it is none.

    What is missing gets its default, so that what was stored by an earlier version can be read.
    """
    read: Value = _read(kind, said)
    return read


def _read(kind: Any, said: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return None if said is None else _read(get_args(kind)[0], said)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in said)
    if origin is not None:  # Mapping
        return {str(key): _read(get_args(kind)[1], one) for key, one in said.items()}
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: _read(hints[name], said[name]) for name in hints if name in said})
    if issubclass(kind, (date, time)):
        return kind.fromisoformat(said)
    return _plain(kind, said)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """The kinds of the fields of a value; finding them out costs more than reading a row."""
    return get_type_hints(kind)


def _plain(kind: Any, said: Any) -> Any:
    if issubclass(kind, StrEnum):
        return kind(said)
    if not isinstance(said, kind):
        raise TypeError(f"no {kind.__name__}")
    return said
