"""Anchors tie the chains of the trail together, so that a whole chain cannot vanish unseen.

An anchor holds the Merkle root over the newest entries of all chains that moved since the anchor
before it, and the hash of that anchor: with its forerunners it covers every chain. A chain that
did not move is covered by the anchor that saw it last, so one anchor costs what happened in its
hour and not what happened ever. The entries it covers are written down one by one
(`AnchoredHead`): on PostgreSQL numbers are given before the commit, so "all entries up to number n"
would change when a slow transaction commits a smaller one. What an anchor did not see yet, the
next one covers.

Whoever can write to the database without its triggers can also rewrite all anchors. Keep the hash
of an anchor outside (in a sealed document, on paper): `flask audit verify --kept` asks for it.
"""

from hashlib import sha256

from sqlalchemy import Row, Select, and_, func, insert, or_, select
from sqlalchemy.orm import Session

from kernel.audit import ORIGIN, Anchor, AnchoredHead, Entry, anchor_hash
from kernel.clock import now
from kernel.database import hold


def write_anchor(session: Session) -> Anchor | None:
    """Anchor every chain that moved since the last anchor; None when none did."""
    hold(session, "audit anchors")
    heads = sorted(_moved_heads(session), key=lambda head: str(head.subject))
    if not heads:
        return None
    anchor = Anchor(
        at=now(),
        chains=len(heads),
        root=merkle_root([head.hash for head in heads]),
        before=session.scalar(select(Anchor.hash).order_by(Anchor.id.desc())) or ORIGIN,
    )
    anchor.hash = anchor_hash(anchor)
    session.add(anchor)
    session.flush()  # the heads need its number
    rows = [{"anchor_id": anchor.id, "subject": head.subject, "seq": head.seq} for head in heads]
    session.execute(insert(AnchoredHead), rows)
    return anchor


def merkle_root(hashes: list[str]) -> str:
    """The Merkle tree hash of RFC 9162 (section 2.1.1) over the given hashes, in their order."""
    return _tree([_leaf(each) for each in hashes]).hex()


def _moved_heads(session: Session) -> list[Row[str, int, str]]:
    newest = _newest(Entry).subquery()
    anchored = _newest(AnchoredHead).subquery()
    moved = (
        select(Entry.subject, Entry.seq, Entry.hash)
        .join(newest, and_(Entry.subject == newest.c.subject, Entry.seq == newest.c.seq))
        .outerjoin(anchored, Entry.subject == anchored.c.subject)
        .where(or_(anchored.c.seq.is_(None), Entry.seq > anchored.c.seq))
    )
    return list(session.execute(moved).all())


def _newest(table: type[Entry] | type[AnchoredHead]) -> Select[str, int]:
    return select(table.subject, func.max(table.seq).label("seq")).group_by(table.subject)


def _leaf(entry_hash: str) -> bytes:
    return sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def _tree(nodes: list[bytes]) -> bytes:
    if len(nodes) == 1:
        return nodes[0]
    split = 1 << ((len(nodes) - 1).bit_length() - 1)  # the largest power of two below the length
    return sha256(b"\x01" + _tree(nodes[:split]) + _tree(nodes[split:])).digest()
