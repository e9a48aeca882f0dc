"""The parts of an agreement, as they are sealed and signed."""

from dataclasses import dataclass

from meetings.contents import Promise, Text

FORM = "agreement/1"
"""How the content is built; a content of another form is read by the code of its own time."""
FULL, PUBLIC = "full", "public"
NOTHING = Text()


@dataclass(frozen=True)
class Party:
    """A group of the table. `required`: it must sign before the agreement is in force."""

    name: Text
    kind: str = ""
    decides: bool = True
    required: bool = False


@dataclass(frozen=True)
class Adopted:
    """A threshold of a study that the agreement adopts. `value` is a number as it is written."""

    study: str = ""
    variable: str = ""
    comparison: str = ""
    value: str = ""
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Decided:
    """The round that decided: `state` and `fingerprint` are those of its sealed result."""

    proposal: str = ""
    version: int = 0
    round: int = 0
    protocol: str = ""
    state: str = ""
    fingerprint: str = ""


NO_ROUND = Decided()


@dataclass(frozen=True)
class Accord:
    """One version of an agreement. `replaces` is the fingerprint of the version before it.

    `instead_of` is the code of the agreement that this one takes the place of. `copy_of` is the
    fingerprint of the full text in a public copy, empty in the full one.
    """

    reference: str
    number: int
    issuer: str
    process: str
    table: Text
    title: Text
    words: Text
    extent: str
    agreed_on: str
    dissent: Text = NOTHING
    form: str = FORM
    copy: str = FULL
    copy_of: str = ""
    replaces: str = ""
    reason: str = ""
    instead_of: str = ""
    sealed_at: str = ""
    salt: str = ""
    """Random, in the full text only: from the fingerprint that the public copy names, nobody can
    try out which names were withheld."""
    parties: tuple[Party, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    promises: tuple[Promise, ...] = ()
    about: tuple[str, ...] = ()
    meeting: str = ""
    decided: Decided = NO_ROUND

    @property
    def required(self) -> tuple[Party, ...]:
        """The groups that must sign."""
        return tuple(one for one in self.parties if one.required)
