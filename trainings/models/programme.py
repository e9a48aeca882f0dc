"""A programme, its phases, what it teaches, and its workshops."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from accounts.models import Office
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import fold
from meetings.models import Meeting
from trainings.kinds import Admission, QuotaOf


class Programme(Base):
    """A training programme of an office: what it is for, where, with whom, in which languages.

    `partners` and `donors` are names, one each. Its public reference is `programme:…`.
    """

    __tablename__ = "trainings_programme"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    objectives: Mapped[str] = mapped_column(default="")
    objectives_qu: Mapped[str] = mapped_column(default="")
    territory: Mapped[str] = mapped_column(default="")
    partners: Mapped[list[str]] = mapped_column(default=list)
    donors: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["es"])
    attendance_for_certificate: Mapped[int] = mapped_column(default=80)
    """The share of sittings, in percent, that somebody must attend for a certificate."""
    is_public: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)

    @validates("title")
    def _fold_the_title(self, _field: str, title: str) -> str:
        self.folded = fold(title)
        return title

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"programme:{self.reference}"

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title


class Phase(Base):
    """A part of a programme in time."""

    __tablename__ = "trainings_phase"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("trainings_programme.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title


class Topic(Base):
    """Something that the programme teaches: governance, dialogue, monitoring of water."""

    __tablename__ = "trainings_topic"
    __table_args__ = (UniqueConstraint("programme_id", "position"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("trainings_programme.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    learning_goal: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    def called(self, language: str) -> str:
        """The title in this language: in Quechua where there is one, else in Spanish."""
        return (self.title_qu if language == "qu" else "") or self.title


class Workshop(Base):
    """A meeting as part of a phase: who may register for it, until when, how many."""

    __tablename__ = "trainings_workshop"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    phase_id: Mapped[int] = mapped_column(ForeignKey("trainings_phase.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), unique=True)
    admission: Mapped[Admission] = mapped_column(enum_by_value(Admission), default=Admission.CLOSED)
    capacity: Mapped[int | None]
    registers_until: Mapped[date | None]
    call: Mapped[str] = mapped_column("convocatoria", default="")
    call_qu: Mapped[str] = mapped_column("convocatoria_qu", default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)

    def called_up(self, language: str) -> str:
        """The convocatoria in this language: in Quechua where there is one, else in Spanish."""
        return (self.call_qu if language == "qu" else "") or self.call


class WorkshopTopic(Base):
    """A workshop treats a topic of the curriculum."""

    __tablename__ = "trainings_workshop_topic"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("trainings_workshop.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("trainings_topic.id"), primary_key=True)


class Quota(Base):
    """At least this share of the places of a workshop is for women, for the young, for a group."""

    __tablename__ = "trainings_quota"

    id: Mapped[Id]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("trainings_workshop.id"), index=True)
    of: Mapped[QuotaOf] = mapped_column("quota_of", enum_by_value(QuotaOf))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    at_least: Mapped[int]
    """In percent of the people."""
