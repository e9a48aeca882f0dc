"""What people say of themselves."""

from wtforms import RadioField, StringField

from accounts.forms.choices import LANGUAGE_CHOICES
from web.forms import Asked, Form, UpTo
from web.locale import _l


class OwnAccountForm(Form):
    """How somebody is called and in which language they work."""

    name = StringField(_l("Nombre"), [Asked(_l("Escriba su nombre.")), UpTo(120)])
    language = RadioField(
        _l("Idioma de trabajo"), [Asked(_l("Elija un idioma."))], choices=LANGUAGE_CHOICES
    )
