"""The staff writes down what was signed on paper, who refused and who was absent."""

from typing import Any

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import words
from dialogue.forms.signatures import SignatureForm
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.signing import ON_PAPER, OPEN, note_signature
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.finding import signature_called, standing_text
from dialogue.queries.agreements.signatures import who_may_sign
from dialogue.queries.processes import key_of
from dialogue.views.agreements.entrance import agreement_at, pressed, to_agreement
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.files import FileKind, Taken, discard, open_clean, take_in
from kernel.policy import require
from meetings.views.entrance import tell
from web.access import open_to_all
from web.actor import actor
from web.downloads import attachment
from web.furniture import files, jobs, vault
from web.locale import _, current
from web.transaction import db, pause
from web.uploads import takes_files

PAPERS = frozenset({FileKind.IMAGE, FileKind.PDF})
BESIDE = {
    "signed-on-another-day": "signed_on",
    "unsigned-without-reason": "reason",
    "signature-without-scan": "file",
    "signatory-without-name": "name",
    "seat-does-not-sign": "who",
    "seat-without-mandate": "who",
    "group-of-another-table": "who",
}


@bp.get("/<code>/agreements/<of>/signatures/new")
@hosts_only
def new_signature_page(code: str, of: str) -> ResponseReturnValue:
    """An empty form, with today's day."""
    process, agreement = agreement_at(code, of)
    form = SignatureForm(None)
    form.signed_on.process_data(today_at(process.office))
    return _page(process, agreement, form)


@bp.post("/<code>/agreements/<of>/signatures/new")
@hosts_only
@takes_files
def note_signature_now(code: str, of: str) -> ResponseReturnValue:
    """Keep it. The scan is taken in before anything is changed."""
    form = _offered(agreement_at(code, of)[0], SignatureForm())
    if form.validate_on_submit():
        taken = _taken(form)
        if not form.errors and _noted(form, code, of, taken):
            flash(_("Quedó anotado."), "good")
            return to_agreement(code, of)
        if taken is not None:
            discard(files(), taken)
    if form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    return _page(*agreement_at(code, of), form), 422


@bp.get("/<code>/agreements/<of>/signatures/<int:number>/scan")
@open_to_all
def signature_scan(code: str, of: str, number: int) -> Response:
    """The signed paper, for who reads the table."""
    process, agreement = agreement_at(code, of)
    sealed = standing_text(db(), agreement)
    if sealed is None:
        raise NotFound("not-found")
    file = signature_called(db(), sealed, number).file
    if file is None:
        raise NotFound("not-found")
    return attachment(open_clean(files(), file, key_of(db(), vault(), process)))


def _taken(form: SignatureForm) -> Taken | None:
    """The scan, cleaned and sealed; what is wrong with it stands beside its field."""
    sent = form.file.data
    on_paper = form.signing.data in {one.value for one in ON_PAPER}
    if not on_paper or not sent or not sent.filename:
        return None
    pause()
    try:
        return take_in(files(), sent.stream, sent.filename, kinds=PAPERS)
    except BadInput as refusal:
        tell(form, refusal, "file")
        return None


def _noted(form: SignatureForm, code: str, of: str, taken: Taken | None) -> bool:
    def act(session: Session, process: Process, agreement: Agreement) -> None:
        key = key_of(session, vault(), process)
        noted = form.noted(taken)
        note_signature(session, jobs(), key, actor(), process, agreement, form.seen, noted)

    refusal = pressed(form, code, of, act, BESIDE)
    return refusal is None


def _offered(process: Process, form: SignatureForm) -> SignatureForm:
    seats = [
        (one.id, f"{one.name}, {one.group.called(current())} ({words.SEAT_KIND[one.kind]})")
        for one in who_may_sign(process)
    ]
    groups = [(one.id, one.called(current())) for one in process.groups if not one.retired_on]
    form.offer(seats, groups)
    return form


def _page(process: Process, agreement: Agreement, form: SignatureForm) -> str:
    require(TABLE, actor(), Action.SEAL, process)
    sealed = standing_text(db(), agreement)
    if sealed is None or agreement.state not in OPEN:
        raise RuleBroken("agreement-not-for-signature")
    if not form.of.data:
        form.of.data = str(sealed.number)
    shown: dict[str, Any] = {"process": process, "agreement": agreement}
    return render_template(
        "dialogue/agreement_signature.html", form=_offered(process, form), **shown
    )
