"""Making a complaint of an alert."""

from wtforms import StringField
from wtforms.validators import ValidationError

from grievances import words
from grievances.forms.choosing import choices_of, one_of
from grievances.forms.follow import OfCase
from grievances.forms.telling import LINE, NoReceiptCode
from grievances.kinds import Tier
from web.forms import UpTo
from web.locale import _, _l


class UpgradeForm(OfCase):
    """The wish that the office must answer; with a name, where the office needs one for that."""

    tier = one_of(Tier, words.TIER, _l("¿Quién puede saber su nombre?"))
    name = StringField(_l("Su nombre"), [UpTo(LINE), NoReceiptCode()])
    phone = StringField(_l("Teléfono"), [UpTo(LINE), NoReceiptCode()])
    needs_name = False

    def prepare(self, *, needs_name: bool) -> None:
        """Ask for a name only where it is needed."""
        self.needs_name = needs_name
        self.tier.choices = choices_of((Tier.RESERVED, Tier.NAMED), words.TIER)

    def validate_tier(self, _field: object) -> None:
        """Who gives a name says who may know it."""
        if self.needs_name and self.tier.data not in {Tier.RESERVED, Tier.NAMED}:
            raise ValidationError(_("Diga quién puede saber su nombre."))

    def validate_name(self, _field: object) -> None:
        """Without it the office takes no complaint."""
        if self.needs_name and not self.name.data:
            raise ValidationError(
                _("Escriba su nombre. Si no quiere darlo, su alerta sigue igual.")
            )
