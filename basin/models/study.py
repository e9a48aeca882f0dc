"""A study of a basin, and who sits at its table."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from accounts.models import Office
from basin.kinds import Side, Visibility
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import fold

if TYPE_CHECKING:
    from basin.models.council import Expert

SEARCHED = ("title", "title_qu", "basin", "host")


class Study(Base):
    """One study of one basin: the home of runs, evidence and the council of experts.

    `office` looks after it; `host` names the institution whose model it is; `process` is the id of
    the model at the service, empty while there is none. `belongs_to` is the public reference of the
    programme or process that it serves.
    """

    __tablename__ = "basin_study"
    __table_args__ = (
        Index("ix_basin_study_office", "office_id", "id"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    summary_qu: Mapped[str] = mapped_column(default="")
    basin: Mapped[str]
    host: Mapped[str] = mapped_column(default="")
    process: Mapped[str] = mapped_column(default="")
    belongs_to: Mapped[str] = mapped_column(default="", index=True)
    visibility: Mapped[Visibility] = mapped_column(
        enum_by_value(Visibility), default=Visibility.MEMBERS
    )
    is_open: Mapped[bool] = mapped_column(default=True)
    folded: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
    members: Mapped[list["Member"]] = relationship(
        back_populates="study", lazy="selectin", order_by="Member.id"
    )

    experts: Mapped[list["Expert"]] = relationship(lazy="selectin", order_by="Expert.id")

    @validates(*SEARCHED)
    def _fold_what_is_searched(self, field: str, value: str) -> str:
        said = {name: getattr(self, name) or "" for name in SEARCHED} | {field: value}
        self.folded = " ".join(fold(said[name]) for name in SEARCHED if said[name])
        return value

    @property
    def subject(self) -> str:
        """How the trail and other features name it."""
        return f"study:{self.code}"

    def called(self, language: str) -> str:
        """Its title in this language, or in Spanish where there is none."""
        return self.title_qu or self.title if language == "qu" else self.title


class Member(Base):
    """Somebody at the table of a study, for a group; with an account they read and propose.

    A member who left keeps the row, with the day; nothing is open to them from that day on.
    """

    __tablename__ = "basin_member"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"), index=True)
    name: Mapped[str]
    side: Mapped[Side] = mapped_column(enum_by_value(Side))
    group: Mapped[str] = mapped_column("group_words", default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    since: Mapped[date]
    left_on: Mapped[date | None]

    study: Mapped[Study] = relationship(back_populates="members", lazy="raise")
