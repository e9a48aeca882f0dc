"""A promise as a meeting writes it down: with the agreement that it follows."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from commitments.forms.making import PromiseForm
from web.locale import _l

LONGEST_CHOICE = 90


class MeetingPromiseForm(PromiseForm):
    """A promise, and the agreement of the meeting that it carries out."""

    agreement = SelectField(_l("Acuerdo que se cumple así"), validate_choice=False)

    def offer(self, agreements: Iterable[tuple[str, str]]) -> None:
        """Let one of these agreements be chosen."""
        field: Any = self.agreement
        nothing = SelectChoice("", _l("Ninguno en especial"))
        field.choices = [nothing, *(SelectChoice(one, _short(said)) for one, said in agreements)]


def _short(said: str) -> str:
    return said if len(said) <= LONGEST_CHOICE else said[: LONGEST_CHOICE - 1] + "…"
