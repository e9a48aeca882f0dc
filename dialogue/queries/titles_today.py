"""What a bulletin told of, under the titles that everybody may read today."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.contents.bulletin import Told
from dialogue.kinds import NewsKind
from dialogue.models import Agreement, Exhibit
from dialogue.queries.agreements.public import public_copies
from dialogue.queries.news import News
from meetings.contents import Text
from meetings.models import Meeting
from meetings.queries.carrying import meeting_of
from meetings.queries.public_actas import told_publicly

QUOTED = ("concern:", "theme:")
"""Evidence that has its title from the acta of a meeting."""


def news_today(session: Session, facts: Sequence[Told]) -> list[News]:
    """Those of these facts that have their title from a sealed public copy, by the newest one.

    A name may have been covered in it since the bulletin was published.
    """
    return [*_meetings(session, facts), *_agreements(session, facts), *_quoted(session, facts)]


def _meetings(session: Session, facts: Sequence[Told]) -> Iterator[News]:
    told = _of(facts, NewsKind.MEETING)
    query = select(Meeting).where(Meeting.reference.in_([_code(key) for key in told]))
    found = session.scalars(query).all()
    actas = told_publicly(session, found)
    for one in found:
        if one.id in actas:
            yield _again(told[one.subject], actas[one.id].heading.title)


def _agreements(session: Session, facts: Sequence[Told]) -> Iterator[News]:
    told = _of(facts, NewsKind.AGREEMENT)
    query = select(Agreement).where(Agreement.code.in_([_code(key) for key in told]))
    found = session.scalars(query).all()
    copies = public_copies(session, found)
    for one in found:
        figures = {"code": one.code, "extent": one.extent.value}
        if one.id in copies:
            yield _again(told[one.subject], copies[one.id].title, **figures)


def _quoted(session: Session, facts: Sequence[Told]) -> Iterator[News]:
    told = _of(facts, NewsKind.EVIDENCE)
    query = select(Exhibit).where(Exhibit.sha256.in_([_code(key) for key in told]))
    for one in session.scalars(query.order_by(Exhibit.id)):
        if one.reference.startswith(QUOTED):
            figures = {"kind": one.kind.value, "sha256": one.sha256}
            title = _title_of(session, one.reference)
            yield _again(told[f"sha256:{one.sha256}"], title, **figures)


def _title_of(session: Session, reference: str) -> Text:
    """That of the published acta, else the code alone, as where the words are laid."""
    place = meeting_of(session, reference)
    found = session.scalars(select(Meeting).where(Meeting.reference == place)).all()
    actas = told_publicly(session, found)
    return actas[found[0].id].heading.title if actas else Text(reference)


def _again(fact: Told, title: Text, **figures: str) -> News:
    on = date.fromisoformat(fact.on)
    return News(fact.key, NewsKind(fact.kind), on, title, fact.address, figures)


def _of(facts: Sequence[Told], kind: NewsKind) -> dict[str, Told]:
    return {one.key: one for one in facts if one.kind == kind.value}


def _code(key: str) -> str:
    return key.partition(":")[2]
