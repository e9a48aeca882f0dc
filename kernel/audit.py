"""The trail: append-only, chained per subject, written in the transaction of the change.

Facts are ids and states, never what somebody wrote: a fact has no spaces and no @. Every entry
holds the hash of the entry before it on the same subject. Anchors (`kernel.audit_anchors`) tie all
chains together, and `kernel.audit_check` finds what was changed, removed or slipped in. The
database refuses UPDATE, DELETE and TRUNCATE by trigger (see `migrations/`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, hold
from kernel.policy import Actor

Fact = str | int | bool | None
ID_OR_STATE = re.compile(r"[A-Za-z0-9_.:,+-]*")
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
    """At this moment the chains that had moved since the anchor before had this Merkle root."""

    __tablename__ = "kernel_audit_anchor"

    id: Mapped[Id]
    at: Mapped[datetime]
    chains: Mapped[int]
    root: Mapped[str]
    before: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]


class AnchoredHead(Base):
    """The entry that was the newest of its chain when an anchor was written."""

    __tablename__ = "kernel_audit_anchored_head"
    __table_args__ = (UniqueConstraint("subject", "seq"),)

    id: Mapped[Id]
    anchor_id: Mapped[int] = mapped_column(ForeignKey("kernel_audit_anchor.id"), index=True)
    subject: Mapped[str]
    seq: Mapped[int]


def record(session: Session, event: EventType, actor: Actor, subject: str, **facts: Fact) -> Entry:
    """Append one entry to the chain of `subject`.

    TypeError when the facts are not the event's, ValueError when one of them is words.
    """
    if facts.keys() != event.facts:
        raise TypeError(f"{event.name} carries {sorted(event.facts)}, got {sorted(facts)}")
    for name, fact in facts.items():
        if isinstance(fact, str) and not ID_OR_STATE.fullmatch(fact):
            raise ValueError(f"{name} of {event.name} is neither an id nor a state")
    hold(session, f"audit:{subject}")  # two writers would both chain on the same last entry
    last = session.execute(
        select(Entry.seq, Entry.hash)
        .where(Entry.subject == subject)
        .order_by(Entry.seq.desc())
        .limit(1)  # without it PostgreSQL sends the whole chain
    ).first()
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


HASHED = ("subject", "seq", "at", "event", "actor", "facts", "before")


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the canonical content of an entry, the hash before it included."""
    return row_hash({name: getattr(entry, name) for name in HASHED})


def row_hash(row: Mapping[str, Any]) -> str:
    """The hash of an entry that is at hand as a row."""
    content = [row[name] for name in HASHED]
    content[HASHED.index("at")] = written(row["at"])
    return digest(*content)


def anchor_hash(anchor: Anchor) -> str:
    """SHA-256 over the canonical content of an anchor, the hash before it included."""
    return digest(written(anchor.at), anchor.chains, anchor.root, anchor.before)


def written(moment: datetime) -> str:
    """A moment as it goes into a hash, the same before and after the database kept it."""
    return moment.astimezone(UTC).isoformat()


def digest(*parts: object) -> str:
    """SHA-256 of values written in one canonical way."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
