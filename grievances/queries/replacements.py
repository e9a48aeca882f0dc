"""Wishes for a new code: who may read them, and which case they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import Role
from grievances.kinds import ReplacementState
from grievances.models import Case, Replacement
from grievances.policy import TABLE, Action
from grievances.queries.cases import keys_of
from grievances.queries.contents import opening_of
from grievances.queries.ties import tied_cases
from kernel.errors import Gone, NotFound
from kernel.policy import Actor, allowed
from kernel.text import fold
from kernel.vault import DataKey, DataKeyRow, Vault

REASON = "grievances_replacement.reason"
OPEN = (ReplacementState.ASKED, ReplacementState.PROPOSED)
SHOWN = 20
LOOKED_THROUGH = 400


@dataclass(frozen=True)
class Told:
    """The three facts and the reason, opened."""

    when: str
    where: str
    what: str
    reason: str


@dataclass(frozen=True)
class Search:
    """How staff look for the case that somebody means."""

    reference: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A case that may be meant, with its first words and its place."""

    case: Case
    words: str
    place: str


@dataclass(frozen=True)
class Pending:
    """What somebody learns who types a code that opens no case yet."""

    state: ReplacementState
    office: Office
    reason: str = field(repr=False)
    language: str


def replacements_open(session: Session, actor: Actor) -> list[tuple[Replacement, Office]]:
    """The wishes that wait in the offices of the actor, the oldest first."""
    rows = session.execute(
        select(Replacement, Office)
        .join(Office, Office.id == Replacement.office_id)
        .join(DataKeyRow, DataKeyRow.id == Replacement.data_key_id)
        .where(
            _may_be_read(actor),
            Replacement.state.in_(OPEN),
            DataKeyRow.destroyed_at.is_(None),  # nobody can compare what nobody can read
        )
        .order_by(Replacement.id)
    )
    return [(wish, office) for wish, office in rows]


def replacement_for(
    session: Session, actor: Actor, number: int, *, for_change: bool = False
) -> Replacement:
    """One wish; that of another office, or for a case of a tie, is not found. Locked for a change.

    The three facts are the story of the case in short, and a refusal shuts the person out of it.
    """
    query = select(Replacement).where(Replacement.id == number, _may_be_read(actor))
    wish = session.scalar(query.with_for_update() if for_change else query)
    if wish is None:
        raise NotFound("not-found")
    return wish


def wish_of(session: Session, number: int) -> Replacement | None:
    """The wish that a browser holds the sending key of."""
    return session.get(Replacement, number)


def case_of_wish(
    session: Session, actor: Actor, wish: Replacement, *, for_change: bool = False
) -> Case | None:
    """The case that was proposed for it, as far as the actor may read it."""
    query = select(Case).where(Case.id == wish.case_id)
    case = session.scalar(query.with_for_update(of=Case) if for_change else query)
    return case if case and allowed(TABLE, actor, Action.READ, case) else None


def code_was_replaced(session: Session, case: Case) -> bool:
    """Whether the code that was given when the case was filed is dead."""
    granted = Replacement.state == ReplacementState.APPROVED
    query = select(exists().where(Replacement.case_id == case.id, granted))
    return bool(session.scalar(query))


def office_of_wish(session: Session, wish: Replacement) -> Office:
    """Where it waits."""
    return session.get_one(Office, wish.office_id)


def key_of_wish(session: Session, vault: Vault, wish: Replacement) -> DataKey:
    """The opened data key of a wish that a query of this room returned."""
    office = session.get_one(Office, wish.office_id)
    return vault.data_key(session, wish.data_key_id, office.holder)


def told_in(session: Session, vault: Vault, wish: Replacement) -> Told:
    """The words of a wish."""
    key = key_of_wish(session, vault, wish)
    return Told(
        when=key.open(wish.when, "grievances_replacement.when"),
        where=key.open(wish.where, "grievances_replacement.where"),
        what=key.open(wish.what, "grievances_replacement.what"),
        reason=key.open(wish.reason, REASON) if wish.reason else "",
    )


def candidates(
    session: Session, vault: Vault, actor: Actor, office: Office, search: Search
) -> list[Candidate]:
    """The cases of the office that fit the search, the newest first; those of ties are not shown.

    Place and story are sealed, so the newest that fit by day are opened and compared.
    """
    query = select(Case).where(Case.office_id == office.id)
    if search.reference:
        query = query.where(Case.reference == search.reference.strip().upper())
    zone = ZoneInfo(office.time_zone)
    if search.since:
        query = query.where(Case.received_at >= _start(search.since, zone))
    if search.until:
        query = query.where(Case.received_at < _start(search.until + timedelta(days=1), zone))
    newest = session.scalars(query.order_by(Case.id.desc()).limit(LOOKED_THROUGH))
    cases = [case for case in newest if allowed(TABLE, actor, Action.READ, case)]
    found = _opened(session, vault, cases if search.words else cases[:SHOWN])
    wanted = fold(search.words).split()
    return [one for one in found if _holds(one, wanted)][:SHOWN]


def pending_of_code(session: Session, vault: Vault, code_lookup: str) -> Pending | None:
    """What became of the wish with this code; None when there is no such wish, or it was granted.

    A granted code that opens no case any more was replaced again: it is as good as unknown.
    """
    wish = session.scalar(select(Replacement).where(Replacement.code_lookup == code_lookup))
    if wish is None or wish.state is ReplacementState.APPROVED:
        return None
    office = session.get_one(Office, wish.office_id)
    refused = wish.state is ReplacementState.REFUSED  # else it is for colleagues only
    try:
        reason = told_in(session, vault, wish).reason if refused else ""
    except Gone:  # destroyed: that it was refused is still known
        reason = ""
    return Pending(wish.state, office, reason, wish.language)


def _may_be_read(actor: Actor) -> ColumnElement[bool]:
    no_tie = or_(Replacement.case_id.is_(None), Replacement.case_id.not_in(tied_cases(actor)))
    return and_(Replacement.office_id.in_(_offices(actor)), no_tie)


def _offices(actor: Actor) -> list[int]:
    mine = actor.offices(*Role)
    return [one for one in mine if allowed(TABLE, actor, Action.READ_REPLACEMENTS, one)]


def _opened(session: Session, vault: Vault, cases: Sequence[Case]) -> list[Candidate]:
    keys = keys_of(session, vault, cases)
    opened = [(case, opening_of(keys[case.id], case)) for case in cases if case.id in keys]
    return [Candidate(case, opening.words, opening.place) for case, opening in opened]


def _holds(candidate: Candidate, wanted: Sequence[str]) -> bool:
    text = fold(f"{candidate.place} {candidate.words}")
    return all(word in text for word in wanted)


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
