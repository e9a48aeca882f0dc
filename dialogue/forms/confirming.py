"""What a group says of a promise that it verifies."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import IntegerField, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import HiddenInput

from commitments.forms.making import line, lines
from commitments.kinds import Fulfilment
from commitments.lifecycle import Status
from commitments.models import Commitment
from dialogue.operations.confirming import GroupWord
from kernel.files import Taken
from web.forms import Asked, Form
from web.locale import _l

SAID = {
    Fulfilment.FULFILLED: _l("Sí, se cumplió"),
    Fulfilment.PARTLY: _l("Se cumplió en parte"),
    Fulfilment.NOT: _l("No se cumplió"),
}


class ConfirmForm(Form):
    """Kept, partly or not, with the reason and the proof. `version` is as the page showed it."""

    version = IntegerField(
        widget=HiddenInput(), validators=[Asked(_l("Abra otra vez el compromiso."))]
    )
    fulfilment = RadioField(
        _l("¿Se cumplió?"),
        choices=[SelectChoice(one.value, said) for one, said in SAID.items()],
        validators=[Asked(_l("Elija una de las tres respuestas."))],
    )
    note = lines(_l("¿Qué vio su grupo?"))
    evidence = line(_l("¿Dónde está la prueba?"))
    file = FileField(_l("Foto o documento que lo muestra"))

    def go_out(self, commitment: Commitment) -> None:
        """With the commitment as it stands: what is proven is not proven once more."""
        self.version.data, self.version.raw_data = commitment.version, None
        if commitment.status is Status.VERIFIED:
            field: Any = self.fulfilment
            field.choices = field.choices[1:]

    def word(self, file: Taken | None) -> GroupWord:
        """What was said, as the operation takes it."""
        return GroupWord(
            Fulfilment(self.fulfilment.data),
            note=self.note.data or "",
            evidence=self.evidence.data or "",
            file=file,
        )

    def sent(self) -> dict[str, str]:
        """As of every form; a file counts by its name."""
        return super().sent() | {"file": getattr(self.file.data, "filename", "") or ""}
