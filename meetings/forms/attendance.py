"""What people type about attendance."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from flask import request
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kernel.text import canonical, number_in
from meetings import words
from meetings.forms import fields
from meetings.kinds import AgeBand, DocumentKind, Sex, Signing, Tongue
from meetings.models import Attendance, Group, Participant
from meetings.operations.attendance import LONGEST_NAME, Mark, Numbers, Who
from meetings.operations.attendance_grid import NewRow, Row, Seen
from web.forms import Asked, Form, UpTo
from web.locale import _, _l, current

KindT = TypeVar("KindT", bound=StrEnum)

PAPER = (Signing.SIGNATURE, Signing.THUMBPRINT, Signing.PHOTO, Signing.NONE)
"""How a line of a paper can be signed; by word there is a witness, on a page of its own."""


def offer_groups(field: SelectField, groups: Iterable[Group]) -> None:
    """Let a field choose among these groups, or none."""
    field.choices = [
        SelectChoice("", _("Sin grupo")),
        *(SelectChoice(str(group.id), group.called(current())) for group in groups),
    ]


def offer_lines(field: SelectField, people: Iterable[Participant], besides: int) -> None:
    """Let a field choose among the other lines of a list."""
    field.choices = [
        SelectChoice("", _("Elija")),
        *(
            SelectChoice(str(one.id), f"{one.position}. {one.name}")
            for one in people
            if one.id != besides
        ),
    ]


def _name() -> StringField:
    return StringField(
        _l("Nombre completo"),
        validators=[Asked(_l("Escriba el nombre.")), UpTo(LONGEST_NAME)],
    )


class QuickForm(Form):
    """Somebody more for the list: a name and a group are enough."""

    name = _name()
    group = SelectField(_l("Grupo"), default="")
    sex = SelectField(_l("Sexo"), choices=fields.options(words.SEX), default=Sex.UNSAID.value)
    another = BooleanField(_l("Es otra persona con el mismo nombre"))

    def who(self) -> Who:
        """The person."""
        return Who(
            name=self.name.data or "",
            group_id=number_in(self.group.data or ""),
            sex=Sex(self.sex.data),
        )


class PersonForm(Form):
    """All that is known of a person on the list."""

    name = _name()
    group = SelectField(_l("Grupo"), default="")
    organization = fields.line(_l("Organización o institución"))
    role = fields.line(_l("Cargo"))
    community = fields.line(_l("Comunidad"))
    sex = fields.one_of(_l("Sexo"), words.SEX)
    age = fields.one_of(_l("Edad"), words.AGE)
    first_language = fields.one_of(_l("Primera lengua"), words.TONGUE)
    may_be_named = BooleanField(_l("Acepta que su nombre aparezca en papeles públicos"))
    document_kind = fields.one_of(_l("Clase de documento"), words.DOCUMENT_KIND)
    document = fields.line(_l("Número de documento"))
    phone = fields.line(_l("Teléfono"))
    reason = fields.line(_l("Por qué se corrige"))
    of = fields.version()

    def who(self) -> Who:
        """The person."""
        return Who(
            name=self.name.data or "",
            group_id=number_in(self.group.data or ""),
            organization=self.organization.data or "",
            role=self.role.data or "",
            community=self.community.data or "",
            sex=Sex(self.sex.data),
            age=AgeBand(self.age.data),
            first_language=Tongue(self.first_language.data),
            may_be_named=bool(self.may_be_named.data),
        )

    def numbers(self) -> Numbers:
        """What they gave beyond that."""
        return Numbers(
            DocumentKind(self.document_kind.data), self.document.data or "", self.phone.data or ""
        )

    def show(self, person: Participant, numbers: Numbers | None) -> None:
        """Fill the form with what is known."""
        for name in ("name", "organization", "role", "community", "may_be_named"):
            self[name].data = getattr(person, name)
        for name in ("sex", "age", "first_language"):
            self[name].data = getattr(person, name).value
        self.group.data = str(person.group_id or "")
        self.of.data = str(person.version)
        if numbers is not None:
            self.document_kind.data = (numbers.document_kind or DocumentKind.DNI).value
            self.document.data, self.phone.data = numbers.document, numbers.phone


class MarkForm(Form):
    """How one person was at one sitting."""

    present = SelectField(
        _l("¿Vino?"), choices=[SelectChoice("yes", _l("Sí")), SelectChoice("no", _l("No"))]
    )
    signing = fields.one_of(_l("Cómo firmó"), words.SIGNING)
    witness = fields.line(_l("Testigo, si fue de palabra"))
    arrived_at = fields.clock(_l("Llegó"))
    left_at = fields.clock(_l("Se fue"))
    reason = fields.line(_l("Por qué se corrige"))
    of = fields.version()

    def mark(self) -> Mark:
        """What is said of the sitting."""
        if self.present.data != "yes":
            return Mark(present=False)
        return Mark(
            present=True,
            signing=Signing(self.signing.data),
            witness=self.witness.data or "",
            arrived_at=self.arrived_at.data,
            left_at=self.left_at.data,
        )

    def show(self, line: Attendance | None) -> None:
        """Fill the form with what is known."""
        self.of.data = str(line.version if line else 0)
        self.present.data = "yes" if line is None or line.present else "no"
        self.signing.data = (line.signing if line else Signing.SIGNATURE).value
        if line:
            self.witness.data = line.witness
            self.arrived_at.data, self.left_at.data = line.arrived_at, line.left_at


class ReasonForm(Form):
    """Why something is done to a line."""

    why = fields.line(_l("Por qué"))


class MergeForm(ReasonForm):
    """Which line stays when two were one person."""

    into = SelectField(_l("La línea que queda"), validators=[Asked(_l("Elija una línea."))])


class GridForm(Form):
    """A page of the grid. Its fields are as many as there are people and sittings."""

    def sent(self) -> dict[str, str]:
        """Every cell, so that the sending key knows this very page again."""
        return {
            name: ",".join(request.form.getlist(name))
            for name in request.form
            if name not in {"csrf_token", "key"}
        }

    def rows(self) -> list[Row]:
        """What was written about those who were on the list."""
        return [
            _row(int(name[5:]), said)
            for name, said in request.form.items()
            if name.startswith("seen-") and number_in(name[5:]) is not None
        ]

    def blanks(self) -> list[NewRow]:
        """The blank rows that somebody filled, in their order."""
        numbers = sorted(
            number
            for name in request.form
            if name.startswith("name-") and (number := number_in(name[5:])) is not None
        )
        rows = [_new_row(number) for number in numbers]
        return [row for row in rows if row.who.name or row.present]


def seen_of(signing: Signing, marks: Mapping[int, Attendance], sittings: Iterable[int]) -> str:
    """What the page shows of a row, to be sent back with it: `signature 7:2+ 8:0-`."""
    cells = (_cell(sitting, marks.get(sitting)) for sitting in sittings)
    return " ".join([signing.value, *cells])


def _cell(sitting: int, mark: Attendance | None) -> str:
    present = mark is not None and mark.present and mark.confirmed_at is not None
    return f"{sitting}:{mark.version if mark else 0}{'+' if present else '-'}"


def _row(participant_id: int, said: str) -> Row:
    signing, *cells = said.split() or [Signing.NONE.value]
    seen = dict(filter(None, map(_seen, cells)))
    before = _signing(signing)
    return Row(
        participant_id,
        seen,
        _ticked(f"at-{participant_id}"),
        _signing(request.form.get(f"signing-{participant_id}", ""), before),
        before,
    )


def _seen(cell: str) -> tuple[int, Seen] | None:
    sitting, _colon, rest = cell.partition(":")
    place, version = number_in(sitting), number_in(rest[:-1])
    if place is None or version is None:
        return None
    return place, Seen(version, rest.endswith("+"))


def _ticked(name: str) -> frozenset[int]:
    numbers = map(number_in, request.form.getlist(name))
    return frozenset(number for number in numbers if number is not None)


def _signing(said: str, otherwise: Signing = Signing.NONE) -> Signing:
    return chosen(Signing, said, otherwise)


def _new_row(number: int) -> NewRow:
    sex = request.form.get(f"sex-{number}", "")
    who = Who(name=canonical(request.form[f"name-{number}"]).strip())
    who = replace(
        who,
        group_id=number_in(request.form.get(f"group-{number}", "")),
        community=canonical(request.form.get(f"community-{number}", "")).strip()[: fields.LINE],
        sex=chosen(Sex, sex, Sex.UNSAID),
    )
    return NewRow(
        who,
        _ticked(f"new-at-{number}"),
        _signing(request.form.get(f"new-signing-{number}", ""), Signing.SIGNATURE),
        bool(request.form.get(f"another-{number}")),
    )


def chosen(kind: type[KindT], said: str, otherwise: KindT) -> KindT:
    """The member of a closed list that somebody chose."""
    return {one.value: one for one in kind}.get(said, otherwise)


def said_so(words_of: Mapping[Any, Any], values: Iterable[Any]) -> list[tuple[str, str]]:
    """Members of a closed list as the options of a plain control: value and words."""
    return [(str(one), str(words_of[one])) for one in values]
