"""The ways in that an office offers, and the subjects that people choose from."""

from collections.abc import Iterator
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import operations
from accounts.forms import SubjectsForm, WaysForm, subject_form
from accounts.models import Office
from accounts.roles import OfficeKind, Track
from accounts.views.administering import ADMINISTRATORS, administered, is_saved
from accounts.views.blueprint import bp
from accounts.views.offices import words_of
from accounts.words import TRACK_MEANINGS, TRACKS
from kernel.errors import NotFound
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.locale import _

WAYS, SUBJECTS = "accounts/office_ways.html", "accounts/office_subjects.html"
ALWAYS = "other"
"""The subject that nobody can take away: people must be able to say something else."""


@bp.get("/office/<slug>/tracks")
@for_roles(*ADMINISTRATORS)
def office_ways(slug: str) -> ResponseReturnValue:
    """The ways in, and which of them need no name."""
    office = _ombudsman(slug)
    return render_template(WAYS, form=WaysForm(office), **_ways_page(office))


@bp.post("/office/<slug>/tracks")
@for_roles(*ADMINISTRATORS)
def change_ways(slug: str) -> ResponseReturnValue:
    """Offer other ways in, once it was read what that means for people."""
    office = _ombudsman(slug)
    form = WaysForm(office)
    if not form.validate_on_submit():
        return show_again(WAYS, form=form, **_ways_page(office))
    ways, seen = form.ways(), form.seen
    means = list(_consequences(office, ways))
    if means and not form.sure.data:
        return show_again(WAYS, form=form, means=means, **_ways_page(office))
    if not is_saved(
        form, slug, lambda session, mine: operations.change_office(
            session, actor(), mine, ways, seen
        ),
    ):  # fmt: skip
        return render_template(WAYS, form=form, **_ways_page(_ombudsman(slug))), 409
    flash(_("Guardamos las vías de la oficina."), "good")
    return redirect(url_for("accounts.office_ways", slug=slug), code=303)


@bp.get("/office/<slug>/subjects")
@for_roles(*ADMINISTRATORS)
def office_subjects(slug: str) -> ResponseReturnValue:
    """The subjects that people choose from, in the office's order."""
    office = _ombudsman(slug)
    return render_template(SUBJECTS, form=_subjects(office), **words_of(office))


@bp.post("/office/<slug>/subjects")
@for_roles(*ADMINISTRATORS)
def change_subjects(slug: str) -> ResponseReturnValue:
    """Offer other subjects, or in another order."""
    form = _subjects(_ombudsman(slug))
    if not form.validate_on_submit():
        return show_again(SUBJECTS, form=form, **words_of(_ombudsman(slug)))
    wanted, seen = {"topics": form.topics()}, form.seen
    if not is_saved(
        form, slug, lambda session, office: operations.change_office(
            session, actor(), office, wanted, seen
        ),
    ):  # fmt: skip
        return render_template(SUBJECTS, form=form, **words_of(_ombudsman(slug))), 409
    flash(_("Guardamos los temas que ofrece la oficina."), "good")
    return redirect(url_for("accounts.office_subjects", slug=slug), code=303)


def _ombudsman(slug: str) -> Office:
    """Only an ombudsman's office receives grievances."""
    office = administered(slug)
    if office.kind is not OfficeKind.OMBUDSMAN:
        raise NotFound("not-found")
    return office


def _subjects(office: Office) -> SubjectsForm:
    form = subject_form(current_app.extensions["subjects"], ALWAYS)
    return form(office)


def _ways_page(office: Office) -> dict[str, Any]:
    return {**words_of(office), "meanings": TRACK_MEANINGS}


def _consequences(office: Office, ways: dict[str, list[str]]) -> Iterator[str]:
    """What a change of the ways in means, sentence by sentence; none when nothing changes."""
    for track in Track:
        words = TRACKS[track]
        if track in ways["tracks"] and track not in office.tracks:
            yield _("%(track)s: desde ahora se puede presentar.", track=words)
        if track in office.tracks and track not in ways["tracks"]:
            yield _(
                "%(track)s: ya no se puede presentar. Los casos que ya existen siguen su camino.",
                track=words,
            )
    yield from _about_names(office, ways)


def _about_names(office: Office, ways: dict[str, list[str]]) -> Iterator[str]:
    before, after = set(office.anonymous_tracks), set(ways["anonymous_tracks"])
    for track in Track:
        if track in after - before:
            yield _(
                "%(track)s sin nombre: cualquiera podrá presentarla sin decir quién es, y la "
                "oficina solo podrá contestarle por su recibo.",
                track=TRACKS[track],
            )
        if track in before - after:
            yield _(
                "%(track)s sin nombre: quien no quiera decir quién es ya no podrá usar esta vía. "
                "Los casos sin nombre que ya existen siguen su camino.",
                track=TRACKS[track],
            )
    if Track.QUEJA in after - before:
        yield _(
            "La oficina debe contestar toda queja. Si su ley no acepta quejas sin nombre, no "
            "prometa esta vía: ofrezca la alerta."
        )
    if before and not after:
        yield _("Nadie podrá contar nada sin dar su nombre. Quien teme represalias no vendrá.")
