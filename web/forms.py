"""What every form has in common: our words, canonical text, a sending key, a guard against others.

A view that finds `form.validate_on_submit()` false answers with `show_again(template, form=form)`:
the same page, 422, the errors on top and in their places.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date
from typing import Any, ClassVar

from flask import Flask, render_template, request
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, CSRFProtect
from wtforms.fields import (  # type: ignore[attr-defined]  # newer than its stubs
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    StringField,
)
from wtforms.fields.core import UnboundField
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from kernel.sends import new_key
from kernel.text import canonical
from web.locale import _l, ngettext

# What WTForms says by itself, in our words; no page says any other of its sentences.
BUILT_IN = {
    "'%(value)s' is not a valid choice for this field.": _l("Elija una de las opciones."),
    "CSRF failed.": _l("Envíe otra vez, por favor."),
    "CSRF token expired.": _l("Envíe otra vez, por favor."),
    "CSRF token missing.": _l("Envíe otra vez, por favor."),
    "Choices cannot be None.": _l("Elija una de las opciones."),
    "Date must be at least %(min)s.": _l("La fecha es demasiado antigua."),
    "Date must be at most %(max)s.": _l("La fecha es demasiado lejana."),
    "Date must be between %(min)s and %(max)s.": _l("Revise la fecha."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Escriba entre %(min)s y %(max)s letras.", min="%(min)d", max="%(max)d"
    ),
    "Field must be equal to %(other_name)s.": _l("Los dos textos deben ser iguales."),
    "Invalid CSRF Token.": _l("Envíe otra vez, por favor."),
    "Invalid Choice: could not coerce.": _l("Elija una de las opciones."),
    "Invalid IP address.": _l("Revise lo que escribió aquí."),
    "Invalid Mac address.": _l("Revise lo que escribió aquí."),
    "Invalid URL.": _l("Escriba una dirección web completa, con https://"),
    "Invalid UUID.": _l("Revise lo que escribió aquí."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Elija una de las opciones."
    ),
    "Invalid email address.": _l("Escriba un correo como nombre@ejemplo.org"),
    "Invalid field name '%s'.": _l("Revise lo que escribió aquí."),
    "Invalid input.": _l("Revise lo que escribió aquí."),
    "Invalid value, can't be any of: %(values)s.": _l("Elija otro valor."),
    "Invalid value, must be one of: %(values)s.": _l("Elija una de las opciones."),
    "Not a valid choice.": _l("Elija una de las opciones."),
    "Not a valid date value.": _l("Revise la fecha."),
    "Not a valid datetime value.": _l("Revise la fecha y la hora."),
    "Not a valid decimal value.": _l("Escriba un número."),
    "Not a valid float value.": _l("Escriba un número."),
    "Not a valid integer value.": _l("Escriba un número entero."),
    "Not a valid time value.": _l("Escriba la hora así: 14:30"),
    "Not a valid week value.": _l("Revise la fecha."),
    "Number must be at least %(min)s.": _l("Escriba un número mayor."),
    "Number must be at most %(max)s.": _l("Escriba un número menor."),
    "Number must be between %(min)s and %(max)s.": _l("Escriba un número entre %(min)s y %(max)s."),
    "This field cannot be edited.": _l("Esto no se puede cambiar."),
    "This field is disabled and cannot have a value.": _l("Esto no se puede cambiar."),
    "This field is required.": _l("Complete este dato."),
}


class Words:
    """The translations that WTForms asks for, from our own catalogue."""

    def gettext(self, sentence: str) -> str:
        """Our words for a built-in sentence; a sentence of ours stays as it is."""
        return str(BUILT_IN.get(sentence, sentence))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Our words for the three sentences about length, and one about choices."""
        if "at least" in singular:
            return str(
                ngettext("Escriba al menos %(num)d letra.", "Escriba al menos %(num)d letras.", n)
            )
        if "longer than" in singular or "exactly" in singular:
            return str(ngettext("Escriba hasta %(num)d letra.", "Escriba hasta %(num)d letras.", n))
        return str(BUILT_IN["Not a valid choice."])


def _kept(text: str | None) -> str | None:
    return canonical(text).strip() if text is not None else None


