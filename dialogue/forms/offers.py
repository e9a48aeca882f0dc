"""What an office says when it takes up what was offered to a table, or declines it."""

from collections.abc import Iterable

from wtforms import SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dialogue import words
from dialogue.kinds import ProcessKind
from dialogue.models import Process
from dialogue.operations.processes import Outline
from meetings.forms.fields import line, one_of
from web.forms import Asked, Form, UpTo
from web.locale import _l


class TakeUpAnewForm(Form):
    """The process that is made of it."""

    kind = one_of(_l("Qué clase de proceso"), words.PROCESS_KIND)
    title = line(_l("Título"), _l("Escriba el título del proceso."))

    def outline(self) -> Outline:
        """What was told, as the operation takes it."""
        return Outline(kind=ProcessKind(self.kind.data), title=self.title.data or "")


class TakeUpAtForm(Form):
    """The process that takes it up."""

    table = SelectField(_l("En qué proceso"), choices=[], validate_choice=False)

    def offer(self, processes: Iterable[Process]) -> None:
        """The processes of the office that go on, by their code."""
        self.table.choices = [
            SelectChoice(one.code, f"{one.title} ({one.code})") for one in processes
        ]


class DeclineForm(Form):
    """Why no table takes it up, for whoever offered it."""

    reason = TextAreaField(
        _l("¿Por qué no?"), [Asked(_l("Escriba el motivo: lo lee quien lo ofreció.")), UpTo(2_000)]
    )
