"""Whoever sits at the table reads the sealed text once more, and signs it or says why not."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.contents.writing import read
from dialogue.forms.agreements import ReasonForm, SeenForm
from dialogue.kinds import Signing
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, SealedAgreement, Seat, Signature
from dialogue.operations.agreements.signing import OPEN, refuse, sign
from dialogue.policy import DECIDERS, TABLE, Action, seat_of
from dialogue.queries.agreements.finding import signatures_of, standing_text
from dialogue.queries.agreements.signatures import words_of
from dialogue.signing import SIGNED, signed_on
from dialogue.views.agreements.entrance import agreement_at, pressed, seen, to_agreement
from dialogue.views.agreements.public_rows import day_of, text_of
from dialogue.views.blueprint import bp
from dialogue.words import EXTENT, SIGNING
from kernel.errors import RuleBroken
from kernel.policy import require
from kernel.seals import fingerprint_of, grouped
from web.access import open_to_all
from web.actor import actor
from web.furniture import jobs
from web.locale import _
from web.transaction import db


@bp.get("/<code>/agreements/<of>/sign")
@open_to_all
def sign_page(code: str, of: str) -> ResponseReturnValue:
    """The sealed text, its fingerprint, and the two answers."""
    return _page(code, of)


@bp.post("/<code>/agreements/<of>/sign")
@open_to_all
def sign_now(code: str, of: str) -> ResponseReturnValue:
    """Sign it; sent twice it is one signature."""
    form = SeenForm()

    def act(session: Session, process: Process, agreement: Agreement) -> None:
        sign(session, jobs(), actor(), process, agreement, form.seen)

    if form.validate_on_submit() and pressed(form, code, of, act) is None:
        flash(_("Su firma quedó anotada."), "good")
        return to_agreement(code, of)
    return _page(code, of, signing=form), 422


@bp.post("/<code>/agreements/<of>/refuse")
@open_to_all
def refuse_now(code: str, of: str) -> ResponseReturnValue:
    """Say that one does not sign it, and why."""
    form = ReasonForm()

    def act(session: Session, process: Process, agreement: Agreement) -> None:
        refuse(session, jobs(), actor(), process, agreement, form.seen, form.reason.data or "")

    if form.validate_on_submit() and pressed(form, code, of, act) is None:
        flash(_("Quedó anotado que usted no firma, y por qué."), "good")
        return to_agreement(code, of)
    return _page(code, of, refusing=form), 422


def _page(
    code: str, of: str, signing: SeenForm | None = None, refusing: ReasonForm | None = None
) -> str:
    process, agreement = agreement_at(code, of)
    require(TABLE, actor(), Action.SIGN, process)
    sealed = standing_text(db(), agreement)
    seat = seat_of(actor(), process, DECIDERS)
    if sealed is None or seat is None or agreement.state not in OPEN:
        raise RuleBroken("agreement-not-for-signature")
    own = [one for one in signatures_of(db(), sealed) if one.seat_id == seat.id]
    return render_template(
        "dialogue/agreement_sign.html",
        process=process,
        agreement=agreement,
        accord=read(sealed.content),
        text_of=text_of,
        day_of=day_of,
        extents=EXTENT,
        seat=seat,
        signed=_signed(own),
        settled=_settled(process, agreement, sealed, seat),
        said=SIGNING[own[-1].signing] if own else "",
        sealed=sealed,
        fingerprint=grouped(fingerprint_of(sealed.content_hash)),
        signing=signing or seen(sealed.number),
        refusing=refusing or _refusing(sealed.number),
        problems=signing or refusing,
    )


def _settled(process: Process, agreement: Agreement, sealed: SealedAgreement, seat: Seat) -> bool:
    """Whether the group of this seat signed what is in force: nobody of it refuses later."""
    there = signed_on(words_of(process, signatures_of(db(), sealed)))
    return agreement.state is AgreementState.IN_FORCE and seat.group_id in there


def _signed(own: list[Signature]) -> bool:
    return bool(own) and Signing(own[-1].signing) in SIGNED


def _refusing(number: int) -> ReasonForm:
    form = ReasonForm(None)
    form.of.data = str(number)
    return form
