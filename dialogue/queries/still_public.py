"""What a bulletin told to everybody, as far as everybody may still know it today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from dialogue.contents.bulletin import Issue, Told, read_issue
from dialogue.kinds import NewsKind, PostState, ThreadVisibility
from dialogue.models import Agreement, Bulletin, Exhibit, Post, Process, Proposal, Round, Thread
from dialogue.queries.agreements.registry import published
from dialogue.queries.bulletins import process_of
from dialogue.queries.news import News
from dialogue.queries.titles_today import news_today
from meetings.models import Meeting

Tell = Callable[[Sequence[News]], tuple[Told, ...]]
"""The sentences of facts."""


@dataclass(frozen=True)
class Shown:
    """The frozen bulletin without the facts that are public no more, and how many those are."""

    issue: Issue
    gone: int


def shown_today(session: Session, bulletin: Bulletin, tell: Tell) -> Shown:
    """The words of a fact stay as they were frozen; whether it is told is asked each time.

    So is the title that it has from a sealed public copy, which may cover a name by now: `tell`
    makes the sentence anew.
    """
    issue = read_issue(bulletin.content)
    asked = {one.kind: _ASKED.get(NewsKind(one.kind)) for one in issue.facts}
    public = {ask: frozenset(ask(session, bulletin)) for ask in {*asked.values()} if ask}
    kept = tuple(
        one for one in issue.facts if (ask := asked[one.kind]) is None or one.key in public[ask]
    )
    today = {one.key: one for one in tell(news_today(session, kept))}
    facts = tuple(today.get(one.key, one) for one in kept)
    return Shown(replace(issue, facts=facts), len(issue.facts) - len(kept))


def _meetings(session: Session, bulletin: Bulletin) -> list[str]:
    query = select(Meeting).where(
        Meeting.belongs_to == bulletin.of,
        Meeting.office_id == bulletin.office_id,
        Meeting.cancelled_at.is_(None),
        Meeting.is_public.is_(True),
    )
    return [one.subject for one in session.scalars(query)]


def _promises(session: Session, bulletin: Bulletin) -> list[str]:
    query = select(Commitment).where(
        Commitment.office_id == bulletin.office_id,
        Commitment.belongs_to == bulletin.of,
        Commitment.is_public.is_(True),
    )
    return [one.subject for one in session.scalars(query)]


def _agreements(session: Session, bulletin: Bulletin) -> list[str]:
    query = select(Agreement).join(Process, Agreement.process_id == Process.id)
    query = query.where(Agreement.process_id == _table(session, bulletin), *published())
    return [one.subject for one in session.scalars(query)]


def _rounds(session: Session, bulletin: Bulletin) -> list[str]:
    query = select(Round).join(Proposal, Round.proposal_id == Proposal.id)
    query = query.where(Round.process_id == _table(session, bulletin), Proposal.is_public.is_(True))
    return [one.subject for one in session.scalars(query)]


def _evidence(session: Session, bulletin: Bulletin) -> list[str]:
    query = (
        select(Exhibit.sha256)
        .join(Post, Exhibit.post_id == Post.id)
        .join(Thread, Post.thread_id == Thread.id)
        .where(
            Thread.process_id == _table(session, bulletin),
            Thread.visibility == ThreadVisibility.PUBLIC,
            Post.state == PostState.SHOWN,
        )
    )
    return [f"sha256:{one}" for one in session.scalars(query)]


def _table(session: Session, bulletin: Bulletin) -> int:
    process = process_of(session, bulletin.of)
    return process.id if process is not None else 0


_ASKED: Mapping[NewsKind, Callable[[Session, Bulletin], list[str]]] = MappingProxyType(
    {
        NewsKind.MEETING: _meetings,
        NewsKind.AGREEMENT: _agreements,
        NewsKind.PROMISE_KEPT: _promises,
        NewsKind.PROMISE_OVERDUE: _promises,
        NewsKind.ROUND: _rounds,
        NewsKind.EVIDENCE: _evidence,
    }
)
"""Who knows the keys of what is public of a kind. None knows where a fact says nothing that could
be hidden: of a meeting to come it tells the day alone."""
