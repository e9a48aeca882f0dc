"""Making a study, and writing it down anew."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries import offices_of
from basin.forms.studies import MEANS, StudyForm, of_study
from basin.kinds import Visibility
from basin.models import Study
from basin.operations.studies import Outline, change_study, make_study
from basin.policy import HOSTS, TABLE, Action
from basin.queries.studies import study_for
from basin.queries.summaries import models_offered
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosts_only, study_at
from basin.views.pointing import SERVED, code_in, pointed
from kernel.errors import Refusal
from kernel.policy import require
from web.actor import actor
from web.locale import _
from web.transaction import db

BESIDE = {
    "reference-unknown": "belongs_to",
    "study-without-title": "title",
    "study-without-basin": "basin",
}


@bp.get("/new")
@hosts_only
def new_study_page() -> ResponseReturnValue:
    """Ask what the new study is."""
    return _page(_offered(StudyForm(None, visibility=Visibility.MEMBERS.value)))


@bp.post("/new")
@hosts_only
def make_now() -> ResponseReturnValue:
    """Put it on the list, once."""
    form, made = _offered(StudyForm()), list[str]()

    def act(session: Session) -> None:
        mine = offices_of(session, actor(), *HOSTS)
        office = next(one for one in mine if one.id == form.office.data)
        made.append(make_study(session, actor(), office, _outline(form)).code)

    if answer := attempted(form, act, lambda why: _page(form, refusal=why), BESIDE):
        return answer
    flash(_("El estudio está en la lista. Ahora siente a la mesa a quienes lo van a usar."), "good")
    address = url_for("basin.study_page", code=made[0]) if made else url_for("basin.studies_page")
    return redirect(address, code=303)


@bp.get("/<code>/change")
@hosts_only
def change_study_page(code: str) -> ResponseReturnValue:
    """What the study says of itself, to be written anew."""
    study = study_at(code)
    require(TABLE, actor(), Action.CHANGE, study)
    shows = of_study(study) | {"belongs_to": code_in(study.belongs_to)}
    return _page(_offered(StudyForm(None, data=shows), study), study)


@bp.post("/<code>/change")
@hosts_only
def change_study_now(code: str) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    study = study_at(code)
    form = _offered(StudyForm(), study)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        outline, seen = _outline(form), form.version.data or 0
        change_study(session, actor(), found, outline, is_open=bool(form.is_open.data), seen=seen)

    def again(why: Refusal | None) -> ResponseReturnValue:
        now = study_at(code)
        if why:
            form.seen(now.version)
        return _page(form, now, why)

    if answer := attempted(form, act, again, BESIDE):
        return answer
    flash(_("Guardamos los cambios del estudio."), "good")
    return redirect(url_for("basin.study_page", code=code), code=303)


def _offered(form: StudyForm, study: Study | None = None) -> StudyForm:
    """The form with what can be chosen; the model of now stays, also when nobody offers it."""
    models = dict(models_offered(db()))
    if study is not None:
        if study.process and study.process not in models:
            gone = _("%(model)s (el servicio no lo ofrece ahora)", model=study.process)
            models[study.process] = str(gone)
        form.offer([study.office], models)
        form.keep_office(study.office)
        form.was_public = study.visibility is Visibility.PUBLIC
        return form
    offices = offices_of(db(), actor(), *HOSTS)
    form.offer(offices, models)
    if len(offices) == 1:
        form.keep_office(offices[0])
    return form


def _outline(form: StudyForm) -> Outline:
    form.belongs_to.data = pointed(form.belongs_to.data or "", SERVED)
    return form.outline()


def _page(
    form: StudyForm, study: Study | None = None, refusal: Refusal | None = None
) -> ResponseReturnValue:
    return shown(
        "basin/study_form.html", form, refusal, study=study, means=MEANS,
        models=bool(models_offered(db())),
    )  # fmt: skip
