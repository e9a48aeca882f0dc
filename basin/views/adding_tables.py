"""A table is brought, mapped column by column, looked at, and only then put in evidence.

Until then it waits sealed (`operations.adding_held`): the file under one name, what was said of it
under another, new each time. Going back and changing is safe.
"""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.forms.adding_tables import BringForm, MappingForm, SeriesForm, StationForm
from basin.mapping.observing import Observed, observe
from basin.mapping.reading import read
from basin.mapping.saying import Understood, understood
from basin.models import Evidence, Study
from basin.operations.adding import of_observations, of_series
from basin.operations.adding_held import Held
from basin.operations.evidence import Exhibit
from basin.queries.adding import measured_before, same_file
from basin.sheet_words import QUESTION
from basin.views.adding_door import holder_for, kept, study_to_add, tell, to_evidence
from basin.views.adding_looks import look_of
from basin.views.adding_shown import table_shown
from basin.views.blueprint import bp
from basin.views.entrance import keepers_only
from kernel.errors import BadInput, Gone, NotFound
from kernel.spreadsheets import reading as spreadsheets
from kernel.spreadsheets.books import Book
from kernel.spreadsheets.limits import SERIES
from web.forms import show_again
from web.locale import _
from web.transaction import db, pause
from web.uploads import takes_files

KINDS = frozenset({"series", "observations"})
LEVELS = frozenset({"water_level", "lagoon_level"})


@dataclass(frozen=True)
class Table:
    """A table that waits, with what was said of it so far."""

    study: Study
    held: Held
    book: Book
    said: dict[str, str]
    meant: Understood


@bp.get("/<code>/add/series", defaults={"kind": "series"})
@bp.get("/<code>/add/observations", defaults={"kind": "observations"})
@keepers_only
def table_page(code: str, kind: str) -> ResponseReturnValue:
    """Ask for a table."""
    study, form = study_to_add(code), BringForm(formdata=None)
    return render_template("basin/add_table.html", study=study, kind=kind, form=form)


@bp.post("/<code>/add/series", defaults={"kind": "series"})
@bp.post("/<code>/add/observations", defaults={"kind": "observations"})
@keepers_only
@takes_files
def bring_table(code: str, kind: str) -> ResponseReturnValue:
    """Read it in a process of its own and let it wait."""
    form, study = BringForm(), study_to_add(code)
    form.validate_on_submit()
    if not form.errors and (name := _read(study, form)):
        return redirect(url_for("basin.map_page", code=code, kind=kind, held=name), code=303)
    return show_again("basin/add_table.html", study=study_to_add(code), kind=kind, form=form)


@bp.get("/<code>/add/<kind>/<held>")
@keepers_only
def map_page(code: str, kind: str, held: str) -> ResponseReturnValue:
    """What the platform found, and what the person should say of it."""
    table = _table(code, kind, held, request.args.get("said", ""))
    form = MappingForm(formdata=None)
    return render_template("basin/add_map.html", form=form, **_mapped(table, kind, held))


@bp.post("/<code>/add/<kind>/<held>")
@keepers_only
def map_table(code: str, kind: str, held: str) -> ResponseReturnValue:
    """Read it as somebody says: to be looked at, or said further."""
    form = MappingForm()
    said = form.words()
    table = _table(code, kind, held, "", said)
    form.validate_on_submit()
    further = "again" in said
    for question in () if further else _observed(table, kind).reading.questions:
        form.refuse("", str(QUESTION[question]))
    if form.errors:
        return show_again("basin/add_map.html", form=form, **_mapped(table, kind, held))
    name = _kept_words(table.study, held, said)
    if further:
        return redirect(_address("basin.map_page", code, kind, held, said=name), code=303)
    return redirect(_address("basin.look_page", code, kind, held, name=name), code=303)


@bp.get("/<code>/add/<kind>/<held>/<name>")
@keepers_only
def look_page(code: str, kind: str, held: str, name: str) -> ResponseReturnValue:
    """What would be put in evidence: drawn, in figures, with every warning by its row."""
    table = _table(code, kind, held, name)
    form = _about_form(table, kind, formdata=None)
    return render_template("basin/add_look.html", form=form, **_looked_at(table, kind, held, name))


