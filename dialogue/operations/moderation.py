"""Moderation: a post is shown, hidden with a reason, shown again; each act stands in the log."""

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import ModerationAct, PostState
from dialogue.models import ModerationEntry, Post, Process
from dialogue.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

MOVES = {
    (PostState.WAITING, ModerationAct.SHOW): PostState.SHOWN,
    (PostState.WAITING, ModerationAct.HIDE): PostState.HIDDEN,
    (PostState.SHOWN, ModerationAct.HIDE): PostState.HIDDEN,
    (PostState.HIDDEN, ModerationAct.RESTORE): PostState.SHOWN,
}


def acts_for(state: PostState) -> list[ModerationAct]:
    """What a moderator can do with a post that stands so."""
    return [act for (before, act) in MOVES if before is state]


def moderate_post(
    session: Session, actor: Actor, process: Process, post: Post, act: ModerationAct, reason: str
) -> None:
    """Show or hide it; RuleBroken when another moderator was faster."""
    require(TABLE, actor, Action.MODERATE, process)
    after = MOVES.get((post.state, act))
    if after is None:
        raise RuleBroken("changed-meanwhile")
    note_moderation(session, actor, process, f"post:{post.id}", act, reason)
    post.state = after


def note_moderation(
    session: Session, actor: Actor, process: Process, what: str, act: ModerationAct, reason: str
) -> ModerationEntry:
    """Write what a moderator did into the log, with the reason. Nothing is hidden without one.

    `what` is a public reference (`post:…`, `statement:…`).
    """
    require(TABLE, actor, Action.MODERATE, process)
    if act is ModerationAct.HIDE and not reason.strip():
        raise BadInput("moderation-without-reason")
    entry = ModerationEntry(
        office_id=process.office_id,
        process_id=process.id,
        what=what,
        act=act,
        reason=reason.strip(),
        person_id=actor.person_id,
    )
    session.add(entry)
    record(session, events.MODERATED, actor, process.subject, what=what, act=act)
    return entry
