"""Sending: one attempt is one run, and a failed attempt orders the next one, ever later.

So a mail server that is down holds up nothing but mail, and no worker sits waiting for it. A mail
that was handed over twice because of a crash in between carries the same Message-ID both times.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.jobs import Duties, Jobs, Queue, Work
from kernel.notices.notify import SEND, Notice, NoticeState
from kernel.notices.post import Letter, NobodyThere, Post, Recipient, Refused, Undelivered

LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 90  # the waits add up to more than three days

AGAIN = "again"
ENDS = {
    "sent": NoticeState.SENT,
    "kept": NoticeState.KEPT,
    "never": NoticeState.FAILED,
    AGAIN: NoticeState.FAILED,  # tried for days
}


def duties_of(post: Post) -> Duties:
    """The duties that carry the post of this installation."""
    duties = Duties("kernel")

    @duties.duty(SEND.removeprefix("kernel."), queue=Queue.MAIL)
    def send_notice(work: Work, notice_id: int) -> None:
        """One attempt to send one notice."""
        outcome = work.outside(attempt, work, post, notice_id)
        work.change(settle, work.jobs, notice_id, outcome, post.first_wait)

    return duties


def attempt(work: Work, post: Post, notice_id: int) -> str:
    """Hand one notice to the carrier. Says `sent`, `kept`, `never:<why>` or `again:<why>`."""
    try:
        with work.database.reading() as session:
            notice = session.get_one(Notice, notice_id)
            recipient, letter = _written(session, work, post, notice)
            session.expunge(notice)
        if post.carrier is None:
            return "kept"
        post.carrier(recipient, letter, notice)
    except NobodyThere:
        return "never:nobody-there"
    except Refused as refused:
        return f"never:{refused}"
    except Undelivered as undelivered:
        return f"{AGAIN}:{undelivered}"
    return "sent"


def _written(session: Session, work: Work, post: Post, notice: Notice) -> tuple[Recipient, Letter]:
    """Also written where no mail is sent: what cannot be written is noticed in the demo."""
    recipient = post.recipient(session, work.vault, notice)
    return recipient, post.letter(session, work.vault, notice, recipient.language)


def settle(
    session: Session, jobs: Jobs, notice_id: int, outcome: str, first_wait: timedelta
) -> None:
    """Note what came of an attempt, and order the next one where that makes sense."""
    notice = session.get_one(Notice, notice_id)
    if notice.state is not NoticeState.QUEUED:
        return  # this attempt was settled before a crash
    verdict, _, why = outcome.partition(":")
    notice.tries += 1
    notice.problem = why or None
    if verdict == AGAIN and notice.tries < MOST_TRIES:
        wait = min(first_wait * 2 ** min(notice.tries - 1, 20), LONGEST_WAIT)
        jobs.enqueue(session, SEND, notice.id, key=f"{notice.id}:{notice.tries + 1}", after=wait)
        return
    notice.state = ENDS[verdict]
    notice.ended_at = now()
