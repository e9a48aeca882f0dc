"""What administrators type about places, turned into values."""

from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from kernel.text import csv_cell
from territory.places.sheets import LONGEST_NAME, NotText, Problem, text_of
from territory.words import PROBLEMS
from web.forms import Asked, Form, UpTo
from web.locale import _, _l


class PlainName:
    """Validator: a name, not a formula of a spreadsheet."""

    field_flags: ClassVar[dict[str, bool]] = {}

    def __call__(self, _form: Any, field: Any) -> None:
        """ValidationError when no letter stands in it, or it begins like a formula."""
        name = field.data or ""
        if name and (csv_cell(name) != name or not any(sign.isalnum() for sign in name)):
            raise ValidationError(_("Escriba un nombre que empiece con una letra o un número."))


class CommunityForm(Form):
    """A community that no list has."""

    name = StringField(
        _l("Nombre de la comunidad"),
        [Asked(_l("Escriba el nombre de la comunidad.")), UpTo(LONGEST_NAME), PlainName()],
    )
    name_qu = StringField(_l("Nombre en quechua"), [UpTo(LONGEST_NAME), PlainName()])

    def names(self) -> tuple[str, str]:
        """The name in Spanish, and the one in Quechua or nothing."""
        return self.name.data or "", self.name_qu.data or ""


class SheetForm(Form):
    """A file with the places of a country."""

    text: str = ""
    sheet = FileField(_l("Archivo CSV"))
    keep_missing = BooleanField(_l("Conservar los lugares que el archivo no nombra"))

    def validate_sheet(self, field: Any) -> None:
        """It must be there, and be text; what the text says is looked at afterwards."""
        raw = field.data.read() if field.data else b""
        if not raw:
            raise ValidationError(_("Elija el archivo con los lugares."))
        try:
            self.text = text_of(raw)
        except NotText:
            raise ValidationError(PROBLEMS[Problem.NOT_TEXT]) from None
