"""What became of the concerns of a meeting, and what of it can still be carried somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_open
from accounts.roles import OfficeKind
from kernel.errors import NotFound
from kernel.handovers import Handover
from meetings.kinds import CarriedTo, ContributionKind, Tongue
from meetings.models import Carrying, Contribution, Meeting, Theme


@dataclass(frozen=True)
class Concern:
    """A theme, or a single concern. `reference` is its public name.

    One that was `withdrawn` is carried nowhere any more; what became of it before is still told.
    """

    reference: str
    title: str
    words: str
    language: str
    translation: str
    is_theme: bool
    withdrawn: bool


@dataclass(frozen=True)
class Carried:
    """Where a concern was carried, and what became of it."""

    to: CarriedTo
    handover: Handover
    office: Office | None


def concerns_of(session: Session, meeting: Meeting) -> list[Concern]:
    """The themes of a meeting with their concerns, then each concern by itself.

    What was withdrawn stands here only if it was carried before.
    """
    said = _concerns(session, meeting)
    themes = session.scalars(select(Theme).where(Theme.meeting_id == meeting.id)).all()
    heaviest = sorted(themes, key=lambda theme: (-theme.weight, theme.id))
    known = [
        *(_of_theme(theme, [s for s in said if s.theme_id == theme.id]) for theme in heaviest),
        *(_single(one) for one in said),
    ]
    carried = carried_of(session, meeting)
    return [one for one in known if not one.withdrawn or one.reference in carried]


def concern_of(session: Session, meeting: Meeting, reference: str) -> Concern:
    """One that can be carried, by its reference; NotFound when it is of another meeting."""
    for one in concerns_of(session, meeting):
        if one.reference == reference and not one.withdrawn:
            return one
    raise NotFound("not-found")


def carried_of(session: Session, meeting: Meeting) -> dict[str, list[Carried]]:
    """By the reference of the concern: where it was carried, first to last."""
    offices = {office.id: office for office in offices_open(session)}
    rows = session.execute(
        select(Carrying, Handover)
        .join(Handover, Handover.id == Carrying.handover_id)
        .where(Carrying.meeting_id == meeting.id)
        .order_by(Carrying.id)
    )
    found: dict[str, list[Carried]] = {}
    for row, handover in rows:
        one = Carried(row.to, handover, offices.get(handover.office_id))
        found.setdefault(row.what, []).append(one)
    return found


def ombudsmen(session: Session, meeting: Meeting) -> list[Office]:
    """The ombudsman's offices of the country of a meeting: one of them may open a case."""
    return [
        office
        for office in offices_open(session)
        if office.kind is OfficeKind.OMBUDSMAN and office.country == meeting.office.country
    ]


def meeting_of(session: Session, reference: str) -> str | None:
    """The reference of the meeting in which a concern (`concern:…`) or theme was named."""
    table = Theme if reference.startswith("theme:") else Contribution
    query = select(Meeting.reference).join(table, table.meeting_id == Meeting.id)
    return session.scalar(query.where(table.reference == reference))


def quotable(session: Session, reference: str) -> Contribution | None:
    """A concern that may be quoted: who said it agreed to that, and did not take it back."""
    return session.scalar(
        select(Contribution).where(
            Contribution.reference == reference,
            Contribution.kind == ContributionKind.CONCERN,
            Contribution.consents_to_quote,
            Contribution.withdrawn_at.is_(None),
        )
    )


def _concerns(session: Session, meeting: Meeting) -> Sequence[Contribution]:
    return session.scalars(
        select(Contribution)
        .where(
            Contribution.meeting_id == meeting.id,
            Contribution.kind == ContributionKind.CONCERN,
        )
        .order_by(Contribution.id)
    ).all()


def _of_theme(theme: Theme, gathered: list[Contribution]) -> Concern:
    concerns = [one for one in gathered if one.withdrawn_at is None]
    words = "\n".join(f"- {one.text}" for one in concerns)
    meant = "\n".join(f"- {one.translation}" for one in concerns if one.translation)
    tongues = {one.language for one in concerns}
    language = tongues.pop().value if len(tongues) == 1 else Tongue.ES.value
    return Concern(
        reference=theme.reference,
        title=theme.title,
        words=words or theme.title,
        language=language,
        translation=meant,
        is_theme=True,
        withdrawn=theme.withdrawn_at is not None,
    )


def _single(one: Contribution) -> Concern:
    return Concern(
        reference=one.reference,
        title=_short(one.text),
        words=one.text,
        language=one.language.value,
        translation=one.translation,
        is_theme=False,
        withdrawn=one.withdrawn_at is not None,
    )


def _short(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= 80 else f"{first[:79].rsplit(' ', 1)[0]}…"
