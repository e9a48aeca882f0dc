"""Evidence by its code, for who may read its study; its parts, and what was said of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from basin.models import Blob, Entry, Evidence, Mark, Study, Threshold
from basin.policy import TABLE, Action
from basin.queries.ledger import document_of
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor, allowed


def evidence_for(
    session: Session, actor: Actor, code: str, action: Action = Action.READ
) -> Evidence:
    """The evidence of this code for who may read its study; NotFound for everybody else."""
    found = session.scalar(select(Evidence).where(Evidence.code == code.strip().upper()))
    if found is None or not allowed(TABLE, actor, action, found.study):
        raise NotFound("not-found")
    return found


def part_of(session: Session, evidence: Evidence, name: str) -> bytes | None:
    """The bytes of a part, hashed anew on every read; None when there is no such part.

    RuleBroken("evidence-damaged") when they are not what was put in evidence: nobody is shown them.
    """
    parts = whole_document(evidence.entry)["body"]["parts"]
    part = next((one for one in parts if one["name"] == name), None)
    if part is None:
        return None
    data = session.scalar(select(Blob.data).where(Blob.sha256 == part["sha256"]))
    if not isinstance(data, bytes) or digest(data) != part["sha256"]:  # SQLite keeps text too
        raise RuleBroken("evidence-damaged")
    return data


def whole_document(entry: Entry) -> dict[str, Any]:
    """What an entry says, hashed anew; RuleBroken("evidence-damaged") when its hash is another."""
    if digest(entry.document.encode()) != entry.sha256:
        raise RuleBroken("evidence-damaged")
    return document_of(entry)


def marks_of(session: Session, evidence: Evidence) -> Sequence[Mark]:
    """What was said of this evidence, in the order in which it was said."""
    query = select(Mark).where(Mark.evidence_id == evidence.id)
    return session.scalars(query.order_by(Mark.id)).all()


def thresholds_of(session: Session, study: Study) -> Sequence[Threshold]:
    """The thresholds of a study, each in its newest state, in the order of their first entry.

    A threshold is a value of a variable in a unit, and the side on which it is bad to be.
    """
    query = select(Threshold).where(Threshold.study_id == study.id).order_by(Threshold.id)
    newest: dict[tuple[str, str, float, str], Threshold] = {}
    for one in session.scalars(query):
        newest[one.variable, one.comparison, one.value, one.unit] = one
    return list(newest.values())
