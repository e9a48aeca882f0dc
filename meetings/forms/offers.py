"""What the forms of one meeting offer to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Label

from meetings.models import AgendaItem, Agreement, Group, Theme
from web.forms import Form


@dataclass(frozen=True)
class Offers:
    """The points, groups, themes and agreements of a meeting, in the language of the reader."""

    items: Sequence[AgendaItem] = field(default=())
    groups: Sequence[Group] = field(default=())
    themes: Sequence[Theme] = field(default=())
    agreements: Sequence[Agreement] = field(default=())
    language: str = "es"


def words_of(labels: Mapping[Any, Any], *without: StrEnum) -> list[SelectChoice]:
    """The members of a closed list, in its order."""
    return [SelectChoice(str(one), label) for one, label in labels.items() if one not in without]


def fill(field_: SelectField, choices: Iterable[tuple[object, str]], none: Any) -> None:
    """Let one of these be chosen, or nothing, in the words of `none`; what lacks is nothing."""
    field_.choices = [SelectChoice("", none), *(SelectChoice(str(a), b) for a, b in choices)]
    field_.data = field_.data or ""


def called(form: Form, name: str) -> None:
    """Give every control of `form` an id of its own: several forms stand on one page."""
    for one in form:
        one.id = f"{name}-{one.name}"
        one.label = Label(one.id, one.label.text)


def number_of(field_: SelectField) -> int | None:
    """The id that was chosen; None where nothing was."""
    return int(field_.data) if field_.data else None
