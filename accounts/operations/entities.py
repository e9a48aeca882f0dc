"""What administrators do with the list of those that people complain about."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Entity, Office
from accounts.policy import TABLE, Action, Seat
from accounts.queries.entities import entity_of
from accounts.roles import EntityKind
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.text import fold

NAME_LIMIT = 160


def add_entity(
    session: Session, actor: Actor, office: Office, name: str, kind: EntityKind
) -> Entity:
    """Let the office offer one more; RuleBroken when it lists this name in any spelling."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    entity = _new(session, office, name, kind)
    record(
        session, events.ENTITY_ADDED, actor, office.holder, entity=entity.id, kind=kind.value
    )  # fmt: skip
    return entity


def import_entities(
    session: Session, actor: Actor, office: Office, rows: Iterable[tuple[str, EntityKind]]
) -> int:
    """Let the office offer all of these, or none of them; says how many came in."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    count = len([_new(session, office, name, kind) for name, kind in rows])
    if count:
        record(session, events.ENTITIES_IMPORTED, actor, office.holder, count=count)
    return count


def change_entity(
    session: Session, actor: Actor, office: Office, entity_id: int, name: str, kind: EntityKind
) -> None:
    """Call it otherwise, wherever it was chosen too."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    entity = entity_of(session, office.id, entity_id)
    _refuse_bad_name(name)
    before = entity.name, entity.kind
    try:
        with session.begin_nested():
            entity.name, entity.kind = name, kind
    except IntegrityError:
        raise RuleBroken("entity-listed-already") from None
    changed = [
        column
        for column, was, now in zip(
            ("name", "kind"), before, (entity.name, entity.kind), strict=True
        )
        if was != now
    ]
    if changed:
        record(
            session, events.ENTITY_CHANGED, actor, office.holder,
            entity=entity.id, fields=",".join(changed),
        )  # fmt: skip


def retire_entity(session: Session, actor: Actor, office: Office, entity_id: int) -> None:
    """Offer it no longer; cases in which it was chosen still name it."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    entity = entity_of(session, office.id, entity_id)
    if entity.active:
        entity.active = False
        record(session, events.ENTITY_RETIRED, actor, office.holder, entity=entity.id)


def bring_entity_back(session: Session, actor: Actor, office: Office, entity_id: int) -> None:
    """Offer it again."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    entity = entity_of(session, office.id, entity_id)
    if not entity.active:
        entity.active = True
        record(session, events.ENTITY_BROUGHT_BACK, actor, office.holder, entity=entity.id)


def _new(session: Session, office: Office, name: str, kind: EntityKind) -> Entity:
    _refuse_bad_name(name)
    entity = Entity(office_id=office.id, name=name, kind=kind)
    listed = select(Entity.id).where(Entity.office_id == office.id, Entity.folded == entity.folded)
    if session.scalar(listed):
        raise RuleBroken("entity-listed-already")
    try:
        with session.begin_nested():  # at its end it has an id
            session.add(entity)
    except IntegrityError:  # somebody added the same name just now
        raise RuleBroken("entity-listed-already") from None
    return entity


def _refuse_bad_name(name: str) -> None:
    if not fold(name).strip() or len(name) > NAME_LIMIT:
        raise BadInput("entity-needs-a-name")
