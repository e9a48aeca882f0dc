"""What everybody may know: the commitments that were published, by group and never by person."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.models import Commitment
from commitments.policy import TABLE, Action
from commitments.queries.registry import (
    Cursor,
    Filters,
    RegisterPage,
    in_order,
    page_of,
    today_of,
    wanted,
)
from kernel.covering import covering
from kernel.errors import NotFound
from kernel.policy import STRANGER, allowed


def offices_that_publish(session: Session) -> Sequence[Office]:
    """The offices that let everybody know of a commitment, by name."""
    public = select(Commitment.office_id).where(Commitment.is_public.is_(True))
    return session.scalars(select(Office).where(Office.id.in_(public)).order_by(Office.name)).all()


def published(session: Session, filters: Filters, after: Cursor | None = None) -> RegisterPage:
    """A page of what is published, the overdue first."""
    today = today_of(offices_that_publish(session))
    return page_of(session, today, [*wanted(filters, today), Commitment.is_public.is_(True)], after)


def all_published(session: Session, filters: Filters) -> Sequence[Commitment]:
    """Everything that is published and that the filters let through, in the same order."""
    today = today_of(offices_that_publish(session))
    return in_order(session, today, [*wanted(filters, today), Commitment.is_public.is_(True)])


def groups_published(session: Session) -> Sequence[str]:
    """The groups that promised something in public; people who did stand under no name."""
    group = Commitment.responsible_group
    query = select(group).where(Commitment.is_public.is_(True), group != "").distinct()
    return session.scalars(query.order_by(group)).all()


def without_names(commitment: Commitment) -> Callable[[str], str]:
    """What covers, in its own words, the names of who promised and of who verifies."""
    return covering([commitment.responsible_person, commitment.verifier_person])


def published_called(session: Session, code: str) -> Commitment:
    """A published commitment by its code; NotFound for every other."""
    query = select(Commitment).where(Commitment.code == code.strip().upper())
    found = session.scalar(query)
    if found is None or not found.is_public:
        raise NotFound("not-found")
    if not allowed(TABLE, STRANGER, Action.READ_PUBLIC, found):
        raise NotFound("not-found")
    return found
