"""What people type about the council and its reviews."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from basin import words
from basin.forms.fields import line, lines, said
from basin.kinds import Verdict
from basin.operations.council import Candidate
from basin.operations.reviews import LONGEST_REASONS, Opinion
from basin.queries.council import ModelVersion
from web.forms import Asked, DateParts, Form, one_of
from web.locale import _l


class ExpertForm(Form):
    """Somebody for the council."""

    name = line(_l("Nombre"), Asked(_l("Escriba el nombre de la persona.")))
    institution = line(_l("Institución"))
    discipline = line(_l("Disciplina"))
    proposed_by = line(_l("Grupo que la propuso"))
    since = DateParts(_l("Desde qué día"), validators=[Asked(_l("Escriba el día."))])

    def candidate(self) -> Candidate:
        """Who was meant."""
        return Candidate(**said(self, "name", "institution", "discipline", "proposed_by"))


class ReviewForm(Form):
    """What an expert says of a version of the model, signed with their account."""

    version = SelectField(_l("Versión del modelo"), validate_choice=False)
    verdict = one_of(_l("¿Qué dice del modelo?"), words.VERDICT, _l("Elija qué dice del modelo."))
    reasons = lines(_l("¿Por qué?"), Asked(_l("Escriba las razones.")), most=LONGEST_REASONS)

    def offer(self, versions: Iterable[ModelVersion]) -> None:
        """Let one of these versions be chosen, the newest first."""
        self._offered = {one.sha256: one for one in versions}
        field: Any = self.version
        field.choices = [
            SelectChoice(one.sha256, f"{one.model} {one.number} · {one.sha256[:12]}")
            for one in self._offered.values()
        ]

    def validate_version(self, field: SelectField) -> None:
        if field.data not in self._offered:
            raise ValidationError(_l("Elija la versión del modelo."))

    def opinion(self) -> Opinion:
        """What was said."""
        version = self._offered[self.version.data]
        return Opinion(version, Verdict(self.verdict.data), self.reasons.data or "")


class SignForm(ReviewForm):
    """The expert signs by typing their name."""

    typed_name = line(
        _l("Escriba su nombre completo para firmar"), Asked(_l("Escriba su nombre para firmar."))
    )


class PaperForm(ReviewForm):
    """Somebody of the office writes down what was signed on paper."""

    signed_on = DateParts(_l("Día en que firmó"), validators=[Asked(_l("Escriba el día."))])
    file = FileField(_l("Foto o PDF del papel firmado"))
