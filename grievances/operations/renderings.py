"""Writing down what was spoken and translating what was said. The original always stays."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grievances import events
from grievances.kinds import Purpose, RenderingKind, RenderingState
from grievances.models import Attachment, Case, Rendering
from grievances.operations.finding import add_words, index_what_is_said
from grievances.policy import TABLE, Action
from grievances.queries.renderings import PLACE, STORY, Original, digest_of, rendering_row
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import DataKey

TOLD_BY = (Purpose.STORY_SOUND, Purpose.STORY_PAGE)


def open_tasks(session: Session, case: Case) -> None:
    """What has to be written down or translated so that the office can work on a case.

    Called when it is filed and when a recording or a page is added. What is in one of the office's
    languages is no task: a translation may be written all the same.
    """
    # A letter that was typed in needs nothing more; one that lies there only as a picture does.
    told_by = TOLD_BY if case.story is not None else (*TOLD_BY, Purpose.LETTER)
    told = select(Attachment.id).where(
        Attachment.case_id == case.id, Attachment.purpose.in_(told_by)
    )
    for number in session.scalars(told):
        of = f"attachment:{number}"
        _open(session, case, of, RenderingKind.TRANSCRIPTION, case.language)
    if case.story is not None and case.language not in case.office.languages:
        target = case.office.languages[0] if case.office.languages else "es"
        _open(session, case, STORY, RenderingKind.TRANSLATION, target)


def write_beside(
    session: Session,
    key: DataKey,
    actor: Actor,
    case: Case,
    original: Original,
    kind: RenderingKind,
    *,
    text: str,
    language: str,
    read_back: bool,
    seen: str,
) -> Rendering:
    """Keep the text that stands beside an original; it waits to be reviewed by somebody else."""
    require(TABLE, actor, Action.RENDER, case)
    if not text.strip():
        raise BadInput("text-missing")
    row = rendering_row(session, case, original.of, kind)
    if (row.changed_at.isoformat() if row else "") != seen:
        raise RuleBroken("changed-meanwhile")
    if row is None:
        row = _open(session, case, original.of, kind, language)
    replaces = row.body is not None
    row.body = key.seal(text, PLACE)
    row.language, row.read_back = language, read_back
    row.state = RenderingState.DRAFT
    row.author_id, row.reviewed_by_id = actor.person_id, None
    row.original_digest = digest_of(key, case, original)
    row.changed_at = now()
    session.flush()  # the trail needs row.id
    if replaces:
        index_what_is_said(session, key, case)
    else:
        add_words(session, key, case, text)
    record(
        session, events.RENDERING_WRITTEN, actor, case.subject,
        rendering_id=row.id, kind=kind, of=original.of,
    )  # fmt: skip
    return row


def review_beside(
    session: Session, actor: Actor, case: Case, of: str, kind: RenderingKind, *, seen: str
) -> None:
    """Another person than the author compared the text with its original."""
    require(TABLE, actor, Action.RENDER, case)
    row = rendering_row(session, case, of, kind)
    if row is None or row.body is None or row.changed_at.isoformat() != seen:
        raise RuleBroken("changed-meanwhile")
    if row.author_id == actor.person_id:
        raise RuleBroken("own-rendering")
    row.state, row.reviewed_by_id = RenderingState.REVIEWED, actor.person_id
    record(session, events.RENDERING_REVIEWED, actor, case.subject, rendering_id=row.id)


def _open(session: Session, case: Case, of: str, kind: RenderingKind, language: str) -> Rendering:
    row = rendering_row(session, case, of, kind)
    if row is None:
        row = Rendering(case_id=case.id, of=of, kind=kind, language=language)
        session.add(row)
    return row
