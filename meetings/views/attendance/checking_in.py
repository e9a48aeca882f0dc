"""The check-in as the facilitator has it: the QR for the door, and who waits to be confirmed."""

from typing import Any

import segno
from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from kernel.text import number_in
from meetings.forms.check_in import ConfirmForm, OpenForm, RejectForm
from meetings.models import Meeting
from meetings.operations import check_in as door
from meetings.queries.attendance import participant_of, sitting_of
from meetings.queries.check_in import sitting_of_secret, waiting_of
from meetings.queries.meetings import groups_known, sittings_of
from meetings.views.attendance.figures import sitting_name
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    planners_only,
    recorders_only,
    tell,
)
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, current, in_language, ngettext, tag_of, understood
from web.transaction import change, db

PAGE, POSTER = "meetings/attendance/check_in.html", "meetings/attendance/poster.html"


@bp.get("/<reference>/attendance/check-in")
@recorders_only
def check_in_page(reference: str) -> ResponseReturnValue:
    """Whether the door is open, and who waits."""
    return render_template(PAGE, **_page(meeting_at(reference)))


@bp.get("/<reference>/attendance/check-in/poster")
@recorders_only
def poster_page(reference: str) -> ResponseReturnValue:
    """The QR alone, as large as it goes: to be projected or printed."""
    meeting = meeting_at(reference)
    if not meeting.check_in_secret:
        return redirect(_here(reference), code=303)
    return render_template(POSTER, said=_said_at_the_door(meeting), **_page(meeting))


@bp.post("/<reference>/attendance/check-in/open")
@planners_only
def open_check_in(reference: str) -> ResponseReturnValue:
    """Let people check in to one sitting."""
    form = OpenForm()
    _offer(form, meeting_at(reference))
    if not form.validate_on_submit():
        return show_again(PAGE, **(_page(meeting_at(reference)) | {"form": form}))

    def act(session: Session) -> None:
        meeting = meeting_to_change(session, reference)
        sitting = sitting_of(session, meeting, int(form.sitting.data))
        door.open_check_in(session, actor(), meeting, sitting)

    return _done(reference, form, act, _("La entrada con teléfono está abierta."))


@bp.post("/<reference>/attendance/check-in/close")
@planners_only
def close_check_in(reference: str) -> ResponseReturnValue:
    """Let nobody check in any more: the address is dead."""
    session = change()
    door.close_check_in(session, actor(), meeting_to_change(session, reference))
    flash(_("Cerramos la entrada con teléfono. La dirección ya no sirve."), "good")
    return redirect(_here(reference), code=303)


@bp.post("/<reference>/attendance/check-in/confirm")
@recorders_only
def confirm_check_in(reference: str) -> ResponseReturnValue:
    """These are there: one of them, or all that are shown."""
    form, count = ConfirmForm(), 0

    def act(session: Session) -> None:
        nonlocal count
        meeting = meeting_to_change(session, reference)
        waiting = waiting_of(session, meeting)
        count = door.confirm(session, actor(), meeting, waiting, form.choices())

    if not form.validate_on_submit():
        return show_again(PAGE, **(_page(meeting_at(reference)) | {"form": form}))
    refusal, _answer = once(form, act)
    if refusal is not None:
        tell(form, refusal)
        return show_again(PAGE, **(_page(meeting_at(reference)) | {"form": form}))
    told = ngettext("Confirmamos a %(num)d persona.", "Confirmamos a %(num)d personas.", count)
    flash(told, "good")
    return redirect(_here(reference), code=303)


@bp.post("/<reference>/attendance/check-in/<int:who>/reject")
@recorders_only
def reject_check_in(reference: str, who: int) -> ResponseReturnValue:
    """They are not in the room."""
    session = change()
    meeting = meeting_to_change(session, reference)
    door.reject(session, actor(), meeting, participant_of(session, meeting, who))
    flash(_("La línea está entre las retiradas. Puede volver desde allí."), "good")
    return redirect(_here(reference), code=303)


@bp.post("/<reference>/attendance/check-in/reject")
@recorders_only
def reject_all_check_ins(reference: str) -> ResponseReturnValue:
    """None of those who were shown is in the room."""
    form, count = RejectForm(), 0

    def act(session: Session) -> None:
        nonlocal count
        meeting = meeting_to_change(session, reference)
        waiting, last = waiting_of(session, meeting), number_in(form.last.data or "") or 0
        count = door.reject_all(session, actor(), meeting, waiting, last)

    meeting_at(reference)
    if form.validate_on_submit():
        refusal, _answer = once(form, act)
        if refusal is None:
            told = ngettext("Retiramos %(num)d línea.", "Retiramos %(num)d líneas.", count)
            flash(told, "good")
            return redirect(_here(reference), code=303)
        tell(form, refusal)
    return show_again(PAGE, **(_page(meeting_at(reference)) | {"form": form}))


def _done(reference: str, form: Form, act: Any, told: str) -> ResponseReturnValue:
    refusal, _answer = once(form, act)
    if refusal is not None:
        tell(form, refusal)
        return show_again(PAGE, **(_page(meeting_at(reference)) | {"form": form}))
    flash(told, "good")
    return redirect(_here(reference), code=303)


def _here(reference: str) -> str:
    return url_for("meetings.check_in_page", reference=reference)


def _page(meeting: Meeting) -> dict[str, Any]:
    form = OpenForm(formdata=None)
    sittings = _offer(form, meeting)
    opened = sitting_of_secret(db(), meeting) if meeting.check_in_secret else None
    address = _address(meeting)
    groups = groups_known(db(), meeting.office_id)
    return {
        "meeting": meeting,
        "form": form,
        "opening": form,
        "confirming": ConfirmForm(formdata=None),
        "opened": sitting_name(opened) if opened else "",
        "address": address if opened else "",
        "qr": _qr(address) if opened else "",
        "waiting": waiting_of(db(), meeting),
        "sitting_names": {one.id: sitting_name(one) for one in sittings},
        "several": len(sittings) > 1,
        "group_names": {one.id: one.called(current()) for one in groups.values()},
    }


def _said_at_the_door(meeting: Meeting) -> list[dict[str, str]]:
    """What the poster says, in each language of the meeting that the platform speaks."""
    codes = dict.fromkeys(filter(None, map(understood, meeting.languages))) or {"es": None}
    said = []
    for code in codes:
        with in_language(code):
            title = str(_("Anótese con su teléfono"))
            how = str(_("Apunte la cámara al cuadro. No necesita cuenta ni descargar nada."))
            said.append({"lang": tag_of(code), "title": title, "how": how})
    return said


def _offer(form: OpenForm, meeting: Meeting) -> Any:
    sittings = sittings_of(db(), meeting)
    form.offer([(one.id, sitting_name(one)) for one in sittings])
    return sittings


def _address(meeting: Meeting) -> str:
    base = current_app.config["SETTINGS"].public_url.rstrip("/")
    if "127.0.0.1" in base or "localhost" in base:
        base = request.url_root.rstrip("/")  # a workshop behind one router, without a name
    return f"{base}/check-in/{meeting.reference}/{meeting.check_in_secret}"


def _qr(address: str) -> Markup:
    """The address as a picture that is read from the other side of a room."""
    return Markup(segno.make(address, error="m", micro=False).svg_data_uri(border=2))  # noqa: S704
