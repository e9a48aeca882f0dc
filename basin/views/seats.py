"""One member or one expert, for who looks after the study: access with an account, and leaving."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from basin import words
from basin.forms.fields import BareForm
from basin.forms.studies import AdmitForm, LeaveForm
from basin.models import Expert, Member, Study
from basin.operations.admitting import admit, shut_out
from basin.operations.council import leave_council
from basin.operations.studies import unseat
from basin.queries.council import expert_called, versions_of
from basin.queries.studies import member_called, study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosted, hosts_only
from kernel.errors import NotFound, Refusal
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, _l
from web.transaction import db

Seated = Member | Expert


@dataclass(frozen=True)
class Place:
    """Where people have a place in a study: how one is found, how one leaves, what is said."""

    one_of: Callable[[Study, int], Any]
    leave: Callable[..., None]
    listing: str
    tab: str
    list_words: Any
    leave_words: Any
    left_words: Any


PLACES = {
    "members": Place(
        member_called, unseat, "basin.members_page", "members", _l("Miembros de la mesa"),
        _l("Dejó la mesa"), _l("Quedó escrito que dejó la mesa. Ya no entra al estudio."),
    ),
    "council": Place(
        expert_called, leave_council, "basin.council_page", "council", _l("Consejo de Expertos"),
        _l("Dejó el Consejo"),
        _l("Quedó escrito que dejó el Consejo. Lo que firmó se sigue leyendo."),
    ),
}  # fmt: skip


@bp.get("/<code>/<place>/<int:number>")
@hosts_only
def seat_page(code: str, place: str, number: int) -> ResponseReturnValue:
    """Who it is, whether they enter with an account, and the day on which they leave."""
    return _page(code, place, number, AdmitForm(None))


@bp.post("/<code>/<place>/<int:number>/admit")
@hosts_only
def admit_now(code: str, place: str, number: int) -> ResponseReturnValue:
    """Let an account in; the answer is the same whoever has one."""
    form = AdmitForm()

    def act(session: Session, study: Study, one: Seated) -> None:
        admit(session, vault(), jobs(), actor(), study, one, form.email.data or "")

    done = _("Desde ahora puede entrar con ese correo. Si no tenía cuenta, le llega una carta.")
    return _done(code, place, number, form, act, done)


@bp.post("/<code>/<place>/<int:number>/shut-out")
@hosts_only
def shut_out_now(code: str, place: str, number: int) -> ResponseReturnValue:
    """Their account opens the study no more."""

    def act(session: Session, study: Study, one: Seated) -> None:
        shut_out(session, actor(), study, one)

    done = _("Ya no puede entrar al estudio con su cuenta. Su lugar queda.")
    return _done(code, place, number, BareForm(), act, done)


@bp.post("/<code>/<place>/<int:number>/leave")
@hosts_only
def leave_now(code: str, place: str, number: int) -> ResponseReturnValue:
    """They left; nothing of the study is open to them from this moment."""
    form = LeaveForm()

    def act(session: Session, study: Study, one: Seated) -> None:
        _place(place).leave(session, actor(), study, one, form.left_on.data)

    return _done(code, place, number, form, act, str(_place(place).left_words))


def _place(name: str) -> Place:
    if name not in PLACES:
        raise NotFound("not-found")
    return PLACES[name]


def _done(
    code: str,
    place: str,
    number: int,
    form: AdmitForm | BareForm | LeaveForm,
    act: Callable[[Session, Study, Seated], None],
    done: str,
) -> ResponseReturnValue:
    """Do it to this one, once; what speaks against it stands on their page."""
    _place(place).one_of(hosted(code), number)

    def change(session: Session) -> None:
        study = study_for(session, actor(), code, for_change=True)
        act(session, study, _place(place).one_of(study, number))

    if answer := attempted(form, change, lambda why: _page(code, place, number, form, why)):
        return answer
    flash(done, "good")
    return redirect(url_for("basin.seat_page", code=code, place=place, number=number), code=303)


def _page(
    code: str,
    place: str,
    number: int,
    form: AdmitForm | BareForm | LeaveForm,
    refusal: Refusal | None = None,
) -> ResponseReturnValue:
    study, where = hosted(code), _place(place)
    one = where.one_of(study, number)
    leaving = form if isinstance(form, LeaveForm) else LeaveForm(None)
    if not isinstance(form, LeaveForm):
        leaving.left_on.process_data(today_at(study.office))
    return shown(
        "basin/seat.html", form, refusal, study=study, one=one, place=place, where=where,
        tab=where.tab, pairs=_facts(one), leaving=leaving, bare=BareForm(None),
        admitting=form if isinstance(form, AdmitForm) else AdmitForm(None),
        may_sign=isinstance(one, Expert) and bool(versions_of(db(), study)),
    )  # fmt: skip


def _facts(one: Seated) -> list[tuple[Any, Any]]:
    if isinstance(one, Member):
        side = words.SIDE[one.side]
        return [(_("Parte"), side), (_("Grupo o institución"), one.group)]
    return [
        (_("Institución"), one.institution),
        (_("Disciplina"), one.discipline),
        (_("La propuso"), one.proposed_by),
    ]
