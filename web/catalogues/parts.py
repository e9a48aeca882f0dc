"""Who reads a sentence: anybody, or only people who sign in."""

import re
from enum import StrEnum

import polib


class Part(StrEnum):
    """The part of the house in which a sentence is read."""

    public = "public"
    staff = "staff"


# All else is public: a new page counts as one that anybody reads until it is listed here.
_STAFF = re.compile(
    r"templates/(desk|admin|accounts|people|outbox|jobs)\b"
    r"|accounts/"
    r"|[a-z]+/(views|forms)/(desk|admin|staff)"
    r"|web/(catalogues|admin|jobs)"
)


def part_of(entry: polib.POEntry) -> Part:
    """Public as soon as it stands in one place that anybody may open."""
    staff = bool(entry.occurrences) and all(_STAFF.match(file) for file, _ in entry.occurrences)
    return Part.staff if staff else Part.public
