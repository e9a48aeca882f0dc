"""What somebody types to take part in a workshop, or to look at their registration."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from wtforms import RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from meetings.kinds import AgeBand, Sex, Tongue
from meetings.models import Group
from meetings.words import AGE, SEX, TONGUE
from trainings.forms.editing import EditForm, lines_of, said
from trainings.models import Registration
from trainings.operations.registrations import LINE, NEEDS, Registrant
from web.forms import Asked, Form, UpTo
from web.locale import _l


def _one_of(label: Any, kind: type[StrEnum], words: Any) -> RadioField:
    """Radios; nothing is ticked beforehand and nobody must answer."""
    offered = [SelectChoice(one.value, words[one]) for one in kind if one.value != "unsaid"]
    return RadioField(label, choices=offered, validate_choice=False)


class RegistrantForm(EditForm):
    """What the staff writes down of somebody who called or came."""

    name = StringField(_l("Nombre y apellidos"), [Asked(_l("Escriba su nombre.")), UpTo(LINE)])
    group = SelectField(_l("Grupo"), coerce=int, default=0)
    organization = StringField(_l("Organización"), [UpTo(LINE)])
    role = StringField(_l("Cargo"), [UpTo(LINE)])
    community = StringField(_l("Comunidad"), [UpTo(LINE)])
    sex = _one_of(_l("Sexo"), Sex, SEX)
    age = _one_of(_l("Edad"), AgeBand, AGE)
    first_language = _one_of(_l("Primera lengua"), Tongue, TONGUE)
    phone = TelField(_l("Teléfono"), [UpTo(60)])
    needs = TextAreaField(_l("Qué necesita para participar"), [UpTo(NEEDS)])

    def offer(self, groups: Iterable[Group], language: str) -> None:
        """The groups that the office works with, in the words of the reader."""
        named = [SelectChoice(one.id, one.called(language)) for one in groups]
        self.group.choices = [SelectChoice(0, _l("Ninguno, u otro")), *named]

    def who(self) -> Registrant:
        """What was typed; what is not on a list was not said."""
        return Registrant(
            group_id=self.group.data or None,
            sex=_member(Sex, self.sex.data),
            age=_member(AgeBand, self.age.data),
            first_language=_member(Tongue, self.first_language.data),
            **said(self, "name", "organization", "role", "community", "phone", "needs"),
        )


class RegistrationForm(RegistrantForm):
    """The same, by oneself; with the code of an invitation if one has it."""

    code = StringField(_l("Código de su invitación"))


class InvitationCodeForm(RegistrationForm):
    """Where nobody comes in without an invitation."""

    code = StringField(
        _l("Código de su invitación"), [Asked(_l("Escriba el código de su invitación."))]
    )


class LookForm(Form):
    """The code of a registration."""

    code = StringField(_l("Su código"), [Asked(_l("Escriba el código de su inscripción."))])


class InvitationsForm(Form):
    """Whom to invite: one name a line."""

    names = TextAreaField(
        _l("A quién invita"), [Asked(_l("Escriba al menos un nombre.")), UpTo(20_000)]
    )
    group = SelectField(_l("Grupo de todas estas personas"), coerce=int, default=0)

    def offer(self, groups: Iterable[Group]) -> None:
        """The groups that the office works with."""
        named = [SelectChoice(one.id, one.name) for one in groups]
        self.group.choices = [SelectChoice(0, _l("Ninguno, u otro")), *named]

    def guests(self) -> tuple[str, ...]:
        """The names."""
        return lines_of(self.names.data)


def of_registration(one: Registration, phone: str) -> dict[str, Any]:
    """What the form shows of a registration."""
    names = ("name", "organization", "role", "community", "needs", "version")
    listed = {
        "sex": one.sex.value,
        "age": one.age.value,
        "first_language": one.first_language.value,
    }
    known = {name: getattr(one, name) for name in names}
    return known | listed | {"group": one.group_id or 0, "phone": phone}


def _member(kind: Any, value: str | None) -> Any:
    known = {one.value for one in kind}
    return kind(value if value in known else "unsaid")
