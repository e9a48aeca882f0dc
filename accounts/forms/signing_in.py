"""What people type to get in."""

from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from web.forms import Asked, Form
from web.locale import _l

SHORTEST_PASSWORD = 12
FEWEST_SIGNS = 6
"""Different signs in a password: `aaaaaaaaaaaa` is long and no secret."""


class SignInForm(Form):
    """Who somebody is, and where they wanted to go."""

    email = EmailField(_l("Correo"), [Asked(_l("Escriba su correo."))])
    password = PasswordField(_l("Contraseña"), [Asked(_l("Escriba su contraseña."))])
    next = HiddenField()


class NewPassword(Form):
    """A new password, typed twice because it cannot be seen."""

    password = PasswordField(_l("Contraseña nueva"), [Asked(_l("Escriba una contraseña nueva."))])
    password_again = PasswordField(
        _l("Otra vez la contraseña nueva"), [Asked(_l("Escriba otra vez la contraseña nueva."))]
    )

    def validate_password(self, field: PasswordField) -> None:
        """Long is what counts; what is long and no secret all the same is refused."""
        typed = field.data or ""
        if len(typed) < SHORTEST_PASSWORD:
            raise ValidationError(_l("Use al menos 12 letras, números o signos."))
        if len(set(typed)) < FEWEST_SIGNS:
            raise ValidationError(_l("Use más letras diferentes."))

    def validate_password_again(self, field: PasswordField) -> None:
        """Both times the same."""
        if field.data != self.password.data:
            raise ValidationError(_l("Las dos contraseñas no son iguales."))


class UseCodeForm(NewPassword):
    """A first or a forgotten password, with the code that was handed over."""

    email = EmailField(_l("Correo"), [Asked(_l("Escriba su correo."))])
    code = StringField(_l("Clave que le entregaron"), [Asked(_l("Escriba la clave."))])

    def validate_password(self, field: PasswordField) -> None:
        """No secret is what everybody can read on the door."""
        super().validate_password(field)
        name = (self.email.data or "").partition("@")[0].casefold()
        if name and name in (field.data or "").casefold():
            raise ValidationError(_l("No use su correo dentro de la contraseña."))


class OwnPasswordForm(NewPassword):
    """Another password, by somebody who knows the one of now."""

    current_password = PasswordField(
        _l("Contraseña de ahora"), [Asked(_l("Escriba la contraseña que usa ahora."))]
    )
