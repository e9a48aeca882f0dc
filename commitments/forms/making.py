"""A promise as it is written down."""

from datetime import date
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from commitments import words
from commitments.kinds import Priority, Recurrence
from commitments.models import Commitment
from commitments.operations.making import Promise
from commitments.operations.telling import Consent, News
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

LONGEST, LINE = 4_000, 200
MOST_YEARS = 50


def line(label: Any) -> StringField:
    """One line."""
    return StringField(label, validators=[UpTo(LINE)])


def lines(label: Any, *more: Any) -> TextAreaField:
    """Several lines."""
    return TextAreaField(label, validators=[*more, UpTo(LONGEST)])


class PromiseForm(Form):
    """What, who, until when, who verifies: nothing of it can be left out; the rest may."""

    version = IntegerField(widget=HiddenInput(), default=0)
    what = lines(_l("¿Qué se va a hacer?"), Asked(_l("Escriba qué se va a hacer.")))
    indicator = lines(_l("¿Cómo se sabrá que se cumplió?"))
    responsible_group = line(_l("Grupo o institución que se compromete"))
    responsible_person = line(_l("Persona que responde"))
    due_on = DateParts(_l("Fecha en que vence"))
    recurrence = SelectField(
        _l("¿Se repite?"),
        choices=[
            SelectChoice("", _l("No se repite")),
            *(SelectChoice(one.value, words.RECURRENCE[one]) for one in Recurrence),
        ],
    )
    condition = lines(_l("Condición, si no hay fecha"))
    verifier_group = line(_l("Grupo o institución que comprueba"))
    verifier_person = line(_l("Persona que comprueba"))
    co_responsibles = lines(_l("Otros que ayudan"))
    made_on = DateParts(
        _l("Día en que se prometió"), validators=[Asked(_l("Escriba el día en que se prometió."))]
    )
    place = line(_l("Lugar"))
    budget_source = line(_l("De dónde sale el dinero"))
    depends_on = line(_l("Depende de otro compromiso"))
    priority = RadioField(
        _l("Importancia"),
        choices=[SelectChoice(one.value, words.PRIORITY[one]) for one in Priority],
        default=Priority.NORMAL.value,
    )
    risks = lines(_l("¿Qué podría impedirlo?"))
    what_qu = lines(_l("Lo mismo, en quechua"))
    indicator_qu = lines(_l("Cómo se sabrá, en quechua"))

    def validate_due_on(self, field: Field) -> None:
        """Nothing falls due before it is promised, nor in another life."""
        made_on = self.made_on.data
        if not (field.data and made_on):
            return
        if field.data < made_on:
            raise ValidationError(_l("Vence antes del día en que se prometió. Revise la fecha."))
        if field.data.year - made_on.year > MOST_YEARS:
            raise ValidationError(_l("La fecha es demasiado lejana."))

    def show(self, commitment: Commitment, depends_on: str) -> None:
        """Show a promise as it stands."""
        for field in self:
            if field.name in PLAIN:
                field.process_data(getattr(commitment, field.name))
        self.due_on.process_data(commitment.due_on)
        self.made_on.process_data(commitment.made_on)
        self.recurrence.data = commitment.recurrence or ""
        self.priority.process_data(commitment.priority.value)
        self.co_responsibles.data = "\n".join(commitment.co_responsibles)
        self.depends_on.data = depends_on
        self.seen(commitment.version)

    def seen(self, version: int) -> None:
        """Go out with the commitment as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def promise(self, *, depends_on_id: int | None, **origin: Any) -> Promise:
        """What was written down; `origin` says where it was promised."""
        said: dict[str, Any] = {name: self[name].data or "" for name in PLAIN}
        others = (self.co_responsibles.data or "").splitlines()
        made_on: date = self.made_on.data
        return Promise(
            **said,
            made_on=made_on,
            due_on=self.due_on.data,
            recurrence=Recurrence(self.recurrence.data) if self.recurrence.data else None,
            co_responsibles=tuple(one.strip() for one in others if one.strip()),
            priority=Priority(self.priority.data),
            depends_on_id=depends_on_id,
            **origin,
        )


class ReformulateForm(PromiseForm):
    """The promise into which the parties change another one, why, and who agreed."""

    note = lines(_l("¿Por qué se cambia?"), Asked(_l("Escriba por qué se cambia.")))
    consent_by = line(_l("¿Quién de la otra parte aceptó?"))
    consent_how = line(_l("¿Cómo aceptó?"))
    consent_on = DateParts(_l("¿Qué día aceptó?"))

    def news(self, today: date) -> News:
        """What is told of the one that ends."""
        by, how = self.consent_by.data or "", self.consent_how.data or ""
        consent = Consent(by, how, self.consent_on.data)
        return News(happened_on=today, note=self.note.data or "", consent=consent)


PLAIN = (
    "what", "what_qu", "indicator", "indicator_qu", "responsible_group", "responsible_person",
    "verifier_group", "verifier_person", "condition", "place", "budget_source", "risks",
)  # fmt: skip

BESIDE = {
    "promise-without-words": "what",
    "promise-without-responsible": "responsible_group",
    "promise-without-date": "due_on",
    "promise-without-verifier": "verifier_group",
    "promise-verified-by-itself": "verifier_group",
    "group-verifies-itself": "verifier_group",
    "depends-on-unknown": "depends_on",
    "reason-missing": "note",
    "consent-missing": "consent_by",
    "consent-of-the-same-side": "consent_by",
}
"""Beside which field a refusal is told."""
