"""Writing into the ledger of a study: one entry after the other, each with the hash before it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from basin import events
from basin.contract.canonical import CANONICAL_FORM, canonical, digest
from basin.kinds import EntryKind
from basin.models import Entry, Evidence, Mark, Review, Study, Threshold
from basin.queries.ledger import document_of, last_entry
from basin.queries.rows import ROW
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.policy import Actor
from kernel.seals import SealKind, seal

R = TypeVar("R", Evidence, Mark, Threshold, Review)

LEDGER = "rimanakuy-ledger/1"
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

    Whoever calls asks the policy first, and adds the row that repeats the document with `repeat`.
    `reference` is the public reference of what is sealed.
    """
    hold(session, study.subject)
    before = last_entry(session, study)
    number = before.number + 1 if before else 1
    moment = now()
    document = {
        "schema": LEDGER,
        "canonical": CANONICAL_FORM,
        "study": study.subject,
        "office": study.office_id,
        "number": number,
        "kind": str(kind),
        "at": moment.isoformat(),
        "by": actor.name,
        "previous": before.sha256 if before else None,
        "body": body,
    }
    written = canonical(document)
    entry = Entry(
        office_id=study.office_id,
        study_id=study.id,
        number=number,
        kind=kind,
        document=written.decode(),
        sha256=digest(written),
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


def repeat(session: Session, entry: Entry, row: type[R], ids: Mapping[str, int]) -> R:
    """Add the row that repeats an entry; `ids` are those of the public names in its document."""
    added = row(**ROW[entry.kind](entry.id, document_of(entry), ids))
    session.add(added)
    session.flush()  # others refer to it
    session.refresh(added)  # kinds and moments as the database gives them back
    return added


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
