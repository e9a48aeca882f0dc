"""A run of a model: who asked what and why, and how far it came."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from basin.kinds import RunProblem
from basin.lifecycle import RunState
from basin.models.study import Member, Study
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value

STANDING = "state in ('proposed', 'queued', 'submitting', 'running', 'stored')"
"""While a run stands so, nobody has to ask the same again."""


class Run(Base):
    """One question to a model: its inputs with every default written out, and their sha256.

    The same question to the same version of a model stands once in a study, until it fails.
    `key` is what the service is told, so that it takes one question once. `submit_tries` counts how
    often we began to send it: who begins a second time does not know how the first one ended.
    `for_member` is who proposed it, where somebody of the office wrote that down for them.
    """

    __tablename__ = "basin_run"
    __table_args__ = (
        Index(
            "uq_basin_run_question",
            "study_id", "process", "process_version", "inputs_sha256",
            unique=True, sqlite_where=text(STANDING), postgresql_where=text(STANDING),
        ),
        Index("ix_basin_run_study", "study_id", "id"),
        CheckConstraint("progress between 0 and 100", name="progress_in_percent"),
        CheckConstraint("why <> ''", name="has_a_reason"),
    )  # fmt: skip

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"))
    code: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column("request_key", unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("basin_provider.id"))
    process: Mapped[str]
    process_version: Mapped[str]
    inputs: Mapped[dict[str, Any]]
    inputs_sha256: Mapped[str]
    why: Mapped[str]
    state: Mapped[RunState] = mapped_column(enum_by_value(RunState), default=RunState.PROPOSED)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    for_member_id: Mapped[int | None] = mapped_column(ForeignKey("basin_member.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    started_at: Mapped[datetime | None]
    submit_tries: Mapped[int] = mapped_column(default=0)
    job: Mapped[str] = mapped_column(default="")
    progress: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    """What the service said, cut and never trusted."""
    heard_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    problem: Mapped[RunProblem | None] = mapped_column(enum_by_value(RunProblem))
    told: Mapped[str] = mapped_column(default="")
    """The technical reason of a problem, or why somebody declined it."""
    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("basin_run.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    study: Mapped[Study] = relationship(lazy="joined", innerjoin=True)
    for_member: Mapped[Member | None] = relationship(lazy="joined")

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"run:{self.code}"
