"""A sign of life of the worker, for whoever asks whether the platform is whole."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base

EVERY = timedelta(seconds=15)
SILENCE = timedelta(seconds=60)


class Heartbeat(Base):
    """This process lived at this moment."""

    __tablename__ = "kernel_heartbeat"

    process: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(session: Session, process: str = "worker") -> None:
    """Say that `process` lives."""
    session.merge(Heartbeat(process=process, at=now()))


def last_beat(session: Session, process: str = "worker") -> datetime | None:
    """When `process` last said that it lives."""
    found = session.get(Heartbeat, process)
    return found.at if found else None


def is_alive(session: Session, process: str = "worker") -> bool:
    """Whether `process` gave a sign of life in the last minute."""
    last = last_beat(session, process)
    return last is not None and now() - last <= SILENCE
