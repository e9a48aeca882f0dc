"""The ledger of a study."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from basin.kinds import Visibility
from basin.models import Entry, Study
from kernel.seals.register import FINGERPRINT_SIGNS

A_PAGE = 50


def last_entry(session: Session, study: Study) -> Entry | None:
    """The entry that the next one follows: its hash is the head of the chain."""
    query = select(Entry).where(Entry.study_id == study.id)
    return session.scalar(query.order_by(Entry.number.desc()).limit(1))


def entries_of(session: Session, study: Study) -> Sequence[Entry]:
    """The whole chain, from its beginning."""
    query = select(Entry).where(Entry.study_id == study.id)
    return session.scalars(query.order_by(Entry.number)).all()


@dataclass(frozen=True)
class Head:
    """The newest entry of a study, for a paper that is kept elsewhere."""

    study: str
    number: int
    sha256: str


def heads_of(
    session: Session, office_id: int, references: Collection[str], fingerprints: Collection[str]
) -> Sequence[Head]:
    """The heads of some studies of an office, but not of those that it keeps to itself.

    Those that `references` name, that belong to what they name, or whose evidence has one of these
    `fingerprints`.
    """
    named = {one.removeprefix("study:") for one in references if one.startswith("study:")}
    printed = func.upper(func.substr(Entry.sha256, 1, FINGERPRINT_SIGNS))
    holding = select(Entry.study_id).where(printed.in_(fingerprints)).correlate(None)
    numbers = select(func.max(Entry.number)).where(Entry.study_id == Study.id)
    newest = numbers.correlate(Study).scalar_subquery()
    query = select(Study.code, Entry.number, Entry.sha256).join(Entry, Entry.study_id == Study.id)
    query = query.where(
        Study.office_id == office_id,
        Study.visibility != Visibility.OFFICE,
        or_(
            Study.code.in_(named),
            Study.belongs_to.in_(set(references) - {""}),
            Study.id.in_(holding),
        ),
        Entry.number == newest,
    )
    return [Head(*row) for row in session.execute(query.order_by(Study.code))]


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
