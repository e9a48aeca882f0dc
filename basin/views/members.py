"""Who sits at the table of a study."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin import words
from basin.forms.fields import BareForm
from basin.forms.studies import AdmitForm, LeaveForm, SeatForm
from basin.kinds import Side
from basin.models import Member, Study
from basin.operations.admitting import admit, shut_out
from basin.operations.reviews import today_at
from basin.operations.studies import seat, unseat
from basin.policy import TABLE, Action
from basin.queries.studies import member_called, study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosts_only, study_at, study_to_read
from kernel.errors import Refusal
from kernel.policy import require
from web.access import can, open_to_all
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _

FORM = "basin/member_form.html"
ONE = "basin/member.html"


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
    study = _hosted(code)
    form = SeatForm(None)
    form.since.process_data(today_at(study))
    return shown(FORM, form, study=study)


@bp.post("/<code>/members/new")
@hosts_only
def seat_now(code: str) -> ResponseReturnValue:
    """Let them sit at the table, once."""
    form, study = SeatForm(), _hosted(code)
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
    return redirect(url_for("basin.member_page", code=code, number=made[0]), code=303)


@bp.get("/<code>/members/<int:number>")
@hosts_only
def member_page(code: str, number: int) -> ResponseReturnValue:
    """One member, for who looks after the study: access, and leaving."""
    study = _hosted(code)
    return _one(study, member_called(study, number), AdmitForm(None))


@bp.post("/<code>/members/<int:number>/admit")
@hosts_only
def admit_member(code: str, number: int) -> ResponseReturnValue:
    """Let an account in; the answer is the same whoever has one."""
    form = AdmitForm()
    _hosted(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        member, email = member_called(found, number), form.email.data or ""
        admit(session, vault(), jobs(), actor(), found, member, email)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = _hosted(code)
        return _one(study, member_called(study, number), form, why)

    if answer := attempted(form, act, again):
        return answer
    flash(
        _("Desde ahora puede entrar con ese correo. Si no tenía cuenta, le llega una carta."),
        "good",
    )
    return redirect(url_for("basin.member_page", code=code, number=number), code=303)


@bp.post("/<code>/members/<int:number>/shut-out")
@hosts_only
def shut_member_out(code: str, number: int) -> ResponseReturnValue:
    """Their account opens the study no more."""
    form = BareForm()

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        shut_out(session, actor(), found, member_called(found, number))

    if answer := attempted(form, act, lambda _why: member_page(code, number)):
        return answer
    flash(_("Ya no puede entrar al estudio. Su lugar en la mesa queda."), "good")
    return redirect(url_for("basin.member_page", code=code, number=number), code=303)


@bp.post("/<code>/members/<int:number>/leave")
@hosts_only
def unseat_now(code: str, number: int) -> ResponseReturnValue:
    """They left; nothing of the study is open to them from this moment."""
    form = LeaveForm()

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        unseat(session, actor(), found, member_called(found, number), form.left_on.data)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = _hosted(code)
        return _one(study, member_called(study, number), AdmitForm(None), why, leaving=form)

    if answer := attempted(form, act, again):
        return answer
    flash(_("Quedó escrito que dejó la mesa. Ya no entra al estudio."), "good")
    return redirect(url_for("basin.members_page", code=code), code=303)


def _hosted(code: str) -> Study:
    study = study_at(code)
    require(TABLE, actor(), Action.CHANGE, study)
    return study


def _one(
    study: Study,
    member: Member,
    form: AdmitForm,
    refusal: Refusal | None = None,
    leaving: LeaveForm | None = None,
) -> ResponseReturnValue:
    if leaving is None:
        leaving = LeaveForm(None)
        leaving.left_on.process_data(today_at(study))
    return shown(
        ONE, leaving if leaving.errors else form, refusal, study=study, member=member,
        side=words.SIDE[member.side], admitting=form, leaving=leaving, bare=BareForm(None),
    )  # fmt: skip


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
