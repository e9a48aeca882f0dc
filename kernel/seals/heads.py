"""The head of a day: one hash over every seal since the head before it, chained to that head.

Whoever keeps one head outside (a bulletin, a mail, a wall) can show later that no seal was changed,
removed or slipped in before it.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import ORIGIN, digest, written
from kernel.audit_anchors import merkle_root
from kernel.clock import now
from kernel.database import hold
from kernel.seals.models import Seal, SealHead
from kernel.seals.register import REGISTER

ZONE = ZoneInfo("America/Lima")
"""A day of the register ends at midnight of Lima, wherever the office is."""


def write_head(session: Session) -> SealHead | None:
    """Write the head of yesterday; None when it is written already. A day without seals has one."""
    hold(session, REGISTER)
    day = (now().astimezone(ZONE) - timedelta(days=1)).date()
    before = newest_head(session)
    if before is not None and before.day >= day:
        return None
    seals = _since(session, before.last_seal_id if before else None)
    head = SealHead(
        day=day,
        seals=len(seals),
        last_seal_id=seals[-1].id if seals else (before.last_seal_id if before else None),
        root=_root(seals),
        before=before.hash if before else ORIGIN,
    )
    head.hash = _hash(head)
    session.add(head)
    session.flush()  # a second one in this transaction sees it
    return head


def newest_head(session: Session) -> SealHead | None:
    """The head of the last day that ended; None before the first."""
    return session.scalar(select(SealHead).order_by(SealHead.id.desc()).limit(1))


def broken_heads(session: Session, kept: str = "") -> Iterator[str]:
    """Everything that is wrong with the chain of heads; `kept` is a hash that was kept outside."""
    before, last = ORIGIN, None
    for head in session.scalars(select(SealHead).order_by(SealHead.id)):
        if head.before != before:
            yield f"the head of {head.day} does not follow from the head before it"
        if head.hash != _hash(head):
            yield f"the head of {head.day} was changed"
        seals = _since(session, last, head.last_seal_id)
        if len(seals) != head.seals or _root(seals) != head.root:
            yield f"the head of {head.day} saw other seals than stand there now"
        before, last = head.hash, head.last_seal_id
    if kept and session.scalar(select(SealHead.id).where(SealHead.hash == kept.lower())) is None:
        yield f"no head has the kept hash {kept}"


def _since(session: Session, after: int | None, upto: int | None = None) -> Sequence[Seal]:
    query = select(Seal).where(Seal.id > (after or 0)).order_by(Seal.id)
    if upto is not None:
        query = query.where(Seal.id <= upto)
    return session.scalars(query).all()


def _root(seals: Sequence[Seal]) -> str:
    return merkle_root([_hash_of_seal(one) for one in seals]) if seals else ORIGIN


def _hash_of_seal(seal: Seal) -> str:
    return digest(
        seal.content_hash, seal.kind, seal.reference, seal.number, seal.office_id, seal.issuer,
        seal.replaces_id, seal.copy_of_id, seal.sealed_by, written(seal.sealed_at),
    )  # fmt: skip


def _hash(head: SealHead) -> str:
    return digest(head.day.isoformat(), head.seals, head.last_seal_id, head.root, head.before)
