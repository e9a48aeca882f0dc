"""The register of seals and the guards of the database, beside the chain."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from basin.kinds import EntryKind
from basin.models import (
    Answer,
    Blob,
    Entry,
    Evidence,
    Mark,
    Part,
    Question,
    Review,
    Study,
    Threshold,
)
from basin.queries.verifying.chain import Link
from basin.queries.verifying.repeated import called
from kernel.seals import Seal, SealKind, SealRevocation, fingerprint_of

SEALED = (SealKind.EVIDENCE, SealKind.REVIEW)
GUARDED = [
    one.__tablename__
    for one in (Entry, Evidence, Part, Blob, Mark, Threshold, Review, Question, Answer, Seal)
]


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
    yield from _changed(one, seal)
    code = one.body.get("evidence")
    if code and seal.reference != f"evidence:{code}":
        yield f"{called(one)}: the register of seals names {seal.reference}"


def _changed(one: Link, seal: Seal) -> Iterator[str]:
    """What is looked up, shown and never said by the document itself."""
    wanted = {
        "fingerprint": fingerprint_of(one.sha256),
        "sealed_by": (one.said or {}).get("by"),
        "replaces_id": None,
        "copy_of_id": None,
    }
    for column, value in wanted.items():
        if getattr(seal, column) != value:
            yield f"{called(one)}: column {column} of its seal differs from its document"


def revoked_seals(session: Session, seals: Mapping[str, Seal]) -> Iterator[str]:
    """Evidence counts for ever: nobody here can revoke it."""
    known = {seal.id: seal for seal in seals.values()}
    for seal_id in session.scalars(select(SealRevocation.seal_id)):
        if seal_id in known:
            yield f"{known[seal_id].reference}: its seal was revoked, which nothing here does"


def unmatched_seals(seals: Mapping[str, Seal], there: set[str]) -> Iterator[str]:
    """Sealed documents that no ledger holds any more: somebody cut a chain off."""
    for sha256, seal in seals.items():
        if sha256 not in there:
            yield f"{seal.reference}: sealed as {seal.fingerprint}, but no ledger holds it"


def missing_guards(session: Session) -> Iterator[str]:
    """Which table the database would let somebody change."""
    if session.get_bind().dialect.name == "postgresql":
        enabled = (
            "SELECT relname || '.' || tgname FROM pg_trigger JOIN pg_class "
            "ON pg_class.oid = tgrelid WHERE tgenabled IN ('O', 'A')"
        )
        guards = ["append_only"]
    else:
        enabled = (
            "SELECT tbl_name || '.' || name FROM sqlite_master "
            "WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
        )
        guards = ["no_update", "no_delete", "no_replace"]
    standing = set(session.scalars(text(enabled)))
    for table in GUARDED:
        if not standing.issuperset(f"{table}.{table}_{guard}" for guard in guards):
            yield f"the database does not refuse changes to {table}"
