"""A notice is noted in the transaction of the change that it tells of."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.jobs.enqueue import Jobs
from kernel.jobs.stored import Reference, check_references

SEND = "kernel.send-notice"


class NoticeState(StrEnum):
    """How far a notice came. `kept`: this installation sends no mail, it stays in the outbox."""

    FAILED = "failed"
    KEPT = "kept"
    QUEUED = "queued"
    SENT = "sent"


class Notice(Base):
    """Somebody is to be told something, once."""

    __tablename__ = "kernel_notice"

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    recipient: Mapped[str]
    about: Mapped[dict[str, Reference]] = mapped_column(JSON)
    state: Mapped[NoticeState] = mapped_column(enum_by_value(NoticeState))
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


def notify(
    session: Session,
    jobs: Jobs,
    kind: str,
    recipient: str,
    *,
    key: str | None = None,
    **about: Reference,
) -> Notice:
    """Tell `recipient` (`person:3`) something of `kind`, once for each `key`.

    `about` are references that the words are later written from.
    """
    check_references((kind, recipient, *about.values()))
    key = key or secrets.token_urlsafe(16)
    told = session.scalar(select(Notice).where(Notice.key == key))
    if told is not None:
        return told
    notice = Notice(key=key, kind=kind, recipient=recipient, about=about, state=NoticeState.QUEUED)
    session.add(notice)
    session.flush()  # the run refers to notice.id
    jobs.enqueue(session, SEND, notice.id, key=f"{notice.id}:1")
    return notice


def outbox(
    session: Session,
    *,
    states: Iterable[NoticeState] = tuple(NoticeState),
    before: int | None = None,
    limit: int = 50,
) -> list[Notice]:
    """Notices in any of `states`, newest first; the next page starts `before` the last id."""
    query = select(Notice).where(Notice.state.in_(list(states)))
    if before is not None:
        query = query.where(Notice.id < before)
    return list(session.scalars(query.order_by(Notice.id.desc()).limit(limit)))
