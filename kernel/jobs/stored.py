"""What durable work may store: references and numbers, never what somebody wrote.

Everything that DBOS writes about our work (arguments, results, errors) goes through `plain`. A
reference has no spaces and no @, so neither a sentence nor an address can slip in.
"""

import re
import traceback
from datetime import datetime
from typing import Any

Reference = str | int

REFERENCE = re.compile(r"[A-Za-z0-9_.:+-]{1,200}")


class DutyFailed(Exception):  # noqa: N818 - a fact that was read back
    """A duty or a step failed earlier with this kind of error, at this place in the code."""


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


def plain(value: Any) -> Any:
    """`value` as JSON may hold it; ValueError unless it may be stored."""
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


def value(stored: Any) -> Any:
    """What `plain` was given; an error comes back as `DutyFailed`."""
    if not isinstance(stored, dict):
        return stored
    if "moment" in stored:
        return datetime.fromisoformat(stored["moment"])
    return DutyFailed(stored["failed"])
