"""What is told of a commitment. Each verb has the form with just the fields that it needs."""

from collections.abc import Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from commitments import words
from commitments.forms.making import line, lines
from commitments.kinds import Delay, Fulfilment
from commitments.lifecycle import Verb
from commitments.operations.telling import Consent, News
from kernel.files import Taken
from web.forms import Asked, DateParts, Form
from web.locale import _l


def _one_of(label: Any, offered: Mapping[Any, Any], *allowed: Any) -> RadioField:
    chosen = allowed or tuple(offered)
    return RadioField(
        label,
        choices=[SelectChoice(one.value, offered[one]) for one in chosen],
        validators=[Optional()],
    )


class NewsForm(Form):
    """News that any verb carries. `version` is the commitment as the page showed it."""

    version = IntegerField(
        widget=HiddenInput(), validators=[Asked(_l("Abra otra vez el compromiso."))]
    )
    happened_on = DateParts(
        _l("¿Qué día fue?"), validators=[Asked(_l("Escriba el día en que pasó."))]
    )
    told_by = line(_l("¿Quién lo dijo?"))
    note = lines(_l("¿Qué pasó?"))

    def seen(self, version: int) -> None:
        """Go out with the commitment as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def news(self, file: Taken | None = None) -> News:
        """What was told."""
        return News(
            happened_on=self.happened_on.data,
            told_by=self._said("told_by"),
            note=self._said("note"),
            progress=self["progress"].data if "progress" in self else None,
            delay=Delay(chosen) if (chosen := self._said("delay")) else None,
            delay_note=self._said("delay_note"),
            evidence=self._said("evidence"),
            view=Fulfilment(chosen) if (chosen := self._said("view")) else None,
            last_round=bool(self["last_round"].data) if "last_round" in self else False,
            new_due_on=self["new_due_on"].data if "new_due_on" in self else None,
            consent=self._consent(),
            file=file,
        )

    def _said(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""

    def _consent(self) -> Consent:
        on = self["consent_on"].data if "consent_on" in self else None
        return Consent(self._said("consent_by"), self._said("consent_how"), on)


class _Progress(NewsForm):
    progress = IntegerField(_l("¿Cuánto se avanzó, de 0 a 100?"), validators=[Optional()])


class _Evidence(NewsForm):
    evidence = line(_l("¿Dónde está la prueba?"))
    file = FileField(_l("Foto o documento que lo muestra"))


class _Delay(NewsForm):
    delay = SelectField(
        _l("¿Por qué se demora?"),
        choices=[
            SelectChoice("", _l("No hay demora")),
            *(SelectChoice(one.value, words.DELAY[one]) for one in Delay),
        ],
    )
    delay_note = lines(_l("Explique la demora"))


class _Consent(NewsForm):
    consent_by = line(_l("¿Quién de la otra parte aceptó?"))
    consent_how = line(_l("¿Cómo aceptó?"))
    consent_on = DateParts(_l("¿Qué día aceptó?"))


class TellForm(_Progress, _Evidence, _Delay):
    """News that change no status, and how it began."""


class ReportForm(_Evidence):
    """Whoever promised says that it is done."""

    view = _one_of(_l("¿Cómo lo ve quien se comprometió?"), words.FULFILMENT, *Fulfilment)


class VerifyForm(_Evidence):
    """Whoever verifies says that it is so."""

    last_round = BooleanField(_l("Era la última vez: ya no se repite"))


class RejectForm(_Progress, _Evidence):
    """Whoever verifies says that it is not so, or not wholly."""

    view = _one_of(
        _l("¿Cómo lo ve quien comprueba?"), words.FULFILMENT, Fulfilment.PARTLY, Fulfilment.NOT
    )


class BlockForm(_Delay, _Evidence):
    """Nothing goes on, and why."""


class CancelForm(_Consent):
    """The parties give it up together."""


class NewDateForm(_Consent, _Delay):
    """Another due date, with the consent of the other party."""

    new_due_on = DateParts(
        _l("Nueva fecha en que vence"), validators=[Asked(_l("Escriba la nueva fecha."))]
    )


FORMS: Mapping[Verb, type[NewsForm]] = {
    Verb.START: TellForm,
    Verb.TELL: TellForm,
    Verb.REPORT: ReportForm,
    Verb.VERIFY: VerifyForm,
    Verb.REJECT: RejectForm,
    Verb.BLOCK: BlockForm,
    Verb.CANCEL: CancelForm,
    Verb.REOPEN: NewsForm,
}
"""To change a commitment into another one has a page of its own."""

BESIDE = {
    "news-from-tomorrow": "happened_on",
    "progress-not-in-percent": "progress",
    "block-without-cause": "delay",
    "verifiers-word-missing": "told_by",
    "view-of-nobody": "told_by",
    "promise-verified-by-itself": "told_by",
    "rejected-how-missing": "view",
    "reason-missing": "note",
    "consent-missing": "consent_by",
    "consent-of-the-same-side": "consent_by",
    "new-date-is-past": "new_due_on",
    "news-without-content": "note",
}
"""Beside which field a refusal is told."""
