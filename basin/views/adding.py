"""What can be added to a study, and the pages for what needs no look beforehand."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from basin.forms.adding import (
    ConcernForm,
    LaboratoryForm,
    PhotographForm,
    PlainFileForm,
    StatisticsForm,
)
from basin.forms.adding_fields import AboutForm
from basin.kinds import EvidenceKind
from basin.operations import adding
from basin.operations.adding_held import LARGEST_PLAIN, Held
from basin.operations.evidence import Exhibit
from basin.views.adding_door import kept, study_to_add, tell, to_evidence
from basin.views.adding_files import brought, waiting
from basin.views.blueprint import bp
from basin.views.entrance import keepers_only
from kernel.errors import BadInput, NotFound
from kernel.files import LARGEST, FileKind, Taken, discard, take_in
from web.actor import actor
from web.forms import show_again
from web.furniture import files, references
from web.locale import _
from web.transaction import db, pause
from web.uploads import takes_files

CONCERN = "concern:"
NOTHING = Held("", "", b"")


@dataclass(frozen=True)
class Way:
    """One way to bring evidence in one step: its form, and the file that it asks for."""

    form: type[AboutForm]
    template: str
    exhibit: Callable[[Any, Held], Exhibit]
    brings_file: bool = True
    most: int = LARGEST_PLAIN
    kinds: Collection[FileKind] = ()
    """Of a file that is cleaned and sealed; none for one that nobody opens."""


def _file(form: PlainFileForm, held: Held) -> Exhibit:
    return adding.of_file(form.about(), held)


def _photograph(form: PhotographForm, _held: Held) -> Exhibit:
    kind = EvidenceKind.PHOTOGRAPH
    return adding.of_paper(kind, form.about(), form.facts())


def _laboratory(form: LaboratoryForm, _held: Held) -> Exhibit:
    kind = EvidenceKind.LABORATORY
    return adding.of_paper(kind, form.about(), form.facts())


def _statistics(form: StatisticsForm, _held: Held) -> Exhibit:
    return adding.of_words(EvidenceKind.STATISTICS, form.about(), form.facts())


def _concern(form: ConcernForm, _held: Held) -> Exhibit:
    facts, origin = form.facts()
    return adding.of_words(EvidenceKind.CONCERN, form.about(), facts, origin)


WAYS = {
    "file": Way(PlainFileForm, "basin/add_file.html", _file),
    "photograph": Way(
        PhotographForm, "basin/add_photograph.html", _photograph,
        most=LARGEST[FileKind.IMAGE], kinds={FileKind.IMAGE},
    ),
    "laboratory": Way(
        LaboratoryForm, "basin/add_laboratory.html", _laboratory,
        most=LARGEST[FileKind.PDF], kinds={FileKind.IMAGE, FileKind.PDF},
    ),
    "statistics": Way(StatisticsForm, "basin/add_statistics.html", _statistics, brings_file=False),
    "concern": Way(ConcernForm, "basin/add_concern.html", _concern, brings_file=False),
}  # fmt: skip


@bp.get("/<code>/add")
@keepers_only
def add_page(code: str) -> ResponseReturnValue:
    """Every way to bring evidence, each in a line."""
    return render_template("basin/add.html", study=study_to_add(code))


@bp.get("/<code>/add/<way>")
@keepers_only
def add_one_page(code: str, way: str) -> ResponseReturnValue:
    """The form of one way."""
    found = _way(way)
    return render_template(
        found.template, study=study_to_add(code), form=found.form(formdata=None), waits=None
    )


@bp.post("/<code>/add/<way>")
@keepers_only
@takes_files
def add_one(code: str, way: str) -> ResponseReturnValue:
    """Put it in evidence; or the page again with all that was typed, and the file kept."""
    found = _way(way)
    study, form = study_to_add(code), found.form()
    form.validate_on_submit()
    held = brought(study, form, found.most) if found.brings_file else NOTHING
    if not form.errors and held is not None and (made := _keep(code, found, form, held)):
        flash(_("Quedó como evidencia. Ya no se puede cambiar ni borrar."), "good")
        return to_evidence(made)
    waits = waiting(study_to_add(code), form, held)
    return show_again(found.template, study=study_to_add(code), form=form, waits=waits)


def _way(name: str) -> Way:
    if name not in WAYS:
        raise NotFound("not-found")
    return WAYS[name]


def _keep(code: str, way: Way, form: Any, held: Held) -> str:
    """The code of the evidence that was made; "" when the form says why there is none."""
    if isinstance(form, ConcernForm):
        _copy_words(form)
    pause()
    taken = _taken(form, way, held)
    if form.errors:
        return ""
    exhibit = way.exhibit(form, held)
    made = kept(form, code, lambda _session: exhibit, taken)
    if not made and taken is not None:
        discard(files(), taken)
    return made


def _taken(form: Any, way: Way, held: Held) -> Taken | None:
    """The file cleaned and sealed, where this way asks for that. Slow."""
    if not way.kinds:
        return None
    try:
        return take_in(files(), BytesIO(held.data), held.file_name, kinds=way.kinds)
    except BadInput as refusal:
        tell(form, refusal, "file")
        return None


def _copy_words(form: ConcernForm) -> None:
    """Let whoever owns the concern say its words: they come from the house, not from the form."""
    key = (form.reference.data or "").removeprefix(CONCERN)
    if not key:
        return
    found = references().resolve(db(), actor(), f"{CONCERN}{key}")
    if found is None:
        form.refuse("reference", _("No encontramos una preocupación con ese código."))
    elif not found.words:
        form.refuse(
            "reference",
            _("Esas palabras no se pueden copiar: quien las dijo no aceptó que se citen."),
        )
    else:
        form.copy(f"{CONCERN}{key}", found)
