"""Old actas, one by one: the paper, what it agreed on, what it promised."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of
from commitments.queries.commitments import made_in
from kernel.errors import Forbidden, NotFound
from kernel.files import Taken
from kernel.policy import allowed
from meetings.forms.old import BelongingForm, OldActaForm, OldAgreementForm, OldPromiseForm
from meetings.kinds import FilePurpose, MeetingKind
from meetings.models import Meeting
from meetings.operations.files import Brought, add_file
from meetings.operations.old_actas import (
    import_acta,
    import_agreement,
    import_promise,
)
from meetings.policy import PLANNERS, TABLE, Action
from meetings.queries.listing import belonging
from meetings.queries.meetings import key_of
from meetings.queries.old_actas import agreements_of
from meetings.queries.places import places_near
from meetings.queries.quality import whole_rates
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    once,
    planners_only,
    readers_only,
    tell,
)
from meetings.views.filed import taken_from, unwanted
from meetings.views.meetings import titles_of
from meetings.words import EXTENT
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db
from web.uploads import takes_files


@bp.get("/old")
@planners_only
def old_acta_page() -> ResponseReturnValue:
    """A form for one old acta, the way to bring many, and what all of them tell."""
    form = OldActaForm(None, data={"kind": MeetingKind.DIALOGUE_SESSION.value})
    return render_template("meetings/old.html", form=offered(form), **_measured())


@bp.post("/old")
@takes_files
@planners_only
def add_old_acta() -> ResponseReturnValue:
    """Bring it, with its scan; its page then asks what it agreed on."""
    form = offered(OldActaForm())
    if form.validate_on_submit():
        taken, digest = taken_from(form, FilePurpose.OLD_ACTA)
        if not form.errors:
            refusal, reference = once(form, lambda s: _import(s, form, taken, digest))
            if refusal is None:
                flash(_("El acta está en la lista. Escriba ahora sus acuerdos."), "good")
                return _to_contents(reference)
            tell(form, refusal)
            unwanted(taken)
    if form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    return show_again("meetings/old.html", form=offered(form), **_measured())


@bp.get("/<reference>/old")
@readers_only
def old_contents_page(reference: str) -> ResponseReturnValue:
    """What the old acta agreed on and promised, with a form for one more of each."""
    return _page(_old(reference))


@bp.post("/<reference>/old/agreements")
@planners_only
def add_old_agreement(reference: str) -> ResponseReturnValue:
    """One more agreement."""
    _old(reference)
    form = OldAgreementForm()
    if happens(
        form,
        lambda s: import_agreement(s, actor(), meeting_to_change(s, reference), form.agreement()),
    ):
        flash(_("Agregamos el acuerdo."), "good")
        return _to_contents(reference)
    return _page(_old(reference), accord=form), 422


@bp.post("/<reference>/old/commitments")
@planners_only
def add_old_promise(reference: str) -> ResponseReturnValue:
    """One more commitment."""
    form = OldPromiseForm()
    form.offer(agreements_of(db(), _old(reference)))
    if happens(
        form,
        lambda s: import_promise(s, actor(), meeting_to_change(s, reference), form.promise()),
    ):
        flash(_("Agregamos el compromiso."), "good")
        return _to_contents(reference)
    return _page(_old(reference), promise=form), 422


def offered(form: Any) -> Any:
    """With the offices and programmes that can be chosen; a chosen one that is theirs to know."""
    told: BelongingForm = form
    offices = offices_of(db(), actor(), *PLANNERS)
    wanted = told.belongs_to.data or ""
    titles = titles_of(sorted({*belonging(db(), actor()), wanted} - {""}))
    told.offer({one.id: one.name for one in offices}, titles)
    if wanted not in titles:
        told.belongs_to.data = ""
    return told


def chosen_office(session: Session, form: BelongingForm) -> Office:
    """The office that the form names, of those in which the actor may bring actas."""
    offices = offices_of(session, actor(), *PLANNERS)
    for office in offices:
        if len(offices) == 1 or str(office.id) == form.office.data:
            return office
    raise Forbidden("not-allowed")


def _import(session: Session, form: OldActaForm, taken: Taken | None, digest: str) -> str:
    meeting = import_acta(session, vault(), actor(), chosen_office(session, form), form.acta())
    if taken is not None:
        brought = Brought(FilePurpose.OLD_ACTA, taken=taken, fingerprint=digest)
        add_file(session, key_of(session, vault(), meeting), actor(), meeting, brought)
    return meeting.reference


def _old(reference: str) -> Meeting:
    meeting = meeting_at(reference)
    if not meeting.imported:
        raise NotFound("not-found")
    return meeting


def _page(
    meeting: Meeting,
    accord: OldAgreementForm | None = None,
    promise: OldPromiseForm | None = None,
) -> str:
    agreements, promise = agreements_of(db(), meeting), promise or OldPromiseForm(None)
    promise.offer(agreements)
    return render_template(
        "meetings/old_contents.html",
        meeting=meeting,
        accord=accord or OldAgreementForm(None),
        promise=promise,
        agreements=agreements,
        extents=EXTENT,
        promises=made_in(db(), actor(), meeting.subject),
        brings=allowed(TABLE, actor(), Action.IMPORT_OLD, meeting.office_id),
    )


def _measured() -> dict[str, Any]:
    """The rates of each office of the actor, and of each programme of theirs."""
    offices = offices_of(db(), actor(), *PLANNERS)
    titles = titles_of(belonging(db(), actor()))
    rates = [(office.name, whole_rates(db(), actor(), office)) for office in offices]
    rates += [
        (title, found)
        for office in offices
        for reference, title in titles.items()
        if (found := whole_rates(db(), actor(), office, reference)).of_anything
    ]
    return {"rates": rates, "near": places_near(db(), offices)}


def _to_contents(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.old_contents_page", reference=reference), code=303)
