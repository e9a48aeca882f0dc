"""What somebody asks a model: one control for each input that the model describes."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import Field, SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from basin.contract import texts
from basin.contract.inputs import InputKind, InputSpec, InputsRefused, expanded
from basin.contract.processes import Process
from basin.forms.input_controls import Several, read_number, shown_number
from basin.forms.input_words import NUMBERS, problem_words, titled
from basin.models import Member
from web.forms import Asked, Form, UpTo
from web.locale import _, _l, current

REASON = 1000
YES, NO = "y", "n"


class RunForm(Form):
    """Why somebody asks, for whom, and the inputs of one model.

    `of` is the question that was last shown to be looked over, with the version of the model: what
    is sent is what was seen, or it is shown again.
    """

    model: Process
    why = TextAreaField(
        _l("Para qué lo preguntan"),
        [Asked(_l("Escriba para qué sirve la respuesta.")), UpTo(REASON)],
    )
    for_member = SelectField(_l("Quién lo propone"), coerce=int, default=0, validate_choice=False)
    of = HiddenField(default="")

    def offer(self, members: Sequence[Member]) -> None:
        """Let somebody of the office write down what one of these proposes."""
        mine = SelectChoice(0, _("Yo"))
        named = [SelectChoice(one.id, f"{one.name} ({one.group})") for one in members]
        self.for_member.choices = [mine, *named]

    @property
    def asked(self) -> list[tuple[InputSpec, Field]]:
        """Each input with its control, in the order of the model."""
        return [(spec, self[control_of(number)]) for number, spec in enumerate(self.model.inputs)]

    def values(self) -> dict[str, Any]:
        """What was typed, as the model takes it; what could not be read stays as it was typed."""
        return {spec.name: _read(spec, field.data) for spec, field in self.asked}

    def validate(self, extra_validators: Any = None) -> bool:
        """Also whether the model takes the inputs; what is wrong stands beside each."""
        sound = bool(super().validate(extra_validators))
        try:
            expanded(self.model.inputs, self.values())
        except InputsRefused as refused:
            for spec, field in self.asked:
                if spec.name in refused.problems:
                    field.errors = [problem_words(spec, refused.problems[spec.name])]
            return False
        return sound


def form_for(model: Process) -> type[RunForm]:
    """The form of a model, in the language of this request."""
    controls = {control_of(number): _control(spec) for number, spec in enumerate(model.inputs)}
    return type("FormOfModel", (RunForm,), {**controls, "model": model})


def control_of(number: int) -> str:
    """The name of the control of an input: its own name may hold anything."""
    return f"in{number}"


def filled(model: Process, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the controls show for these values."""
    named = {spec.name: (number, spec) for number, spec in enumerate(model.inputs)}
    return {
        control_of(named[name][0]): _shown(named[name][1], value)
        for name, value in values.items()
        if name in named
    }


def _control(spec: InputSpec) -> Any:
    words, default = titled(spec), _shown(spec, spec.default)
    if spec.kind is InputKind.CHOICES:
        return Several(words, choices=_offered(spec), default=default, validate_choice=False)
    if spec.kind is InputKind.CHOICE:
        return RadioField(words, choices=_offered(spec), default=default, validate_choice=False)
    if spec.kind is InputKind.FLAG:
        answers = [SelectChoice(YES, _("Sí")), SelectChoice(NO, _("No"))]
        return RadioField(words, choices=answers, default=default, validate_choice=False)
    return StringField(words, default=default)


def _offered(spec: InputSpec) -> list[SelectChoice]:
    return [
        SelectChoice(one.value, texts.in_language(one.title, current()) or one.value)
        for one in spec.choices
    ]


def _shown(spec: InputSpec, value: Any) -> Any:
    if value is None:
        return [] if spec.kind is InputKind.CHOICES else None
    if spec.kind is InputKind.FLAG:
        return YES if value else NO
    return shown_number(value) if spec.kind in NUMBERS else value


def _read(spec: InputSpec, typed: Any) -> Any:
    """A value from what was typed; None where nothing was."""
    if typed is None or typed in ("", []):
        return [] if spec.kind is InputKind.CHOICES and spec.required else None
    if spec.kind is InputKind.FLAG:
        return {YES: True, NO: False}.get(typed, typed)
    return read_number(spec, typed) if spec.kind in NUMBERS else typed


class DeclineForm(Form):
    """Why a proposal is not accepted."""

    reason = TextAreaField(
        _l("Por qué no se acepta"), [Asked(_l("Escriba por qué no se acepta.")), UpTo(REASON)]
    )


class StepForm(Form):
    """A button: nothing is typed."""
