"""A meeting, its sittings, its agenda, and the groups that people belong to."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from accounts.models import Office
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import canonical, fold
from meetings.kinds import GroupKind, MeetingKind
from meetings.lifecycle import State

SEARCHED = ("title", "title_qu", "place", "community", "district", "province", "reference")
"""By these words a meeting is found."""


class Group(Base):
    """A stakeholder group that an office works with: its name, and what sort of people it holds.

    A retired one is no longer offered but stays named where it was chosen.
    """

    __tablename__ = "meetings_group"
    __table_args__ = (UniqueConstraint("office_id", "folded"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    name: Mapped[str]
    name_qu: Mapped[str] = mapped_column(default="")
    folded: Mapped[str]
    kind: Mapped[GroupKind] = mapped_column(enum_by_value(GroupKind))
    active: Mapped[bool] = mapped_column(default=True)

    @validates("name")
    def _fold_the_name(self, _field: str, name: str) -> str:
        name = " ".join(canonical(name).split())
        self.folded = fold(name)
        return name

    def called(self, language: str) -> str:
        """The name in this language: in Quechua where there is one, else in Spanish."""
        return (self.name_qu if language == "qu" else "") or self.name


class Meeting(Base):
    """A workshop, a session of a table, a field visit: people meet, and an acta comes of it.

    `belongs_to` is the public reference of what it is part of (`programme:…`, `process:…`), or
    empty. `particulars` holds what only its kind has (host and learnings of a peer exchange,
    quorum of an assembly); its keys are listed in `meetings/particulars.py`. `state` is the state
    of the acta. An `imported` meeting is an old acta, of which only some fields are known.
    """

    __tablename__ = "meetings_meeting"
    __table_args__ = (
        Index("ix_meetings_meeting_office_begins", "office_id", "begins_on", "id"),
        CheckConstraint("begins_on <= ends_on", name="ends_after_it_begins"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    """What people give of themselves (document, telephone) and every file is sealed under it."""
    kind: Mapped[MeetingKind] = mapped_column(enum_by_value(MeetingKind))
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    belongs_to: Mapped[str] = mapped_column(default="", index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_meeting.id"))
    """The meeting whose open commitments this one takes up."""
    objective: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    community: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["es"])
    invited_groups: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The groups that were invited as such, by id, whoever comes for them."""
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    begins_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    convened_by: Mapped[str] = mapped_column(default="")
    convocation: Mapped[str] = mapped_column(default="")
    second_call: Mapped[bool] = mapped_column(default=False)
    facilitator: Mapped[str] = mapped_column(default="")
    note_taker: Mapped[str] = mapped_column(default="")
    particulars: Mapped[dict[str, Any]] = mapped_column(default=dict)
    observations: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    next_at: Mapped[time | None]
    next_place: Mapped[str] = mapped_column(default="")
    next_agenda: Mapped[str] = mapped_column(default="")
    names_withheld: Mapped[bool] = mapped_column(default=True)
    """Whether the public copy of the acta leaves out who said what and who came."""
    is_public: Mapped[bool] = mapped_column(default=False)
    """Whether everybody may read the public copy."""
    imported: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(enum_by_value(State), default=State.DRAFT)
    amending: Mapped[str] = mapped_column(default="")
    """Why another version of a sealed acta is being written; empty while none is."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    check_in_secret: Mapped[str] = mapped_column(default="")
    """What the address behind the QR of the door carries; empty while nobody may check in."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)

    @validates(*SEARCHED)
    def _fold_what_is_searched(self, field: str, value: str) -> str:
        said = {name: getattr(self, name) or "" for name in SEARCHED} | {field: value}
        self.folded = " ".join(fold(said[name]) for name in SEARCHED if said[name])
        return value

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"meeting:{self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether people are in the room now."""
        return self.opened_at is not None and self.closed_at is None

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title


class Sitting(Base):
    """One part of a meeting for which attendance is taken: a day, a morning, a session."""

    __tablename__ = "meetings_sitting"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    on: Mapped[date] = mapped_column("held_on")
    begins_at: Mapped[time | None]
    ends_at: Mapped[time | None]


class AgendaItem(Base):
    """One point of the agenda, and what was said at it as the acta tells it.

    `came_from` is the public reference of what put it there (`concern:…`, `commitment:…`).
    """

    __tablename__ = "meetings_agenda_item"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_sitting.id"))
    position: Mapped[int]
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    begins_at: Mapped[time | None]
    minutes: Mapped[int | None]
    topic: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    facilitator: Mapped[str] = mapped_column(default="")
    materials: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    summary_qu: Mapped[str] = mapped_column(default="")
    came_from: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title
