"""Whether the trail still says what it said: rows, gaps, chains, anchors and guards."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import and_, func, select, text
from sqlalchemy.orm import Session

from kernel.audit import ORIGIN, Anchor, AnchoredHead, Entry, anchor_hash, entry_hash
from kernel.audit_anchors import merkle_root

GUARDED = [table.__tablename__ for table in (Entry, Anchor, AnchoredHead)]


@dataclass(frozen=True)
class Verdict:
    """What was read, and the first thing that is broken (None: nothing)."""

    entries: int
    anchors: int
    newest_anchor: str | None
    broken: str | None


def verify(session: Session, kept_anchor: str | None = None) -> Verdict:
    """Read the whole trail. `kept_anchor` is an anchor's hash that was kept outside."""
    with closing(_complaints(session, kept_anchor)) as complaints:
        broken = next(complaints, None)
    return Verdict(
        entries=session.scalar(select(func.count()).select_from(Entry)) or 0,
        anchors=session.scalar(select(func.count()).select_from(Anchor)) or 0,
        newest_anchor=session.scalar(select(Anchor.hash).order_by(Anchor.id.desc())),
        broken=broken,
    )


def _complaints(session: Session, kept_anchor: str | None) -> Generator[str, None, None]:
    yield from _broken_entries(session)
    yield from _broken_anchors(session)
    if kept_anchor and not session.scalar(select(Anchor.id).where(Anchor.hash == kept_anchor)):
        yield f"no anchor has the kept hash {kept_anchor}"
    yield from _missing_guards(session)


def _broken_entries(session: Session) -> Iterator[str]:
    in_order = select(Entry).order_by(Entry.subject, Entry.seq)
    with session.execute(in_order.execution_options(yield_per=1000)) as entries:
        yield from _breaks(entries.scalars())


def _breaks(entries: Iterable[Entry]) -> Iterator[str]:
    subject, seq, before = "", 0, ORIGIN
    for entry in entries:
        if entry.subject != subject:
            subject, seq, before = entry.subject, 0, ORIGIN
        if entry.seq != seq + 1:
            yield f"{subject}: entry {seq + 1} is missing before entry {entry.seq}"
        elif entry.before != before:
            yield f"{subject}: entry {entry.seq} does not follow from the entry before it"
        elif entry.hash != entry_hash(entry):
            yield f"{subject}: entry {entry.seq} was changed"
        seq, before = entry.seq, entry.hash


def _broken_anchors(session: Session) -> Iterator[str]:
    before = ORIGIN
    for anchor in session.scalars(select(Anchor).order_by(Anchor.id)):
        if anchor.before != before:
            yield f"anchor {anchor.id} does not follow from the anchor before it"
        if anchor.hash != anchor_hash(anchor):
            yield f"anchor {anchor.id} was changed"
        yield from _broken_heads(session, anchor)
        before = anchor.hash


def _broken_heads(session: Session, anchor: Anchor) -> Iterator[str]:
    """What an anchor saw must still be there, and give the root that it wrote."""
    seen = session.execute(
        select(AnchoredHead.subject, AnchoredHead.seq, Entry.hash)
        .outerjoin(
            Entry, and_(Entry.subject == AnchoredHead.subject, Entry.seq == AnchoredHead.seq)
        )
        .where(AnchoredHead.anchor_id == anchor.id)
    ).all()
    for head in seen:
        if head.hash is None:
            yield f"{head.subject}: entry {head.seq}, seen by anchor {anchor.id}, is missing"
    heads = sorted(seen, key=lambda head: str(head.subject))
    if not heads or merkle_root([head.hash or ORIGIN for head in heads]) != anchor.root:
        yield f"anchor {anchor.id} saw other entries than stand there now"


def _missing_guards(session: Session) -> Iterator[str]:
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
