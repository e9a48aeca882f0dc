"""What the person who filed says to the outcome, with the receipt."""

from sqlalchemy.orm import Session

from grievances.kinds import MessageKind
from grievances.lifecycle import Verb
from grievances.models import Case
from grievances.operations.messages import say
from grievances.operations.moves import move
from kernel.clock import now
from kernel.policy import Actor
from kernel.vault import DataKey


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
