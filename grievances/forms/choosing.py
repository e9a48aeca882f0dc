"""Choices from a closed list: radios for one, checkboxes for several."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget


def choices_of(offered: Iterable[StrEnum], labels: Mapping[StrEnum, Any]) -> list[Any]:
    """These members with their words."""
    return [SelectChoice(one.value, labels[one]) for one in offered]


def one_of(kind: type[StrEnum], labels: Mapping[StrEnum, Any], question: Any) -> RadioField:
    """Radios for a closed list. None is ticked beforehand unless it was answered."""
    return RadioField(
        question,
        coerce=kind,
        choices=choices_of(kind, labels),
        validate_choice=False,  # nobody must answer; the coercion refuses what is not on the list
    )


def some_of(
    kind: type[StrEnum], labels: Mapping[StrEnum, Any], question: Any
) -> SelectMultipleField:
    """Checkboxes for a closed list."""
    return several(question, coerce=kind, choices=choices_of(kind, labels), validate_choice=False)


def several(question: Any, **more: Any) -> SelectMultipleField:
    """Checkboxes."""
    return SelectMultipleField(
        question, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), **more
    )
