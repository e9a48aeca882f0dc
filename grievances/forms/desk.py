"""What staff type at the desk. Each verb has the form with just the fields that it needs."""

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from accounts.roles import Track
from accounts.words import LANGUAGES
from grievances import words
from grievances.forms.files import some_files
from grievances.kinds import ResolvedHow, Topic
from grievances.lifecycle import CASE, NOT_YET_OPEN, State, Verb
from grievances.operations.casework import Words
from grievances.queries.queue import Filters, View
from kernel.text import number_in
from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST = 10_000

REACH = [
    SelectChoice("1", _l("1 · Leve: molestia o daño pequeño")),
    SelectChoice("2", _l("2 · Seria: daño a la salud, el agua, la tierra o el trabajo")),
    SelectChoice("3", _l("3 · Muy grave: peligro para la vida o para el sustento")),
]
SCOPE = [
    SelectChoice("1", _l("1 · Una persona o una familia")),
    SelectChoice("2", _l("2 · Varias familias")),
    SelectChoice("3", _l("3 · Una comunidad o más")),
]
REPAIR = [
    SelectChoice("1", _l("1 · Se repara del todo y pronto")),
    SelectChoice("2", _l("2 · Se repara en parte o con mucho esfuerzo")),
    SelectChoice("3", _l("3 · No se puede reparar")),
]


