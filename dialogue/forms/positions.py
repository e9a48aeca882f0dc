"""Where somebody stands, as it is typed: a ballot, an order, hands that were counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from dialogue import words
from dialogue.kinds import Channel, Tongue
from dialogue.models import Position, Round
from dialogue.operations.positions import Answer
from dialogue.protocols import Hands, offered
from dialogue.protocols.kinds import PositionOption, Protocol
from dialogue.queries.rounds import alternatives_of, rules_of
from dialogue.sentences.words import POSITION_TOLD
from kernel.files import Taken
from meetings.forms.offers import fill, words_of
from meetings.forms.said import count, line, lines
from web.forms import Form
from web.locale import _l

SEXES = ("women", "men", "other")
SEX_WORDS = {"women": _l("Mujeres"), "men": _l("Varones"), "other": _l("Otros")}
HERE = (Channel.ROOM, Channel.PAPER, Channel.PHONE)
"""The channels through which the office writes something down."""


class Ballot(Form):
    """One of the options of a round, or an order of its alternatives, with a reason."""

    places: Sequence[str] = ()
    """The names of the fields of an order; none where one option is chosen."""

    reason = lines(_l("Por qué"))
    language = SelectField(_l("En qué lengua"), choices=words_of(words.TONGUE))

    def show(self, position: Position | None, language: str) -> None:
        """What was answered before."""
        self.language.data = position.language if position else language
        if position is None:
            return
        self.reason.data = position.reason
        if self.places:
            for key in position.ranking:
                self[f"place-{key}"].data = str(position.ranking.index(key) + 1)
        elif "option" in self:
            self["option"].data = position.option

    def answer(self, **more: Any) -> Answer:
        """What was typed."""
        chosen = self["option"].data if "option" in self else ""
        return Answer(
            entry=self.key.data or "",
            option=PositionOption(chosen) if chosen else None,
            ranking=self._order(),
            reason=self.reason.data or "",
            language=Tongue(self.language.data),
            **more,
        )

    def _order(self) -> tuple[str, ...]:
        placed = [(self[name].data, name.removeprefix("place-")) for name in self.places]
        return tuple(key for place, key in sorted(placed) if place)


class _WrittenDown(Form):
    """How the office came to know it."""

    channel = SelectField(
        _l("Cómo llegó"), choices=words_of(words.CHANNEL, *set(Channel) - {*HERE})
    )
    witness = line(_l("Testigo: quién más lo vio"))

    def how(self) -> dict[str, Any]:
        """What was typed."""
        return {"channel": Channel(self.channel.data), "witness": self.witness.data or ""}


class _WithAct(_WrittenDown):
    """The act of an assembly: a paper that is brought, or a meeting of the process."""

    meeting = SelectField(_l("Reunión en que se decidió"))
    file = FileField(_l("El acta de su asamblea, en PDF o fotografía"))

    def offer(self, meetings: Mapping[str, str]) -> None:
        """The meetings of the process, by reference."""
        fill(self.meeting, meetings.items(), _l("Ninguna de estas: traigo el acta"))

    def brought(self, taken: Taken | None) -> dict[str, Any]:
        """What was typed and brought."""
        return self.how() | {"act": self.meeting.data or "", "paper": taken}


def ballot(one: Round, language: str) -> type[Ballot]:
    """The ballot of a round, for whoever answers for themselves."""
    return type("RoundBallot", (Ballot,), _choices(one, language, words.OPTION))


def seat_ballot(one: Round, language: str) -> type[Any]:
    """The same, written down by the office for somebody."""
    told = _choices(one, language, POSITION_TOLD)
    return type("SeatBallot", (_WrittenDown, Ballot), told)


def delegation_ballot(one: Round, language: str) -> type[Any]:
    """One voice for a group, with the act of its assembly."""
    told = _choices(one, language, POSITION_TOLD)
    return type("DelegationBallot", (_WithAct, Ballot), told)


class HandsForm(_WithAct, Form):
    """Hands that were counted: by option, and by women, men and others."""

    options: Sequence[PositionOption] = ()
    meeting = SelectField(_l("Reunión en que se contaron"))
    reason = lines(_l("Qué razones se dijeron"))
    language = SelectField(_l("En qué lengua"), choices=words_of(words.TONGUE))

    @property
    def rows(self) -> list[tuple[Any, list[tuple[str, Field]]]]:
        """For each option the three fields with their words."""
        return [
            (POSITION_TOLD[one], [(SEX_WORDS[sex], self[f"{one}-{sex}"]) for sex in SEXES])
            for one in self.options
        ]

    def answer(self, **more: Any) -> Answer:
        """What was typed."""
        hands = {
            one: Hands(**{sex: self[f"{one}-{sex}"].data or 0 for sex in SEXES})
            for one in self.options
        }
        return Answer(
            entry=self.key.data or "",
            hands=hands,
            reason=self.reason.data or "",
            language=Tongue(self.language.data),
            **more,
        )


def hands_form(one: Round) -> type[HandsForm]:
    """The form of a show of hands in a round."""
    options = offered(one.protocol, rules_of(one).levels)
    boxes = {f"{option}-{sex}": count(SEX_WORDS[sex]) for option in options for sex in SEXES}
    return type("RoundHands", (HandsForm,), {"options": options, **boxes})


def _choices(one: Round, language: str, said: Mapping[Any, Any]) -> dict[str, Any]:
    if one.protocol is Protocol.RANKED:
        return _order(one, language)
    options = offered(one.protocol, rules_of(one).levels)

    def picked(_form: Any, field: Field) -> None:
        if field.data not in {option.value for option in options}:
            raise ValidationError(_l("Elija una de las opciones."))

    field = RadioField(
        _l("Posición"),
        choices=[SelectChoice(option.value, said[option]) for option in options],
        validators=[picked],
        validate_choice=False,
    )
    return {"option": field}


def _order(one: Round, language: str) -> dict[str, Any]:
    """A place for each alternative; those that get none follow together."""
    known = alternatives_of(one)
    places = [SelectChoice("", _l("Sin lugar")), *map(_place, range(1, len(known) + 1))]
    fields = {
        f"place-{key}": SelectField(
            said.get(language) or said["es"], choices=places, coerce=_or_none, default=""
        )
        for key, said in known
    }

    def validate(self: Any, *more: Any, **named: Any) -> bool:
        whole: bool = super(Ballot, self).validate(*more, **named)
        given = [self[name].data for name in fields if self[name].data]
        if not given or len(set(given)) != len(given):
            self.refuse("", _l("Dé un lugar al menos a una, y a ninguna el mismo que a otra."))
            return False
        return whole

    return {"places": tuple(fields), "validate": validate, **fields}


def _place(number: int) -> Any:
    return SelectChoice(str(number), str(number))


def _or_none(place: str | None) -> str:
    """An alternative that was not sent at all has no place."""
    return place or ""
