"""The parts of an acta, in the order in which it is read."""

from dataclasses import dataclass, field
from typing import Any

FORM = "acta/1"
"""How the content is built; a content of another form is read by the code of its own time."""


@dataclass(frozen=True)
class Text:
    """Words in Spanish and, where somebody wrote them, in Quechua."""

    es: str = ""
    qu: str = ""

    def called(self, language: str) -> str:
        """The words in this language: in Quechua where there are any, else in Spanish."""
        return (self.qu if language == "qu" else "") or self.es or self.qu

    def speaks(self, language: str) -> bool:
        """Whether there are words of this very language."""
        return bool(self.qu if language == "qu" else self.es)


@dataclass(frozen=True)
class Heading:
    """What met, where, when, by whose call."""

    kind: str
    title: Text
    issuer: str
    programme: str | Text = ""
    """A plain title where nobody wrote it in Quechua."""
    objective: str = ""
    place: str = ""
    community: str = ""
    district: str = ""
    province: str = ""
    department: str = ""
    begins_on: str = ""
    ends_on: str = ""
    begins_at: str = ""
    ends_at: str = ""
    time_zone: str = ""
    languages: tuple[str, ...] = ()
    convened_by: str = ""
    convocation: str = ""
    second_call: bool = False
    facilitator: str = ""
    note_taker: str = ""
    particulars: dict[str, Any] = field(default_factory=dict)
    """What only this kind of meeting has, under the keys of `meetings/particulars.py`."""


@dataclass(frozen=True)
class Sitting:
    """A part of the meeting for which attendance was taken."""

    number: int
    on: str
    title: str = ""
    begins_at: str = ""
    ends_at: str = ""


@dataclass(frozen=True)
class GroupCount:
    """How many of a group came, by sex as they gave it."""

    group: Text
    kind: str
    women: int = 0
    men: int = 0
    others: int = 0
    unsaid: int = 0

    @property
    def people(self) -> int:
        """All of them."""
        return self.women + self.men + self.others + self.unsaid


@dataclass(frozen=True)
class Attendee:
    """Somebody who came, to which sittings, and how they confirmed it. Never a document number."""

    name: str
    group: Text = Text()
    organization: str = ""
    post: str = ""
    community: str = ""
    signing: str = ""
    sittings: tuple[int, ...] = ()
    may_be_named: bool = False


@dataclass(frozen=True)
class Said:
    """One thing that was said. `speaker` only where the person agreed to be named.

    `quoted` is false in a public copy whose words were left out: nobody agreed to their quotation.
    """

    kind: str
    group: Text = Text()
    speaker: str = ""
    language: str = ""
    words: str = ""
    translation: str = ""
    may_be_quoted: bool = False
    quoted: bool = True


@dataclass(frozen=True)
class Point:
    """A point of the agenda and what was said at it."""

    number: int
    title: Text
    begins_at: str = ""
    minutes: int | None = None
    facilitator: str = ""
    came_from: str = ""
    summary: Text = Text()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """What was agreed, how far, and why not everybody did."""

    number: int
    reference: str
    words: Text
    extent: str
    dissent: Text = Text()
    point: int | None = None
    counting: str = ""
    women_for: int = 0
    men_for: int = 0
    women_against: int = 0
    men_against: int = 0
    abstained: int = 0

    @property
    def counted(self) -> bool:
        """Whether hands or ballots were counted."""
        return any(
            (self.women_for, self.men_for, self.women_against, self.men_against, self.abstained)
        )


@dataclass(frozen=True)
class Promise:
    """A commitment as it was made: by whom, until when, verified by whom."""

    code: str
    what: Text
    indicator: Text = Text()
    responsible_group: str = ""
    responsible_person: str = ""
    co_responsibles: tuple[str, ...] = ()
    verifier_group: str = ""
    verifier_person: str = ""
    due_on: str = ""
    recurrence: str = ""
    condition: str = ""
    place: str = ""
    budget_source: str = ""
    depends_on: str = ""
    priority: str = ""
    risks: str = ""
    agreement: int | None = None


@dataclass(frozen=True)
class Theme:
    """Concerns that are about the same, and how much they weighed for the room."""

    title: Text
    counting: str = ""
    women: int = 0
    men: int = 0
    others: int = 0
    concerns: int = 0
    groups: tuple[Text, ...] = ()
    carried_to: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How many hands or dots it got."""
        return self.women + self.men + self.others


@dataclass(frozen=True)
class Turn:
    """How long the people of one group and sex spoke."""

    group: Text
    sex: str
    seconds: int


@dataclass(frozen=True)
class Annex:
    """A document or a proof that was shown or belongs to the acta, with its fingerprint.

    `purpose` is a FilePurpose or an Attached.
    """

    purpose: str
    title: str
    fingerprint: str = ""
    point: int | None = None


@dataclass(frozen=True)
class NextMeeting:
    """When and where they meet again, and about what."""

    on: str = ""
    at: str = ""
    place: str = ""
    agenda: str = ""


@dataclass(frozen=True)
class Reading:
    """The draft was read to the room. `at` is a moment with the offset of the office."""

    at: str
    language: str
    reader: str
    corrections: str = ""


@dataclass(frozen=True)
class Signer:
    """Somebody who signs on paper, for whom, and how."""

    name: str
    post: str = ""
    group: Text = Text()
    signing: str = ""


@dataclass(frozen=True)
class Acta:
    """One version of an acta. `replaces` is the fingerprint of the version before it.

    `copy_of` is the fingerprint of the full acta in a public copy, empty in the full one.
    """

    reference: str
    number: int
    heading: Heading
    form: str = FORM
    copy: str = "full"
    copy_of: str = ""
    replaces: str = ""
    reason: str = ""
    sealed_at: str = ""
    salt: str = ""
    """Random, in the full acta only: from the fingerprint that the public copy names, nobody can
    try out which names were withheld."""
    names_withheld: bool = True
    sittings: tuple[Sitting, ...] = ()
    groups: tuple[GroupCount, ...] = ()
    absent: tuple[Text, ...] = ()
    """The groups that were expected and of which nobody came."""
    people: tuple[Attendee, ...] = ()
    points: tuple[Point, ...] = ()
    unplaced: tuple[Said, ...] = ()
    """What was said outside every point of the agenda."""
    agreements: tuple[Agreement, ...] = ()
    promises: tuple[Promise, ...] = ()
    themes: tuple[Theme, ...] = ()
    turns: tuple[Turn, ...] = ()
    annexes: tuple[Annex, ...] = ()
    next_meeting: NextMeeting = NextMeeting()
    observations: str = ""
    readings: tuple[Reading, ...] = ()
    signers: tuple[Signer, ...] = ()

    @property
    def women(self) -> int:
        """How many women came."""
        return sum(each.women for each in self.groups)

    @property
    def men(self) -> int:
        """How many men came."""
        return sum(each.men for each in self.groups)

    @property
    def attended(self) -> int:
        """How many people came."""
        return sum(each.people for each in self.groups)
