"""What people of the staff are called."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person


def staff_names(session: Session, people: Iterable[int | None]) -> dict[int, str]:
    """The names of these people of the staff, by their id."""
    known = {one for one in people if one is not None}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(known)))
    return {row.id: row.name for row in rows}
