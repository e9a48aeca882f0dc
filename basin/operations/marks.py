"""What is said of evidence, beside it and for ever: disputed, endorsed, replaced by a newer one."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.kinds import EntryKind, MarkKind
from basin.models import Evidence, Expert, Mark
from basin.operations.ledger import enter, repeat
from basin.operations.speaking import expert_of, said_by, seat_of
from basin.policy import TABLE, Action
from kernel.database import hold
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import Actor, require

LONGEST_REASONS = 4000


def dispute(
    session: Session, actor: Actor, evidence: Evidence, reasons: str, *, group: str = ""
) -> Mark:
    """Say why evidence is not to be relied on; staff name the `group` that says so.

    BadInput without reasons. Whoever sits at the table speaks for themselves.
    """
    study = evidence.study
    require(TABLE, actor, Action.DISPUTE, study)
    if not reasons.strip():
        raise BadInput("dispute-without-reasons")
    seated = seat_of(actor, study) or expert_of(actor, study)
    speaker = said_by(actor, study, "" if seated else group)
    return _mark(session, actor, evidence, MarkKind.DISPUTES, speaker, reasons)


def endorse(session: Session, actor: Actor, evidence: Evidence, reasons: str = "") -> Mark:
    """An expert of the council stands for this evidence, once."""
    study = evidence.study
    require(TABLE, actor, Action.ENDORSE, study)
    expert = expert_of(actor, study)
    if expert is None:
        raise Forbidden("not-allowed")
    hold(session, study.subject)
    if _stands(session, evidence, MarkKind.ENDORSES, expert):
        raise RuleBroken("evidence-endorsed-already")
    speaker = said_by(actor, study, "")
    return _mark(session, actor, evidence, MarkKind.ENDORSES, speaker, reasons, expert=expert)


def supersede(
    session: Session, actor: Actor, older: Evidence, newer: Evidence, reasons: str = ""
) -> Mark:
    """Evidence takes the place of what was put before it into the same study; both stay."""
    study = older.study
    require(TABLE, actor, Action.SUPERSEDE, study)
    if newer.study_id != study.id:
        raise RuleBroken("evidence-of-another-study")
    if newer.entry.number <= older.entry.number:
        raise RuleBroken("evidence-not-newer")
    hold(session, study.subject)
    if _stands(session, older, MarkKind.SUPERSEDES):
        raise RuleBroken("evidence-superseded-already")
    speaker = study.office.name
    return _mark(session, actor, older, MarkKind.SUPERSEDES, speaker, reasons, newer=newer)


def _mark(
    session: Session,
    actor: Actor,
    evidence: Evidence,
    kind: MarkKind,
    speaker: str,
    reasons: str,
    *,
    newer: Evidence | None = None,
    expert: Expert | None = None,
) -> Mark:
    said: dict[str, Any] = {
        "evidence": evidence.code,
        "kind": str(kind),
        "newer": newer.code if newer else None,
        "said_by": speaker,
        "reasons": reasons.strip()[:LONGEST_REASONS],
        "expert": described(expert) if expert else None,
    }
    study = evidence.study
    entry = enter(session, actor, study, EntryKind.MARK, said)
    ids = {study.code: study.id, evidence.code: evidence.id}
    return repeat(session, entry, Mark, ids | ({newer.code: newer.id} if newer else {}))


def described(expert: Expert) -> dict[str, Any]:
    """An expert as a document names them: as they were on that day."""
    return {"id": expert.id, "name": expert.name, "institution": expert.institution}


def _stands(
    session: Session, evidence: Evidence, kind: MarkKind, expert: Expert | None = None
) -> bool:
    query = select(Mark.id).where(Mark.evidence_id == evidence.id, Mark.kind == kind)
    if expert is not None:
        query = query.where(Mark.expert_id == expert.id)
    return session.scalar(query.limit(1)) is not None
