"""Concerns that are about the same stand under one theme, and the room says how much it weighs."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.codes import new_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import ContributionKind, Counting
from meetings.models import Contribution, Meeting, Theme
from meetings.operations.said import REFERENCE_SIGNS
from meetings.operations.seeing import expect_seen
from meetings.policy import TABLE, Action
from meetings.queries.noted import theme_of_entry

MOST_COUNTED = 9999


@dataclass(frozen=True)
class Heading:
    """What a theme is called. `entry` is the key that makes it one row only."""

    entry: str
    title: str
    title_qu: str = ""


@dataclass(frozen=True)
class Weight:
    """How many hands or dots, by sex."""

    counting: Counting
    women: int = 0
    men: int = 0
    others: int = 0


def make_theme(session: Session, actor: Actor, meeting: Meeting, heading: Heading) -> Theme:
    """Open a theme for concerns. The same `entry` again is the theme that it made before."""
    require(TABLE, actor, Action.RECORD, meeting)
    if made := theme_of_entry(session, meeting, heading.entry):
        return made
    _expect_a_title(heading.title)
    theme = Theme(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        entry=heading.entry,
        reference=f"theme:{new_code(REFERENCE_SIGNS)}",
        title=heading.title.strip(),
        title_qu=heading.title_qu.strip(),
    )
    session.add(theme)
    session.flush()  # whoever makes it reads its reference at once
    record(session, events.THEME_MADE, actor, meeting.subject, theme=theme.reference)
    return theme


def rename_theme(
    session: Session, actor: Actor, meeting: Meeting, theme: Theme, heading: Heading, seen: int
) -> None:
    """Call a theme something else."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_seen(theme, seen)
    _expect_a_title(heading.title)
    theme.title, theme.title_qu = heading.title.strip(), heading.title_qu.strip()
    record(session, events.THEME_CHANGED, actor, meeting.subject, theme=theme.reference)


def gather_concern(
    session: Session, actor: Actor, meeting: Meeting, concern: Contribution, theme: Theme | None
) -> None:
    """Put a concern under a theme, or back among those without one."""
    require(TABLE, actor, Action.RECORD, meeting)
    if concern.kind is not ContributionKind.CONCERN:
        raise RuleBroken("only-concerns-have-themes")
    theme_id = theme.id if theme else None
    if concern.theme_id == theme_id:
        return
    concern.theme_id = theme_id
    record(
        session, events.CONCERN_GATHERED, actor, meeting.subject,
        concern=concern.reference, theme=theme.reference if theme else "",
    )  # fmt: skip


def weigh_theme(
    session: Session, actor: Actor, meeting: Meeting, theme: Theme, weight: Weight, seen: int
) -> None:
    """Write down how many hands or dots a theme got, by sex."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_seen(theme, seen)
    if not all(0 <= count <= MOST_COUNTED for count in (weight.women, weight.men, weight.others)):
        raise BadInput("count-not-possible")
    for name, value in vars(weight).items():
        setattr(theme, name, value)
    record(session, events.THEME_WEIGHED, actor, meeting.subject, theme=theme.reference)


def withdraw_theme(session: Session, actor: Actor, meeting: Meeting, theme: Theme) -> None:
    """Take a theme off the list; its concerns are without one, and it can be brought back."""
    require(TABLE, actor, Action.RECORD, meeting)
    if theme.withdrawn_at is None:
        theme.withdrawn_at = now()
        record(session, events.THEME_WITHDRAWN, actor, meeting.subject, theme=theme.reference)


def restore_theme(session: Session, actor: Actor, meeting: Meeting, theme: Theme) -> None:
    """Let a theme that was taken off the list stand there again, with its concerns."""
    require(TABLE, actor, Action.RECORD, meeting)
    if theme.withdrawn_at is not None:
        theme.withdrawn_at = None
        record(session, events.THEME_RESTORED, actor, meeting.subject, theme=theme.reference)


def _expect_a_title(title: str) -> None:
    if not title.strip():
        raise BadInput("title-missing")
