"""The register of seals and the guards of the database, beside the chain."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from basin.kinds import EntryKind
from basin.models import Blob, Entry, Evidence, Mark, Part, Review, Study, Threshold
from basin.queries.verifying.chain import Link
from basin.queries.verifying.repeated import called
from kernel.seals import Seal, SealKind

SEALED = (SealKind.EVIDENCE, SealKind.REVIEW)
GUARDED = [one.__tablename__ for one in (Entry, Evidence, Part, Blob, Mark, Threshold, Review)]


def seals_of(session: Session) -> dict[str, Seal]:
    """The seals of evidence and reviews, by the hash of what they seal."""
    query = select(Seal).where(Seal.kind.in_(SEALED))
    return {one.content_hash: one for one in session.scalars(query)}


def broken_seal(seals: Mapping[str, Seal], study: Study, one: Link) -> Iterator[str]:
    """Whether an entry that is sealed stands in the register as it should."""
    said = one.said
    if said is None or said.get("kind") not in (EntryKind.EVIDENCE, EntryKind.REVIEW):
        return
    seal = seals.get(one.sha256)
    if seal is None:
        yield f"{called(one)}: the register of seals does not know its fingerprint"
        return
    found = (str(seal.kind), seal.number, seal.office_id)
    if found != (said["kind"], said["number"], said["office"]):
        yield f"{called(one)}: the register of seals says something else of it"
    code = one.body.get("evidence")
    if code and seal.reference != f"evidence:{code}":
        yield f"{called(one)}: the register of seals names {seal.reference}"


def unmatched_seals(seals: Mapping[str, Seal], there: set[str]) -> Iterator[str]:
    """Sealed documents that no ledger holds any more: somebody cut a chain off."""
    for sha256, seal in seals.items():
        if sha256 not in there:
            yield f"{seal.reference}: sealed as {seal.fingerprint}, but no ledger holds it"


def missing_guards(session: Session) -> Iterator[str]:
    """Which table the database would let somebody change."""
    if session.get_bind().dialect.name == "postgresql":
        enabled = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
        guards = ["append_only"]
    else:
        enabled = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        guards = ["no_update", "no_delete", "no_replace"]
    standing = set(session.scalars(text(enabled)))
    for table in GUARDED:
        if not standing.issuperset(f"{table}_{guard}" for guard in guards):
            yield f"the database does not refuse changes to {table}"
