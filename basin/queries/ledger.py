"""The ledger of a study."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.models import Entry, Study

A_PAGE = 50


def last_entry(session: Session, study: Study) -> Entry | None:
    """The entry that the next one follows: its hash is the head of the chain."""
    query = select(Entry).where(Entry.study_id == study.id)
    return session.scalar(query.order_by(Entry.number.desc()).limit(1))


def entries_of(session: Session, study: Study) -> Sequence[Entry]:
    """The whole chain, from its beginning."""
    query = select(Entry).where(Entry.study_id == study.id)
    return session.scalars(query.order_by(Entry.number)).all()


def document_of(entry: Entry) -> dict[str, Any]:
    """What an entry says."""
    said: dict[str, Any] = json.loads(entry.document)
    return said


@dataclass(frozen=True)
class ChainPage:
    """Entries of a chain, the newest first; `next_before` leads to older ones."""

    entries: Sequence[Entry]
    next_before: int | None
    head: Entry | None


def chain_page(session: Session, study: Study, before: int | None = None) -> ChainPage:
    """A page of the chain of a study, from its head or from before an entry."""
    query = select(Entry).where(Entry.study_id == study.id)
    if before is not None:
        query = query.where(Entry.number < before)
    rows = session.scalars(query.order_by(Entry.number.desc()).limit(A_PAGE + 1)).all()
    page = rows[:A_PAGE]
    more = len(rows) > A_PAGE
    return ChainPage(page, page[-1].number if more else None, last_entry(session, study))
