"""The chain of one study: every entry by its number, its hash and the hash before it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin import events
from basin.contract.canonical import canonical, digest
from basin.models import Entry, Study
from basin.queries.rows import Row
from basin.queries.verifying.raw import Raw, Reader
from kernel.audit import Entry as Told


@dataclass(frozen=True)
class Link:
    """An entry as it lies there; `said` is None when its document cannot be read."""

    name: str
    raw: Raw
    text: bytes
    said: Mapping[str, Any] | None

    @property
    def sha256(self) -> str:
        """The hash of its document, computed now."""
        return digest(self.text)

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says beside its place in the chain."""
        found = self.said.get("body") if self.said else None
        return found if isinstance(found, dict) else {}


def chain_of(reader: Reader, study: Study) -> list[Link]:
    """The entries of a study, by their numbers."""
    found = reader.rows(Entry, Entry.study_id == study.id)
    links = [link(study, raw) for raw in found]
    return sorted(links, key=lambda one: _number(one.raw))


def _number(raw: Raw) -> float:
    found = raw.columns["number"]
    return found if isinstance(found, int | float) else float("inf")


def link(study: Study, raw: Raw) -> Link:
    """An entry of a study with its document read."""
    kept = raw.columns["document"]
    text = kept.encode() if isinstance(kept, str) else kept
    name = f"study {study.code} entry {raw.columns['number']}"
    return Link(name, raw, text, _said(text))


def broken_links(
    session: Session, reader: Reader, study: Study, chain: Sequence[Link]
) -> Iterator[str]:
    """What is wrong with a chain by itself, beside the register of seals and beside the trail."""
    before: str | None = None
    number, told = 0, trail_of(session, study)
    for place, one in enumerate(chain):
        number += 1
        found = one.raw.columns["number"]
        if found != number:
            yield f"study {study.code}: entry {number} is missing before entry {found}"
            number = found if isinstance(found, int) else number
        after = chain[place + 1].said if place + 1 < len(chain) else None
        follower = after.get("previous") if after else None
        yield from _broken_hash(one, {follower, *told})
        if one.said is not None:
            if one.said.get("previous") != before:
                yield f"{one.name} does not follow from the entry before it"
            yield from broken_columns(reader, study, one, one.said)
        before = one.sha256
    yield from _missing_from_the_trail(study, told, {one.sha256 for one in chain})


def entry_row(study: Study, said: Mapping[str, Any]) -> Row:
    """The columns of Entry that its document says."""
    return {
        "office_id": said["office"],
        "study_id": study.id if said["study"] == study.subject else None,
        "number": said["number"],
        "kind": said["kind"],
        "previous": said["previous"],
        "made_by": said["by"],
        "made_at": datetime.fromisoformat(said["at"]),
    }


def trail_of(session: Session, study: Study) -> dict[str, object]:
    """What the trail tells of this ledger: the hash of each entry, and its number."""
    query = select(Told.facts).where(
        Told.subject == study.subject, Told.event == events.ENTRY_MADE.name
    )
    facts = session.scalars(query.order_by(Told.seq))
    return {str(one.get("sha256")): one.get("number") for one in facts}


def _broken_hash(one: Link, known: set[str | None]) -> Iterator[str]:
    """Whether a document has its hash; where not, what others know of it tells which changed."""
    if one.raw.text("sha256") == one.sha256 and one.said is not None:
        return
    column = "sha256" if one.sha256 in known and one.said is not None else "document"
    yield f"{one.name}: column {column} was changed"


def broken_columns(
    reader: Reader, study: Study, one: Link, said: Mapping[str, Any]
) -> Iterator[str]:
    """Which columns of an entry do not say what its document says."""
    try:
        wanted = entry_row(study, said)
    except (KeyError, TypeError, ValueError):
        yield f"{one.name}: column document was changed"
        return
    for column in reader.differing(one.raw, wanted):
        yield f"{one.name}: column {column} differs from its document"


def _said(text: bytes) -> Mapping[str, Any] | None:
    """What a document says; None when it is not written in the one canonical way."""
    try:
        said = json.loads(text)
        return said if isinstance(said, dict) and canonical(said) == text else None
    except (ValueError, RecursionError):
        return None


def _missing_from_the_trail(
    study: Study, told: Mapping[str, object], there: set[str]
) -> Iterator[str]:
    """Who cuts the end of a chain off has to cut the trail too, which is anchored elsewhere."""
    for sha256, number in told.items():
        if sha256 not in there:
            yield f"study {study.code}: entry {number} is missing, the trail tells of it"
    for sha256 in sorted(there - told.keys()):
        yield f"study {study.code}: the trail does not tell of the entry {sha256[:16].upper()}"
