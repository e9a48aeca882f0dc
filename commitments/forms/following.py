"""What people type about those who follow a commitment: their views, who is told, who may read."""

from collections.abc import Iterable
from typing import Any

from wtforms import IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import HiddenInput

from accounts.words import LANGUAGES
from commitments import words
from commitments.forms.making import line, lines
from commitments.kinds import Fulfilment, Side
from commitments.operations.assessing import View
from commitments.operations.naming import Naming
from kernel.text import number_in
from web.forms import Asked, Form, one_of
from web.locale import _l


class ViewForm(Form):
    """How one side sees the fulfilment."""

    side = one_of(_l("¿Quién habla?"), words.SIDE, _l("Elija quién habla."))
    fulfilment = one_of(
        _l("¿Cómo lo ve?"), words.FULFILMENT, _l("Elija si se cumplió, en parte o no.")
    )
    said_by = StringField(
        _l("Nombre de quien lo dijo, o su grupo"), validators=[Asked(_l("Escriba quién lo dijo."))]
    )
    note = lines(_l("¿Qué dijo?"))

    def view(self) -> View:
        """What was said."""
        return View(
            Side(self.side.data),
            Fulfilment(self.fulfilment.data),
            self.said_by.data or "",
            self.note.data or "",
        )


class NameForm(Form):
    """Somebody to be told: a colleague, or anybody by mail."""

    side = one_of(_l("¿De qué parte es?"), words.SIDE, _l("Elija de qué parte es."))
    person = SelectField(_l("Persona de la oficina"), validate_choice=False)
    name = line(_l("Nombre"))
    email = line(_l("Correo"))
    language = SelectField(
        _l("Idioma del aviso"),
        choices=[SelectChoice(code, said) for code, said in LANGUAGES.items()],
    )

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Let one of these colleagues be chosen."""
        field: Any = self.person
        nobody = SelectChoice("", _l("Nadie de la oficina: por correo"))
        field.choices = [nobody, *(SelectChoice(str(one), name) for one, name in people)]

    def naming(self) -> Naming:
        """Who was meant."""
        return Naming(
            side=Side(self.side.data),
            name=self.name.data or "",
            person_id=number_in(self.person.data or ""),
            email=(self.email.data or "").strip(),
            language=self.language.data,
        )


class SeenForm(Form):
    """A button alone; `version` is the commitment as the page showed it."""

    version = IntegerField(
        widget=HiddenInput(), validators=[Asked(_l("Abra otra vez el compromiso."))]
    )


class BareForm(Form):
    """A button alone."""
