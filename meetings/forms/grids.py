"""The grids into which a paper kit is passed: a form a row, many rows in one sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field

from meetings.forms.offers import Offers
from meetings.forms.room import CommitmentForm
from meetings.forms.said import AgreementForm, Noted, RemarkForm
from meetings.kinds import SHEET_COLUMNS, SheetKind

FORMS: Mapping[SheetKind, type[Noted]] = {
    SheetKind.CONCERNS: RemarkForm,
    SheetKind.DECISIONS: AgreementForm,
    SheetKind.COMMITMENTS: CommitmentForm,
}
TYPED = {"StringField", "TextAreaField", "DateParts", "Count"}
"""A row says something when one of these was filled in; what is only picked says nothing."""


@dataclass(frozen=True)
class Row:
    """One row of the paper, counted from 1 as it is printed."""

    number: int
    form: Noted
    columns: Sequence[Field]

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything in it."""
        return not any(field.data for field in self.columns if type(field).__name__ in TYPED)


def rows_of(
    kind: SheetKind, count: int, offers: Offers, typed: MultiDict[str, str] | None = None
) -> list[Row]:
    """The rows of a grid, with what was typed into them."""
    return [_row(kind, number, offers, typed) for number in range(1, count + 1)]


def _row(kind: SheetKind, number: int, offers: Offers, typed: MultiDict[str, str] | None) -> Row:
    form: Any = FORMS[kind](typed, prefix=f"r{number}-", offers=offers, meta={"csrf": False})
    columns = [form[name] for name in SHEET_COLUMNS[kind]]
    for field in columns:
        if isinstance(field, SelectField):
            _sign(field)
    return Row(number, form, columns)


def _sign(field: SelectField) -> None:
    """Put before each choice the sign that the paper has: typing it picks the choice."""
    signs = {"item": str, "kind": str, "extent": str}
    name = field.short_name
    if not (name in signs or name == "group" or name.endswith("_group")):
        return
    choices: list[Any] = [*field.choices] if field.choices else []
    named = [one for one in choices if one.value]
    signed = {
        one.value: str(place) if name in signs else _letter(place)
        for place, one in enumerate(named, 1)
    }
    field.choices = [
        SelectChoice(one.value, f"{signed[one.value]} {one.label}" if one.value else one.label)
        for one in choices
    ]


def _letter(place: int) -> str:
    return chr(ord("A") + place - 1) if place <= 26 else str(place)
