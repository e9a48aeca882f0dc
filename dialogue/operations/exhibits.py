"""Evidence is laid beside a post, as the room saw it; it stays there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import EvidenceOf, Moderation, PostState, ThreadVisibility
from dialogue.models import Exhibit, Post, Process, Thread
from dialogue.policy import TABLE, Action, host_here, recorder_here
from dialogue.queries.posts import reader_of
from kernel.audit import record
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.files import FileKind, Taken, attach
from kernel.policy import STRANGER, Actor, require
from kernel.references import References
from kernel.vault import Sealer

MOST_EXHIBITS = 12
QUOTABLE = ("concern:", "theme:")
"""Whoever named these agreed that they are quoted; all else must be there for everybody."""

PICTURES = frozenset({FileKind.IMAGE})
PAPERS = frozenset({FileKind.IMAGE, FileKind.PDF})
BRINGS = {
    EvidenceOf.FILE: frozenset(FileKind),
    EvidenceOf.PHOTOGRAPH: PICTURES,
    EvidenceOf.LABORATORY: PAPERS,
}
"""What kind of file each kind of evidence may be."""


@dataclass(frozen=True)
class Laid:
    """What is laid beside a post: its frozen words, and the file if it is one."""

    kind: EvidenceOf
    title: str
    sha256: str
    seen: str = ""
    reference: str = ""
    taken: Taken | None = None
    for_everybody: bool = False
    """Somebody looked at the words as everybody will read them, and covered names in them."""


def lay_exhibit(
    session: Session,
    actor: Actor,
    references: References,
    key: Sealer,
    process: Process,
    thread: Thread,
    post: Post,
    laid: Laid,
) -> Exhibit:
    """Lay evidence beside a post: by who wrote it, or by the office."""
    require(TABLE, actor, Action.ATTACH, process)
    _expect_open(session, actor, process, thread, post)
    title = laid.title
    if laid.reference.startswith(QUOTABLE):
        _expect_looked_at(thread, laid)
        title = _called(session, references, thread, laid)
    elif laid.reference:
        _expect_readable(session, references, thread, laid.reference)
    exhibit = Exhibit(
        office_id=process.office_id,
        post_id=post.id,
        kind=laid.kind,
        title=title,
        reference=laid.reference,
        sha256=laid.sha256,
        seen=laid.seen,
        file=attach(session, key, laid.taken) if laid.taken else None,
    )
    session.add(exhibit)
    session.flush()  # the trail names it
    record(
        session, events.EXHIBIT_LAID, actor, process.subject,
        exhibit_id=exhibit.id, kind=exhibit.kind,
    )  # fmt: skip
    return exhibit


def may_lay(actor: Actor, process: Process, post: Post) -> bool:
    """Whether this actor can lay evidence beside this post."""
    if actor.system or recorder_here(actor, process):
        return post.state is not PostState.HIDDEN
    own = reader_of(actor, process).wrote(post)
    seen_before = process.moderation is Moderation.BEFORE and post.state is PostState.SHOWN
    return own and post.state is not PostState.HIDDEN and not seen_before


def _expect_open(
    session: Session, actor: Actor, process: Process, thread: Thread, post: Post
) -> None:
    if thread.closed_at is not None:
        raise RuleBroken("thread-closed")
    if not (actor.system or recorder_here(actor, process) or _wrote(actor, process, post)):
        raise Forbidden("not-allowed")
    if not may_lay(actor, process, post) and not host_here(actor, process):
        raise RuleBroken("post-moderated-already")
    session.refresh(post, ["evidence"])
    if len(post.evidence) >= MOST_EXHIBITS:
        raise RuleBroken("files-too-many")


def _wrote(actor: Actor, process: Process, post: Post) -> bool:
    return reader_of(actor, process).wrote(post)


def _expect_readable(
    session: Session, references: References, thread: Thread, reference: str
) -> None:
    """A public thread shows nothing that everybody could not read where it stands."""
    is_public = thread.visibility is ThreadVisibility.PUBLIC
    if is_public and references.resolve(session, STRANGER, reference) is None:
        raise BadInput("evidence-not-published")


def _expect_looked_at(thread: Thread, laid: Laid) -> None:
    """Whoever spoke agreed to be quoted; whom they named did not."""
    if thread.visibility is ThreadVisibility.PUBLIC and not laid.for_everybody:
        raise BadInput("public-wording-unseen")


def _called(session: Session, references: References, thread: Thread, laid: Laid) -> str:
    """The title of the meeting; in public as its published acta says it, else the code alone:
    whoever agreed to be quoted did not publish the meeting."""
    if thread.visibility is not ThreadVisibility.PUBLIC:
        return laid.title
    known = references.resolve(session, STRANGER, laid.reference)
    return known.title if known else laid.reference
