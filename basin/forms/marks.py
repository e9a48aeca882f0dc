"""What people type about evidence: that they dispute it, stand for it, or have a newer one."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from basin.models import Evidence
from basin.operations.marks import LONGEST_REASONS
from web.forms import Asked, Form, UpTo
from web.locale import _l

LINE = 200


class DisputeForm(Form):
    """Why it is not to be relied on, and which group says so where staff write it down."""

    reasons = TextAreaField(
        _l("¿Por qué la cuestiona?"),
        validators=[Asked(_l("Escriba por qué la cuestiona.")), UpTo(LONGEST_REASONS)],
    )
    group = StringField(_l("¿Quién la cuestiona?"), validators=[UpTo(LINE)])


class EndorseForm(Form):
    """An expert stands for it."""

    reasons = TextAreaField(_l("Qué revisó usted"), validators=[UpTo(LONGEST_REASONS)])


class SupersedeForm(Form):
    """Which newer evidence takes its place."""

    newer = SelectField(
        _l("¿Cuál la reemplaza?"),
        validators=[Asked(_l("Elija la evidencia más nueva."))],
        validate_choice=False,
    )
    reasons = TextAreaField(_l("Por qué"), validators=[UpTo(LONGEST_REASONS)])

    def offer(self, found: Iterable[Evidence]) -> None:
        """Let one of these be chosen."""
        field: Any = self.newer
        choose = SelectChoice("", _l("Elija"))
        field.choices = [choose, *(SelectChoice(one.code, f"{one.code} · {one.title}")
                                   for one in found)]  # fmt: skip
