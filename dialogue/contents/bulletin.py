"""A bulletin as it is frozen when it is published: what everybody may read, and no more."""

import json
from dataclasses import dataclass

from dialogue.contents.writing import made
from meetings.contents import Text

FORM = "bulletin/1"


@dataclass(frozen=True)
class Told:
    """One fact in words of both languages. `address` is its public page, "" where it has none."""

    key: str
    kind: str
    on: str
    words: Text
    address: str = ""


@dataclass(frozen=True)
class Issue:
    """One bulletin. `head` is the hash of the register of seals on the day `head_on`.

    Whoever keeps the bulletin can show later that no seal before that day was slipped in.
    """

    code: str
    issuer: str
    tells_of: Text
    title: Text
    opening: Text
    begins_on: str
    ends_on: str
    published_on: str
    facts: tuple[Told, ...]
    head: str = ""
    head_on: str = ""
    form: str = FORM


def read_issue(text: str) -> Issue:
    """The bulletin that was frozen; ValueError when it is of a form unknown here."""
    content = json.loads(text)
    if content.get("form") != FORM:
        raise ValueError("a bulletin of another form")
    return made(Issue, content)
