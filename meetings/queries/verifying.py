"""Whether every sealed acta says what it said, and every paper is the one that was printed."""

from collections.abc import Iterator
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kernel.errors import Refusal
from kernel.files import Store, open_clean
from kernel.seals import Seal, SealedFile
from kernel.seals.register import content_hash
from kernel.vault import Vault
from meetings.models import Meeting, Paper, SealedMinutes
from meetings.queries.meetings import key_of


def broken_actas(session: Session, vault: Vault, store: Store) -> Iterator[str]:
    """Everything that is wrong with sealed actas and their papers, each by its name."""
    query = select(SealedMinutes, Meeting).join(Meeting, Meeting.id == SealedMinutes.meeting_id)
    for minutes, meeting in session.execute(query.order_by(SealedMinutes.id)):
        name = f"{meeting.reference} version {minutes.number}"
        yield from _broken_content(session, minutes, name)
        yield from _broken_papers(session, vault, store, minutes, meeting, name)


def _broken_content(session: Session, minutes: SealedMinutes, name: str) -> Iterator[str]:
    parts = [
        ("the content", minutes.content, minutes.content_hash, minutes.seal_id),
        ("the public copy", minutes.public, minutes.public_hash, minutes.public_seal_id),
    ]
    for what, text, digest, seal_id in parts:
        if content_hash(text) != digest:
            yield f"{name}: {what} was changed"
        seal = session.get(Seal, seal_id)
        if seal is None or seal.content_hash != digest:
            yield f"{name}: {what} is not the one in the register of seals"


def _broken_papers(
    session: Session,
    vault: Vault,
    store: Store,
    minutes: SealedMinutes,
    meeting: Meeting,
    name: str,
) -> Iterator[str]:
    query = select(Paper).where(Paper.minutes_id == minutes.id).options(joinedload(Paper.file))
    key = key_of(session, vault, meeting)
    for paper in session.scalars(query.order_by(Paper.id)):
        which = f"{name}: the paper {paper.copy}-{paper.language}"
        try:
            found = sha256(open_clean(store, paper.file, key).read()).hexdigest()
        except (OSError, ValueError, InvalidTag, Refusal):
            yield f"{which} cannot be opened"
            continue
        if found != paper.file_hash:
            yield f"{which} was changed"
        if session.scalar(select(SealedFile.id).where(SealedFile.file_hash == found)) is None:
            yield f"{which} is not in the register of seals"
