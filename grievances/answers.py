"""What a person answered on the eight pages, before it becomes a case. Kept sealed as a draft."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from accounts.roles import Track
from grievances.kinds import Consent, Danger, ForWhom, SafeContact, SpokenLanguage, Tier, Topic


class Page(StrEnum):
    """The eight pages, in order. The value stands in the address."""

    ABOUT = "about"
    STORY = "story"
    PLACE = "place"
    FOR_WHOM = "for-whom"
    RESPONSIBLE = "responsible"
    CONTACT = "contact"
    DANGER = "danger"
    REVIEW = "review"


@dataclass(frozen=True)
class Answers:
    """Only the story and the place are required; all else may stay empty.

    The story is text, a recording or photographed pages: one of them is enough.
    """

    track: Track = Track.QUEJA
    topics: tuple[Topic, ...] = ()
    most: Topic | None = None
    """Which of the subjects weighs most, when the person said so."""
    story: str = ""
    story_files: tuple[int, ...] = ()
    """Attachments that tell the story: a recording, photographed pages."""
    happened: str = ""
    happened_days: str = ""
    """ISO 8601, see `Case.happened_days`."""
    country: str = ""
    department: str = ""
    province: str = ""
    district: str = ""
    place: str = ""
    for_whom: ForWhom = ForWhom.ME
    consent: Consent | None = None
    group: str = ""
    people: int | None = None
    spokesperson: str = ""
    others: tuple[str, ...] = ()
    """Names of those who complain together with the person."""
    entities: tuple[int, ...] = ()
    """Whom the person holds responsible, from the office's list."""
    respondent: str = ""
    files: tuple[int, ...] = ()
    """Attachments that show what happened."""
    tier: Tier = Tier.ANONYMOUS
    name: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: tuple[SafeContact, ...] = ()
    safe_contact_note: str = ""
    dangers: tuple[Danger, ...] = ()
    danger_note: str = ""
    fears_reprisal: bool = False
    seen: tuple[Page, ...] = field(default=())

    def missing(self) -> tuple[Page, ...]:
        """The pages that still lack what a case cannot do without."""
        lacking = []
        if not (self.story.strip() or self.story_files):
            lacking.append(Page.STORY)
        if not (self.place.strip() or self.department or self.country):
            lacking.append(Page.PLACE)
        return tuple(lacking)

    @property
    def chief(self) -> Topic | None:
        """The one subject that a list shows: what weighs most, else the first."""
        if self.most in self.topics:
            return self.most
        return self.topics[0] if self.topics else None

    def with_page(self, page: Page, **answers: Any) -> "Answers":
        """These answers with one page answered (anew)."""
        seen = self.seen if page in self.seen else (*self.seen, page)
        return replace(self, seen=seen, **answers)

    def to_json(self) -> str:
        """The answers as text for the sealed draft."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """The answers of a draft; a draft of an older version keeps what is still known."""
        raw = json.loads(text)
        if raw.get("topic"):  # of before there could be several
            raw.setdefault("topics", [raw["topic"]])
        known = {one.name for one in fields(cls)}
        return cls(**{name: _typed(name, value) for name, value in raw.items() if name in known})


@dataclass(frozen=True)
class Sheet:
    """What somebody of the office takes down for a person: the answers, and how they came."""

    answers: Answers = Answers()
    spoken: SpokenLanguage | None = None
    interpreter: str = ""
    language: str = "es"
    """In which language the answers are written."""
    received_on: str = ""
    """The day on which the person came, called or wrote: `2026-11-20`; "" is the day it was begun.
    The clocks run from it."""
    late_reason: str = ""
    """Why it is registered so long after."""
    note: str = ""
    """For the colleague who goes on; the case never has it."""
    given_to: int | None = None
    """The colleague who was asked to go on."""

    def to_json(self) -> str:
        """The sheet as text for the sealed draft."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Sheet":
        """What was taken down; a draft of an older version keeps what is still known."""
        raw = json.loads(text)
        known = {one.name for one in fields(cls)} - {"answers", "spoken"}
        return cls(
            answers=Answers.from_json(json.dumps(raw.get("answers", {}))),
            spoken=SpokenLanguage(raw["spoken"]) if raw.get("spoken") else None,
            **{name: value for name, value in raw.items() if name in known},
        )


def _typed(name: str, value: Any) -> Any:
    kind = _KINDS.get(name)
    if isinstance(value, list):
        return tuple(value if kind is None else (kind(one) for one in value))
    return value if kind is None or value is None else kind(value)


_KINDS: dict[str, type[StrEnum]] = {
    "track": Track,
    "topics": Topic,
    "most": Topic,
    "for_whom": ForWhom,
    "consent": Consent,
    "tier": Tier,
    "safe_contact": SafeContact,
    "dangers": Danger,
    "seen": Page,
}
