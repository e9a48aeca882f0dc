"""What is noted as a meeting ends, who signs, and its parts."""

from collections.abc import Iterable

from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kernel.text import number_in
from meetings import words
from meetings.forms.fields import clock, line, one_of, text, version
from meetings.kinds import Signing
from meetings.models import Group
from meetings.operations.ending import Ending
from meetings.operations.signatories import Signer
from meetings.operations.sittings import Part
from web.forms import Asked, DateParts, Form
from web.locale import _l

SIGNS = (Signing.SIGNATURE, Signing.THUMBPRINT, Signing.VERBAL)


class EndingForm(Form):
    """The next meeting, and the observations."""

    of = version()
    observations = text(_l("Observaciones"))
    next_on = DateParts(_l("Día de la próxima reunión"))
    next_at = clock(_l("Hora"))
    next_place = line(_l("Lugar"))
    next_agenda = text(_l("De qué se hablará"))

    def ending(self) -> Ending:
        """What was told, as the operation takes it."""
        return Ending(
            observations=self.observations.data or "",
            next_on=self.next_on.data,
            next_at=self.next_at.data,
            next_place=self.next_place.data or "",
            next_agenda=self.next_agenda.data or "",
        )


class SignatoryForm(Form):
    """One who signs."""

    name = line(_l("Nombre"), _l("Escriba el nombre de quien firma."))
    role = line(_l("Cargo"))
    group = SelectField(_l("Grupo"), choices=[], validate_choice=False)
    signing = one_of(_l("Cómo firma"), {one: words.SIGNING[one] for one in SIGNS})

    def offer(self, groups: Iterable[Group], language: str) -> None:
        """The groups for whom somebody can sign."""
        choices = [SelectChoice(str(one.id), one.called(language)) for one in groups]
        self.group.choices = [SelectChoice("", _l("Ninguno")), *choices]

    def signer(self) -> Signer:
        """What was told, as the operation takes it."""
        return Signer(
            name=self.name.data or "",
            role=self.role.data or "",
            group_id=number_in(self.group.data or ""),
            signing=Signing(self.signing.data),
        )


class SittingForm(Form):
    """One part of a meeting."""

    title = line(_l("Nombre de la parte"))
    on = DateParts(_l("Día"), validators=[Asked(_l("Escriba el día."))])
    begins_at = clock(_l("Hora de inicio"))
    ends_at = clock(_l("Hora de término"))

    def part(self) -> Part:
        """What was told, as the operation takes it."""
        title = self.title.data or ""
        return Part(self.on.data, title, self.begins_at.data, self.ends_at.data)
