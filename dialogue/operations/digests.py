"""Once a day, in the morning: who follows a thread or was named there is told that there is news.

A mail carries titles of threads and how many posts are new, never a word of a post. It is looked at
every hour and sent from seven in the morning on the clock of the office of the table.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries import grants_of, person_with_grants
from dialogue.queries.following import News, news_of, people_to_tell
from kernel.clock import now
from kernel.jobs import Jobs
from kernel.notices import Notice, notify
from kernel.policy import Actor

DIGEST = "dialogue.digest"
MORNING = 7
"""Nobody is woken by a post."""
BATCH = 100
MOST = 8
"""So many threads are named in one mail; the others are for the next day."""


def tell_followers(session: Session, jobs: Jobs, after: int) -> int:
    """Tell the next people after this id; gives the last id looked at, 0 at the end."""
    people = people_to_tell(session, after, BATCH)
    for person_id in people:
        _tell(session, jobs, person_id)
    return people[-1] if len(people) == BATCH else 0


def _tell(session: Session, jobs: Jobs, person_id: int) -> None:
    person, _grants = person_with_grants(session, person_id)
    if not person.active:
        return
    actor = Actor(person.id, grants_of(person))
    news = [one for one in news_of(session, actor) if _local(one).hour >= MORNING][:MOST]
    if not news:
        return
    key = f"{DIGEST}:{person_id}:{_local(news[0]).date()}"
    if session.scalar(select(Notice.id).where(Notice.key == key)) is not None:
        return  # one mail a day
    notify(
        session, jobs, DIGEST, f"person:{person_id}", key=key, person=person_id, news=_news(news)
    )
    for one in news:
        _note_told(one)


def _news(news: Sequence[News]) -> str:
    """`T-7K2M9Q:3:1+T-…`: of each thread how many posts are new, and in how many one is named."""
    return "+".join(f"{one.thread.code}:{one.posts}:{len(one.mentions)}" for one in news)


def _note_told(news: News) -> None:
    moment = now()
    for mention in news.mentions:
        mention.told_at = moment
    if news.following is not None:
        news.following.told_id = max(news.following.told_id, news.newest)
        news.following.told_at = moment


def _local(news: News) -> datetime:
    return now().astimezone(ZoneInfo(news.process.office.time_zone))
