"""Whether a person who speaks the language has read a translation, kept as its comment."""

import re
from datetime import date
from typing import NamedTuple

import polib

_REVIEWED = re.compile(r"^revisado: (?P<who>[^,\n]+), (?P<when>\d{4}-\d\d-\d\d)$", re.M)
_UNREVIEWED = "sin revisar"


class Review(NamedTuple):
    """Who read it and when; both None as long as nobody has."""

    reviewer: str | None = None
    day: date | None = None

    def __str__(self) -> str:
        if self.reviewer is None or self.day is None:
            return _UNREVIEWED
        return f"revisado: {self.reviewer}, {self.day.isoformat()}"


def state_of(entry: polib.POEntry) -> Review | None:
    """The review state that the comment of `entry` tells; None when it tells none."""
    if found := _REVIEWED.search(entry.tcomment):
        return Review(found["who"], date.fromisoformat(found["when"]))
    return Review() if _UNREVIEWED in entry.tcomment.splitlines() else None


def mark(entry: polib.POEntry, review: Review) -> None:
    """Write `review` into the comment and keep what else translators noted there."""
    notes = [
        line
        for line in entry.tcomment.splitlines()
        if line != _UNREVIEWED and not _REVIEWED.match(line)
    ]
    entry.tcomment = "\n".join([str(review), *notes])
