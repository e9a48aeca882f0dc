"""What people confided, opened for a reader who was let in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person
from grievances.kinds import MessageKind
from grievances.models import Case, Message, Note, Severity
from grievances.policy import TABLE, Action
from kernel.policy import Actor, require
from kernel.vault import DataKey, Sealed

OPENING_SIGNS = 80


@dataclass(frozen=True)
class Account:
    """The words of a case, opened. Empty text where the person gave none."""

    story: str
    happened: str
    happened_days: str
    place: str
    group: str
    respondent: str
    safe_contact_note: str
    danger_note: str
    proposal_reason: str
    outcome: str
    outcome_findings: str


@dataclass(frozen=True)
class Opening:
    """How a case begins, for a list: its first words and its place, opened."""

    words: str
    place: str


@dataclass(frozen=True)
class Said:
    """One message, opened. `author` is the name of the person of the office, or None."""

    id: int
    kind: MessageKind
    by_office: bool
    author: str | None
    text: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Noted:
    """One note of staff, opened."""

    id: int
    author: str
    text: str
    at: datetime


def account_of(key: DataKey, case: Case) -> Account:
    """The words of a case."""
    opened = {
        name: _opened(key, getattr(case, name), f"grievances_case.{name}")
        for name in Account.__dataclass_fields__
    }
    return Account(**opened)


def opening_of(key: DataKey, case: Case) -> Opening:
    """The first words of a story, cut at a word, and the place."""
    story = _opened(key, case.story, "grievances_case.story")
    place = _opened(key, case.place, "grievances_case.place")
    return Opening(_beginning(" ".join(story.split())), place)


def messages_of(session: Session, key: DataKey, case: Case) -> list[Said]:
    """The messages of a case, first to last."""
    rows = session.execute(
        select(Message, Person.name)
        .outerjoin(Person, Person.id == Message.person_id)
        .where(Message.case_id == case.id)
        .order_by(Message.id)
    )
    return [
        Said(
            id=message.id,
            kind=message.kind,
            by_office=message.person_id is not None,
            author=author,
            text=key.open(message.body, "grievances_message.body"),
            language=message.language,
            at=message.at,
        )
        for message, author in rows
    ]


def notes_of(session: Session, key: DataKey, actor: Actor, case: Case) -> list[Noted]:
    """The notes of staff on a case, last first."""
    require(TABLE, actor, Action.NOTE, case)
    rows = session.execute(
        select(Note, Person.name)
        .join(Person, Person.id == Note.person_id)
        .where(Note.case_id == case.id)
        .order_by(Note.id.desc())
    )
    return [
        Noted(note.id, author, key.open(note.body, "grievances_note.body"), note.at)
        for note, author in rows
    ]


def opened_notes(session: Session, key: DataKey, case: Case) -> list[str]:
    """The words of the notes on a case, for the index of the office's own search."""
    bodies = session.scalars(select(Note.body).where(Note.case_id == case.id))
    return [key.open(body, "grievances_note.body") for body in bodies]


def severities_of(session: Session, case: Case) -> list[tuple[Severity, str]]:
    """Who rated the case how."""
    rows = session.execute(
        select(Severity, Person.name)
        .join(Person, Person.id == Severity.person_id)
        .where(Severity.case_id == case.id)
        .order_by(Severity.id)
    )
    return [(severity, name) for severity, name in rows]


def _beginning(words: str) -> str:
    if len(words) <= OPENING_SIGNS:
        return words
    return words[:OPENING_SIGNS].rsplit(" ", 1)[0] + "…"


def _opened(key: DataKey, sealed: Sealed | None, place: str) -> str:
    return "" if sealed is None else key.open(sealed, place)
