"""What the person who filed decides with the receipt: on the outcome, and whether to go on."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grievances import events
from grievances.kinds import MessageKind, ResolvedHow
from grievances.lifecycle import Verb
from grievances.models import Case, Rating
from grievances.operations.messages import say
from grievances.operations.moves import move
from grievances.policy import TABLE, Action
from kernel.audit import record
from kernel.clock import now
from kernel.policy import Actor, require
from kernel.vault import DataKey


@dataclass(frozen=True)
class Given:
    """1 bad, 2 so-so, 3 good; None where the person said nothing."""

    listened: int | None = None
    explained: int | None = None
    solved: int | None = None


def confirm_outcome(session: Session, actor: Actor, case: Case) -> None:
    """The person accepts the outcome."""
    move(session, actor, case, Verb.CONFIRM)
    case.confirmed_at = now()


def dispute_outcome(
    session: Session, key: DataKey, actor: Actor, case: Case, reasons: str, language: str
) -> None:
    """The person does not accept the decision; another person of the office reviews it."""
    move(session, actor, case, Verb.DISPUTE)
    say(session, key, actor, case, MessageKind.DISPUTE, reasons, language)


def withdraw(
    session: Session, key: DataKey, actor: Actor, case: Case, reason: str, language: str
) -> None:
    """The person takes the case back. It cannot be undone; what was told stays sealed."""
    if reason.strip():  # first, for a withdrawn case takes no messages
        say(session, key, actor, case, MessageKind.MESSAGE, reason, language)
    move(session, actor, case, Verb.WITHDRAW)
    case.asked_in = None
    case.waiting_since = None
    case.resolved_how = ResolvedHow.WITHDRAWN


def rate(session: Session, actor: Actor, case: Case, given: Given) -> None:
    """How the person found the office; what they leave out is no answer. The last word counts."""
    require(TABLE, actor, Action.RATE, case)
    rating = session.get(Rating, case.id)
    if rating is None:
        rating = Rating(case_id=case.id)
        session.add(rating)
    rating.listened, rating.explained, rating.solved = given.listened, given.explained, given.solved
    rating.at = now()
    record(session, events.OUTCOME_RATED, actor, case.subject)
