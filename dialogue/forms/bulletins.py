"""A bulletin as it is written: a title, a period, opening words, chosen facts."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from dialogue.models import Bulletin
from dialogue.operations.bulletins import Words
from kernel.text import number_in
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

LINE, LONG = 200, 4_000


class BulletinForm(Form):
    """Its words and facts. Which facts there are depends on the period that was saved."""

    of = HiddenField()
    title = StringField(_l("Título del boletín"), [Asked(_l("Escriba un título.")), UpTo(LINE)])
    begins_on = DateParts(_l("Cuenta lo que pasó desde"), [Asked(_l("Escriba el día."))])
    ends_on = DateParts(_l("hasta"), [Asked(_l("Escriba el día."))])
    opening = TextAreaField(_l("Palabras de apertura"), [UpTo(LONG)])
    chosen = SelectMultipleField(_l("Qué cuenta"), choices=[], validate_choice=False)
    title_qu = StringField(_l("Título en quechua"), [UpTo(LINE)])
    opening_qu = TextAreaField(_l("Palabras de apertura, en quechua"), [UpTo(LONG)])

    def validate_ends_on(self, field: Field) -> None:
        """A period ends after it begins."""
        if field.data and self.begins_on.data and field.data < self.begins_on.data:
            raise ValidationError(_l("Termina antes de empezar. Revise las fechas."))

    @property
    def seen(self) -> int:
        """The version that was shown."""
        return number_in(self.of.data or "") or 0

    def offer(self, facts: Iterable[tuple[str, str]]) -> None:
        """The facts of the period."""
        field: Any = self.chosen
        field.choices = [SelectChoice(key, said) for key, said in facts]

    def show(self, bulletin: Bulletin) -> None:
        """Fill in a bulletin as it stands."""
        for name in ("title", "title_qu", "opening", "opening_qu"):
            self[name].data = getattr(bulletin, name)
        self.begins_on.process_data(bulletin.begins_on)
        self.ends_on.process_data(bulletin.ends_on)
        self.chosen.process_data(list(bulletin.chosen))
        self.of.data = str(bulletin.version)

    def words(self) -> Words:
        """What was written."""
        return Words(
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            opening=self.opening.data or "",
            opening_qu=self.opening_qu.data or "",
            begins_on=self.begins_on.data,
            ends_on=self.ends_on.data,
            chosen=tuple(self.chosen.data or ()),
        )
