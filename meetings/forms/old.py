"""What is known of an old acta, told by hand or brought in a spreadsheet."""

from collections.abc import Iterable, Mapping

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from meetings import words
from meetings.forms.fields import line, one_of, one_or_none
from meetings.forms.fields import text as lines
from meetings.kinds import Extent, MeetingKind
from meetings.models import Agreement
from meetings.operations.old_actas import OldActa, OldAgreement, OldPromise
from web.forms import Asked, DateParts, Form
from web.locale import _l

AGENDA = {"yes": True, "no": False}


class BelongingForm(Form):
    """Of which office and of what the acta is part."""

    office = SelectField(_l("Oficina"), choices=[], validate_choice=False)
    belongs_to = SelectField(_l("Programa o proceso"), choices=[], validate_choice=False)
    kind = one_of(_l("Clase de reunión"), words.MEETING_KIND)

    def offer(self, offices: Mapping[int, str], programmes: Mapping[str, str]) -> None:
        """The offices in which somebody may bring actas, and what an acta can be part of."""
        self.office.choices = [SelectChoice(str(one), name) for one, name in offices.items()]
        self.belongs_to.choices = [
            SelectChoice("", _l("Ninguno")),
            *(SelectChoice(one, name) for one, name in programmes.items()),
        ]

    def sent(self) -> dict[str, str]:
        """As of every form; a file counts by its name."""
        told = super().sent()
        if "file" in self:
            told["file"] = getattr(self["file"].data, "filename", "") or ""
        return told


class OldActaForm(BelongingForm):
    """One old acta."""

    held_on = DateParts(_l("Fecha del acta"), validators=[Asked(_l("Escriba la fecha del acta."))])
    title = line(_l("Título"), _l("Escriba el título del acta."))
    place = line(_l("Local"))
    district = line(_l("Distrito"))
    province = line(_l("Provincia"))
    department = line(_l("Departamento o región"))
    had_agenda = RadioField(
        _l("¿Tenía agenda?"),
        choices=[
            SelectChoice("yes", _l("Sí")),
            SelectChoice("no", _l("No")),
            SelectChoice("unknown", _l("El papel no lo dice")),
        ],
        default="unknown",
    )
    file = FileField(_l("El acta escaneada"))

    def acta(self) -> OldActa:
        """What was told, as the operation takes it."""
        return OldActa(
            kind=MeetingKind(self.kind.data),
            title=self.title.data or "",
            held_on=self.held_on.data,
            place=self.place.data or "",
            district=self.district.data or "",
            province=self.province.data or "",
            department=self.department.data or "",
            belongs_to=self.belongs_to.data or "",
            had_agenda=AGENDA.get(self.had_agenda.data or ""),
        )


class OldAgreementForm(Form):
    """One agreement of an old acta."""

    text = lines(_l("Qué se acordó"), _l("Escriba qué se acordó."))
    extent = one_or_none(_l("Hasta dónde"), _l("El papel no lo dice"), words.EXTENT)
    dissent = lines(_l("Motivos del desacuerdo"))

    def agreement(self) -> OldAgreement:
        """What was told, as the operation takes it."""
        extent = Extent(self.extent.data) if self.extent.data else None
        return OldAgreement(self.text.data or "", extent, self.dissent.data or "")


class OldPromiseForm(Form):
    """One commitment of an old acta."""

    offered: frozenset[str] = frozenset()
    what = lines(_l("Qué se prometió"), _l("Escriba qué se prometió."))
    agreement = SelectField(_l("Sale del acuerdo"), choices=[], validate_choice=False)
    responsible = line(_l("Responsable"))
    due_on = DateParts(_l("Vence"))
    condition = line(_l("Condición"))
    verifier = line(_l("Quién verifica"))
    indicator = line(_l("Indicador"))

    def offer(self, agreements: Iterable[Agreement]) -> None:
        """The agreements from which a commitment can follow."""
        numbered = [
            SelectChoice(one.reference, f"{one.number}. {one.text[:80]}") for one in agreements
        ]
        self.offered = frozenset(choice.value for choice in numbered)
        self.agreement.choices = [SelectChoice("", _l("Ninguno")), *numbered]

    def promise(self) -> OldPromise:
        """What was told, as the operation takes it."""
        chosen = self.agreement.data or ""
        return OldPromise(
            what=self.what.data or "",
            indicator=self.indicator.data or "",
            responsible=self.responsible.data or "",
            due_on=self.due_on.data,
            condition=self.condition.data or "",
            verifier=self.verifier.data or "",
            agreement=chosen if chosen in self.offered else "",
        )


def _some_file(_form: Form, field: Field) -> None:
    if not field.data:
        raise ValidationError(_l("Elija la hoja de cálculo."))


class OldSheetForm(BelongingForm):
    """A spreadsheet of old actas."""

    file = FileField(_l("Hoja de cálculo"), validators=[_some_file])
