"""A sealed text is signed: by a seat on its screen, or on paper that the staff keeps.

Staff also note who refused and who was absent, with the reason. Each is a row of its own that
nobody changes; the newest of a seat counts.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Signing
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, SealedAgreement, Seat, Signature
from dialogue.operations.agreements.entering import enter_if_signed
from dialogue.policy import DECIDERS, TABLE, Action, seat_of
from dialogue.queries.agreements.finding import newest_sealed, signatures_of
from dialogue.queries.agreements.signatures import words_of
from dialogue.signing import SIGNED, newest_words, signed_on
from kernel.audit import record
from kernel.database import hold
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.files import Taken, attach
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.vault import Sealer

ON_PAPER = frozenset({Signing.HANDWRITTEN, Signing.THUMBPRINT})
UNSIGNED = frozenset({Signing.REFUSED, Signing.ABSENT})
OPEN = frozenset({AgreementState.FOR_SIGNATURE, AgreementState.IN_FORCE})


@dataclass(frozen=True)
class Noted:
    """What the staff saw: who signed on paper, who refused, who was absent, and when.

    Without `seat_id` it is somebody who holds no seat and bears witness for `group_id`.
    """

    signing: Signing
    signed_on: date
    group_id: int
    seat_id: int | None = None
    name: str = ""
    post: str = ""
    reason: str = ""
    taken: Taken | None = None


def sign(
    session: Session, jobs: Jobs, actor: Actor, process: Process, agreement: Agreement, number: int
) -> Signature:
    """Sign the text of this number with one's own seat; twice is once."""
    return _say(session, jobs, actor, process, agreement, number, Signing.ELECTRONIC, "")


def refuse(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    number: int,
    reason: str,
) -> Signature:
    """Say with one's own seat that one does not sign, and why.

    Said again with another reason it is a row of its own: the newest counts, the others stay.
    """
    return _say(session, jobs, actor, process, agreement, number, Signing.REFUSED, reason)


def note_signature(
    session: Session,
    jobs: Jobs,
    key: Sealer,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    number: int,
    noted: Noted,
) -> Signature:
    """Write down what was signed on paper, refused, or who was absent."""
    require(TABLE, actor, Action.SEAL, process)
    hold(session, agreement.subject)
    session.refresh(agreement)  # somebody else may have signed last meanwhile
    sealed = _text(session, agreement, number)
    seat = _seat_noted(process, noted)
    _expect_sound(process, agreement, noted)
    if seat is not None:
        _expect_no_turning_back(session, process, agreement, sealed, seat, noted.signing)
    row = Signature(
        office_id=process.office_id,
        sealed_id=sealed.id,
        group_id=seat.group_id if seat else noted.group_id,
        seat_id=seat.id if seat else None,
        name=seat.name if seat else noted.name.strip(),
        post=seat.post if seat else noted.post.strip(),
        signing=noted.signing,
        reason=noted.reason.strip(),
        signed_on=noted.signed_on,
        file_id=attach(session, key, noted.taken).id if noted.taken else None,
        recorded_by_id=actor.person_id,
    )
    return _keep(session, jobs, actor, process, agreement, sealed, row)


def _say(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    number: int,
    signing: Signing,
    reason: str,
) -> Signature:
    require(TABLE, actor, Action.SIGN, process)
    hold(session, agreement.subject)
    session.refresh(agreement)  # somebody else may have signed last meanwhile
    sealed = _text(session, agreement, number)
    seat = seat_of(actor, process, DECIDERS)
    if seat is None:
        raise Forbidden("not-allowed")
    before = _newest(session, process, sealed, seat)
    said = signing, seat.id, reason.strip()
    if before is not None and (before.signing, before.seat_id, before.reason) == said:
        return before
    if signing in UNSIGNED and not reason.strip():
        raise BadInput("unsigned-without-reason")
    _expect_no_turning_back(session, process, agreement, sealed, seat, signing)
    row = Signature(
        office_id=process.office_id,
        sealed_id=sealed.id,
        group_id=seat.group_id,
        seat_id=seat.id,
        name=seat.name,
        post=seat.post,
        signing=signing,
        reason=reason.strip(),
        signed_on=today_at(process.office),
        recorded_by_id=actor.person_id,
    )
    return _keep(session, jobs, actor, process, agreement, sealed, row)


def _keep(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    sealed: SealedAgreement,
    row: Signature,
) -> Signature:
    session.add(row)
    session.flush()  # who looks whether all signed reads it
    record(
        session, events.AGREEMENT_SIGNED, actor, process.subject,
        agreement=agreement.code, group_id=row.group_id, signing=row.signing,
    )  # fmt: skip
    enter_if_signed(session, jobs, actor, process, agreement, sealed)
    return row


def _text(session: Session, agreement: Agreement, number: int) -> SealedAgreement:
    """The sealed text that whoever signs has before them; RuleBroken when it is another one now."""
    if agreement.state not in OPEN:
        raise RuleBroken("agreement-not-for-signature")
    sealed = newest_sealed(session, agreement)
    if sealed is None or sealed.number != number:
        raise RuleBroken("agreement-sealed-anew")
    return sealed


def _seat_noted(process: Process, noted: Noted) -> Seat | None:
    """The seat of this table that the staff means, if its mandate held on the day of signing."""
    if noted.seat_id is None:
        return None
    seat = next((one for one in process.seats if one.id == noted.seat_id), None)
    if seat is None or seat.kind not in DECIDERS:
        raise BadInput("seat-does-not-sign")
    if not seat.sits_on(noted.signed_on):
        raise BadInput("seat-without-mandate")
    return seat


def _expect_sound(process: Process, agreement: Agreement, noted: Noted) -> None:
    if noted.signing is Signing.ELECTRONIC:
        raise BadInput("signs-with-own-seat")
    if not agreement.agreed_on <= noted.signed_on <= today_at(process.office):
        raise BadInput("signed-on-another-day")
    if noted.signing in UNSIGNED and not noted.reason.strip():
        raise BadInput("unsigned-without-reason")
    if noted.signing in ON_PAPER and noted.taken is None:
        raise BadInput("signature-without-scan")
    if noted.seat_id is not None:
        return
    if noted.group_id not in {one.id for one in process.groups}:
        raise BadInput("group-of-another-table")
    if not noted.name.strip():
        raise BadInput("signatory-without-name")


def _expect_no_turning_back(
    session: Session,
    process: Process,
    agreement: Agreement,
    sealed: SealedAgreement,
    seat: Seat,
    signing: Signing,
) -> None:
    """Once it is in force, a group that signed has signed, whoever of it speaks later."""
    if agreement.state is not AgreementState.IN_FORCE or signing in SIGNED:
        return
    if seat.group_id in signed_on(words_of(process, signatures_of(session, sealed))):
        raise RuleBroken("agreement-in-force")


def _newest(
    session: Session, process: Process, sealed: SealedAgreement, seat: Seat
) -> Signature | None:
    """The row that counts for this seat, its own or that of whom it stands in for."""
    rows = signatures_of(session, sealed)
    words = words_of(process, rows)
    newest = newest_words(words).get(seat.counted_as)
    return next((row for row, word in zip(rows, words, strict=True) if word is newest), None)
