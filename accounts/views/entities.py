"""Whom people complain about: the office's own list, offered while filing."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import EntityForm, ImportForm
from accounts.models import Office
from accounts.roles import EntityKind
from accounts.views.administering import ADMINISTRATORS, administered
from accounts.views.blueprint import bp
from accounts.views.offices import words_of
from accounts.words import ENTITY_KINDS
from kernel.errors import RuleBroken
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.locale import _, ngettext
from web.transaction import change, db

LIST, ONE, IMPORT = (
    "accounts/entities.html", "accounts/entity.html", "accounts/import_entities.html",
)  # fmt: skip


@bp.get("/office/<slug>/entities")
@for_roles(*ADMINISTRATORS)
def entities(slug: str) -> ResponseReturnValue:
    """The office's list, or those that it no longer offers."""
    return render_template(LIST, **_list(administered(slug), EntityForm()))


@bp.post("/office/<slug>/entities")
@for_roles(*ADMINISTRATORS)
def add_entity(slug: str) -> ResponseReturnValue:
    """Offer one more."""
    form = EntityForm()
    if not form.validate_on_submit():
        return show_again(LIST, **_list(administered(slug), form))
    session = change()
    try:
        operations.add_entity(
            session, actor(), administered(slug), form.name.data or "", EntityKind(form.kind.data)
        )
    except RuleBroken:
        form.refuse("name", _listed())
        return show_again(LIST, **_list(administered(slug), form))
    flash(_("Agregamos el nombre a la lista."), "good")
    return redirect(url_for("accounts.entities", slug=slug), code=303)


def _listed() -> str:
    words: str = _("Ese nombre ya está en la lista de la oficina, o entre los retirados.")
    return words


@bp.get("/office/<slug>/entities/<int:entity_id>")
@for_roles(*ADMINISTRATORS)
def entity(slug: str, entity_id: int) -> ResponseReturnValue:
    """One of them: its name, its kind, whether it is offered."""
    office = administered(slug)
    one = queries.entity_of(db(), office.id, entity_id)
    return render_template(ONE, form=EntityForm(obj=one), one=one, **words_of(office))


@bp.post("/office/<slug>/entities/<int:entity_id>")
@for_roles(*ADMINISTRATORS)
def change_entity(slug: str, entity_id: int) -> ResponseReturnValue:
    """Call it otherwise."""
    session, office = change(), administered(slug)
    one, form = queries.entity_of(session, office.id, entity_id), EntityForm()
    if not form.validate_on_submit():
        return show_again(ONE, form=form, one=one, **words_of(office))
    name, kind = form.name.data or "", EntityKind(form.kind.data)
    try:
        operations.change_entity(session, actor(), office, entity_id, name, kind)
    except RuleBroken:
        form.refuse("name", _listed())
        return show_again(ONE, form=form, one=one, **words_of(office))
    flash(_("Guardamos el cambio. También cambia en los casos que la nombran."), "good")
    return redirect(url_for("accounts.entities", slug=slug), code=303)


@bp.post("/office/<slug>/entities/<int:entity_id>/retire")
@for_roles(*ADMINISTRATORS)
def retire_entity(slug: str, entity_id: int) -> ResponseReturnValue:
    """Offer it no longer."""
    operations.retire_entity(change(), actor(), administered(slug), entity_id)
    flash(_("Ya no se ofrece. Los casos que la nombran la siguen nombrando."), "good")
    return redirect(url_for("accounts.entities", slug=slug), code=303)


@bp.post("/office/<slug>/entities/<int:entity_id>/back")
@for_roles(*ADMINISTRATORS)
def bring_entity_back(slug: str, entity_id: int) -> ResponseReturnValue:
    """Offer it again."""
    operations.bring_entity_back(change(), actor(), administered(slug), entity_id)
    flash(_("Se ofrece otra vez."), "good")
    return redirect(url_for("accounts.entities", slug=slug), code=303)


@bp.get("/office/<slug>/entities/import")
@for_roles(*ADMINISTRATORS)
def import_entities(slug: str) -> ResponseReturnValue:
    """Ask for a table."""
    return render_template(IMPORT, form=ImportForm(), lines=(), **words_of(administered(slug)))


@bp.post("/office/<slug>/entities/import")
@for_roles(*ADMINISTRATORS)
def import_entities_now(slug: str) -> ResponseReturnValue:
    """Show what would come in, row by row; with `save` let in all that fit."""
    form = ImportForm()
    form.validate_on_submit()
    form.take_file()
    session, office = change(), administered(slug)
    lines = form.lines(queries.names_listed(session, office.id))
    if not lines and not form.errors:
        form.refuse("rows", _("No hay ninguna fila. Elija un archivo o péguelas aquí."))
    if form.errors:
        return show_again(IMPORT, form=form, lines=(), **words_of(office))
    good = [(line.name, line.kind) for line in lines if line.fits and line.kind]
    if "save" not in request.form or not good:
        return render_template(
            IMPORT, form=form, lines=lines, kinds=ENTITY_KINDS, good=len(good), **words_of(office)
        )
    count = operations.import_entities(session, actor(), office, good)
    flash(
        ngettext("Agregamos %(num)d nombre.", "Agregamos %(num)d nombres.", count),
        "good",
    )
    return redirect(url_for("accounts.entities", slug=slug), code=303)


def _list(office: Office, form: EntityForm) -> dict[str, Any]:
    words, retired = request.args.get("q", ""), "retired" in request.args
    after = request.args.get("after", type=int)
    return {
        **words_of(office),
        "form": form,
        "found": queries.entities_found(db(), office.id, words, active=not retired, after=after),
        "kinds": ENTITY_KINDS,
        "words": words,
        "retired": retired,
        "after": after,
    }
