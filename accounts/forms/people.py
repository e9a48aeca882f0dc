"""What administrators type about people."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, EmailField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Regexp, ValidationError

from accounts.forms.choices import Several
from accounts.roles import Role
from accounts.words import ROLES
from web.forms import Asked, Form, UpTo
from web.locale import _l


class RolesForm(Form):
    """The roles of somebody in an office, of those that may be given there."""

    roles = Several(_l("Roles"))
    sure = BooleanField(_l("Entiendo lo que deja de funcionar"))

    def __init__(self, offered: Iterable[Role], **given: Any) -> None:
        super().__init__(**given)
        self.roles.choices = [SelectChoice(role.value, ROLES[role]) for role in offered]

    def chosen(self) -> set[Role]:
        """The roles whose boxes are ticked."""
        return {Role(value) for value in self.roles.data or []}


class CloseForm(Form):
    """Somebody may no longer sign in."""

    sure = BooleanField(_l("Entiendo lo que deja de funcionar"))


class ForgottenForm(Form):
    """Whose password was forgotten."""

    email = EmailField(_l("Correo"), [Asked(_l("Escriba su correo.")), UpTo(254)])


class PersonForm(RolesForm):
    """Somebody new in an office."""

    name = StringField(_l("Nombre"), [Asked(_l("Escriba el nombre.")), UpTo(120)])
    email = EmailField(
        _l("Correo"),
        [
            Asked(_l("Escriba el correo.")),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Escriba un correo completo.")),
            UpTo(254),
        ],
    )

    def validate_roles(self, field: Several) -> None:
        """Without a role there is nothing to do here."""
        if not field.data:
            raise ValidationError(_l("Elija al menos un rol."))
