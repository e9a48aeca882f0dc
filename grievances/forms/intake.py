"""Taking down what somebody tells: every question of the public pages on one page, for quick keys.

The questions, their choices and what is wrong with an answer are those of `forms.filing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from accounts.models import Office, Person
from accounts.words import LANGUAGES
from grievances import words
from grievances.answers import Page, Sheet
from grievances.forms.choosing import choices_of, one_of
from grievances.forms.files import some_files
from grievances.forms.filing import PAGE_FORMS
from grievances.forms.offers import Offers
from grievances.forms.pages import PageForm
from grievances.forms.telling import LINE, NOTE, NoReceiptCode, TellingForm
from grievances.kinds import Channel, Purpose, SpokenLanguage, Tier
from grievances.operations.office_drafts import BRINGS, needs_a_reason
from grievances.queries.clocks import today_at
from grievances.receipts import typed
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _, _l

TAKEN_DOWN = (Channel.VISIT, Channel.PHONE, Channel.LETTER, Channel.RADIO)
YES, NO = "yes", "no"


class BeginForm(Form):
    """How the person comes; with several offices, to which."""

    channel = RadioField(
        _l("¿Cómo llega la persona?"),
        coerce=Channel,
        choices=choices_of(TAKEN_DOWN, words.CHANNEL),
        validate_choice=False,
    )
    office = SelectField(_l("Oficina"), coerce=int)

    def offer(self, offices: Sequence[Office]) -> None:
        """The offices in which the actor takes cases down."""
        self.office.choices = [SelectChoice(one.id, one.name) for one in offices]
        if self.office.data is None and offices:
            self.office.data = offices[0].id

    def validate_channel(self, field: Field) -> None:
        """Everything else follows from it."""
        if field.data not in TAKEN_DOWN:
            raise ValidationError(_("Elija cómo llega la persona."))


class HowForm(TellingForm):
    """How it came: when, in which tongue, with whose help. `version` is the draft as it was."""

    version = IntegerField(widget=HiddenInput())
    received_on = DateParts(_l("¿Qué día vino, llamó o escribió?"))
    late_reason = StringField(
        _l("Si pasaron más de 60 días: ¿por qué se registra recién ahora?"),
        [UpTo(LINE), NoReceiptCode()],
    )
    spoken = one_of(SpokenLanguage, words.SPOKEN_LANGUAGE, _l("¿En qué lengua habla la persona?"))
    interpreter = StringField(_l("¿Quién interpretó? Su nombre"), [UpTo(LINE), NoReceiptCode()])
    language = SelectField(
        _l("¿En qué idioma lo escribe usted?"),
        choices=[SelectChoice(str(code), said) for code, said in LANGUAGES.items()],
    )
    today: date

    @property
    def seen(self) -> int:
        """The version of the draft that the page showed."""
        return self.version.data or 0

    def show(self, version: int) -> None:
        """Go out again with the draft as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def validate_received_on(self, field: Field) -> None:
        """A day that has come."""
        if field.data and field.data > self.today:
            raise ValidationError(_("Esa fecha todavía no llega. Revise día, mes y año."))

    def validate_late_reason(self, field: Field) -> None:
        """Whoever registers late says why."""
        day = self.received_on.data
        if day and needs_a_reason(day, self.today) and not (field.data or "").strip():
            raise ValidationError(_("Pasaron más de 60 días: escriba por qué se registra ahora."))


