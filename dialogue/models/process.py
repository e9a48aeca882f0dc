"""A process of dialogue, its stages, its work list, and who does what for it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from accounts.models import Office
from dialogue.kinds import (
    Moderation,
    ProcessKind,
    ProcessRole,
    Visibility,
    WorkKind,
    WorkState,
)
from dialogue.lifecycle.processes import ProcessState
from dialogue.models.parties import Group, Seat
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import fold

SEARCHED = ("title", "title_qu", "basin", "place", "code")
"""By these words a process is found."""


class Process(Base):
    """One table of dialogue: its rules, its stages, and the parties that sit there.

    `came_from` is the public reference of what led to it (`case:…`, `concern:…`, `theme:…`),
    `study` that of the study whose evidence it looks at. `spreads_from_id` is the process of the
    anchor company that this one, of a supplier or contractor, follows; `organisation` whose it is.
    """

    __tablename__ = "dialogue_process"
    __table_args__ = (
        Index("ix_dialogue_process_office", "office_id", "id"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    """Every file of the process is sealed under it."""
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ProcessKind] = mapped_column(enum_by_value(ProcessKind))
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    summary_qu: Mapped[str] = mapped_column(default="")
    basin: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    ground_rules: Mapped[str] = mapped_column(default="")
    ground_rules_qu: Mapped[str] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(
        enum_by_value(Visibility), default=Visibility.PARTIES
    )
    moderation: Mapped[Moderation] = mapped_column(
        enum_by_value(Moderation), default=Moderation.AFTER
    )
    state: Mapped[ProcessState] = mapped_column(
        enum_by_value(ProcessState), default=ProcessState.PREPARING
    )
    came_from: Mapped[str] = mapped_column(default="", index=True)
    study: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    spreads_from_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_process.id"))
    closure: Mapped[str] = mapped_column("closure_summary", default="")
    begun_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    folded: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
    groups: Mapped[list[Group]] = relationship(lazy="selectin", order_by=Group.position)
    seats: Mapped[list[Seat]] = relationship(lazy="selectin", order_by=Seat.id)

    @validates(*SEARCHED)
    def _fold_what_is_searched(self, field: str, value: str) -> str:
        said = {name: getattr(self, name) or "" for name in SEARCHED} | {field: value}
        self.folded = " ".join(fold(said[name]) for name in SEARCHED if said[name])
        return value

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"process:{self.code}"

    @property
    def is_open(self) -> bool:
        """Whether the parties work on it now."""
        return self.state is ProcessState.GOING_ON

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class Stage(Base):
    """One stage of a process, in its order. `legal_days` is the most that its law allows."""

    __tablename__ = "dialogue_stage"
    __table_args__ = (
        UniqueConstraint("process_id", "position"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("planned_from <= planned_to", name="ends_after_it_begins"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    """Which stage of the template it is, see `dialogue/templates/`; empty for one of its own."""
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    planned_from: Mapped[date | None]
    planned_to: Mapped[date | None]
    begun_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    legal_days: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title


class Appointment(Base):
    """Somebody does something for a process: convenes, facilitates, interprets, observes."""

    __tablename__ = "dialogue_appointment"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    role: Mapped[ProcessRole] = mapped_column("does", enum_by_value(ProcessRole))
    name: Mapped[str]
    institution: Mapped[str] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_group.id"))
    since: Mapped[date]
    left_on: Mapped[date | None]


class WorkItem(Base):
    """A point of the work list: a problem of the joint list, a recommendation, a milestone.

    `commitment` is the public reference of what was promised about it.
    """

    __tablename__ = "dialogue_work_item"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("weight >= 0", name="weight_not_negative"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"), index=True)
    kind: Mapped[WorkKind] = mapped_column(enum_by_value(WorkKind))
    position: Mapped[int]
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    details: Mapped[str] = mapped_column(default="")
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("dialogue_group.id"))
    weight: Mapped[int] = mapped_column(default=0)
    """How many at the table find it urgent."""
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    state: Mapped[WorkState] = mapped_column(enum_by_value(WorkState), default=WorkState.OPEN)
    commitment: Mapped[str] = mapped_column(default="")
    came_from: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return (self.title_qu if language == "qu" else "") or self.title
