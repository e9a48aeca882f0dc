"""The model service as we last saw it: pages read this, and never the service itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from basin.kinds import RunProblem
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value


class Provider(Base):
    """A model service under one address, and how it answered when it was last asked.

    `problem` is empty while it answers; `told` is the technical reason, for administrators.
    """

    __tablename__ = "basin_provider"

    id: Mapped[Id]
    url: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    problem: Mapped[RunProblem | None] = mapped_column(enum_by_value(RunProblem))
    told: Mapped[str] = mapped_column(default="")
    failing_since: Mapped[datetime | None]


class Process(Base):
    """A model that a service offers, as `basin.contract.processes.plain` wrote it.

    `gone_at` is set when the service stopped offering it; it stays, for its runs refer to it.
    """

    __tablename__ = "basin_process"
    __table_args__ = (UniqueConstraint("provider_id", "name"),)

    id: Mapped[Id]
    provider_id: Mapped[int] = mapped_column(ForeignKey("basin_provider.id"))
    name: Mapped[str]
    version: Mapped[str]
    description: Mapped[dict[str, Any]]
    seen_at: Mapped[datetime] = mapped_column(default=now)
    gone_at: Mapped[datetime | None]
