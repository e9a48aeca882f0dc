"""What is typed about what people said, agreed, and how long they spoke."""

import re
from datetime import datetime
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from meetings import words
from meetings.forms.offers import Offers, called, fill, number_of, words_of
from meetings.kinds import ContributionKind, Counting, Extent, Sex, Tongue
from meetings.operations.agreements import Accord
from meetings.operations.said import Remark
from meetings.operations.themes import MOST_COUNTED, Heading, Weight
from meetings.operations.turns import Turn
from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST = 10_000
LONGEST_LINE = 300

SPOKEN = words_of(words.TONGUE, Tongue.UNSAID)
NO_POINT = _l("Ningún punto")
NO_GROUP = _l("No se sabe")


def line(label: Any, *validators: Any) -> StringField:
    """One line."""
    return StringField(label, validators=[*validators, UpTo(LONGEST_LINE)])


def lines(label: Any, *validators: Any) -> TextAreaField:
    """Several lines."""
    return TextAreaField(label, validators=[*validators, UpTo(LONGEST)])


def pick(label: Any, labels: Any, **more: Any) -> SelectField:
    """One of a closed list."""
    return SelectField(label, choices=words_of(labels), **more)


class Count(IntegerField):
    """How many hands or dots; nothing written means none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """A blank box is a zero."""
        super().process_formdata([one.strip() or "0" for one in valuelist])


def count(label: Any) -> Count:
    """How many, from none to as many as a room can hold."""
    sane = NumberRange(0, MOST_COUNTED, _l("Escriba cuántos son, con un número."))
    return Count(label, default=0, validators=[sane])


class Noted(Form):
    """Something about one meeting. `name` sets its controls apart from those of other forms.

    `of` is the version of the row that the page showed, where the form changes one.
    """

    of = IntegerField(widget=HiddenInput(), default=0)

    def __init__(
        self, *posted: Any, name: str = "", offers: Offers | None = None, **more: Any
    ) -> None:
        super().__init__(*posted, **more)
        self.offer(offers or Offers())
        if name:
            called(self, name)

    @property
    def seen(self) -> int:
        """The version that the page showed."""
        return self.of.data or 0

    def offer(self, offers: Offers) -> None:
        """Let points, groups, themes and agreements of the meeting be chosen."""
        language = offers.language
        if "item" in self:
            fill(self.item, [(one.id, one.called(language)) for one in offers.items], NO_POINT)
        if "group" in self:
            fill(self.group, [(one.id, one.called(language)) for one in offers.groups], NO_GROUP)


class RemarkForm(Noted):
    """What somebody said."""

    kind = pick(_l("Qué es"), words.CONTRIBUTION)
    text = lines(_l("Lo que dijo"), Asked(_l("Escriba lo que dijo.")))
    language = SelectField(_l("En qué lengua"), choices=SPOKEN)
    group = SelectField(_l("De qué grupo"))
    sex = pick(_l("Quién habló"), words.SEX, default=Sex.UNSAID.value)
    item = SelectField(_l("Punto de la agenda"))
    consents_to_quote = BooleanField(_l("Acepta que se citen sus palabras."))
    consents_to_name = BooleanField(_l("Acepta que conste su nombre."))
    speaker = line(_l("Su nombre"))
    translation = lines(_l("Traducción"))

    def validate_speaker(self, field: StringField) -> None:
        """A name stands here only with consent."""
        if field.data and not self.consents_to_name.data:
            raise ValidationError(_l("Marque que acepta que conste su nombre, o borre el nombre."))

    def remark(self, entry: str, at: datetime) -> Remark:
        """What was typed, said at this moment."""
        return Remark(
            entry=entry,
            kind=ContributionKind(self.kind.data),
            text=self.text.data or "",
            agenda_item_id=number_of(self.item),
            group_id=number_of(self.group),
            speaker=self.speaker.data or "",
            sex=Sex(self.sex.data),
            consents_to_name=bool(self.consents_to_name.data),
            consents_to_quote=bool(self.consents_to_quote.data),
            language=Tongue(self.language.data),
            translation=self.translation.data or "",
            said_at=at,
        )


class TranslationForm(Noted):
    """The same in the other language."""

    translation = lines(_l("Traducción"))


class ThemeForm(Noted):
    """What a theme is called."""

    title = line(_l("Nombre del tema"), Asked(_l("Escriba cómo se llama el tema.")))
    title_qu = line(_l("El mismo nombre en quechua"))

    def heading(self, entry: str) -> Heading:
        """What was typed."""
        return Heading(entry, self.title.data or "", self.title_qu.data or "")


class GatherForm(Noted):
    """Under which theme a concern goes. `concern` and `theme` are the keys of their entries.

    `was` is the theme under which the page showed the concern.
    """

    concern = HiddenField()
    was = HiddenField()
    theme = SelectField(_l("Tema"), validate_choice=False)

    def offer(self, offers: Offers) -> None:
        """The themes of the meeting."""
        named = [(one.entry, one.called(offers.language)) for one in offers.themes]
        fill(self.theme, named, _l("Sin tema"))


class WeighForm(Noted):
    """How many hands or dots a theme got. `seen` are the figures that the page showed."""

    theme = HiddenField()
    figures = HiddenField()
    counting = SelectField(
        _l("Cómo se contó"),
        choices=words_of(words.COUNTING, Counting.CONSENSUS, Counting.BALLOT),
    )
    women = count(_l("Mujeres"))
    men = count(_l("Varones"))
    others = count(_l("Otros"))

    def weight(self) -> Weight:
        """What was typed."""
        return Weight(
            Counting(self.counting.data),
            women=self.women.data or 0,
            men=self.men.data or 0,
            others=self.others.data or 0,
        )


class TurnForm(Noted):
    """How long somebody spoke: minutes, or minutes and seconds."""

    group = SelectField(_l("De qué grupo"))
    sex = pick(_l("Quién habló"), words.SEX, default=Sex.UNSAID.value)
    item = SelectField(_l("Punto de la agenda"))
    spoke = line(_l("Cuántos minutos"), Asked(_l("Escriba cuántos minutos habló.")))

    def validate_spoke(self, field: StringField) -> None:
        """Minutes, or minutes:seconds."""
        if not re.fullmatch(r"\d{1,3}(:[0-5]?\d)?", field.data or "") or not self._seconds():
            raise ValidationError(_l("Escriba los minutos así: 3, o así: 2:30"))

    def turn(self, entry: str, at: datetime) -> Turn:
        """What was typed."""
        return Turn(
            entry=entry,
            seconds=self._seconds(),
            group_id=number_of(self.group),
            sex=Sex(self.sex.data),
            agenda_item_id=number_of(self.item),
            spoke_at=at,
        )

    def _seconds(self) -> int:
        minutes, _colon, seconds = (self.spoke.data or "0").partition(":")
        return int(minutes) * 60 + int(seconds or 0)


class AgreementForm(Noted):
    """What was agreed, how far, and why not by everybody."""

    text = lines(_l("El acuerdo"), Asked(_l("Escriba el acuerdo.")))
    text_qu = lines(_l("El mismo acuerdo en quechua"))
    extent = pick(_l("Alcance"), words.EXTENT)
    dissent = lines(_l("Razones del desacuerdo"))
    dissent_qu = lines(_l("Las mismas razones en quechua"))
    item = SelectField(_l("Punto de la agenda"))
    counting = pick(_l("Cómo se decidió"), words.COUNTING, default=Counting.HANDS.value)
    women_for = count(_l("Mujeres a favor"))
    men_for = count(_l("Varones a favor"))
    women_against = count(_l("Mujeres en contra"))
    men_against = count(_l("Varones en contra"))
    abstained = count(_l("Se abstienen"))

    def validate_dissent(self, field: TextAreaField) -> None:
        """Only what everybody wants needs no reasons."""
        if self.extent.data != Extent.TOTAL and not field.data:
            raise ValidationError(
                _l("El acuerdo no es total: escriba las razones de quienes no están de acuerdo.")
            )

    def validate_extent(self, field: SelectField) -> None:
        """Votes against and total do not go together."""
        against = (self.women_against.data or 0) + (self.men_against.data or 0)
        if field.data == Extent.TOTAL and against:
            raise ValidationError(
                _l("Hay manos en contra: el acuerdo es parcial, o no hay acuerdo.")
            )

    def accord(self, entry: str) -> Accord:
        """What was typed."""
        names = ("women_for", "men_for", "women_against", "men_against", "abstained")
        return Accord(
            entry=entry,
            text=self.text.data or "",
            extent=Extent(self.extent.data),
            agenda_item_id=number_of(self.item),
            text_qu=self.text_qu.data or "",
            dissent=self.dissent.data or "",
            dissent_qu=self.dissent_qu.data or "",
            counting=Counting(self.counting.data),
            **{name: self[name].data or 0 for name in names},
        )
