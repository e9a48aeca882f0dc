"""A content as canonical JSON, and back."""

import json
from dataclasses import asdict, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from dialogue.contents.agreement import FORM, Accord
from kernel.seals import canonical_json
from kernel.seals.register import content_hash

T = TypeVar("T")


def canonical(content: Any) -> str:
    """The one text of a content, over which its hash is taken."""
    return canonical_json(asdict(content))


def digest_of(content: Any) -> str:
    """The sha256 of the canonical content, 64 hexadecimal signs."""
    return content_hash(canonical(content))


def read(text: str) -> Accord:
    """The agreement that `canonical` wrote; ValueError when it is of a form unknown here."""
    content = json.loads(text)
    if content.get("form") != FORM:
        raise ValueError("an agreement of another form")
    return made(Accord, content)


def made(kind: type[T], value: Any) -> T:
    """A dataclass from the plain values that JSON gives back, however deep."""
    found: T = _made(kind, value)
    return found


def _made(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _made(hints[name], part) for name, part in value.items()})
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], part) for part in value)
    return value
