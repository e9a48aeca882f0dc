"""What the trail says about one case, for whoever supervises: who read, who changed, no words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person
from grievances.models import Case
from grievances.policy import TABLE, Action
from kernel.audit import Entry
from kernel.policy import Actor, require

PAGE = 100


@dataclass(frozen=True)
class Trace:
    """One entry. `who` is the name of the person of the office, "" for the filer or the system."""

    seq: int
    at: datetime
    event: str
    actor: str
    who: str
    facts: dict[str, str | int | bool | None]


def trail_of(
    session: Session, actor: Actor, case: Case, before: int | None = None
) -> tuple[list[Trace], int | None]:
    """A page of the trail of a case, the newest first, and where the next page begins."""
    require(TABLE, actor, Action.READ_TRAIL, case)
    query = select(Entry).where(Entry.subject == case.subject)
    if before is not None:
        query = query.where(Entry.seq < before)
    rows = list(session.scalars(query.order_by(Entry.seq.desc()).limit(PAGE + 1)))
    people = _names(session, rows)
    traces = [
        Trace(one.seq, one.at, one.event, one.actor, people.get(one.actor, ""), dict(one.facts))
        for one in rows[:PAGE]
    ]
    return traces, traces[-1].seq if len(rows) > PAGE else None


def _names(session: Session, entries: list[Entry]) -> dict[str, str]:
    kind = "person:"
    ids = {int(one.actor.removeprefix(kind)) for one in entries if one.actor.startswith(kind)}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {f"{kind}{number}": name for number, name in rows}
