"""The content as canonical JSON, and back."""

import json
from dataclasses import asdict, is_dataclass, replace
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kernel.seals import canonical_json
from kernel.seals.register import content_hash
from meetings.contents.acta import FORM, Acta, Text


def canonical(acta: Acta) -> str:
    """The one text of this content, over which its hash is taken."""
    return canonical_json(asdict(acta))


def digest_of(acta: Acta) -> str:
    """The sha256 of the canonical content, 64 hexadecimal signs."""
    return content_hash(canonical(acta))


def read(text: str) -> Acta:
    """The content that `canonical` wrote; ValueError when it is of a form unknown here."""
    content = json.loads(text)
    if content.get("form") != FORM:
        raise ValueError("an acta of another form")
    made: Acta = _made(Acta, content)
    return made


def what_is_read_out(acta: Acta) -> str:
    """The sha256 of what the room hears: whoever signs and what is attached may come later."""
    heading = replace(acta.heading, ends_at="")  # it is read before the meeting is closed
    heard = replace(
        acta, heading=heading, readings=(), signers=(), annexes=(), sealed_at="", salt=""
    )
    return digest_of(heard)


def _made(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _made(hints[name], part) for name, part in value.items()})
    if get_origin(kind) is UnionType:
        return _made(Text, value) if isinstance(value, dict) else value
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], part) for part in value)
    return value
