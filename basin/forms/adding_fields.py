"""Fields of the forms with which people bring evidence."""

from collections.abc import Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from basin.operations.adding import About
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

TITLE, LINE, TEXT = 200, 200, 4000


def line(label: Any, missing: Any = None) -> StringField:
    """A line of text; `missing` says so when it must be there."""
    asked = [Asked(missing)] if missing else []
    return StringField(label, validators=[*asked, UpTo(LINE)])


def text(label: Any, missing: Any = None, most: int = TEXT) -> TextAreaField:
    """Several lines."""
    asked = [Asked(missing)] if missing else []
    return TextAreaField(label, validators=[*asked, UpTo(most)])


def one_of(label: Any, labels: Mapping[Any, Any], none: Any = None) -> SelectField:
    """One of a closed list; `none` is what choosing nothing is called."""
    empty = [SelectChoice("", none)] if none is not None else []
    return SelectField(
        label, choices=[*empty, *(SelectChoice(str(one), words) for one, words in labels.items())]
    )


class AboutForm(Form):
    """What everything that is brought says of itself."""

    title = line(_l("Título"), _l("Escriba un título que se entienda solo."))
    title_qu = line(_l("Título en quechua"))
    remark = text(_l("Qué más hay que saber"))

    def about(self, **facts: Any) -> About:
        """What was typed, with these facts beside it."""
        return About(
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            facts={"remark": self.remark.data or "", **facts},
        )


class FileForm(AboutForm):
    """The same with a file. `held` names one that waits already, so that nobody sends it twice."""

    file = FileField(_l("Archivo"))
    held = StringField(_l("El archivo que ya envió"))

    def sent(self) -> dict[str, str]:
        """As of every form; a file counts by its name."""
        return super().sent() | {"file": getattr(self.file.data, "filename", "") or ""}


def day(label: Any) -> DateParts:
    """A day in its three parts; it may be left blank."""
    return DateParts(label)


def words_of(form: Form, *names: str) -> dict[str, str]:
    """What was typed in these fields; a day as 2026-03-27."""
    told = {name: form[name].data for name in names}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value or ""
        for name, value in told.items()
    }
