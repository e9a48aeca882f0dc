"""Whom a certificate is given, in which language it is printed, why one counts no more."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kernel.text import number_in
from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST_REASON = 500
LANGUAGES = [SelectChoice("es", _l("En español")), SelectChoice("qu", _l("En quechua"))]


class IssueForm(Form):
    """To one person, or to everybody who may have one."""

    who = StringField()

    @property
    def people(self) -> list[int] | None:
        """The person, or None for everybody."""
        person = number_in(self.who.data or "")
        return None if person is None else [person]


class PrintForm(Form):
    """All of them in one paper."""

    language = RadioField(
        _l("¿En qué idioma?"), choices=LANGUAGES, default="es",
        validators=[Asked(_l("Elija un idioma."))],
    )  # fmt: skip


class RevokeForm(Form):
    """Why it counts no more."""

    reason = TextAreaField(
        _l("¿Por qué ya no vale?"),
        validators=[Asked(_l("Escriba el motivo.")), UpTo(LONGEST_REASON)],
    )
