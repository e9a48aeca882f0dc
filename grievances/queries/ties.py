"""Whoever declared a tie to the one complained of sees the case no more, in whatever list."""

from sqlalchemy import ColumnElement, Select, select

from grievances.models import Case, ConflictStatement
from kernel.policy import Actor


def tied_cases(actor: Actor) -> Select[int]:
    """The ids of the cases for which the actor declared a tie."""
    return select(ConflictStatement.case_id).where(
        ConflictStatement.person_id == actor.person_id, ConflictStatement.has_conflict.is_(True)
    )


def not_tied(actor: Actor) -> ColumnElement[bool]:
    """Without the cases for which the actor declared a tie."""
    return Case.id.not_in(tied_cases(actor))