def _options(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The members of a closed list, in its order."""
    return [SelectChoice(str(one), label) for one, label in labels.items()]


def _filter(label: Any, all_of_them: Any, labels: Mapping[Any, Any]) -> SelectField:
    return SelectField(label, choices=[SelectChoice("", all_of_them), *_options(labels)])


def _pick(label: Any, choices: list[SelectChoice], problem: Any) -> RadioField:
    """One of a few; when none was picked the problem says so in words of its own."""

    def picked(_form: Any, field: Field) -> None:
        if field.data not in {choice.value for choice in choices}:
            raise ValidationError(problem)

    return RadioField(label, choices=choices, validators=[picked], validate_choice=False)


def _said(field: Field) -> str:
    return field.data or ""


def _writing(label: Any, problem: Any) -> TextAreaField:
    return TextAreaField(label, validators=[Asked(problem), UpTo(LONGEST)])


def _language() -> SelectField:
    return SelectField(_l("Idioma del mensaje"), choices=_options(LANGUAGES))


class StepForm(Form):
    """The form of one verb; alone it only confirms. `version` is the case as the page showed it."""

    version = IntegerField(widget=HiddenInput(), validators=[Asked(_l("Abra otra vez el caso."))])

    @property
    def seen(self) -> int:
        """The version of the case that the page showed."""
        return self.version.data or 0

    def show(self, version: int) -> None:
        """Go out again with the case as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def words(self) -> Words:
        """What the verb is given."""
        return Words()


class TellForm(StepForm):
    """The person will read this."""

    text = _writing(_l("Mensaje para la persona"), _l("Escriba lo que la persona va a leer."))
    language = _language()

    def words(self) -> Words:
        """The message and its language."""
        return Words(text=_said(self.text), language=_said(self.language))


class NoteForm(StepForm):
    """Only the office will read this."""

    text = _writing(_l("Nota para la oficina"), _l("Escriba la nota."))

    def words(self) -> Words:
        """The note."""
        return Words(text=_said(self.text))


class _Rating(StepForm):
    scale = _pick(
        _l("¿Qué tan grave es el daño?"),
        REACH,
        _l("Elija qué tan grave es el daño."),
    )
    scope = _pick(
        _l("¿A cuánta gente alcanza?"),
        SCOPE,
        _l("Elija a cuánta gente alcanza."),
    )
    irremediability = _pick(
        _l("¿Se puede reparar?"),
        REPAIR,
        _l("Elija si se puede reparar."),
    )

    def severity(self) -> tuple[int, int, int]:
        """The three ratings, each 1 to 3."""
        return (int(self.scale.data), int(self.scope.data), int(self.irremediability.data))


class RecommendForm(NoteForm, _Rating):
    """Reasons for the supervisor, and the severity."""

    def words(self) -> Words:
        """Reasons and severity."""
        return Words(text=_said(self.text), severity=self.severity())


class AdmitForm(TellForm, _Rating):
    """What the person is told, and the severity by a second person."""

    def words(self) -> Words:
        """Message and severity."""
        return Words(text=_said(self.text), language=_said(self.language), severity=self.severity())


class OutcomeForm(StepForm):
    """The outcome in plain words for the person, the findings for the office, and how it ended."""

    findings = _writing(
        _l("Hallazgos, para la oficina"), _l("Escriba qué encontró y con qué pruebas.")
    )
    resolved_how = _pick(
        _l("¿Cómo se resuelve?"),
        _options(words.RESOLVED_HOW),
        _l("Elija cómo se resuelve."),
    )
    text = _writing(_l("Resultado, para la persona"), _l("Escriba lo que la persona va a leer."))
    language = _language()

    def words(self) -> Words:
        """Findings, outcome with its language, and how it was resolved."""
        return Words(
            text=_said(self.text),
            language=_said(self.language),
            findings=_said(self.findings),
            resolved_how=ResolvedHow(self.resolved_how.data),
        )


class NoTieForm(StepForm):
    """Before working on a case: no tie to the one complained of."""

    no_tie = BooleanField(_l("Declaro que no tengo ningún vínculo con la parte señalada."))

    def validate_no_tie(self, field: BooleanField) -> None:
        """It must be said, not skipped."""
        if not field.data:
            raise ValidationError(
                _l("Declare que no tiene vínculo. Quien lo tiene no puede llevar el caso.")
            )


class AssignForm(StepForm):
    """To whom of the handlers, and what they should know. "0" leaves the case with nobody."""

    handler = SelectField(_l("Quién llevará el caso"))
    note = TextAreaField(_l("Nota para quien sigue"), validators=[UpTo(LONGEST)])

    @property
    def handler_id(self) -> int | None:
        """The chosen handler; None for nobody."""
        return int(self.handler.data) or None


class AssignSeveralForm(Form):
    """The ticked rows of the queue and one handler for all of them."""

    case = SelectMultipleField(
        _l("Casos"),
        validate_choice=False,
        validators=[Asked(_l("Marque al menos un caso."))],
    )
    handler = SelectField(
        _l("Asignar los casos marcados a"),
        validators=[Asked(_l("Elija a quién asignar los casos marcados."))],
    )

    def ticked(self) -> list[tuple[str, int]]:
        """Each ticked case and the version that the page showed."""
        pairs = (one.partition(":") for one in self.case.data or [])
        seen = [(name, number_in(version)) for name, _colon, version in pairs]
        return [(name, version) for name, version in seen if version is not None]


class ReplyForm(Form):
    """A message to the person, written below the thread, whose last message was `last`."""

    last = IntegerField(widget=HiddenInput(), default=0)
    text = _writing(_l("Mensaje para la persona"), _l("Escriba lo que la persona va a leer."))
    language = _language()
    files = some_files(_l("Archivos para la persona"))


class BesideForm(Form):
    """A transcription or a translation. `seen` says which state of it the page showed."""

    seen = HiddenField(default="")
    text = _writing(_l("Texto"), _l("Escriba el texto."))
    language = SelectField(_l("Idioma del texto"), choices=_options(LANGUAGES))
    read_back = BooleanField(_l("Se leyó a la persona y ella está de acuerdo."))


class ReviewForm(Form):
    """Somebody else compared the text with its original."""

    seen = HiddenField(default="")


class PaperForm(PlainForm):
    """What the case file on paper holds besides what the person and the office told each other."""

    notes = BooleanField(_l("Con las notas internas"))


class RemarkForm(Form):
    """A note for colleagues, written on the case page. Its field has a name of its own there."""

    note = _writing(_l("Nota para la oficina"), _l("Escriba la nota."))


_ENTERED = {after for (_from, verb), after in CASE.moves.items() if verb not in NOT_YET_OPEN}
STATES = {one: words.STATE[one] for one in State if one in _ENTERED | {State.RECEIVED}}
"""The states that a case can be in today: nobody needs to filter by the others."""


class FilterForm(PlainForm):
    """What the address of the queue asks for. What it does not know counts as not asked."""

    state = _filter(_l("Paso"), _l("Todos"), STATES)
    track = _filter(_l("Vía"), _l("Todas"), words.TRACK)
    topic = _filter(_l("Tema"), _l("Todos"), words.TOPIC)
    language = _filter(_l("Idioma"), _l("Todos"), LANGUAGES)
    entity = _filter(_l("Parte señalada"), _l("Todas"), {})

    def offer(self, entities: Mapping[int, str]) -> None:
        """Let one of these be chosen as the one complained of."""
        field: Any = self.entity
        field.choices = [field.choices[0], *_options(entities)]

    def filters(self, view: View) -> Filters:
        """The filters of the queue for this tab."""
        state, track = self.known("state"), self.known("track")
        topic, language = self.known("topic"), self.known("language")
        return Filters(
            view=view,
            state=State(state) if state else None,
            track=Track(track) if track else None,
            topic=Topic(topic) if topic else None,
            language=language,
            entity_id=int(self.known("entity") or 0) or None,
        )

    def known(self, name: str) -> str:
        """What was chosen in one field, "" when nothing that we know."""
        field: Any = self[name]
        offered = {choice.value for choice in field.choices}
        return field.data if field.data in offered else ""

    def chosen(self) -> dict[str, Any]:
        """The fields in use, for addresses that keep them."""
        return {field.name: found for field in self if (found := self.known(field.name))}


FORMS: Mapping[Verb, type[StepForm]] = {
    Verb.ACKNOWLEDGE: TellForm,
    Verb.ADMIT: AdmitForm,
    Verb.ASK: TellForm,
    Verb.CLOSE: TellForm,
    Verb.COMMUNICATE: StepForm,
    Verb.DECLINE: TellForm,
    Verb.FOLLOW_UP: NoteForm,
    Verb.INVESTIGATE: StepForm,
    Verb.PROPOSE_ADMISSION: RecommendForm,
    Verb.PROPOSE_NOT_ADMITTING: NoteForm,
    Verb.PROPOSE_OUTCOME: OutcomeForm,
    Verb.REGISTER_REPORT: NoteForm,
    Verb.REOPEN: TellForm,
    Verb.REQUEST_REPORT: NoteForm,
    Verb.RETURN_ADMISSION: NoteForm,
    Verb.RETURN_OUTCOME: NoteForm,
    Verb.SCREEN: NoTieForm,
    Verb.UPHOLD: TellForm,
}
