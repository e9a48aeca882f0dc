"""What anybody may ask of the register: does this paper or file say what was sealed?

The answers tell kind, number, issuer and date; never a title or name, nor what it is about.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.seals.models import Seal, SealedFile, SealKind, SealRevocation
from kernel.seals.register import FINGERPRINT_SIGNS


class Outcome(StrEnum):
    """How a paper or file compares with what was sealed."""

    SEALED = "sealed"
    """The fingerprint is of a sealed document; nobody has shown a file."""
    MATCH = "match"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """What the register says. `replaced_by` is the number of a newer version, `full` the
    fingerprint of the full document of which this is a copy with names withheld. `reference` is
    what it is about, for the registry of references alone: it is never shown."""

    outcome: Outcome
    fingerprint: str = ""
    kind: SealKind | None = None
    number: int = 0
    issuer: str = ""
    sealed_at: datetime | None = None
    time_zone: str = ""
    replaced_by: int = 0
    full: str = ""
    revoked_at: datetime | None = None
    reference: str = ""


UNKNOWN = Standing(Outcome.UNKNOWN)
_SEPARATORS = re.compile(r"[\s.·:\-–]+")
_FINGERPRINT = re.compile(rf"[0-9A-F]{{{FINGERPRINT_SIGNS}}}(?:[0-9A-F]{{48}})?")
_IN_A_FILE = re.compile(rf"/v/([0-9A-F]{{{FINGERPRINT_SIGNS}}})(?![0-9A-F])".encode())
_STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS = 4_000
LARGEST_STREAM = 512 * 1024
LARGEST_IN_ALL = 32 * 1024 * 1024


def typed(text: str) -> str | None:
    """The fingerprint that somebody typed: spaces, hyphens and small letters do not matter.

    The whole sha256 is taken too. None when it can be no fingerprint.
    """
    plain = _SEPARATORS.sub("", text).upper()
    return plain[:FINGERPRINT_SIGNS] if _FINGERPRINT.fullmatch(plain) else None


def standing_of(session: Session, fingerprint: str) -> Standing:
    """What the register says of this fingerprint."""
    seal = session.scalar(select(Seal).where(Seal.fingerprint == fingerprint))
    return _standing(session, seal, Outcome.SEALED) if seal else UNKNOWN


def standing_of_file(session: Session, data: bytes, fingerprint: str = "") -> Standing:
    """What the register says of a file, which is compared bit by bit and not kept.

    A file that nobody sealed is ALTERED when `fingerprint`, or one that stands in it, is known.
    """
    digest = sha256(data).hexdigest()
    seal = session.scalar(
        select(Seal)
        .join(SealedFile, SealedFile.seal_id == Seal.id)
        .where(SealedFile.file_hash == digest)
    )
    if seal is not None:
        if fingerprint and seal.fingerprint != fingerprint:
            return _of_any(session, [fingerprint])
        return _standing(session, seal, Outcome.MATCH)
    return _of_any(session, [fingerprint] if fingerprint else fingerprints_in(data))


def fingerprints_in(data: bytes) -> list[str]:
    """The fingerprints that a PDF of ours carries in its text of addresses, each once.

    Nothing of the file is run or trusted: its packed parts are unpacked within small limits.
    """
    found = dict.fromkeys(
        match[1].decode() for part in _parts(data) for match in _IN_A_FILE.finditer(part)
    )
    return list(found)


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    left, whole = LARGEST_IN_ALL, memoryview(data)
    for number, begun in enumerate(_STREAM.finditer(data)):
        if number >= MOST_STREAMS or left <= 0:
            return
        packed = whole[begun.end() : begun.end() + LARGEST_STREAM]
        try:
            part = zlib.decompressobj().decompress(packed, LARGEST_STREAM)
        except zlib.error as broken:
            left -= 0 if "header" in str(broken) else LARGEST_STREAM  # how far it came is not told
            continue
        left -= len(part)
        yield part


def _of_any(session: Session, fingerprints: list[str]) -> Standing:
    for fingerprint in fingerprints[:8]:
        seal = session.scalar(select(Seal).where(Seal.fingerprint == fingerprint))
        if seal is not None:
            return _standing(session, seal, Outcome.ALTERED)
    return UNKNOWN


def _standing(session: Session, seal: Seal, outcome: Outcome) -> Standing:
    newer = _replaced_by(session, seal)
    full = session.get(Seal, seal.copy_of_id) if seal.copy_of_id else None
    revoked = session.scalar(select(SealRevocation.at).where(SealRevocation.seal_id == seal.id))
    return Standing(
        outcome=outcome,
        fingerprint=seal.fingerprint,
        kind=seal.kind,
        number=seal.number,
        issuer=seal.issuer,
        sealed_at=seal.sealed_at,
        time_zone=seal.time_zone,
        replaced_by=newer,
        full=full.fingerprint if full else "",
        revoked_at=revoked,
        reference=seal.reference,
    )


def _replaced_by(session: Session, seal: Seal) -> int:
    """The number of the version that counts now; 0 when it is this one."""
    number, found = 0, seal.id
    while newer := session.scalar(select(Seal).where(Seal.replaces_id == found).limit(1)):
        number, found = newer.number, newer.id
    return number
