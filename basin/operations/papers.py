"""Papers of evidence in the register of seals, so that anybody can compare a file with it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from kernel.seals import Seal, SealedFile, note_file


def is_noted(session: Session, data: bytes) -> bool:
    """Whether this very file is known already."""
    query = select(SealedFile.id).where(SealedFile.file_hash == digest(data))
    return session.scalar(query) is not None


def note_paper(session: Session, sha256: str, data: bytes) -> None:
    """Note a file that carries the document of this sha256, once."""
    seal_id = session.scalar(select(Seal.id).where(Seal.content_hash == sha256))
    if seal_id is not None and not is_noted(session, data):
        note_file(session, seal_id, data)
