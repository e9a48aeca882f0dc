"""An agreement is drafted, and changed as long as it is a draft."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.contents.draft import Draft
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.finding import may_be_replaced
from dialogue.queries.agreements.thresholds import called
from kernel.audit import record
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.references import References

CODE_SIGNS = 6
WHERE_FROM = frozenset({"version_id", "round_id", "meeting", "came_from"})
"""What a change leaves as it was."""


def draft_agreement(
    session: Session, references: References, actor: Actor, process: Process, draft: Draft
) -> Agreement:
    """Begin an agreement: nobody signs it before its text is sealed."""
    require(TABLE, actor, Action.AGREE, process)
    _expect_sound(session, references, actor, process, draft, draft.about)
    agreement = Agreement(
        office_id=process.office_id,
        process_id=process.id,
        code=free_code(session, Agreement.code, "A", CODE_SIGNS),
        made_by_id=actor.person_id,
        **_columns(draft),
    )
    session.add(agreement)
    session.flush()  # the page that follows reads it
    record(
        session, events.AGREEMENT_DRAFTED, actor, process.subject, agreement=agreement.code
    )  # fmt: skip
    return agreement


def change_draft(
    session: Session,
    references: References,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    draft: Draft,
    seen: int,
) -> None:
    """Write the draft anew; where it came from stays."""
    require(TABLE, actor, Action.AGREE, process)
    expect_seen(agreement, seen)
    expect_draft(agreement)
    added = [one for one in draft.about if one not in agreement.about]
    _expect_sound(session, references, actor, process, draft, added)
    for name, value in _columns(draft).items():
        if name not in WHERE_FROM:
            setattr(agreement, name, value)
    record(session, events.AGREEMENT_CHANGED, actor, process.subject, agreement=agreement.code)


def expect_seen(agreement: Agreement, seen: int) -> None:
    """RuleBroken when the agreement is no longer as the page showed it."""
    if agreement.version != seen:
        raise RuleBroken("changed-meanwhile")


def expect_draft(agreement: Agreement) -> None:
    """RuleBroken unless its text may still be written."""
    if agreement.state is not AgreementState.DRAFT:
        raise RuleBroken("agreement-no-draft")


def _columns(draft: Draft) -> dict[str, Any]:
    said = {one.name: getattr(draft, one.name) for one in fields(draft)}
    plain = {name: value.strip() if type(value) is str else value for name, value in said.items()}
    return {name: list(value) if type(value) is tuple else value for name, value in plain.items()}


def _expect_sound(
    session: Session,
    references: References,
    actor: Actor,
    process: Process,
    draft: Draft,
    named: Sequence[str],
) -> None:
    if not draft.title.strip():
        raise BadInput("title-missing")
    if not draft.words.strip():
        raise BadInput("text-missing")
    if draft.extent is not Extent.TOTAL and not draft.dissent.strip():
        raise BadInput("dissent-missing")
    if draft.agreed_on > today_at(process.office):
        raise BadInput("agreed-in-future")
    if not set(draft.required) <= {one.id for one in process.groups}:
        raise BadInput("group-of-another-table")
    _expect_known(session, references, actor, process, draft, named)


def _expect_known(
    session: Session,
    references: References,
    actor: Actor,
    process: Process,
    draft: Draft,
    named: Sequence[str],
) -> None:
    """What it names elsewhere is there for whoever writes it."""
    if len(called(session, actor, draft.thresholds)) != len(draft.thresholds):
        raise BadInput("threshold-not-adoptable")
    replaced = {one.id for one in may_be_replaced(session, process)}
    if draft.replaces_id is not None and draft.replaces_id not in replaced:
        raise BadInput("agreement-not-in-force")
    if not all(references.resolve(session, actor, one) for one in named):
        raise BadInput("reference-unknown")
