"""Who registered: as a spreadsheet, and onto the attendance list of the meeting."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound, Refusal
from kernel.spreadsheets.writing import as_csv, as_xlsx
from meetings.queries.meetings import groups_known, key_of
from trainings.documents.lists import registrations_page
from trainings.forms.editing import StepForm
from trainings.operations.listing import put_on_attendance_list
from trainings.operations.registrations import PHONE
from trainings.queries.registrations import registrations_found
from trainings.queries.workshops import workshop_for
from trainings.views.blueprint import bp
from trainings.views.courses import paper
from trainings.views.entrance import readers_only, recorders_only, workshop_at
from web.access import can
from web.actor import actor
from web.furniture import vault
from web.locale import _, ngettext
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db, pause

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("/<reference>/workshops/<meeting>/registrations.<ending>")
@readers_only
def registrations_file(reference: str, meeting: str, ending: str) -> ResponseReturnValue:
    """Everybody, as a spreadsheet; telephones only for who may write in it."""
    if ending not in TYPES:
        raise NotFound("not-found")
    found = workshop_at(reference, meeting)
    rows = registrations_found(db(), found.workshop)
    phones: dict[int, str] = {}
    if can("trainings:programme:record", found.programme):
        key = key_of(db(), vault(), found.workshop.meeting)
        phones = {one.id: key.open(one.phone, PHONE) for one in rows if one.phone}
    page = registrations_page(
        found.workshop, rows, groups_known(db(), found.workshop.office_id), phones
    )
    name = f"inscripciones-{found.workshop.meeting.reference}.{ending}"
    pause()
    data = as_csv(page) if ending == "csv" else as_xlsx([page])
    return paper(data, name, TYPES[ending])


@bp.post("/<reference>/workshops/<meeting>/attendance")
@recorders_only
def list_now(reference: str, meeting: str) -> ResponseReturnValue:
    """Put everybody who has a place on the attendance list; nobody twice."""
    form, found = StepForm(), workshop_at(reference, meeting)
    form.validate_on_submit()
    skipped: list[str] = []

    def act(session: Session) -> str:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        key = key_of(session, vault(), found.workshop.meeting)
        done = put_on_attendance_list(session, key, actor(), found)
        skipped.extend(done.namesakes)
        return str(done.added)

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        said = CODES[done.code]
        return render_template("trainings/refused.html", **vars(found), said=said), done.status
    flash(
        ngettext(
            "Pasamos %(num)d persona a la lista de asistencia.",
            "Pasamos %(num)d personas a la lista de asistencia.",
            int(done),
        ),
        "good",
    )
    if skipped:
        flash(
            _("Ya estaban en la lista con el mismo nombre: %(names)s.", names=", ".join(skipped)),
            "warn",
        )
    return redirect(
        url_for("trainings.workshop_page", reference=reference, meeting=meeting), code=303
    )
