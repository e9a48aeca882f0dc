"""The parts of the report of a process: figures, dates and words that people left, and no other.

Nothing in it is written for the report. In the one for everybody what is not public is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meetings.contents import Text

NOTHING = Text()


@dataclass(frozen=True)
class Sitter:
    """Somebody who sits or sat at the table. Without a name in the report for everybody."""

    post: str
    kind: str
    since: str
    until: str = ""
    name: str = ""


@dataclass(frozen=True)
class Side:
    """A group: its seats, who sits there, and whether it agreed on taking part."""

    name: Text
    kind: str
    decides: bool
    seats: int
    sits: tuple[Sitter, ...]
    sat: int
    """How many sat there before and do not any more."""
    signed: bool


@dataclass(frozen=True)
class Stage:
    """One stage with its days; `legal_days` is 0 where no law counts them, `over` days too many."""

    title: Text
    standing: str
    planned_from: str = ""
    planned_to: str = ""
    begun_on: str = ""
    ended_on: str = ""
    legal_days: int = 0
    over: int = 0
    name: str = ""
    """Which stage of the template it is; empty for one of its own."""


@dataclass(frozen=True)
class Gathering:
    """A meeting: who came by sex, and its sealed acta. None stands for what is hidden."""

    reference: str
    title: Text
    on: str
    place: str
    people: int
    women: int | None
    men: int | None
    others: int | None
    acta: int = 0
    """The number of the version that counts; 0 while none is sealed."""
    fingerprint: str = ""
    expected: bool = False
    """It is still to be held."""


@dataclass(frozen=True)
class Theme:
    """What a meeting brought together under one word, and how much it weighed."""

    title: Text
    women: int | None
    men: int | None
    others: int | None
    concerns: int
    weight: int


@dataclass(frozen=True)
class Quote:
    """Words of a post as they were said, by a group; by name only in the report for the parties."""

    group: Text
    kind: str
    language: str
    words: str
    translation: str = ""
    by: str = ""


@dataclass(frozen=True)
class Topic:
    """A thread: how much was said of each kind and by each group, and some of it word for word."""

    title: Text
    on: str
    closed: bool
    posts: int
    kinds: Mapping[str, int]
    groups: tuple[tuple[Text, int], ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Pact:
    """An agreement with its words, its signatures and the codes of what was promised in it.

    `signed` are the groups that must sign, each with how it stands (`signed`, `refused`,
    `missing`) and, for the parties, by whom.
    """

    code: str
    title: Text
    words: Text
    state: str
    extent: str
    dissent: Text
    agreed_on: str
    in_force_on: str
    fingerprint: str
    signed: tuple[tuple[Text, str, tuple[str, ...]], ...]
    promises: tuple[str, ...]


@dataclass(frozen=True)
class Promised:
    """A commitment and how it is kept. `late` are days after its date, 0 where it is not.

    `said` is how the verifying side sees it, on which day, and by whom; for everybody no name.
    """

    code: str
    what: Text
    responsible: str
    verifier: str
    due: str
    status: str
    progress: int
    late: int
    said: str = ""
    said_on: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Proof:
    """Evidence that lay beside a post: what it is, its sha256, and at which topic."""

    kind: str
    title: Text
    sha256: str
    reference: str
    topic: Text
