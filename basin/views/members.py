"""Who sits at the table of a study."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from basin import words
from basin.forms.studies import SeatForm
from basin.kinds import Side
from basin.models import Study
from basin.operations.studies import seat
from basin.policy import Action
from basin.queries.studies import study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosted, hosts_only, study_at, study_to_read
from kernel.errors import Refusal
from web.access import can, open_to_all
from web.actor import actor
from web.locale import _

FORM = "basin/member_form.html"


@bp.get("/<code>/members")
@open_to_all
def members_page(code: str) -> ResponseReturnValue:
    """The table by its sides; to everybody only the groups, never a name of a member."""
    study = study_to_read(code)
    return render_template(
        "basin/members.html",
        study=study,
        sides=_sides(study),
        left=[one for one in study.members if one.left_on is not None],
        side_words=words.SIDE,
        by_name=can(Action.READ, study),
    )


@bp.get("/<code>/members/new")
@hosts_only
def new_member_page(code: str) -> ResponseReturnValue:
    """Ask who sits down."""
    study = hosted(code)
    form = SeatForm(None)
    form.since.process_data(today_at(study.office))
    return shown(FORM, form, study=study)


@bp.post("/<code>/members/new")
@hosts_only
def seat_now(code: str) -> ResponseReturnValue:
    """Let them sit at the table, once."""
    form, study = SeatForm(), hosted(code)
    made = list[int]()

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        made.append(seat(session, actor(), found, form.seat(), form.since.data).id)

    def again(why: Refusal | None) -> ResponseReturnValue:
        return shown(FORM, form, why, study=study_at(code))

    if answer := attempted(form, act, again, {"member-without-name": "name"}):
        return answer
    flash(_("Está en la mesa. Si va a entrar con su cuenta, escriba ahora su correo."), "good")
    if not made:
        return redirect(url_for("basin.members_page", code=study.code), code=303)
    return redirect(
        url_for("basin.seat_page", code=code, place="members", number=made[0]), code=303
    )


def _sides(study: Study) -> list[dict[str, Any]]:
    """Every side at which somebody sits now, with its people and its groups."""
    there = [one for one in study.members if one.left_on is None]
    found = ((side, [one for one in there if one.side is side]) for side in Side)
    return [
        {
            "words": words.SIDE[side],
            "members": members,
            "groups": list(dict.fromkeys(one.group for one in members if one.group)),
        }
        for side, members in found
        if members
    ]
