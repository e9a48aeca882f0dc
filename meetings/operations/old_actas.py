"""Old actas: what of them is known comes in, so that the quality of history can be measured.

What comes in twice is there once: an acta is known by its day and title, an agreement and a
commitment by their words in it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import today_at
from commitments.operations.making import Promise, make_commitment
from kernel.audit import record
from kernel.codes import new_code
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.text import folded
from kernel.vault import Vault
from meetings import events
from meetings.kinds import Extent, MeetingKind
from meetings.models import Agreement, Meeting
from meetings.old_sheets import Line
from meetings.operations.planning import Plan, new_reference, write_plan
from meetings.operations.said import REFERENCE_SIGNS
from meetings.particulars import HAD_AGENDA
from meetings.policy import TABLE, Action
from meetings.queries.noted import agreement_of_entry
from meetings.queries.old_actas import acta_like, promise_noted


@dataclass(frozen=True)
class OldActa:
    """What is known of an acta of before. `had_agenda` is None where the paper does not tell."""

    kind: MeetingKind
    title: str
    held_on: date
    place: str = ""
    district: str = ""
    province: str = ""
    department: str = ""
    belongs_to: str = ""
    had_agenda: bool | None = None


@dataclass(frozen=True)
class OldAgreement:
    """What it agreed on, and how far, where the paper tells."""

    text: str
    extent: Extent | None = None
    dissent: str = ""


@dataclass(frozen=True)
class OldPromise:
    """What it promised; everything but the words may be missing, and the lack is counted."""

    what: str
    indicator: str = ""
    responsible: str = ""
    due_on: date | None = None
    condition: str = ""
    verifier: str = ""
    agreement: str = ""


def import_acta(
    session: Session, vault: Vault, actor: Actor, office: Office, acta: OldActa
) -> Meeting:
    """Bring one old acta; the one of this day and title when it is there already."""
    require(TABLE, actor, Action.IMPORT_OLD, office.id)
    if not acta.title.strip():
        raise BadInput("title-missing")
    if acta.held_on > today_at(office):
        raise BadInput("old-acta-ahead")
    hold(session, f"old-actas:{office.id}")
    if known := acta_like(session, office.id, acta.held_on, acta.title):
        return known
    key = vault.new_data_key(session, [office.holder])
    meeting = Meeting(
        office_id=office.id,
        office=office,
        reference=new_reference(session),
        data_key_id=key.id,
        made_by_id=actor.person_id,
        imported=True,
    )
    write_plan(meeting, _plan(acta))
    session.add(meeting)
    session.flush()  # what it agreed on refers to it
    record(session, events.OLD_ACTA_IMPORTED, actor, meeting.subject, office_id=office.id)
    return meeting


def import_agreement(
    session: Session, actor: Actor, meeting: Meeting, old: OldAgreement
) -> Agreement:
    """Bring one agreement of an old acta; the one with these words when it is there already."""
    require(TABLE, actor, Action.IMPORT_OLD, meeting.office_id)
    _expect_old(meeting)
    if not old.text.strip():
        raise BadInput("text-missing")
    entry = f"old:{_digest(old.text)}"
    if known := agreement_of_entry(session, meeting, entry):
        return known
    hold(session, f"agreements:{meeting.id}")
    last = select(func.max(Agreement.number)).where(Agreement.meeting_id == meeting.id)
    agreement = Agreement(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        entry=entry,
        reference=f"agreement:{new_code(REFERENCE_SIGNS)}",
        number=(session.scalar(last) or 0) + 1,
        imported=True,
        noted_by_id=actor.person_id,
        **vars(old),
    )
    session.add(agreement)
    session.flush()  # the next one needs another number
    record(
        session, events.AGREEMENT_NOTED, actor, meeting.subject,
        agreement=agreement.reference, extent=agreement.extent,
    )  # fmt: skip
    return agreement


def import_promise(session: Session, actor: Actor, meeting: Meeting, old: OldPromise) -> str:
    """Bring one commitment of an old acta, as incomplete as the paper has it; its code."""
    require(TABLE, actor, Action.IMPORT_OLD, meeting.office_id)
    _expect_old(meeting)
    promise = Promise(
        what=old.what,
        made_on=meeting.begins_on,
        indicator=old.indicator,
        responsible_group=old.responsible,
        verifier_group=old.verifier,
        due_on=old.due_on,
        condition=old.condition,
        made_in=meeting.subject,
        belongs_to=meeting.belongs_to,
        agreement=old.agreement,
        entry=promise_entry(meeting, old.what),
        imported=True,
    )
    return make_commitment(session, actor, meeting.office, promise).code


def write_lines(
    session: Session,
    vault: Vault,
    actor: Actor,
    office: Office,
    lines: Iterable[Line],
    kind: MeetingKind,
    belongs_to: str,
) -> dict[str, Any]:
    """Bring every row; how many actas, agreements and commitments were not there before."""
    new: Counter[str] = Counter(actas=0, agreements=0, commitments=0)
    for line in lines:
        before = acta_like(session, office.id, line.held_on, line.title)
        meeting = import_acta(session, vault, actor, office, _acta(line, kind, belongs_to))
        new["actas"] += before is None
        reference = ""
        if line.agreement:
            entry = f"old:{_digest(line.agreement)}"
            new["agreements"] += agreement_of_entry(session, meeting, entry) is None
            old = OldAgreement(line.agreement, line.extent, line.dissent)
            reference = import_agreement(session, actor, meeting, old).reference
        if line.commitment:
            known = promise_noted(session, promise_entry(meeting, line.commitment))
            new["commitments"] += not known
            import_promise(session, actor, meeting, _promise(line, reference))
    return dict(new)


def promise_entry(meeting: Meeting, what: str) -> str:
    """The key under which a commitment of an old acta is made once."""
    return f"old:{meeting.reference}:{_digest(what)}"


def _plan(acta: OldActa) -> Plan:
    told = {} if acta.had_agenda is None else {HAD_AGENDA: acta.had_agenda}
    return Plan(
        kind=acta.kind,
        title=acta.title,
        begins_on=acta.held_on,
        ends_on=acta.held_on,
        belongs_to=acta.belongs_to,
        place=acta.place,
        district=acta.district,
        province=acta.province,
        department=acta.department,
        particulars=told,
    )


def _acta(line: Line, kind: MeetingKind, belongs_to: str) -> OldActa:
    return OldActa(
        kind=line.kind or kind,
        title=line.title,
        held_on=line.held_on,
        place=line.place,
        district=line.district,
        belongs_to=belongs_to,
        had_agenda=line.had_agenda,
    )


def _promise(line: Line, agreement: str) -> OldPromise:
    return OldPromise(
        what=line.commitment,
        indicator=line.indicator,
        responsible=line.responsible,
        due_on=line.due_on,
        condition=line.condition,
        verifier=line.verifier,
        agreement=agreement,
    )


def _expect_old(meeting: Meeting) -> None:
    if not meeting.imported:
        raise RuleBroken("not-an-old-acta")


def _digest(words: str) -> str:
    return sha256(folded(words).encode()).hexdigest()[:32]
