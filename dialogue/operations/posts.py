"""People say something in a thread: from their seat, or in words that the office wrote down."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Moderation, PostKind, PostState, Tongue
from dialogue.models import Mention, Post, PostTranslation, Process, Seat, Thread
from dialogue.policy import PARTIES, SPEAKERS, TABLE, Action, host_here, recorder_here, seat_of
from kernel.audit import record
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import Actor, require
from kernel.references import References

MOST_NAMED = 12


@dataclass(frozen=True)
class Remark:
    """What somebody says. `answers` is the post that it replies to.

    `spoken_by`, `group_id` and `said_in` are what the office notes of what somebody else said.
    """

    words: str
    kind: PostKind = PostKind.CONTRIBUTION
    language: Tongue = Tongue.ES
    answers: Post | None = None
    names: Sequence[int] = ()
    """Ids of seats that are to be told."""
    spoken_by: str = ""
    group_id: int | None = None
    said_in: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether it is what somebody else said."""
        return bool(self.spoken_by.strip() or self.group_id or self.said_in)


def write_post(
    session: Session,
    actor: Actor,
    references: References,
    process: Process,
    thread: Thread,
    remark: Remark,
) -> Post:
    """Say it. Where the process moderates before, it waits for a moderator first."""
    require(TABLE, actor, Action.WRITE, process)
    _expect_sound(session, actor, references, process, thread, remark)
    seat = None if remark.is_recorded else seat_of(actor, process, SPEAKERS)
    post = Post(
        office_id=process.office_id,
        thread_id=thread.id,
        answers_id=_topmost(remark.answers),
        kind=remark.kind,
        group_id=seat.group_id if seat else remark.group_id,
        seat_id=seat.id if seat else None,
        spoken_by=remark.spoken_by.strip(),
        recorded_by_id=None if seat else actor.person_id,
        said_in=remark.said_in,
        language=remark.language,
        words=remark.words.strip(),
        state=_state(actor, process),
        imported=actor.system,
    )
    session.add(post)
    session.flush()  # its mentions and the trail name it
    _name(session, process, post, remark.names)
    record(session, events.POSTED, actor, process.subject, post_id=post.id, kind=post.kind)
    return post


def translate_post(
    session: Session, actor: Actor, process: Process, post: Post, language: Tongue, words: str
) -> PostTranslation:
    """Put the same in another language beside a post; older translations are kept."""
    require(TABLE, actor, Action.TRANSLATE, process)
    if not words.strip():
        raise BadInput("text-missing")
    if language is post.language:
        raise BadInput("translation-same-language")
    made = PostTranslation(
        office_id=process.office_id,
        post_id=post.id,
        language=language,
        words=words.strip(),
        person_id=actor.person_id,
    )
    session.add(made)
    record(
        session, events.POST_TRANSLATED, actor, process.subject,
        post_id=post.id, language=language,
    )  # fmt: skip
    return made


def _expect_sound(
    session: Session,
    actor: Actor,
    references: References,
    process: Process,
    thread: Thread,
    remark: Remark,
) -> None:
    if not remark.words.strip():
        raise BadInput("text-missing")
    if thread.closed_at is not None:
        raise RuleBroken("thread-closed")
    if remark.answers is not None and remark.answers.thread_id != thread.id:
        raise BadInput("reference-unknown")
    if remark.is_recorded:
        _expect_recorder(actor, process)
    if remark.group_id and remark.group_id not in {one.id for one in process.groups}:
        raise BadInput("reference-unknown")
    if remark.said_in and references.resolve(session, actor, remark.said_in) is None:
        raise BadInput("reference-unknown")


def _expect_recorder(actor: Actor, process: Process) -> None:
    """What others said is written down by the office alone."""
    if not (actor.system or recorder_here(actor, process)):
        raise Forbidden("not-allowed")


def _state(actor: Actor, process: Process) -> PostState:
    """A moderator need not wait for a moderator."""
    waits = process.moderation is Moderation.BEFORE
    free = actor.system or host_here(actor, process)
    return PostState.WAITING if waits and not free else PostState.SHOWN


def _topmost(answers: Post | None) -> int | None:
    """A thread has one level of replies: who answers a reply answers its post."""
    return None if answers is None else answers.answers_id or answers.id


def _name(session: Session, process: Process, post: Post, names: Sequence[int]) -> None:
    known = {one.id for one in seats_to_name(process)}
    chosen = [one for one in dict.fromkeys(names) if one in known and one != post.seat_id]
    session.add_all(
        Mention(office_id=process.office_id, post_id=post.id, seat_id=one)
        for one in chosen[:MOST_NAMED]
    )


def seats_to_name(process: Process) -> list[Seat]:
    """Who sits at the table today and can be named in a post."""
    today = today_at(process.office)
    return [one for one in process.seats if one.kind in PARTIES and one.sits_on(today)]
