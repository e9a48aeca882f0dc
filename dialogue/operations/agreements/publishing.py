"""Whether everybody may read an agreement and how it is kept."""

from sqlalchemy.orm import Session

from commitments.operations.publishing import publish
from dialogue import events
from dialogue.contents.writing import read
from dialogue.kinds import Visibility
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.drafting import expect_seen
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.content import promises_of
from dialogue.queries.agreements.finding import newest_sealed
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.text import fold


def publish_agreement(
    session: Session, actor: Actor, process: Process, agreement: Agreement, seen: int
) -> None:
    """Let everybody read its public copy, with its commitments, once it is in force."""
    require(TABLE, actor, Action.PUBLISH, process)
    expect_seen(agreement, seen)
    if process.visibility is not Visibility.PUBLIC:
        raise RuleBroken("agreement-of-closed-table")
    if agreement.state is not AgreementState.IN_FORCE:
        raise RuleBroken("agreement-not-in-force")
    _show(session, actor, process, agreement, is_public=True)


def hide_agreement(
    session: Session, actor: Actor, process: Process, agreement: Agreement, seen: int
) -> None:
    """Let only the office and the parties read it again; its fingerprint can still be compared."""
    require(TABLE, actor, Action.PUBLISH, process)
    expect_seen(agreement, seen)
    _show(session, actor, process, agreement, is_public=False)


def _show(
    session: Session, actor: Actor, process: Process, agreement: Agreement, *, is_public: bool
) -> None:
    agreement.is_public = is_public
    agreement.folded_publicly = _words_of(session, agreement) if is_public else ""
    for one in promises_of(session, agreement):
        if one.is_public is not is_public:
            publish(session, actor, one, is_public=is_public, seen=one.version)
    record(session, events.AGREEMENT_PUBLISHED, actor, process.subject, agreement=agreement.code)


def _words_of(session: Session, agreement: Agreement) -> str:
    """By what everybody may find it: the words of its public copy, and its code."""
    sealed = newest_sealed(session, agreement)
    if sealed is None:
        return ""
    copy = read(sealed.public)
    said = (copy.title.es, copy.title.qu, copy.words.es, copy.words.qu, agreement.code)
    return " ".join(fold(one) for one in said if one)