class Form(FlaskForm):  # type: ignore[misc]  # ships no types
    """The base of every form that changes something.

    Text comes out canonical. `key` is the sending key that was made with the page: give it and
    `sent()` to `kernel.sends`.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        words: ClassVar[Words] = Words()

        def get_translations(self, _form: Any) -> Words:
            """Ours, whatever the language."""
            return self.words

        def bind_field(
            self, form: Any, unbound_field: "UnboundField[Any]", options: MutableMapping[str, Any]
        ) -> Field:
            """Make what people typed canonical before any other filter sees it; passwords never."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, (PasswordField, HiddenField)):
                own: Sequence[Any] = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [_kept, *own]}
            bound: Field = unbound_field.bind(form=form, **options)
            return bound

    key = HiddenField(default=new_key)

    def sent(self) -> dict[str, str]:
        """What was sent, field by field, without token and key: the body of the key."""
        return {
            field.name: str(field.data) for field in self if field.name not in {"csrf_token", "key"}
        }

    def refuse(self, name: str, problem: str) -> None:
        """Put a problem that only the operation could find beside its field; "" means the form."""
        if name:
            self[name].errors = [*self[name].errors, problem]
        else:
            self.form_errors.append(problem)


class DateParts(Field):
    """A day written in three small fields: day, month, year. `data` is a date or None."""

    said: dict[str, str]

    def process_data(self, value: date | None) -> None:
        """Show a known day in its parts."""
        self.data = value
        parts = (value.day, value.month, value.year) if value else ("", "", "")
        self.said = dict(zip(("day", "month", "year"), map(str, parts), strict=True))

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read `<name>-day`, `<name>-month` and `<name>-year`."""
        self.process_errors = []
        if data is unset_value:
            data = self.default() if callable(self.default) else self.default
        self.process_data(data)
        names = [f"{self.name}-{part}" for part in self.said]
        if formdata is None or not any(name in formdata for name in names):
            return
        self.said = {
            part: str(formdata.get(name, "")).strip()
            for part, name in zip(self.said, names, strict=True)
        }
        self.raw_data = [value for value in self.said.values() if value]
        self.data = self._day()

    def _day(self) -> date | None:
        if not any(self.said.values()):
            return None
        if not all(re.fullmatch(r"[0-9]{1,4}", value) for value in self.said.values()):
            self.process_errors = [_l("Escriba día, mes y año con números, así: 27 3 2026")]
            return None
        day, month, year = (int(value) for value in self.said.values())
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            self.process_errors = [_l("Esa fecha no existe. Revise día, mes y año.")]
            return None


class Asked:
    """Validator: this must be answered; `problem` says so in the words of the question."""

    field_flags: ClassVar[Mapping[str, bool]] = {}

    def __init__(self, problem: Any) -> None:
        self.problem = problem

    def __call__(self, _form: Any, field: Field) -> None:
        """ValidationError when the answer is missing or blank."""
        if field.data is None or field.data == [] or not str(field.data).strip():
            raise ValidationError(self.problem)


class UpTo:
    """Validator: no longer than `most` signs."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Field) -> None:
        """ValidationError that says how much is too much."""
        over = len(field.data or "") - self.most
        if over > 0:
            raise ValidationError(
                ngettext(
                    "Es demasiado largo: sobra %(num)d letra.",
                    "Es demasiado largo: sobran %(num)d letras.",
                    over,
                )
            )


def one_of(label: Any, offered: Mapping[Any, Any], problem: Any) -> RadioField:
    """One of a closed list; `problem` is said when nothing was picked."""

    def picked(_form: Any, field: Field) -> None:
        if field.data not in {one.value for one in offered}:
            raise ValidationError(problem)

    return RadioField(
        label,
        choices=[SelectChoice(one.value, said) for one, said in offered.items()],
        validators=[picked],
        validate_choice=False,
    )


def show_again(template: str, *, form: Form, **words: Any) -> tuple[str, int]:
    """The same page once more with what was typed, the problems on top: 422."""
    return render_template(template, form=form, **words), 422


def _refuse_foreign_posts() -> None:
    """A form that another site sends is refused before its token is even looked at.

    Our pages say no-referrer, so the Origin of an honest form may be null; Sec-Fetch-Site is what
    browsers of today say. The CSRF token guards the others.
    """
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in FOREIGN:
        raise CSRFError("another site")


FOREIGN = frozenset({"cross-site", "same-site"})


def init_app(app: Flask) -> None:
    """A CSRF token on every POST, without an end: no text is lost to a clock."""
    app.config.update(
        WTF_CSRF_TIME_LIMIT=None,
        # With https it would ask for a Referer, which our own pages never send.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.before_request(_refuse_foreign_posts)
    CSRFProtect(app)
