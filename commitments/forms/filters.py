"""What the address of the register asks for. What it does not know counts as not asked."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from wtforms import Form as PlainForm
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from commitments import words
from commitments.kinds import Tab
from commitments.lifecycle import BINDING, Status
from commitments.queries.registry import Filters
from kernel.text import canonical, number_in
from web.locale import _l

LONGEST_SEARCH = 200


def _choice(label: Any, all_of_them: Any) -> SelectField:
    return SelectField(label, choices=[SelectChoice("", all_of_them)], validate_choice=False)


class _Filters(PlainForm):
    """Fields that know what they offer."""

    def offer(self, name: str, offered: Iterable[tuple[str, Any]]) -> None:
        """Let these be chosen in one field."""
        field: Any = self[name]
        field.choices = [field.choices[0], *(SelectChoice(*one) for one in offered)]

    def known(self, name: str) -> str:
        """What was chosen in one field, "" when nothing that we know."""
        field: Any = self[name]
        if not hasattr(field, "choices"):
            day = self.day(name)
            return day.isoformat() if day else ""
        return field.data if field.data in {choice.value for choice in field.choices} else ""

    def chosen(self) -> dict[str, Any]:
        """The fields in use, for addresses that keep them."""
        return {field.name: found for field in self if (found := self.known(field.name))}

    def said(self) -> list[tuple[str, str]]:
        """The filters in use as people read them: for papers."""
        return [(str(self[name].label.text), self._word(name)) for name in self.chosen()]

    def _word(self, name: str) -> str:
        field: Any = self[name]
        words_of = {choice.value: choice.label for choice in getattr(field, "choices", ())}
        return str(words_of.get(field.data, self.known(name)))

    def day(self, name: str) -> date | None:
        """The day in one field; None when it holds none."""
        field: Any = self[name]
        said = (field.data or "").strip()
        if "/" in said:  # a phone that offers no calendar
            said = "-".join(part.zfill(2) for part in reversed(said.split("/")))
        with suppress(ValueError):
            return date.fromisoformat(said)
        return None


def _status(offered: Iterable[Status] = Status) -> SelectField:
    return SelectField(
        _l("Estado"),
        choices=[
            SelectChoice("", _l("Todos")),
            *(SelectChoice(one.value, words.STATUS[one]) for one in offered),
        ],
        validate_choice=False,
    )


class PublicFilterForm(_Filters):
    """The filters of the page for everybody."""

    office = _choice(_l("Oficina"), _l("Todas"))
    responsible = _choice(_l("Quién se comprometió"), _l("Todos"))
    status = _status(BINDING)
    late = SelectField(
        _l("Vencidos"),
        choices=[SelectChoice("", _l("Todos")), SelectChoice("yes", _l("Solo los vencidos"))],
        validate_choice=False,
    )

    def filters(self, tab: Tab, office_id: int | None) -> Filters:
        """What the page asks for."""
        status = self.known("status")
        return Filters(
            tab=tab,
            responsible=self.known("responsible"),
            status=Status(status) if status else None,
            office_id=office_id,
        )


class FilterForm(_Filters):
    """The filters of the register."""

    responsible = _choice(_l("Quién se comprometió"), _l("Todos"))
    verifier = _choice(_l("Quién comprueba"), _l("Todos"))
    status = _status()
    due_from = StringField(_l("Vence desde"))
    due_to = StringField(_l("Vence hasta"))
    made_in = _choice(_l("Reunión"), _l("Todas"))
    belongs_to = _choice(_l("Programa o proceso"), _l("Todos"))
    office = _choice(_l("Oficina"), _l("Todas"))

    def filters(self, tab: Tab, sought: str) -> Filters:
        """The filters of the register for this tab."""
        status = self.known("status")
        return Filters(
            tab=tab,
            words=canonical(sought).strip()[:LONGEST_SEARCH],
            responsible=self.known("responsible"),
            verifier=self.known("verifier"),
            due_from=self.day("due_from"),
            due_to=self.day("due_to"),
            status=Status(status) if status else None,
            made_in=self.known("made_in"),
            belongs_to=self.known("belongs_to"),
            office_id=number_in(self.known("office")),
        )
