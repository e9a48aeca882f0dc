"""What people type at the door with their own telephone."""

from collections.abc import Iterable

from flask import request
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kernel.text import number_in
from meetings import words
from meetings.forms import fields
from meetings.kinds import AgeBand, Sex
from meetings.operations.attendance import LONGEST_NAME, Who
from web.forms import Asked, Form, UpTo
from web.locale import _l


class CheckInForm(Form):
    """A name is enough; the rest helps to know who came."""

    name = StringField(
        _l("Su nombre y apellidos"),
        validators=[Asked(_l("Escriba su nombre.")), UpTo(LONGEST_NAME)],
    )
    group = SelectField(_l("Su grupo"), default="")
    community = fields.line(_l("Su comunidad"))
    sex = SelectField(_l("Sexo"), choices=fields.options(words.SEX), default=Sex.UNSAID.value)
    age = SelectField(_l("Edad"), choices=fields.options(words.AGE), default=AgeBand.UNSAID.value)

    def who(self) -> Who:
        """The person."""
        return Who(
            name=self.name.data or "",
            group_id=number_in(self.group.data or ""),
            community=self.community.data or "",
            sex=Sex(self.sex.data),
            age=AgeBand(self.age.data),
        )


class OpenForm(Form):
    """Which sitting people may check in to."""

    sitting = SelectField(_l("¿Para qué sesión?"), validators=[Asked(_l("Elija una sesión."))])

    def offer(self, sittings: Iterable[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.sitting.choices = [SelectChoice(str(number), name) for number, name in sittings]


class RejectForm(Form):
    """Nobody up to this line is there; who came after the page was shown goes on waiting."""

    last = HiddenField()


class ConfirmForm(Form):
    """Who of those who wait is there, and who of the list they are."""

    def sent(self) -> dict[str, str]:
        """Every choice, so that the sending key knows this very page again."""
        return {
            name: value for name, value in request.form.items() if name not in {"csrf_token", "key"}
        }

    def choices(self) -> dict[int, int | None]:
        """By the id of a waiting line the line that it is, None for somebody new.

        The button beside a line stands for that line alone; a line that was left undecided is left.
        """
        only = number_in(request.form.get("only", ""))
        found: dict[int, int | None] = {}
        for name, value in request.form.items():
            line = number_in(name.removeprefix("is-")) if name.startswith("is-") else None
            if line is None or value == "" or (only is not None and line != only):
                continue
            found[line] = None if value == "new" else number_in(value)
        return found
