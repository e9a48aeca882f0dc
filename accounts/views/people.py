"""The people of an office, for whoever administers it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, TypeVar

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts import operations, queries
from accounts.forms import CloseForm, PersonForm, RolesForm
from accounts.models import Office
from accounts.policy import Action, Seat
from accounts.queries import Colleague
from accounts.roles import AccountState, Role, roles_in
from accounts.views.administering import ADMINISTRATORS, administered, mail_works
from accounts.views.blueprint import bp
from accounts.words import ACCOUNT_STATES, ROLE_MEANINGS, ROLES, WITHOUT_THE_LAST
from kernel.errors import NotFound, RuleBroken
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import change, db

KnownT = TypeVar("KnownT", bound=StrEnum)


@bp.get("/office/<slug>/people")
@for_roles(*ADMINISTRATORS)
def people(slug: str) -> ResponseReturnValue:
    """The people of an office, by name."""
    office = _office(slug)
    words = request.args.get("q", "")
    after = request.args.get("after", type=int)
    role, state = _chosen(Role, "role"), _chosen(AccountState, "state")
    return render_template(
        "accounts/people.html",
        office=office,
        seat=Seat(office.id),
        found=queries.colleagues(db(), actor(), office, words, after, role=role, state=state),
        words=words,
        after=after,
        role=role,
        state=state,
        role_words={one: ROLES[one] for one in roles_in(office.kind)},
        state_words=ACCOUNT_STATES,
    )


def _chosen(known: type[KnownT], name: str) -> KnownT | None:
    """What a filter of the list is set to; nothing when it is set to nothing that exists."""
    value = request.args.get(name, "")
    return known(value) if value in list(known) else None


@bp.get("/office/<slug>/people/add")
@for_roles(*ADMINISTRATORS)
def add_person(slug: str) -> ResponseReturnValue:
    """Ask who comes."""
    office = _office(slug)
    return render_template(
        "accounts/add_person.html",
        form=PersonForm(_offered(office)),
        **_words(office),
    )


@bp.post("/office/<slug>/people/add")
@for_roles(*ADMINISTRATORS)
def add_person_now(slug: str) -> ResponseReturnValue:
    """Add somebody; the next page offers the code for their first password."""
    office = _office(slug)
    form = PersonForm(_offered(office))
    if not form.validate_on_submit():
        return show_again("accounts/add_person.html", form=form, **_words(office))
    session = change()
    office = _office(slug)
    try:
        person = operations.add_person(
            session, actor(), office, form.name.data or "", form.email.data or "", form.chosen()
        )
    except RuleBroken:
        form.refuse(
            "email",
            _("No podemos agregar este correo. Consulte a la administración de la plataforma."),
        )
        return show_again("accounts/add_person.html", form=form, **_words(office))
    if mail_works():
        operations.invite(session, vault(), jobs(), actor(), office.id, person.id)
        flash(_("Agregamos a la persona y le enviamos una invitación por correo."), "good")
    else:
        flash(_("Agregamos a la persona. Ahora entréguele una clave para entrar."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person.id), code=303)


@bp.get("/office/<slug>/people/<int:person_id>")
@for_roles(*ADMINISTRATORS)
def person(slug: str, person_id: int) -> ResponseReturnValue:
    """One person of the office: roles, password code, leaving."""
    office, one = _colleague(slug, person_id)
    return _person_page(office, one)


@bp.post("/office/<slug>/people/<int:person_id>/roles")
@for_roles(*ADMINISTRATORS)
def set_roles(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person have exactly the ticked roles, of those that the actor may give."""
    session = change()
    office, one = _colleague(slug, person_id)
    offered = _offered(office)
    form = RolesForm(offered)
    if not form.validate_on_submit():
        return _person_page(office, one, form), 422
    untouched = one.roles.difference(offered)
    wanted = form.chosen() | untouched
    last = _stops(session, office, person_id) - wanted
    if last and not form.sure.data:
        return _person_page(office, one, form, last=last), 422
    operations.set_roles(session, actor(), office, person_id, wanted, knowing=True)
    flash(_("Guardamos los roles. La persona debe entrar otra vez."), "good")
    if not wanted:
        return redirect(url_for("accounts.people", slug=slug), code=303)
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


