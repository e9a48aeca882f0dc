"""A sheet that was taken down becomes a case, once, and the receipt goes to the person."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from grievances import events
from grievances.answers import Answers
from grievances.kinds import Channel, Purpose
from grievances.models import Assistance, Attachment, Case
from grievances.operations.attachments import Waiting
from grievances.operations.cards import claim_card, free_card
from grievances.operations.casework import declare_conflict
from grievances.operations.filing import Arrival, file_case
from grievances.operations.messages import keep_note
from grievances.operations.office_drafts import (
    expect_day,
    expect_seen,
    forget,
    received_at,
    subject_of,
)
from grievances.policy import TABLE, Action
from grievances.queries.cases import key_of
from grievances.queries.clocks import day_at
from grievances.queries.office_drafts import (
    Handing,
    Opened,
    assistance_of,
    rows_of_office_draft,
)
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault

PRESENT = frozenset({Channel.VISIT, Channel.PHONE})
"""The person is there while it is taken down, and is asked whether it shall be registered."""
SPOKEN = PRESENT | {Channel.RADIO}
TELLS = frozenset({Purpose.LETTER, Purpose.STORY_PAGE, Purpose.STORY_SOUND})


@dataclass(frozen=True)
class Confirmed:
    """What was done with the person before registering, and what the officer declares."""

    agreed: bool
    """The person wants it to be registered."""
    read_back: bool
    """It was read aloud to the person, who agreed."""
    has_tie: bool
    """The officer, or somebody of their family, has ties to the one complained of."""


def told_in_files(sheet_answers: Answers, rows: list[Attachment]) -> Answers:
    """The answers with the files that tell the story or show what happened."""
    told = tuple(row.id for row in rows if row.purpose in TELLS)
    shown = tuple(row.id for row in rows if row.purpose not in TELLS)
    return replace(sheet_answers, story_files=told, files=shown)


def register(
    session: Session,
    vault: Vault,
    actor: Actor,
    held: Opened,
    confirmed: Confirmed,
    *,
    code_lookup: str,
    on_card: bool,
    seen: int,
) -> Case:
    """Make a case of a draft as it was read on the last page; the draft and its key are gone."""
    require(TABLE, actor, Action.WRITE_DRAFT, held.draft)
    expect_seen(held.draft, seen)
    expect_day(held.office, held.sheet)
    _expect_said(held, confirmed)
    if on_card:
        free_card(session, held.office, code_lookup)
    rows = list(rows_of_office_draft(session, held.draft))
    case = file_case(
        session,
        vault,
        actor,
        office=held.office,
        answers=told_in_files(held.sheet.answers, rows),
        language=held.sheet.language,
        code_lookup=code_lookup,
        files=Waiting(rows, held.key),
        arrival=Arrival(held.draft.channel, received_at(held)),
    )
    if on_card:
        claim_card(session, case, code_lookup)
    _say_how(session, vault, actor, held, case, confirmed, on_card=on_card)
    if confirmed.has_tie:
        declare_conflict(session, actor, case, has_conflict=True)
    record(session, events.DRAFT_REGISTERED, actor, subject_of(held.draft), case_id=case.id)
    forget(session, vault, held.draft, heir=case.data_key_id)
    return case


def close_receipt(session: Session, actor: Actor, handing: Handing, *, on_paper: bool) -> None:
    """The person has the receipt, on paper or written down: nobody of the office sees it again."""
    row = assistance_of(session, handing.case)
    if row.person_id != actor.person_id or row.receipt_closed_at is not None:
        return
    row.receipt_handed = on_paper
    row.receipt_closed_at = now()
    record(session, events.RECEIPT_CLOSED, actor, handing.case.subject, on_paper=on_paper)


def _expect_said(held: Opened, confirmed: Confirmed) -> None:
    if held.sheet.spoken is None:
        raise BadInput("spoken-missing")
    if held.draft.channel in PRESENT and not confirmed.agreed:
        raise RuleBroken("person-did-not-agree")


def _say_how(
    session: Session,
    vault: Vault,
    actor: Actor,
    held: Opened,
    case: Case,
    confirmed: Confirmed,
    *,
    on_card: bool,
) -> None:
    assert actor.person_id is not None  # noqa: S101 - the policy admits only staff
    assert held.sheet.spoken is not None  # noqa: S101 - asked for before
    key, words = key_of(session, vault, case), held.sheet.interpreter.strip()
    session.add(
        Assistance(
            case_id=case.id,
            person_id=actor.person_id,
            spoken=held.sheet.spoken,
            interpreter=key.seal(words, "grievances_assistance.interpreter") if words else None,
            read_back=confirmed.read_back,
            receipt_handed=False,
        )
    )
    if held.sheet.late_reason.strip():
        keep_note(session, key, actor, case, held.sheet.late_reason)
    record(
        session, events.CASE_TAKEN_DOWN, actor, case.subject,
        received_on=day_at(held.office, case.received_at).isoformat(),
        read_back=confirmed.read_back,
        agreed=confirmed.agreed,
        card=on_card,
    )  # fmt: skip
