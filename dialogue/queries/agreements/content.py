"""What an agreement says today, gathered as it would be sealed now.

The same whoever asks: the platform itself gathers it, after the caller has been let in.
"""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.quality import GIVEN_UP
from commitments.queries.commitments import made_in, written_in
from dialogue.contents.agreement import Accord, Decided, Party
from dialogue.models import Agreement, Appointment, Group, Process, Round, RoundResult
from dialogue.queries.agreements.finding import instead_of, newest_sealed
from dialogue.queries.agreements.thresholds import thresholds_chosen
from kernel.policy import SYSTEM
from kernel.seals import fingerprint_of
from meetings.contents import Promise, Text


def accord_of(session: Session, process: Process, agreement: Agreement) -> Accord:
    """The agreement as it would be sealed now."""
    before, other = newest_sealed(session, agreement), instead_of(session, agreement)
    return Accord(
        reference=agreement.code,
        number=before.number + 1 if before else 1,
        issuer=process.office.name,
        process=process.code,
        table=Text(process.title, process.title_qu),
        title=Text(agreement.title, agreement.title_qu),
        words=Text(agreement.words, agreement.words_qu),
        extent=agreement.extent.value,
        agreed_on=_day(agreement.agreed_on),
        dissent=Text(agreement.dissent, agreement.dissent_qu),
        replaces=fingerprint_of(before.content_hash) if before else "",
        reason=agreement.reason if before else "",
        instead_of=other.code if other else "",
        parties=tuple(_party(one, agreement) for one in _groups(process, agreement)),
        adopted=tuple(one.written for one in thresholds_chosen(session, agreement)),
        promises=tuple(
            promise_of(one) for one in promises_of(session, agreement) if one.status not in GIVEN_UP
        ),
        about=tuple(agreement.about),
        meeting=agreement.meeting,
        decided=_decided(session, agreement),
    )


def promises_of(session: Session, agreement: Agreement) -> Sequence[Commitment]:
    """What was promised in this agreement, in the order of writing."""
    return made_in(session, SYSTEM, agreement.subject)


def promises_to_change(session: Session, agreement: Agreement) -> Sequence[Commitment]:
    """The same, held as they stand until this change ends."""
    return written_in(session, agreement.subject)


def promise_of(one: Commitment) -> Promise:
    """A commitment as it stands in a sealed text."""
    return Promise(
        code=one.code,
        what=Text(one.what, one.what_qu),
        indicator=Text(one.indicator, one.indicator_qu),
        responsible_group=one.responsible_group,
        responsible_person=one.responsible_person,
        co_responsibles=tuple(one.co_responsibles),
        verifier_group=one.verifier_group,
        verifier_person=one.verifier_person,
        due_on=_day(one.due_on),
        recurrence=one.recurrence.value if one.recurrence else "",
        condition=one.condition,
        place=one.place,
        budget_source=one.budget_source,
        priority=one.priority.value,
        risks=one.risks,
    )


def names_known(session: Session, process: Process) -> list[str]:
    """The names of people who have to do with this table."""
    query = select(Appointment.name).where(Appointment.process_id == process.id)
    named = {*session.scalars(query), *(seat.name for seat in process.seats)}
    return sorted(named - {""})


def _groups(process: Process, agreement: Agreement) -> list[Group]:
    """Those that sit there, and those that must sign even if they have left since."""
    return [one for one in process.groups if not one.retired_on or one.id in agreement.required]


def _party(group: Group, agreement: Agreement) -> Party:
    return Party(
        name=Text(group.name, group.name_qu),
        kind=group.kind.value,
        decides=group.decides,
        required=group.id in agreement.required,
    )


def _decided(session: Session, agreement: Agreement) -> Decided:
    if agreement.round_id is None:
        return Decided()
    found = session.get_one(Round, agreement.round_id)
    result = session.scalar(select(RoundResult).where(RoundResult.round_id == found.id))
    content = json.loads(result.content) if result else {}
    return Decided(
        proposal=found.proposal.code,
        version=found.proposed.number,
        round=found.number,
        protocol=found.protocol.value,
        state=str(content.get("outcome", {}).get("state", "")),
        fingerprint=fingerprint_of(result.content_hash) if result else "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