class Whole:
    """Every question on one page. Problems and fields are reached as in a single form."""

    def __init__(self, office: Office, sheet: Sheet, offers: Offers, version: int) -> None:
        """With what is kept, or with what was sent just now."""
        self.office, self.sheet, self._offers = office, sheet, offers
        self.how = HowForm()
        is_sent = self.how.is_submitted()
        if not is_sent:
            self.how = HowForm(None, version=version, **_how(sheet))
        self.how.today = today_at(office)
        self.pages: dict[Page, PageForm] = {
            page: kind() if is_sent else kind(obj=sheet.answers)
            for page, kind in PAGE_FORMS.items()
        }
        self.answers = sheet.answers
        for form in self.pages.values():
            form.prepare(office, sheet.answers, offers)

    def judge(self) -> bool:
        """Whether what was sent can be kept; `answers` are those that were given then.

        A draft may lack anything: what is still missing is said before it is registered.
        """
        self.how.validate()
        is_nameless = self.pages[Page.CONTACT]["tier"].data is Tier.ANONYMOUS
        for page, form in self.pages.items():
            form.prepare(self.office, self.answers, self._offers)
            form.is_nameless = is_nameless
            form.back.data = True
            if form.validate():
                self.answers = self.answers.with_page(page, **form.given())
        return not self.errors

    def given(self) -> Sheet:
        """What was taken down, after `judge`."""
        how, day = self.how, self.how.received_on.data
        return replace(
            self.sheet,
            answers=self.answers,
            spoken=how.spoken.data,
            interpreter=how.interpreter.data or "",
            language=how.language.data,
            received_on=day.isoformat() if day else "",
            late_reason=how.late_reason.data or "",
        )

    @property
    def only_wants_a_list(self) -> bool:
        """Whether the button for the next list of places was pressed."""
        return any(form.only_wants_a_list for form in self.pages.values())

    @property
    def dropped(self) -> bool:
        """Whether a name was typed and the person wants to give none."""
        return bool(getattr(self.pages[Page.CONTACT], "dropped", False))

    @property
    def errors(self) -> dict[str, Any]:
        """Every problem, in the order of the page."""
        return {name: problems for form in self._forms() for name, problems in form.errors.items()}

    @property
    def holds_code(self) -> bool:
        """Whether the numbers of a receipt stand in some text."""
        return any(form.holds_code for form in self._forms())

    @property
    def holds_number(self) -> bool:
        """Whether a number stands in some text that may tell who somebody is."""
        return any(form.holds_number for form in self._forms())

    def __getitem__(self, name: str) -> Field:
        """The field of this name, wherever it stands."""
        found: Field = next(form[name] for form in self._forms() if name in form)
        return found

    def _forms(self) -> Iterator[TellingForm]:
        yield self.how
        yield from self.pages.values()


class HandOverForm(Form):
    """To whom the draft goes, and what they should know."""

    person = SelectField(_l("¿Quién sigue?"), coerce=int)
    note = TextAreaField(_l("Nota para esa persona"), [UpTo(NOTE), NoReceiptCode()])
    without_code = BooleanField()
    holds_code = False

    def offer(self, people: Sequence[Person]) -> None:
        """Colleagues of the office."""
        self.person.choices = [SelectChoice(one.id, one.name) for one in people]


class FilesForm(Form):
    """Files that the person brought. `remove` is the file that shall go."""

    purpose = RadioField(
        _l("¿Qué son?"),
        coerce=Purpose,
        choices=choices_of(BRINGS, words.PURPOSE),
        validate_choice=False,
    )
    files = some_files(_l("Fotos, documentos, audios o videos"))
    remove = IntegerField()

    def validate_purpose(self, field: Field) -> None:
        """A letter tells, a photograph shows: the desk must know which."""
        if not self.remove.data and field.data not in BRINGS:
            raise ValidationError(_("Diga qué son: una carta, una grabación u otra cosa."))


class RegisterForm(Form):
    """What was done with the person, what the officer declares, and the card if there is one."""

    version = IntegerField(widget=HiddenInput())
    agreed = BooleanField(_l("La persona está de acuerdo con que se registre"))
    read_back = BooleanField(_l("Leído en voz alta a la persona, y está conforme"))
    tie = RadioField(
        _l("¿Usted o su familia tiene relación con la parte señalada?"),
        choices=[SelectChoice(NO, _l("No")), SelectChoice(YES, _l("Sí"))],
        validators=[Asked(_l("Diga si tiene relación con la parte señalada."))],
        validate_choice=False,
    )
    card_code = StringField(_l("Los 16 números de la tarjeta"))
    must_agree = False

    @property
    def seen(self) -> int:
        """The version of the draft that was read on this page."""
        return self.version.data or 0

    @property
    def has_tie(self) -> bool:
        """Whether the officer declared a tie."""
        return bool(self.tie.data == YES)

    def validate_agreed(self, field: Field) -> None:
        """Who is there is asked."""
        if self.must_agree and not field.data:
            raise ValidationError(_("Pregunte a la persona si quiere que se registre, y márquelo."))

    def validate_tie(self, field: Field) -> None:
        """Yes or no."""
        if field.data not in {YES, NO}:
            raise ValidationError(_("Diga si tiene relación con la parte señalada."))

    def validate_card_code(self, field: Field) -> None:
        """The check digit says at once whether a number was mistyped."""
        if field.data and typed(field.data) is None:
            raise ValidationError(
                _("No son los 16 números de una tarjeta. Compárelos y escríbalos otra vez.")
            )


def _how(sheet: Sheet) -> Mapping[str, Any]:
    return {
        "received_on": date.fromisoformat(sheet.received_on) if sheet.received_on else None,
        "late_reason": sheet.late_reason,
        "spoken": sheet.spoken,
        "interpreter": sheet.interpreter,
        "language": sheet.language,
    }
