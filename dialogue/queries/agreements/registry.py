"""The register of agreements: of one table, of one's offices and tables, and of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from dialogue.kinds import Extent, Visibility
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.listing import readable
from kernel.policy import Actor, allowed
from kernel.text import fold

ON_A_PAGE = 25
MOST_EXPORTED = 10_000


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: every word must stand in title, words or code."""

    words: str = ""
    state: AgreementState | None = None
    extent: Extent | None = None


@dataclass(frozen=True)
class Registered:
    """A page of the register; `next_after` leads to the next one."""

    rows: Sequence[tuple[Agreement, Process]]
    next_after: int | None
    total: int


def registered(
    session: Session,
    actor: Actor,
    sought: Sought,
    *,
    process: Process | None = None,
    after: int | None = None,
    most: int = ON_A_PAGE,
) -> Registered:
    """Agreements of one table, or of every table that the actor reads, the newest first."""
    wanted = [*_wanted(sought), _of(session, actor, process)]
    return _page(session, wanted, after, most)


def registered_publicly(
    session: Session,
    sought: Sought,
    *,
    process: Process | None = None,
    after: int | None = None,
    most: int = ON_A_PAGE,
) -> Registered:
    """The same of what everybody may read; words are sought in the public copy alone."""
    wanted = [*published(), *_wanted(sought, publicly=True)]
    if process is not None:
        wanted.append(Agreement.process_id == process.id)
    return _page(session, wanted, after, most)


def published() -> list[ColumnElement[bool]]:
    """What makes an agreement everybody's: it says so, its table is public, it is sealed."""
    return [
        Agreement.is_public.is_(True),
        Agreement.state != AgreementState.DRAFT,
        Process.visibility == Visibility.PUBLIC,
    ]


def _of(session: Session, actor: Actor, process: Process | None) -> ColumnElement[bool]:
    if process is None:
        return readable(session, actor)
    reads = allowed(TABLE, actor, Action.READ, process)
    return Agreement.process_id == (process.id if reads else 0)


def _wanted(sought: Sought, *, publicly: bool = False) -> list[ColumnElement[bool]]:
    column = Agreement.folded_publicly if publicly else Agreement.folded
    wanted: list[ColumnElement[bool]] = [
        column.contains(word, autoescape=True) for word in fold(sought.words).split()
    ]
    if sought.state is not None:
        wanted.append(Agreement.state == sought.state)
    if sought.extent is not None:
        wanted.append(Agreement.extent == sought.extent)
    return wanted


def _page(
    session: Session, wanted: Sequence[ColumnElement[bool]], after: int | None, most: int
) -> Registered:
    joined = Agreement.process_id == Process.id
    total = session.scalar(select(func.count(Agreement.id)).join(Process, joined).where(*wanted))
    query: Select[Agreement, Process] = (
        select(Agreement, Process)
        .join(Process, joined)
        .where(*wanted)
        .order_by(Agreement.id.desc())
        .limit(most + 1)
    )
    if after is not None:
        query = query.where(Agreement.id < after)
    found = [(agreement, process) for agreement, process in session.execute(query).unique()]
    page = found[:most]
    further = page[-1][0].id if len(found) > most else None
    return Registered(page, further, total or 0)
