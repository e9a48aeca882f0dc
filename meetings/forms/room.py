"""What is typed in the room besides what is said: who is here, which point, what was promised."""

from datetime import UTC, date, datetime
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from commitments.confirming import answers_for
from commitments.operations.making import Promise
from kernel.text import fold
from meetings import words
from meetings.forms.offers import Offers, fill, number_of
from meetings.forms.said import NO_GROUP, Noted, line, lines, pick
from meetings.kinds import Sex
from meetings.operations.attendance import Who
from web.forms import Asked, DateParts
from web.locale import _l

OLDEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No room was kept before: a clock that says so has forgotten the year."""


class PresenceForm(Noted):
    """One person is here, or is not. `person` is their number, or the key of their entry."""

    person = HiddenField(validators=[Asked(_l("Diga quién es."))])
    sitting = HiddenField()
    present = HiddenField()


class PresencesForm(Noted):
    """Who is here: the ticked ones. `was` are those who were ticked when the page was shown."""

    sitting = HiddenField()
    was = SelectMultipleField(validate_choice=False)
    present = SelectMultipleField(validate_choice=False)

    def changes(self) -> dict[str, bool]:
        """Whose tick changed, and what it is now."""
        was, now_is = set(self.was.data or ()), set(self.present.data or ())
        return dict.fromkeys(now_is - was, True) | dict.fromkeys(was - now_is, False)


class NewcomerForm(Noted):
    """Somebody who came and is not on the list."""

    name = line(_l("Nombre y apellidos"), Asked(_l("Escriba cómo se llama.")))
    group = SelectField(_l("De qué grupo"))
    sex = pick(_l("Sexo"), words.SEX, default=Sex.UNSAID.value)
    sitting = HiddenField()
    another = BooleanField(_l("Ya hay alguien con ese nombre y es otra persona."))

    def who(self) -> Who:
        """What was typed."""
        return Who(self.name.data or "", group_id=number_of(self.group), sex=Sex(self.sex.data))


class ItemForm(Noted):
    """The room turns to a point of the agenda, or has done with it."""

    item = HiddenField(validators=[Asked(_l("Diga qué punto es."))])
    verb = HiddenField()

    def offer(self, offers: Offers) -> None:
        """Nothing to choose: each point has its own button."""


class CommitmentForm(Noted):
    """What somebody promised: who, until when or under which condition, and who verifies."""

    what = lines(_l("A qué se compromete"), Asked(_l("Escriba a qué se compromete.")))
    indicator = line(_l("Cómo se verá que cumplió"))
    responsible_group = SelectField(_l("Grupo que se compromete"))
    responsible_person = line(_l("Persona que responde"))
    due = DateParts(_l("Hasta cuándo"))
    condition = line(_l("O qué debe pasar antes"))
    verifier_group = SelectField(_l("Grupo que comprueba"))
    verifier_person = line(_l("Persona que comprueba"))
    agreement = SelectField(_l("Sale de este acuerdo"), validate_choice=False)

    def offer(self, offers: Offers) -> None:
        """The groups by their names, and the agreements by the keys of their entries."""
        named = [(one.name, one.called(offers.language)) for one in offers.groups]
        fill(self.responsible_group, named, NO_GROUP)
        fill(self.verifier_group, named, NO_GROUP)
        agreed = [(one.entry, f"{one.number}. {one.text[:60]}") for one in offers.agreements]
        fill(self.agreement, agreed, _l("De ninguno"))

    def validate_responsible_person(self, field: StringField) -> None:
        """Somebody is responsible."""
        if not (field.data or self.responsible_group.data):
            raise ValidationError(_l("Falta quién se compromete: un grupo, una persona o los dos."))

    def validate_condition(self, field: StringField) -> None:
        """There is a date, or something that must happen first."""
        if not (field.data or self.due.data or self.due.errors):
            raise ValidationError(_l("Falta la fecha, o qué debe pasar antes."))

    def validate_verifier_person(self, field: StringField) -> None:
        """Somebody else looks whether it was kept."""
        if not (field.data or self.verifier_group.data):
            raise ValidationError(_l("Falta quién comprueba: un grupo, una persona o los dos."))
        if self._side("verifier") == self._side("responsible"):
            raise ValidationError(_l("Quien comprueba debe ser otro, no quien se compromete."))
        if answers_for(self.verifier_group.data or "", self.responsible_group.data or "", ()):
            raise ValidationError(_l("El grupo que comprueba debe ser otro: nadie se comprueba."))

    def promise(self, entry: str, made_on: date, **ties: Any) -> Promise:
        """What was typed."""
        return Promise(
            what=self.what.data or "",
            made_on=made_on,
            indicator=self.indicator.data or "",
            responsible_group=self.responsible_group.data or "",
            responsible_person=self.responsible_person.data or "",
            verifier_group=self.verifier_group.data or "",
            verifier_person=self.verifier_person.data or "",
            due_on=self.due.data,
            condition=self.condition.data or "",
            entry=entry,
            **ties,
        )

    def _side(self, name: str) -> tuple[str, str]:
        parts: list[Field] = [self[f"{name}_group"], self[f"{name}_person"]]
        return fold(parts[0].data or ""), fold(parts[1].data or "")


def moment_of(text: str, latest: datetime) -> datetime:
    """When a phone says that it was; a clock that runs ahead or makes no sense is not believed.

    After an empty battery many say 1970.
    """
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return latest
    return min(said, latest) if said.tzinfo and said > OLDEST else latest