@bp.post("/<code>/add/<kind>/<held>/<name>")
@keepers_only
def keep_table(code: str, kind: str, held: str, name: str) -> ResponseReturnValue:
    """Put it in evidence as it was shown."""
    table = _table(code, kind, held, name)
    form = _about_form(table, kind)
    if form.validate_on_submit() and (made := _keep(code, table, kind, form)):
        flash(_("Quedó como evidencia. Ya no se puede cambiar ni borrar."), "good")
        return to_evidence(made)
    table = _table(code, kind, held, name)
    return show_again("basin/add_look.html", form=form, **_looked_at(table, kind, held, name))


def _read(study: Study, form: BringForm) -> str:
    """The name under which the file waits; "" when the form says why it cannot be read. Slow."""
    sent = form.file.data
    if not sent:
        form.refuse("file", _("Elija un archivo."))
        return ""
    holder, file_name = holder_for(study), sent.filename or ""
    pause()
    try:
        book = spreadsheets.read(sent.stream, file_name, SERIES)
    except BadInput as unreadable:
        long = unreadable.code == "sheet-too-many-rows"
        tell(form, BadInput("table-too-many-rows") if long else unreadable, "file")
        return ""
    sent.stream.seek(0)
    return holder.hold(file_name, sent.stream.read(), book)


def _table(code: str, kind: str, held: str, name: str, said: dict[str, str] | None = None) -> Table:
    """The table that waits under `held`, as it is read by the words kept under `name`."""
    if kind not in KINDS:
        raise NotFound("not-found")
    study = study_to_add(code)
    holder = holder_for(study)
    file = holder.held(db(), held)
    if file.book is None:  # a file that is never read waits under its own page
        raise Gone("upload-gone")
    if said is None:
        said = holder.held_words(db(), held, name) if name else {}
    meant = understood(file.book, said, station=kind == "observations")
    return Table(study, file, file.book, said, meant)


def _observed(table: Table, kind: str, confirmed: frozenset[int] = frozenset()) -> Observed:
    meant = table.meant
    if kind == "observations":
        return observe(meant.sheet, meant.found, meant.plan, confirmed)
    return Observed(read(meant.sheet, meant.found, meant.plan), (), ())


def _kept_words(study: Study, held: str, said: dict[str, str]) -> str:
    holder = holder_for(study)
    pause()
    return holder.hold_words(held, {name: word for name, word in said.items() if name != "again"})


def _address(endpoint: str, code: str, kind: str, held: str, **more: Any) -> str:
    return url_for(endpoint, code=code, kind=kind, held=held, **more)


def _about_form(table: Table, kind: str, **how: Any) -> SeriesForm | StationForm:
    if kind == "series":
        return SeriesForm(**how)
    form = StationForm(**how)
    form.offer([(one.code, f"{one.code} · {one.title}") for one in _older(table)])
    form.needs_datum = any(one.variable in LEVELS for one in table.meant.plan.series)
    return form


def _older(table: Table) -> list[Evidence]:
    return list(measured_before(db(), table.study))


def _keep(code: str, table: Table, kind: str, form: SeriesForm | StationForm) -> str:
    """The code of the evidence that was made. Reading and hashing come before any change."""
    exhibit = _series(table, form) if isinstance(form, SeriesForm) else None
    confirmed = form.confirmed() if isinstance(form, StationForm) else frozenset()
    observed = _observed(table, kind, confirmed)
    if observed.reading.questions:
        form.refuse("", _("Falta decir algo de la tabla. Vuelva atrás y complete lo que falta."))
        return ""
    pause()

    def ready(session: Session) -> Exhibit:
        if isinstance(form, StationForm):
            older = {one.code: one for one in measured_before(session, table.study)}
            return of_observations(
                form.about(), table.held, table.meant, observed, form.of_station(),
                confirmed, older.get(form.replaces.data or ""),
            )  # fmt: skip
        return exhibit or _series(table, form)

    return kept(form, code, ready)


def _series(table: Table, form: SeriesForm) -> Exhibit:
    reading = _observed(table, "series").reading
    return of_series(form.about(), table.held, table.meant, reading)


def _mapped(table: Table, kind: str, held: str) -> dict[str, Any]:
    return {
        "study": table.study, "kind": kind, "held": held,
        **table_shown(table.book, table.said, table.meant, table.held.file_name, kind),
    }  # fmt: skip


def _looked_at(table: Table, kind: str, held: str, name: str) -> dict[str, Any]:
    return {
        "study": table.study, "kind": kind, "held": held, "name": name,
        "file_name": table.held.file_name, "sha256": table.held.sha256,
        "twin": same_file(db(), table.study, table.held.sha256),
        **look_of(table.meant, _observed(table, kind)),
    }  # fmt: skip
