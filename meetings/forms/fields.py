"""Fields that several forms of meetings share."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from web.forms import Asked, UpTo

LINE, LONG = 200, 4_000


def options(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The members of a closed list, in its order."""
    return [SelectChoice(str(one), label) for one, label in labels.items()]


def one_of(label: Any, labels: Mapping[Any, Any]) -> SelectField:
    """One of a closed list."""
    return SelectField(label, choices=options(labels))


def one_or_none(label: Any, none: Any, labels: Mapping[Any, Any]) -> SelectField:
    """One of a closed list, or none of them."""
    return SelectField(label, choices=[SelectChoice("", none), *options(labels)])


def line(label: Any, missing: Any = None) -> StringField:
    """A line of text; `missing` says so when it must be there."""
    asked: Iterable[Any] = [Asked(missing)] if missing else []
    return StringField(label, validators=[*asked, UpTo(LINE)])


def text(label: Any, missing: Any = None) -> TextAreaField:
    """Several lines of text."""
    asked: Iterable[Any] = [Asked(missing)] if missing else []
    return TextAreaField(label, validators=[*asked, UpTo(LONG)])


def clock(label: Any) -> TimeField:
    """An hour of the day, or nothing."""
    return TimeField(label, format=["%H:%M", "%H:%M:%S", "%H.%M"], validators=[Optional()])


def version() -> HiddenField:
    """The version that somebody saw before they wrote; macros print it as `of`."""
    return HiddenField()
