"""What people type about a process, and how it moves on."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from accounts.models import Office
from dialogue import words
from dialogue.kinds import Moderation, ProcessKind, Visibility
from dialogue.models import Process
from dialogue.operations.processes import Outline
from meetings.forms.fields import line, text, version
from web.forms import Form, one_of
from web.locale import _l

TEXTS = (
    "title", "title_qu", "summary", "summary_qu", "basin", "place", "ground_rules",
    "ground_rules_qu", "study", "organisation",
)  # fmt: skip

MEANS: Mapping[str, Any] = {
    Visibility.PRIVATE: _l("Para prepararlo. Quienes tienen asiento todavía no lo ven."),
    Visibility.PARTIES: _l("Lo habitual: lo lee quien tiene asiento en la mesa."),
    Visibility.PUBLIC: _l("Cualquiera lee qué grupos hay, cómo va y qué se acordó. Sin nombres."),
}
"""What each choice of who may read means."""


class ProcessForm(Form):
    """What a process is. `of` is its version as the page showed it."""

    of = version()
    office = SelectField(_l("Oficina que lo cuida"), choices=[], validate_choice=False)
    kind = one_of(
        _l("¿Qué clase de proceso es?"), words.PROCESS_KIND, _l("Elija la clase de proceso.")
    )
    title = line(_l("Título"), _l("Escriba el título del proceso."))
    title_qu = line(_l("Título en quechua"))
    summary = text(_l("De qué trata"))
    summary_qu = text(_l("De qué trata, en quechua"))
    basin = line(_l("Cuenca o salar"))
    place = line(_l("Lugar"))
    ground_rules = text(_l("Reglas de la mesa"))
    ground_rules_qu = text(_l("Reglas de la mesa, en quechua"))
    study = line(_l("Estudio de cuenca con su evidencia"))
    organisation = line(_l("Empresa u organización de la que trata"))
    moderation = one_of(
        _l("¿Cuándo se revisa lo que se escribe?"),
        words.MODERATION,
        _l("Elija cuándo se revisa lo que se escribe."),
    )
    visibility = one_of(
        _l("¿Quién puede leerlo?"), words.VISIBILITY, _l("Elija quién puede leerlo.")
    )
    sure = BooleanField(_l("Sí, publicarlo para todas las personas"))

    was_public = False

    def offer(self, offices: Iterable[Office]) -> None:
        """The offices in which somebody makes processes."""
        self.office.choices = [SelectChoice(str(one.id), one.name) for one in offices]

    def known(self, process: Process) -> None:
        """Its kind and office are known and are not asked again."""
        del self.kind, self.office
        self.was_public = process.visibility is Visibility.PUBLIC

    def validate_sure(self, field: BooleanField) -> None:
        """Publishing is said twice, once."""
        if self.visibility.data == Visibility.PUBLIC and not self.was_public and not field.data:
            raise ValidationError(_l("Confirme que quiere publicarlo para todas las personas."))

    def outline(self, kind: ProcessKind) -> Outline:
        """What was told, as the operation takes it."""
        return Outline(
            kind=kind,
            visibility=Visibility(self.visibility.data),
            moderation=Moderation(self.moderation.data),
            **{name: self[name].data or "" for name in TEXTS},
        )


def as_told(process: Process) -> dict[str, Any]:
    """What the form shows of a process."""
    return {name: getattr(process, name) for name in TEXTS} | {
        "of": str(process.version),
        "study": process.study.partition(":")[2],
        "visibility": process.visibility.value,
        "moderation": process.moderation.value,
    }


class MoveForm(Form):
    """A process is opened, put to rest, resumed, closed; a closed one says what came of it."""

    closure = text(_l("En qué quedó"))
