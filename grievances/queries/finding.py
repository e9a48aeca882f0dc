"""The desk's search: by number, place, subject, one complained of, and the words of the story.

Whole words, in any spelling; all of them must occur. The newest case comes first, because the
index lies in that order: a common word costs as much as a rare one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries import entities_named
from grievances.models import Case, CaseEntity, CaseTopic, CaseWord, Rendering, SearchKey
from grievances.queries.contents import account_of, messages_of, opened_notes
from grievances.queries.queue import PAGE, Filters, chosen, offices_read_by, with_handlers
from grievances.queries.ties import not_tied
from grievances.terms import SUBJECT
from kernel.blind_index import digests_in_order
from kernel.policy import Actor
from kernel.text import tokens
from kernel.vault import DataKey, Vault
from territory.places import department_name
from territory.queries import place_name

PLACE_OF_KEY = "grievances_search_key.sealed_key"
ENOUGH = 500
"""Which word is the rarest is counted up to here."""
MANY_WORDS = 12
"""More words than these narrow a search no further."""


@dataclass(frozen=True)
class Found:
    """One page of what a search found, and after which case the next page begins."""

    cases: list[tuple[Case, str | None]] = field(default_factory=list)
    next: int | None = None


def found(
    session: Session,
    vault: Vault,
    actor: Actor,
    text: str,
    filters: Filters,
    after: int | None = None,
) -> Found:
    """The cases that the actor may read and in which all these words occur, the newest first."""
    rows = [
        row
        for office in offices_read_by(session, actor)
        for row in _in_office(session, vault, actor, office, text, filters, after)
    ]
    rows.sort(key=lambda row: row[0].id, reverse=True)
    more = len(rows) > PAGE
    return Found(rows[:PAGE], rows[PAGE - 1][0].id if more else None)


def says_something(text: str) -> bool:
    """Whether there is a word in a search at all."""
    return bool(tokens(text))


def search_key_of(session: Session, vault: Vault, office: Office) -> bytes | None:
    """The search key of an office; None before its first case."""
    row = session.get(SearchKey, office.id)
    if row is None:
        return None
    key = vault.data_key(session, row.data_key_id, office.holder)
    return key.open_bytes(row.key, PLACE_OF_KEY)


def texts_of_case(session: Session, key: DataKey, case: Case) -> list[str]:
    """What a case itself is found by. Never who the people are, nor how to reach them."""
    topics = session.scalars(select(CaseTopic.topic).where(CaseTopic.case_id == case.id))
    subjects = [SUBJECT[topic] for topic in {*topics, case.topic} if topic is not None]
    return [account_of(key, case).place, *subjects, *texts_told(session, key, case)]


def texts_told(session: Session, key: DataKey, case: Case) -> list[str]:
    """The same without the place and the subjects, which differ from a case to one told alike."""
    account = account_of(key, case)
    return [
        account.story, account.happened, account.respondent,
        account.outcome, account.outcome_findings, account.proposal_reason,
        *_places(session, case), *_complained_of(session, case),
    ]  # fmt: skip


def texts_said(session: Session, key: DataKey, case: Case) -> list[str]:
    """What was said, noted, written down and translated in a case."""
    said = [message.text for message in messages_of(session, key, case)]
    noted = opened_notes(session, key, case)
    written = session.scalars(select(Rendering.body).where(Rendering.case_id == case.id))
    beside = [key.open(body, "grievances_rendering.body") for body in written if body is not None]
    return [*said, *noted, *beside]


def _places(session: Session, case: Case) -> list[str]:
    names = (place_name(session, code) for code in (case.province, case.district))
    return [name for name in (*names, department_name(case.department)) if name]


def _complained_of(session: Session, case: Case) -> list[str]:
    ids = session.scalars(select(CaseEntity.entity_id).where(CaseEntity.case_id == case.id))
    listed = list(ids)
    if not listed:
        return []
    return [one.name for one in entities_named(session, case.office_id, listed)]


def _in_office(
    session: Session,
    vault: Vault,
    actor: Actor,
    office: Office,
    text: str,
    filters: Filters,
    after: int | None,
) -> list[tuple[Case, str | None]]:
    search_key = search_key_of(session, vault, office)
    words = digests_in_order(search_key, text)[:MANY_WORDS] if search_key else []
    if not words:
        return []
    rarest, *others = _rarest_first(session, office, words)
    here = exists().where(
        Case.id == CaseWord.case_id, Case.office_id == office.id, not_tied(actor), *chosen(filters)
    )
    query = (
        select(CaseWord.case_id)
        .where(CaseWord.office_id == office.id, CaseWord.word == rarest, here)
        .where(*(_occurs_too(office, word) for word in others))
        .order_by(CaseWord.case_id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(CaseWord.case_id < after)
    return with_handlers(session, list(session.scalars(query)))


def _occurs_too(office: Office, word: int) -> ColumnElement[bool]:
    other = CaseWord.__table__.alias()
    here = (other.c.office_id == office.id) & (other.c.word == word)
    return exists().where(here, other.c.case_id == CaseWord.case_id)


def _rarest_first(session: Session, office: Office, words: Iterable[int]) -> list[int]:
    """The search walks along its rarest word: what does not occur at all ends it at once."""
    return sorted(words, key=lambda word: _occurrences(session, office, word))


def _occurrences(session: Session, office: Office, word: int) -> int:
    some = (
        select(CaseWord.case_id)
        .where(CaseWord.office_id == office.id, CaseWord.word == word)
        .limit(ENOUGH)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(some)) or 0
