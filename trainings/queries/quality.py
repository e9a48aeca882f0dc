"""What was promised in a programme and is still open."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from commitments.kinds import Tab
from commitments.models import Commitment
from commitments.quality import Rates
from commitments.queries.registry import Filters, all_of
from kernel.policy import Actor
from meetings.queries.quality import whole_rates
from trainings.models import Programme


def open_promises(session: Session, actor: Actor, programme: Programme) -> Sequence[Commitment]:
    """What was promised in the programme and is not done, the overdue first."""
    return all_of(session, actor, Filters(tab=Tab.OPEN, belongs_to=programme.subject))


def programme_rates(session: Session, actor: Actor, programme: Programme) -> Rates:
    """The quality rates of a programme, with those of its actas and agreements."""
    return whole_rates(session, actor, programme.office, programme.subject)
