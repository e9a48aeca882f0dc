"""How a round is held, as it is typed."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, ValidationError

from dialogue import words
from dialogue.kinds import Reasons, Reveal
from dialogue.operations.rounds import Plan
from dialogue.protocols.kinds import Protocol
from meetings.forms.offers import words_of
from meetings.forms.said import lines
from web.forms import Asked, DateParts, Form, one_of
from web.locale import _l

_LEVELS = {"8": _l("Los ocho grados"), "5": _l("Cinco grados")}


def _percent(label: Any, usual: int) -> IntegerField:
    sane = NumberRange(0, 100, _l("Escriba un número de 0 a 100."))
    return IntegerField(label, default=usual, validators=[sane])


class RoundForm(Form):
    """By which protocol, with which thresholds, until when, and what is seen before it closes."""

    protocol = one_of(_l("Cómo se decide"), words.PROTOCOL, _l("Elija cómo se decide."))
    quorum = _percent(_l("Quórum: más de tantos de cada 100 asientos de cada grupo"), 50)
    aside = _percent(_l("Consenso: hasta tantos de cada 100 pueden hacerse a un lado"), 20)
    support = _percent(_l("Grados: apoyan al menos tantos de cada 100 de cada grupo"), 75)
    majority = _percent(_l("Doble mayoría: más de tantos de cada 100 dicen que sí"), 50)
    levels = SelectField(_l("Grados de acuerdo"), choices=words_of(_LEVELS), default="8")
    reveal = one_of(
        _l("Cuándo se ve lo que respondió cada grupo"), words.REVEAL, _l("Elija cuándo se ve.")
    )
    reasons = one_of(_l("Razones"), words.REASONS, _l("Elija si se piden razones."))
    closes_on = DateParts(_l("Día en que se cierra"))
    closes_at = StringField(_l("Hora en que se cierra"))

    def begin(self) -> None:
        """What is usual."""
        self.protocol.data = Protocol.CONSENT.value
        self.reveal.data, self.reasons.data = Reveal.CLOSED.value, Reasons.ON_NEGATIVE.value

    def validate_closes_at(self, field: StringField) -> None:
        """An hour such as 17:30."""
        if field.data and _hour(field.data) is None:
            raise ValidationError(_l("Escriba la hora así: 14:30"))

    def plan(self, zone: str, meeting: str = "") -> Plan:
        """What was typed, by the clock of the office."""
        return Plan(
            Protocol(self.protocol.data),
            {
                "quorum": (self.quorum.data or 0) / 100,
                "aside_limit": (self.aside.data or 0) / 100,
                "support": (self.support.data or 0) / 100,
                "majority": (self.majority.data or 0) / 100,
                "levels": int(self.levels.data),
            },
            Reveal(self.reveal.data),
            Reasons(self.reasons.data),
            self._closing(zone),
            meeting,
        )

    def _closing(self, zone: str) -> datetime | None:
        """The end of the day where no hour was given."""
        if self.closes_on.data is None:
            return None
        hour = _hour(self.closes_at.data or "") or time(23, 59)
        return datetime.combine(self.closes_on.data, hour, ZoneInfo(zone))


class VoidForm(Form):
    """Why a round does not count."""

    reason = lines(_l("Por qué se anula"), Asked(_l("Escriba por qué se anula.")))


class IntegrationForm(Form):
    """How an objection was taken up in the text."""

    note = lines(_l("Cómo se recogió la objeción"), Asked(_l("Escriba cómo se recogió.")))


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().replace(".", ":").zfill(5))
    except ValueError:
        return None
