"""A signature on paper, a refusal, an absence: as the staff writes it down."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dialogue import words
from dialogue.forms.agreements import LINE, LONGEST, SeenForm
from dialogue.kinds import Signing
from dialogue.operations.agreements.signing import Noted
from kernel.files import Taken
from kernel.text import number_in
from web.forms import Asked, DateParts, UpTo
from web.locale import _l

BY_STAFF = (Signing.HANDWRITTEN, Signing.THUMBPRINT, Signing.REFUSED, Signing.ABSENT)


class SignatureForm(SeenForm):
    """Who, how, when; with the scan of the paper or the reason why there is none."""

    who = SelectField(_l("Quién"), choices=[])
    signing = SelectField(
        _l("Qué pasó"), choices=[SelectChoice(one.value, words.SIGNING[one]) for one in BY_STAFF]
    )
    signed_on = DateParts(_l("Qué día"), [Asked(_l("Escriba el día."))])
    file = FileField(_l("Foto o PDF del papel firmado"))
    reason = TextAreaField(_l("Por qué no firmó"), [UpTo(LONGEST)])
    name = StringField(_l("Nombre, si no tiene asiento"), [UpTo(LINE)])
    post = StringField(_l("Cargo"), [UpTo(LINE)])

    def offer(self, seats: Iterable[tuple[int, str]], groups: Iterable[tuple[int, str]]) -> None:
        """The seats that sign, and each group for a witness of it."""
        field: Any = self.who
        witness = _l("Testigo de")
        field.choices = [SelectChoice(f"seat:{number}", said) for number, said in seats] + [
            SelectChoice(f"group:{number}", f"{witness} {name}") for number, name in groups
        ]

    def noted(self, taken: Taken | None) -> Noted:
        """What was told, as the operation takes it."""
        kind, _, number = (self.who.data or "").partition(":")
        one = number_in(number) or 0
        return Noted(
            signing=Signing(self.signing.data),
            signed_on=self.signed_on.data,
            group_id=one if kind == "group" else 0,
            seat_id=one if kind == "seat" else None,
            name=self.name.data or "",
            post=self.post.data or "",
            reason=self.reason.data or "",
            taken=taken,
        )

    def sent(self) -> dict[str, str]:
        """As of every form; a file counts by its name."""
        return super().sent() | {"file": getattr(self.file.data, "filename", "") or ""}
