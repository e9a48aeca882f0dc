"""What the quality rates are computed of: the facts of each commitment, no words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.lifecycle import UNBOUND, Verb
from commitments.models import Commitment, Update
from commitments.policy import TABLE, Action
from commitments.quality import Facts, Rate, Rates, rates_of
from commitments.queries.commitments import today_in
from kernel.policy import Actor, require


def rates_for(
    session: Session,
    actor: Actor,
    office: Office,
    *,
    belongs_to: str = "",
    actas_without_agenda: Rate | None = None,
    agreements_without_commitment: Rate | None = None,
) -> Rates:
    """The rates of an office, or of one programme or process of it, today.

    Whoever knows the meetings gives what only they tell: actas without an agenda, agreements that
    no commitment follows.
    """
    require(TABLE, actor, Action.LIST, office.id)
    wanted = [Commitment.office_id == office.id]
    if belongs_to:
        wanted.append(Commitment.belongs_to == belongs_to)
    return rates_of(
        facts_of(session, wanted),
        today_in(office),
        actas_without_agenda=actas_without_agenda,
        agreements_without_commitment=agreements_without_commitment,
    )


@dataclass(frozen=True)
class Teller:
    """A feature that knows actas or agreements: their rates, and of which origins it has any.

    `actas` and `agreements` take an office and one of its programmes or processes, "" for all.
    """

    origins: Callable[[Session, Office], Iterable[str]]
    actas: Callable[[Session, Office, str], Rate] | None = None
    agreements: Callable[[Session, Office, str], Rate] | None = None


@dataclass(frozen=True)
class OfficeRates:
    """An office with its rates, and those of each programme or process it has, by reference."""

    office: Office
    rates: Rates
    by_origin: Sequence[tuple[str, Rates]]


def rates_by_origin(
    session: Session, actor: Actor, office: Office, tellers: Sequence[Teller] = ()
) -> OfficeRates:
    """The rates of an office and of everything that its commitments, actas, agreements belong to.

    What only meetings and tables know comes from `tellers`.
    """
    of = Commitment.belongs_to
    query = select(of).where(Commitment.office_id == office.id, of != "").distinct()
    origins = {
        *session.scalars(query),
        *(one for by in tellers for one in by.origins(session, office)),
    }

    def rates(belongs_to: str) -> Rates:
        actas = [by.actas(session, office, belongs_to) for by in tellers if by.actas]
        deals = [by.agreements(session, office, belongs_to) for by in tellers if by.agreements]
        return rates_for(
            session,
            actor,
            office,
            belongs_to=belongs_to,
            actas_without_agenda=sum(actas, Rate(0, 0)) if actas else None,
            agreements_without_commitment=sum(deals, Rate(0, 0)) if deals else None,
        )

    return OfficeRates(office, rates(""), [(one, rates(one)) for one in sorted(origins)])


def published_rates(session: Session, office: Office) -> Rates:
    """The rates of what an office lets everybody know."""
    wanted = [Commitment.office_id == office.id, Commitment.is_public.is_(True)]
    return rates_of(facts_of(session, wanted), today_in(office))


def facts_of(session: Session, wanted: Sequence[ColumnElement[bool]]) -> list[Facts]:
    """The facts of these commitments, by their order of making; none of what is not in force."""
    proven = (
        select(func.max(Update.happened_on))
        .where(Update.commitment_id == Commitment.id, Update.verb == Verb.VERIFY)
        .correlate(Commitment)
        .scalar_subquery()
    )
    bound = Commitment.status.not_in(UNBOUND)
    rows = session.execute(select(Commitment, proven).where(*wanted, bound).order_by(Commitment.id))
    return [
        Facts(
            status=one.status,
            has_responsible=bool(one.responsible),
            has_verifier=bool(one.verifier),
            has_date=one.due_on is not None,
            has_when=bool(one.due_on or one.recurrence or one.condition),
            due_on=one.due_on,
            first_due_on=one.first_due_on,
            recurs=one.recurrence is not None,
            verified_on=verified_on,
        )
        for one, verified_on in rows
    ]
