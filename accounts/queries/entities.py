"""Whom people may name in an office's lists."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Entity


def entities_of(session: Session, office_id: int) -> list[Entity]:
    """Whom the office offers in its lists today, by name."""
    offered = select(Entity).where(Entity.office_id == office_id, Entity.active)
    return list(session.scalars(offered.order_by(Entity.folded)))


def entities_named(session: Session, office_id: int, ids: Iterable[int]) -> list[Entity]:
    """These of the office's entities by name, the retired ones too: they stay where they stand."""
    wanted = select(Entity).where(Entity.office_id == office_id, Entity.id.in_(list(ids)))
    return list(session.scalars(wanted.order_by(Entity.folded)))