@bp.post("/office/<slug>/people/<int:person_id>/code")
@for_roles(*ADMINISTRATORS)
def make_code(slug: str, person_id: int) -> ResponseReturnValue:
    """Show, this once, a code with which the person sets a password."""
    session = change()
    office, one = _colleague(slug, person_id)
    code = operations.make_reset_code(session, jobs(), actor(), office.id, person_id)
    fours = operations.in_fours(code)
    where = current_app.config["SETTINGS"].public_url + url_for("accounts.set_password")
    return render_template(
        "accounts/reset_code.html", office=office, one=one, code=fours, where=where
    )


@bp.post("/office/<slug>/people/<int:person_id>/invite")
@for_roles(*ADMINISTRATORS)
def invite(slug: str, person_id: int) -> ResponseReturnValue:
    """Mail the person a code with which they set a password."""
    if not mail_works():
        raise NotFound("not-found")
    session = change()
    office, _one = _colleague(slug, person_id)
    operations.invite(session, vault(), jobs(), actor(), office.id, person_id)
    flash(_("Le enviamos un correo con una clave que sirve por un día."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


@bp.post("/office/<slug>/people/<int:person_id>/close")
@for_roles(*ADMINISTRATORS)
def close_person(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person no longer sign in."""
    session = change()
    office, one = _colleague(slug, person_id)
    form = CloseForm()
    if not form.validate_on_submit() or (_stops(session, office, person_id) and not form.sure.data):
        return _person_page(office, one, closing=form), 422
    operations.close_person(session, actor(), office, person_id, knowing=True)
    flash(_("La persona ya no puede entrar."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


@bp.post("/office/<slug>/people/<int:person_id>/reopen")
@for_roles(*ADMINISTRATORS)
def reopen_person(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person sign in again."""
    session = change()
    office, _one = _colleague(slug, person_id)
    operations.reopen_person(session, actor(), office, person_id)
    flash(_("La persona puede entrar otra vez."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


def _office(slug: str) -> Office:
    return administered(slug, Action.OFFICE_PEOPLE)


def _colleague(slug: str, person_id: int) -> tuple[Office, Colleague]:
    office = _office(slug)
    return office, queries.colleague(db(), actor(), office, person_id)


def _offered(office: Office) -> list[Role]:
    return queries.roles_to_give(actor(), office)


def _stops(session: Session, office: Office, person_id: int) -> set[Role]:
    """The roles in which nobody would be left without this person."""
    return queries.only_one_in(session, office.id, person_id)


def _words(office: Office) -> dict[str, Any]:
    return {"office": office, "meanings": ROLE_MEANINGS, "mails": mail_works()}


def _person_page(
    office: Office,
    one: Colleague,
    form: RolesForm | None = None,
    *,
    closing: CloseForm | None = None,
    last: Collection[Role] = (),
) -> str:
    """The page of a person; `last` are the roles that are about to have nobody."""
    offered = _offered(office)
    alone = _stops(db(), office, one.person.id)
    return render_template(
        "accounts/person.html",
        form=form or RolesForm(offered, data={"roles": [role.value for role in one.roles]}),
        closing=closing,
        one=one,
        state=ACCOUNT_STATES[one.state],
        other_roles=[
            ROLES[role] for role in roles_in(office.kind) if role in one.roles - set(offered)
        ],
        alone=[WITHOUT_THE_LAST[role] for role in WITHOUT_THE_LAST if role in alone],
        last=[WITHOUT_THE_LAST[role] for role in WITHOUT_THE_LAST if role in last],
        **_words(office),
    )
