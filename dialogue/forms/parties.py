"""What people type about groups, seats, agreements of participation, and who does what."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, IntegerField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Regexp

from dialogue import words
from dialogue.kinds import GroupKind, ProcessRole, SeatKind, Tongue
from dialogue.models import Group, Seat
from dialogue.operations.appointments import Appointed
from dialogue.operations.groups import MOST_SEATS, GroupOutline
from dialogue.operations.participation import ParticipationOutline
from dialogue.operations.seats import SeatOutline
from kernel.text import number_in
from meetings.forms.fields import line, one_of, text, version
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

SEAT_MEANS: Mapping[str, Any] = {
    SeatKind.TITULAR: _l("Habla y decide por su grupo."),
    SeatKind.ALTERNATE: _l("Reemplaza a un titular: los dos cuentan una vez."),
    SeatKind.ADVISER: _l("Habla y no decide."),
    SeatKind.OBSERVER: _l("Lee y no habla."),
    SeatKind.INVITED: _l("Vota afirmaciones y lee lo que lee todo el mundo."),
}
"""What each sort of seat means."""


class WithPaper(Form):
    """A form that may bring a paper; by its name it counts as sent."""

    paper = FileField(_l("Foto o PDF del documento"))

    def sent(self) -> dict[str, str]:
        """As of every form; the paper counts by its name, it is looked at later."""
        return super().sent() | {"paper": getattr(self.paper.data, "filename", "") or ""}


class GroupForm(Form):
    """A party of the table."""

    of = version()
    name = line(_l("Nombre del grupo"), _l("Escriba el nombre del grupo."))
    name_qu = line(_l("Nombre en quechua"))
    kind = one_of(_l("Qué clase de grupo es"), words.GROUP_KIND)
    seats = IntegerField(
        _l("Cuántos asientos tiene"),
        validators=[NumberRange(0, MOST_SEATS, _l("Escriba un número de 0 a 999."))],
        default=1,
    )
    decides = BooleanField(_l("Su voz cuenta cuando se decide"))
    may_block = BooleanField(_l("Puede bloquear una decisión"))

    def outline(self) -> GroupOutline:
        """What was told, as the operation takes it."""
        return GroupOutline(
            name=self.name.data or "",
            name_qu=self.name_qu.data or "",
            kind=GroupKind(self.kind.data),
            seats=self.seats.data or 0,
            decides=bool(self.decides.data),
            may_block=bool(self.may_block.data),
        )


def as_group(group: Group) -> dict[str, Any]:
    """What the form shows of a group."""
    names = ("name", "name_qu", "seats", "decides", "may_block")
    shows = {name: getattr(group, name) for name in names}
    return shows | {"kind": group.kind.value, "of": str(group.version)}


class SeatForm(WithPaper):
    """Who sits there, as what, by which mandate and until when."""

    of = version()
    kind = one_of(_l("Cómo se sienta"), words.SEAT_KIND)
    stands_in_for = SelectField(_l("A quién reemplaza"), choices=[], validate_choice=False)
    name = line(_l("Nombre"))
    post = line(_l("Cargo en su grupo"))
    language = one_of(_l("En qué idioma lee"), words.TONGUE)
    mandate = text(_l("Quién le dio el mandato"))
    since = DateParts(_l("Desde qué día"), validators=[Asked(_l("Escriba desde qué día."))])
    ends_on = DateParts(_l("Último día de su mandato"))

    def offer(self, titulars: Iterable[Seat]) -> None:
        """Whom an alternate may stand in for."""
        self.stands_in_for.choices = [
            SelectChoice("", _l("A nadie en especial")),
            *(SelectChoice(str(one.id), one.name) for one in titulars),
        ]

    def known(self, seat: Seat) -> None:
        """As what somebody sits is known and does not change."""
        self.kind.data = seat.kind.value
        self.stands_in_for.data = str(seat.stands_in_for_id or "")

    def outline(self) -> SeatOutline:
        """What was told, as the operation takes it."""
        return SeatOutline(
            kind=SeatKind(self.kind.data),
            name=self.name.data or "",
            since=self.since.data,
            ends_on=self.ends_on.data,
            stands_in_for_id=number_in(self.stands_in_for.data or ""),
            post=self.post.data or "",
            language=Tongue(self.language.data),
            mandate=self.mandate.data or "",
        )


def as_seat(seat: Seat) -> dict[str, Any]:
    """What the form shows of a seat."""
    names = ("name", "post", "mandate", "since", "ends_on")
    shows = {name: getattr(seat, name) for name in names}
    return shows | {
        "kind": seat.kind.value,
        "language": seat.language.value,
        "of": str(seat.version),
    }


class AdmitForm(Form):
    """The address with which somebody signs in."""

    email = EmailField(
        _l("Correo de la persona"),
        [
            Asked(_l("Escriba el correo.")),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Escriba un correo completo.")),
            UpTo(254),
        ],
    )


class LeaveForm(Form):
    """Somebody leaves the table, from a day on."""

    left_on = DateParts(_l("Qué día se fue"), validators=[Asked(_l("Escriba el día."))])


class ParticipationForm(WithPaper):
    """What a party signed to take part."""

    signed_on = DateParts(_l("Qué día se firmó"), validators=[Asked(_l("Escriba el día."))])
    signatories = text(_l("Quiénes firmaron"), _l("Escriba quién firmó, un nombre en cada línea."))
    shared = text(_l("Qué datos comparte"))
    valid_until = DateParts(_l("Vale hasta"))

    def outline(self) -> ParticipationOutline:
        """What was told, as the operation takes it."""
        names = (self.signatories.data or "").splitlines()
        return ParticipationOutline(
            signed_on=self.signed_on.data,
            signatories=tuple(name.strip() for name in names if name.strip()),
            shared=self.shared.data or "",
            valid_until=self.valid_until.data,
        )


class AppointForm(Form):
    """Who does what for the process."""

    role = one_of(_l("Qué hace"), words.PROCESS_ROLE)
    name = line(_l("Nombre"), _l("Escriba el nombre."))
    institution = line(_l("Institución"))
    group = SelectField(_l("De qué parte es"), choices=[], validate_choice=False)
    since = DateParts(_l("Desde qué día"), validators=[Asked(_l("Escriba desde qué día."))])

    def offer(self, groups: Iterable[Group]) -> None:
        """The parties of which somebody can be."""
        self.group.choices = [
            SelectChoice("", _l("De ninguna")),
            *(SelectChoice(str(one.id), one.name) for one in groups),
        ]

    def appointed(self) -> Appointed:
        """What was told, as the operation takes it."""
        return Appointed(
            role=ProcessRole(self.role.data),
            name=self.name.data or "",
            since=self.since.data,
            institution=self.institution.data or "",
            group_id=number_in(self.group.data or ""),
        )
