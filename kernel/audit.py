"""The trail: append-only, chained per subject, written in the transaction of the change.

Facts are ids and states, never what somebody wrote. Every entry holds the hash of the entry before
it on the same subject; an anchor holds the Merkle root over the heads of all chains and the hash of
the anchor before it. The database refuses UPDATE and DELETE by trigger (see `migrations/`).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import JSON, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id
from kernel.policy import Actor

Fact = str | int | bool | None
ORIGIN = "0" * 64


@dataclass(frozen=True)
class EventType:
    """A kind of event and the exact facts it must carry: no more, no fewer."""

    name: str
    facts: frozenset[str] = frozenset()


class Entry(Base):
    """One thing that happened to one subject."""

    __tablename__ = "kernel_audit_entry"
    __table_args__ = (UniqueConstraint("subject", "seq"),)

    id: Mapped[Id]
    subject: Mapped[str]
    seq: Mapped[int]
    at: Mapped[datetime]
    event: Mapped[str]
    actor: Mapped[str]
    facts: Mapped[dict[str, Fact]] = mapped_column(JSON)
    before: Mapped[str]
    hash: Mapped[str]


class Anchor(Base):
    """At this moment the heads of all chains had this Merkle root."""

    __tablename__ = "kernel_audit_anchor"

    id: Mapped[Id]
    at: Mapped[datetime]
    last_entry_id: Mapped[int]
    chains: Mapped[int]
    root: Mapped[str]
    before: Mapped[str]
    hash: Mapped[str]


def record(session: Session, event: EventType, actor: Actor, subject: str, **facts: Fact) -> Entry:
    """Append one entry to the chain of `subject`; TypeError when the facts are not the event's."""
    if facts.keys() != event.facts:
        raise TypeError(f"{event.name} carries {sorted(event.facts)}, got {sorted(facts)}")
    last = session.scalar(
        select(Entry).where(Entry.subject == subject).order_by(Entry.seq.desc()).limit(1)
    )
    entry = Entry(
        subject=subject,
        seq=last.seq + 1 if last else 1,
        at=now(),
        event=event.name,
        actor=actor.name,
        facts=facts,
        before=last.hash if last else ORIGIN,
    )
    entry.hash = entry_hash(entry)
    session.add(entry)
    session.flush()  # a second event in the same transaction chains on this one
    return entry


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the canonical content of an entry, the hash before it included."""
    return _digest(
        entry.subject, entry.seq, entry.at.isoformat(), entry.event, entry.actor, entry.facts,
        entry.before,
    )  # fmt: skip


def _digest(*parts: object) -> str:
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
