"""Which groups were invited to a meeting, whoever comes for them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.text import number_in
from meetings.forms.groups import InvitedForm
from meetings.models import Meeting
from meetings.operations.groups import invite_groups
from meetings.queries.meetings import groups_known
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, meeting_at, meeting_to_change, recorders_only
from web.actor import actor
from web.forms import show_again
from web.locale import _, current
from web.transaction import db

PAGE = "meetings/attendance/invited.html"


@bp.get("/<reference>/attendance/groups")
@recorders_only
def invited_page(reference: str) -> ResponseReturnValue:
    """The groups of the office, those invited ticked."""
    meeting = meeting_at(reference)
    known = {"of": str(meeting.version), "groups": [str(one) for one in meeting.invited_groups]}
    form = _offering(InvitedForm(formdata=None, data=known), meeting)
    return render_template(PAGE, meeting=meeting, form=form)


@bp.post("/<reference>/attendance/groups")
@recorders_only
def invite(reference: str) -> ResponseReturnValue:
    """Invite these and no others."""
    form = _offering(InvitedForm(), meeting_at(reference))
    seen = number_in(form.of.data or "") or 0
    if happens(
        form,
        lambda session: invite_groups(
            session, actor(), meeting_to_change(session, reference), form.chosen(), seen
        ),
    ):
        flash(_("Guardamos los grupos invitados."), "good")
        return redirect(url_for("meetings.attendance_page", reference=reference), code=303)
    meeting = meeting_at(reference)
    return show_again(PAGE, meeting=meeting, form=_offering(form, meeting))


def _offering(form: InvitedForm, meeting: Meeting) -> InvitedForm:
    """The groups that the office offers, and a retired one that was invited before."""
    known = groups_known(db(), meeting.office_id).values()
    offered = [one for one in known if one.active or one.id in meeting.invited_groups]
    form.offer((str(one.id), one.called(current())) for one in offered)
    return form
