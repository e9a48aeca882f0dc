"""The numbers that people gave of themselves: sealed, and opened only for those who note them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.policy import Actor, allowed
from kernel.vault import DataKey
from meetings.kinds import DocumentKind
from meetings.models import Meeting, Participant
from meetings.policy import TABLE, Action
from meetings.queries.attendance import on_the_list

DOCUMENT = "meetings_participant.document_number"
PHONE = "meetings_participant.phone"


def numbers_of(
    key: DataKey, actor: Actor, meeting: Meeting, person: Participant
) -> tuple[DocumentKind | None, str, str] | None:
    """Kind and number of the document, and the telephone; None for who may not see them."""
    if not allowed(TABLE, actor, Action.READ_DOCUMENTS, meeting):
        return None
    document = key.open(person.document_number, DOCUMENT) if person.document_number else ""
    phone = key.open(person.phone, PHONE) if person.phone else ""
    return person.document_kind, document, phone


def same_document(session: Session, meeting: Meeting, person: Participant) -> list[Participant]:
    """Others on the list who gave the same number."""
    if not person.document_digest:
        return []
    query = select(Participant).where(
        on_the_list(meeting),
        Participant.document_digest == person.document_digest,
        Participant.id != person.id,
    )
    return list(session.scalars(query.order_by(Participant.position, Participant.id)))
