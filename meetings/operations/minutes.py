"""The life of an acta: read back to the room, returned, sealed, corrected in another version."""

import secrets
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.audit_anchors import write_anchor
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.references import References
from kernel.seals import Seal, SealKind, seal
from meetings import contents, events
from meetings.kinds import Extent, Tongue
from meetings.lifecycle import MINUTES, Verb
from meetings.models import Meeting, ReadingBack, SealedMinutes
from meetings.operations.papers import order_papers
from meetings.policy import TABLE, Action
from meetings.queries.contents import (
    acta_of,
    moment_of,
    names_known,
    newest_sealed,
    readings_of,
)

SALT_BYTES = 16


@dataclass(frozen=True)
class ReadOut:
    """How the draft was read to the room."""

    language: Tongue
    reader: str
    corrections: str = ""


def read_back(
    session: Session, references: References, actor: Actor, meeting: Meeting, how: ReadOut
) -> ReadingBack:
    """Note that the draft was read to the room; what is sealed later must be what was heard."""
    require(TABLE, actor, Action.SEAL, meeting)
    acta = acta_of(session, references, meeting)
    _refuse(lacks_to_be_read(meeting, acta))
    if not how.reader.strip():
        raise BadInput("acta-reader-missing")
    _move(session, actor, meeting, Verb.READ_BACK)
    reading = ReadingBack(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        language=how.language,
        reader=how.reader,
        corrections=how.corrections,
        content_hash=contents.what_is_read_out(acta),
        person_id=actor.person_id,
    )
    session.add(reading)
    session.flush()  # the page that follows lists it
    return reading


def return_to_draft(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Let the acta be written on; it must be read back again."""
    require(TABLE, actor, Action.SEAL, meeting)
    _move(session, actor, meeting, Verb.RETURN_TO_DRAFT)


def seal_acta(
    session: Session, references: References, jobs: Jobs, actor: Actor, meeting: Meeting
) -> SealedMinutes:
    """Seal what was read back, for ever, with its public copy; the worker prints both."""
    require(TABLE, actor, Action.SEAL, meeting)
    MINUTES.after(meeting.state, Verb.SEAL)  # the move itself comes first among the reasons
    acta = acta_of(session, references, meeting)
    _refuse(lacks_to_be_sealed(session, meeting, acta))
    before, at = newest_sealed(session, meeting), now()
    sealed_at = moment_of(at, meeting.office.time_zone)
    acta = replace(acta, sealed_at=sealed_at, salt=secrets.token_hex(SALT_BYTES))
    sealed = _enter(session, actor, meeting, acta, before)
    sealed.sealed_at = at
    session.add(sealed)
    _move(session, actor, meeting, Verb.SEAL)
    meeting.amending = ""
    session.flush()  # the order of its papers names it
    fingerprint = contents.digest_of(acta)
    record(
        session, events.ACTA_SEALED, actor, meeting.subject,
        number=acta.number, fingerprint=fingerprint,
    )  # fmt: skip
    write_anchor(session)
    order_papers(session, jobs, sealed)
    return sealed


def amend(session: Session, actor: Actor, meeting: Meeting, reason: str) -> None:
    """Begin another version of a sealed acta; the sealed one stays as it is."""
    require(TABLE, actor, Action.SEAL, meeting)
    if not reason.strip():
        raise BadInput("acta-reason-missing")
    before = newest_sealed(session, meeting)
    _move(session, actor, meeting, Verb.AMEND)
    meeting.amending = reason
    session.flush()  # whoever looks next sees why
    record(
        session, events.ACTA_AMENDED, actor, meeting.subject,
        number=before.number + 1 if before else 1,
    )  # fmt: skip


def lacks_to_be_read(meeting: Meeting, acta: contents.Acta) -> list[RuleBroken]:
    """What is missing before the draft can be read back, in the order to mend it."""
    found = [
        (RuleBroken("acta-of-old-paper"), meeting.imported),
        (RuleBroken("acta-meeting-not-opened"), meeting.opened_at is None),
        (RuleBroken("acta-without-agenda"), not acta.points),
    ]
    return [refusal for refusal, missing in found if missing]


def lacks_to_be_sealed(session: Session, meeting: Meeting, acta: contents.Acta) -> list[RuleBroken]:
    """What is missing before the acta can be sealed, in the order to mend it."""
    readings = readings_of(session, meeting)
    heard = readings[-1].content_hash if readings else None
    found = [
        (RuleBroken("acta-meeting-not-closed"), not (meeting.closed_at and acta.heading.ends_at)),
        (RuleBroken("acta-without-reasons"), any(map(_lacks_reasons, acta.agreements))),
        (RuleBroken("acta-promise-not-whole"), any(map(_lacks_something, acta.promises))),
        (RuleBroken("acta-without-signatories"), not acta.signers),
        (RuleBroken("acta-not-read"), heard is None),
        (
            RuleBroken("acta-changed-since-reading"),
            heard not in {None, contents.what_is_read_out(acta)},
        ),
    ]
    return [
        *lacks_to_be_read(meeting, acta),
        *(refusal for refusal, missing in found if missing),
    ]


def _lacks_reasons(agreement: contents.Agreement) -> bool:
    return agreement.extent != Extent.TOTAL and not agreement.dissent.called("es").strip()


def _lacks_something(promise: contents.Promise) -> bool:
    answerable = promise.responsible_group or promise.responsible_person
    until = promise.due_on or promise.recurrence or promise.condition
    return not (answerable and until and (promise.verifier_group or promise.verifier_person))


def _refuse(lacking: list[RuleBroken]) -> None:
    if lacking:
        raise lacking[0]


def _move(session: Session, actor: Actor, meeting: Meeting, verb: Verb) -> None:
    before, after = meeting.state, MINUTES.after(meeting.state, verb)
    meeting.state = after
    record(
        session, events.ACTA_MOVED, actor, meeting.subject,
        verb=verb, before=before, after=after,
    )  # fmt: skip


def _enter(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    acta: contents.Acta,
    before: SealedMinutes | None,
) -> SealedMinutes:
    """The full acta and its public copy in the register of seals."""
    public = contents.public_copy(acta, names_known(session, meeting))
    full = _sealed(session, actor, meeting, acta, before.seal_id if before else None, None)
    copy = _sealed(
        session, actor, meeting, public, before.public_seal_id if before else None, full.id
    )
    return SealedMinutes(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        number=acta.number,
        replaces_id=before.id if before else None,
        reason=acta.reason,
        content=contents.canonical(acta),
        content_hash=full.content_hash,
        public=contents.canonical(public),
        public_hash=copy.content_hash,
        seal_id=full.id,
        public_seal_id=copy.id,
        sealed_by_id=actor.person_id,
    )


def _sealed(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    acta: contents.Acta,
    replaces_id: int | None,
    copy_of_id: int | None,
) -> Seal:
    return seal(
        session,
        actor,
        kind=SealKind.ACTA,
        reference=meeting.subject,
        number=acta.number,
        canonical=contents.canonical(acta),
        office_id=meeting.office_id,
        issuer=acta.heading.issuer,
        time_zone=meeting.office.time_zone,
        replaces_id=replaces_id,
        copy_of_id=copy_of_id,
    )
