"""What durable work may store: references and numbers, never what somebody wrote.

Everything that DBOS writes about our work (arguments, results, errors) goes through `Stored`. A
reference has no spaces and no @, so neither a sentence nor an address can slip in.
"""

import json
import re
import traceback
from datetime import datetime
from typing import Any

from dbos import Serializer

Reference = str | int

REFERENCE = re.compile(r"[A-Za-z0-9_.:+-]{1,200}")


class DutyFailed(Exception):  # noqa: N818 - a fact that was read back
    """A duty or a step failed earlier with this kind of error, at this place in the code."""


class Stored(Serializer):
    """Plain JSON of references and numbers; of an error only its kind and its place."""

    def name(self) -> str:
        """How DBOS marks rows that were written in this form."""
        return "rimanakuy-references"

    def serialize(self, data: Any) -> str:
        """Refuse everything that is not a reference, a number, a moment or a kind of error."""
        if isinstance(data, dict) and data.keys() == {"args", "kwargs"}:
            return json.dumps({"args": [_plain(value) for value in data["args"]]})
        return json.dumps(_plain(data))

    def deserialize(self, serialized_data: str) -> Any:
        """What was stored; an error comes back as `DutyFailed`."""
        stored = json.loads(serialized_data)
        if not isinstance(stored, dict):
            return stored
        if "args" in stored:
            return {"args": tuple(_value(value) for value in stored["args"]), "kwargs": {}}
        return _value(stored)


def check_references(references: tuple[Reference, ...]) -> None:
    """ValueError unless each is a number or a reference such as `case:K7QM4`."""
    for reference in references:
        if isinstance(reference, int) or REFERENCE.fullmatch(reference):
            continue
        raise ValueError("durable work takes references and numbers only")


def kind_of(error: BaseException) -> str:
    """The kind of an error and where in the code it arose, without a word of its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{_file(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}".rstrip()


def _file(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[-2:])


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, BaseException):
        return {"failed": str(value) if isinstance(value, DutyFailed) else kind_of(value)}
    if isinstance(value, str):
        check_references((value,))
        return value
    raise ValueError("durable work takes references and numbers only")


def _value(stored: Any) -> Any:
    if not isinstance(stored, dict):
        return stored
    if "moment" in stored:
        return datetime.fromisoformat(stored["moment"])
    return DutyFailed(stored["failed"])
