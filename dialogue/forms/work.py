"""What people type of the work list, and of a process that follows another."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional, ValidationError

from dialogue import words
from dialogue.kinds import WorkKind
from dialogue.models import Group, WorkItem
from dialogue.operations.spread import Follower
from dialogue.operations.work import MOST_WEIGHT, WorkOutline
from kernel.text import number_in
from meetings.forms.fields import line, one_of, text, version
from web.forms import DateParts, Form
from web.locale import _l


class WorkForm(Form):
    """A problem, a recommendation, a milestone."""

    of = version()
    kind = one_of(_l("Qué es"), words.WORK_KIND)
    title = line(_l("En pocas palabras"), _l("Escriba en pocas palabras qué es."))
    title_qu = line(_l("Lo mismo, en quechua"))
    details = text(_l("Detalles"))
    raised_by = SelectField(_l("Qué grupo lo trajo"), choices=[], validate_choice=False)
    weight = IntegerField(
        _l("Cuánto pesa"),
        validators=[
            Optional(), NumberRange(0, MOST_WEIGHT, _l("Escriba un número de 0 a 9999.")),
        ],
        default=0,
    )  # fmt: skip
    due_on = DateParts(_l("Para cuándo"))

    def offer(self, groups: Iterable[Group]) -> None:
        """The groups of the table."""
        self.raised_by.choices = [
            SelectChoice("", _l("Ninguno en especial")),
            *(SelectChoice(str(one.id), one.name) for one in groups),
        ]

    def outline(self) -> WorkOutline:
        """What was told, as the operation takes it."""
        return WorkOutline(
            kind=WorkKind(self.kind.data),
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            details=self.details.data or "",
            raised_by_id=number_in(self.raised_by.data or ""),
            weight=self.weight.data or 0,
            due_on=self.due_on.data,
        )


def as_item(item: WorkItem) -> dict[str, Any]:
    """What the form shows of a point."""
    names = ("title", "title_qu", "details", "weight", "due_on")
    shows = {name: getattr(item, name) for name in names}
    return shows | {
        "kind": item.kind.value,
        "raised_by": str(item.raised_by_id or ""),
        "of": str(item.version),
    }


class AgendaForm(Form):
    """Which meeting takes a point up."""

    meeting = SelectField(_l("En qué reunión"), choices=[], validate_choice=False)
    offered: frozenset[str] = frozenset()

    def offer(self, meetings: Mapping[str, str]) -> None:
        """The meetings to come, by their reference."""
        self.meeting.choices = [SelectChoice(one, title) for one, title in meetings.items()]
        self.offered = frozenset(meetings)

    def validate_meeting(self, field: SelectField) -> None:
        """One of those that are offered."""
        if field.data not in self.offered:
            raise ValidationError(_l("Elija una reunión."))


class SpreadForm(Form):
    """The supplier or contractor whose process follows this one."""

    organisation = line(
        _l("Proveedor o contratista"), _l("Escriba el nombre del proveedor o contratista.")
    )
    title = line(_l("Cómo se llama su proceso"))

    def follower(self) -> Follower:
        """What was told, as the operation takes it."""
        return Follower(self.organisation.data or "", self.title.data or "")
