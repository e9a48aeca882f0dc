"""Sealing: a document enters the register under the hash of its canonical content."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.database import hold
from kernel.errors import RuleBroken
from kernel.policy import Actor
from kernel.seals.models import Seal, SealedFile, SealKind, SealRevocation

REGISTER = "seals"
"""One seal after the other: their numbers grow in the order in which they come to stand there."""

FINGERPRINT_SIGNS = 16
"""64 bits: short enough to be read out, long enough that nobody finds a twin by chance."""


def content_hash(canonical: str) -> str:
    """The sha256 of a canonical content, 64 hexadecimal signs."""
    return sha256(canonical.encode()).hexdigest()


def fingerprint_of(digest: str) -> str:
    """The short fingerprint of a content by its sha256: what is printed and typed."""
    return digest[:FINGERPRINT_SIGNS].upper()


def grouped(fingerprint: str) -> str:
    """A fingerprint as it is read: in groups of four."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def seal(
    session: Session,
    actor: Actor,
    *,
    kind: SealKind,
    reference: str,
    number: int,
    canonical: str,
    office_id: int,
    issuer: str,
    time_zone: str,
    replaces_id: int | None = None,
    copy_of_id: int | None = None,
) -> Seal:
    """Enter a document into the register; RuleBroken when this very content is in it already."""
    digest = content_hash(canonical)
    hold(session, REGISTER)
    if session.scalar(select(Seal.id).where(Seal.content_hash == digest)) is not None:
        raise RuleBroken("sealed-already")
    entry = Seal(
        fingerprint=fingerprint_of(digest),
        content_hash=digest,
        kind=kind,
        reference=reference,
        number=number,
        office_id=office_id,
        issuer=issuer,
        time_zone=time_zone,
        replaces_id=replaces_id,
        copy_of_id=copy_of_id,
        sealed_by=actor.name,
    )
    session.add(entry)
    session.flush()  # whoever sealed it refers to its id
    return entry


def note_file(session: Session, seal_id: int, data: bytes) -> str:
    """Remember a file that carries this sealed document, by its sha256, which comes back."""
    digest = sha256(data).hexdigest()
    session.add(SealedFile(seal_id=seal_id, file_hash=digest))
    return digest


def revoke(session: Session, actor: Actor, seal_id: int) -> None:
    """Let a sealed document count no more; RuleBroken when it does not already."""
    if session.scalar(select(SealRevocation.id).where(SealRevocation.seal_id == seal_id)):
        raise RuleBroken("revoked-already")
    session.add(SealRevocation(seal_id=seal_id, by=actor.name))
    session.flush()  # a second one in this transaction is refused too
