"""What somebody tells of one point of an agenda."""

from collections.abc import Iterable
from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from kernel.text import number_in
from meetings.forms.fields import clock, line, text, version
from meetings.models import AgendaItem, Sitting
from meetings.operations.agenda import MOST_MINUTES, Point, Summary
from web.formats import hour, short_day
from web.forms import Form
from web.locale import _l

PLAIN = ("title", "title_qu", "topic", "method", "facilitator", "materials")


class PointForm(Form):
    """One point: what, how long, how, by whom."""

    of = version()
    title = line(_l("Punto"), _l("Escriba de qué trata el punto."))
    title_qu = line(_l("En quechua"))
    sitting = SelectField(_l("Parte de la reunión"), choices=[], validate_choice=False)
    begins_at = clock(_l("Hora"))
    minutes = IntegerField(_l("Minutos"), validators=[Optional(), NumberRange(1, MOST_MINUTES)])
    topic = line(_l("Tema"))
    method = line(_l("Método"))
    facilitator = line(_l("Quién lo lleva"))
    materials = text(_l("Materiales"))

    def offer(self, sittings: Iterable[Sitting]) -> None:
        """The parts of the meeting in which the point can stand."""
        choices = [SelectChoice(str(one.id), called(one)) for one in sittings]
        self.sitting.choices = [SelectChoice("", _l("Sin decidir")), *choices]

    def point(self) -> Point:
        """What was told, as the operation takes it."""
        return Point(
            sitting_id=number_in(self.sitting.data or ""),
            begins_at=self.begins_at.data,
            minutes=self.minutes.data,
            **{name: self[name].data or "" for name in PLAIN},
        )


class SummaryForm(Form):
    """What was said at a point."""

    of = version()
    words = text(_l("Qué se habló"), _l("Escriba qué se habló en este punto."))
    words_qu = text(_l("Lo mismo en quechua"))

    def summary(self) -> Summary:
        """What was told, as the operation takes it."""
        return Summary(self.words.data or "", self.words_qu.data or "")


def as_told(item: AgendaItem) -> dict[str, Any]:
    """What the form shows of a point."""
    known = {name: getattr(item, name) for name in (*PLAIN, "begins_at", "minutes")}
    return known | {"of": str(item.version), "sitting": str(item.sitting_id or "")}


def called(sitting: Sitting) -> str:
    """How a part of a meeting is named in a list: its day, its hour, its title."""
    at = hour(sitting.begins_at) if sitting.begins_at else ""
    return " · ".join(filter(None, (short_day(sitting.on), at, sitting.title)))


def day_of(sitting: Sitting) -> str:
    """The same beside an hour of its own: its day and its title."""
    return " · ".join(filter(None, (short_day(sitting.on), sitting.title)))
