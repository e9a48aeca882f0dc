"""Whom people may name in an office's lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Entity
from kernel.errors import NotFound
from kernel.text import fold

ENTITIES_A_PAGE = 50


@dataclass(frozen=True)
class Entities:
    """A page of an office's list; `next_after` leads to the next one."""

    entities: list[Entity]
    next_after: int | None
    total: int


def entities_of(session: Session, office_id: int) -> list[Entity]:
    """Whom the office offers in its lists today, by name."""
    offered = select(Entity).where(Entity.office_id == office_id, Entity.active)
    return list(session.scalars(offered.order_by(Entity.folded)))


def entities_named(session: Session, office_id: int, ids: Iterable[int]) -> list[Entity]:
    """These of the office's entities by name, the retired ones too: they stay where they stand."""
    wanted = select(Entity).where(Entity.office_id == office_id, Entity.id.in_(list(ids)))
    return list(session.scalars(wanted.order_by(Entity.folded)))


def entity_of(session: Session, office_id: int, entity_id: int) -> Entity:
    """One of the office's entities; NotFound for those of other offices."""
    for one in entities_named(session, office_id, [entity_id]):
        return one
    raise NotFound("not-found")


def entities_found(
    session: Session,
    office_id: int,
    words: str = "",
    *,
    active: bool = True,
    after: int | None = None,
) -> Entities:
    """Those whose name contains `words` in any spelling, a page of them by name."""
    listed = select(Entity).where(Entity.office_id == office_id, Entity.active.is_(active))
    wanted = fold(words.strip())
    found = [one for one in session.scalars(listed.order_by(Entity.folded)) if wanted in one.folded]
    start = next((n for n, one in enumerate(found, 1) if one.id == after), 0)
    page = found[start : start + ENTITIES_A_PAGE]
    more = len(found) > start + ENTITIES_A_PAGE
    return Entities(page, page[-1].id if more else None, len(found))


def names_listed(session: Session, office_id: int) -> set[str]:
    """The folded names that the office lists, the retired ones too."""
    return set(session.scalars(select(Entity.folded).where(Entity.office_id == office_id)))
