"""What people type, and devices answer, besides a password."""

from wtforms import HiddenField, PasswordField, StringField

from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST_ANSWER = 20_000


class SecondStepForm(Form):
    """A code of the app, or one from paper."""

    code = StringField(_l("Código"), [Asked(_l("Escriba el código.")), UpTo(40)])


class PasskeyForm(Form):
    """What a device answers; the script of the page fills it in."""

    credential = HiddenField(validators=[Asked(_l("Falta la respuesta de su aparato."))])


class NewPasskeyForm(PasskeyForm):
    """A new passkey, with a name by which its owner knows it."""

    name = StringField(_l("Nombre para reconocerla"), [Asked(_l("Escriba un nombre.")), UpTo(60)])


class ProveForm(Form):
    """The password once more, before something that opens the account is changed."""

    password = PasswordField(_l("Contraseña"), [Asked(_l("Escriba su contraseña."))])


class PressForm(Form):
    """A button and nothing to type."""
