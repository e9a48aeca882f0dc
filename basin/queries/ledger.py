"""The ledger of a study."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.models import Entry, Study


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
