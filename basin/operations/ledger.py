"""Writing into the ledger of a study: one entry after the other, each with the hash before it."""

from typing import Any

from sqlalchemy.orm import Session

from basin import events
from basin.kinds import EntryKind
from basin.models import Entry, Study
from basin.queries.ledger import last_entry
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.policy import Actor
from kernel.seals import SealKind, canonical_json, seal
from kernel.seals.register import content_hash

LEDGER = "rimanakuy-ledger/1"
CANONICAL = "python-json-sorted/1"
"""The form in which documents are hashed: JSON with sorted keys, without spaces, UTF-8, numbers as
Python writes them (the shortest that reads back the same). It differs from RFC 8785 in exponents.
"""
SEALED_AS = {EntryKind.EVIDENCE: SealKind.EVIDENCE, EntryKind.REVIEW: SealKind.REVIEW}
"""These stand in the public register too, so that a printed fingerprint can be asked for."""


def enter(
    session: Session,
    actor: Actor,
    study: Study,
    kind: EntryKind,
    body: dict[str, Any],
    *,
    reference: str = "",
) -> Entry:
    """Add an entry whose document holds `body`; ValueError when it holds no finite number.

    Whoever calls asks the policy first, and adds the row that repeats the document. `reference` is
    the public reference of what is sealed.
    """
    hold(session, study.subject)
    before = last_entry(session, study)
    number = before.number + 1 if before else 1
    moment = now()
    document = {
        "schema": LEDGER,
        "canonical": CANONICAL,
        "study": study.subject,
        "number": number,
        "kind": str(kind),
        "at": moment.isoformat(),
        "by": actor.name,
        "previous": before.sha256 if before else None,
        "body": body,
    }
    text = canonical_json(document)
    entry = Entry(
        office_id=study.office_id,
        study_id=study.id,
        number=number,
        kind=kind,
        document=text,
        sha256=content_hash(text),
        previous=before.sha256 if before else None,
        made_by=actor.name,
        made_at=moment,
    )
    session.add(entry)
    session.flush()  # the row that repeats it, and the seal, name it
    if kind in SEALED_AS:
        _seal(session, actor, study, entry, reference)
    record(
        session, events.ENTRY_MADE, actor, study.subject,
        number=number, kind=str(kind), sha256=entry.sha256,
    )  # fmt: skip
    return entry


def _seal(session: Session, actor: Actor, study: Study, entry: Entry, reference: str) -> None:
    seal(
        session,
        actor,
        kind=SEALED_AS[entry.kind],
        reference=reference or study.subject,
        number=entry.number,
        canonical=entry.document,
        office_id=study.office_id,
        issuer=study.office.name,
        time_zone=study.office.time_zone,
    )
