"""What people choose about a sheet that they brought: columns, marks, who is one person."""

from collections.abc import Iterable, Mapping, Sequence

from flask import request
from flask_wtf.file import FileField

from kernel.text import canonical, number_in
from meetings.attendance_sheets.values import (
    Answers,
    Choices,
    Preview,
    Role,
    SheetChoice,
    SheetPlan,
)
from meetings.forms import fields
from meetings.forms.attendance import chosen
from web.forms import Form
from web.locale import _l


class BringForm(Form):
    """A file from this machine."""

    file = FileField(_l("Hoja de cálculo"))


class ChoosingForm(Form):
    """The page with everything that can be chosen; its fields are as many as the file needs."""

    of = fields.version()

    def sent(self) -> dict[str, str]:
        """Every choice, so that the sending key knows this very page again."""
        return {
            name: ",".join(request.form.getlist(name))
            for name in request.form
            if name not in {"csrf_token", "key"}
        }

    def choices(self, shown: Preview) -> Choices:
        """How the sheet is to be read, by what the page showed."""
        return Choices(
            tuple(_sheet(place, plan) for place, plan in enumerate(shown.plan.sheets)),
            Answers(
                {**shown.answers.marks, **_answers("q", [one.key for one in shown.questions])},
                {
                    **shown.answers.one_person,
                    **{
                        key: said == "one"
                        for key, said in _answers("p", [one.key for one in shown.proposals]).items()
                    },
                },
                {**shown.answers.names, **_named(shown)},
            ),
        )

    def sittings(self, shown: Preview, before: Mapping[str, int]) -> dict[str, int]:
        """Which sitting of the meeting each one of the sheet is."""
        return {**before, **_numbers("t", [one.key for one in shown.sittings])}

    def groups(self, shown: Preview, before: Mapping[str, int]) -> dict[str, int]:
        """Which group of the office each unknown one of the sheet is; 0 for none."""
        unknown = [one.name for one in shown.unclassified if one.field == "group"]
        return {**before, **_numbers("g", unknown)}


def _sheet(place: int, plan: SheetPlan) -> SheetChoice:
    said, before = request.form, f"s{place}-"
    if f"{before}shown" not in said:  # the page did not ask about this sheet
        return SheetChoice(
            plan.name, plan.taken, plan.head_row, plan.head_lines,
            {str(one.place): one.role for one in plan.columns},
            {str(one.place): one.means for one in plan.columns if one.means},
            {str(one.place): one.sitting.key for one in plan.columns if one.sitting},
            plan.sitting.key if plan.sitting else "",
        )  # fmt: skip
    return SheetChoice(
        plan.name,
        bool(said.get(f"{before}taken")),
        number_in(said.get(f"{before}head", "")) or 0,
        number_in(said.get(f"{before}lines", "")) or 1,
        {
            str(one.place): chosen(Role, said.get(f"{before}r{one.place}", ""), one.role)
            for one in plan.columns
        },
        {
            str(one.place): means
            for one in plan.columns
            if (means := said.get(f"{before}m{one.place}", one.means))
        },
        {
            str(one.place): day
            for one in plan.columns
            if (day := _line(f"{before}d{one.place}", one.sitting.key if one.sitting else ""))
        },
        _line(f"{before}day", ""),
    )


def _line(name: str, otherwise: str) -> str:
    return canonical(request.form.get(name, otherwise)).strip()[: fields.LINE]


def _answers(letter: str, keys: Sequence[str]) -> dict[str, str]:
    """By key what was chosen for it; what was left open is not there."""
    return {
        key: said
        for place, key in enumerate(keys)
        if (said := request.form.get(f"{letter}{place}", ""))
    }


def _numbers(letter: str, keys: Iterable[str]) -> dict[str, int]:
    found = {
        key: number_in(said) for key, said in _answers(letter, list(keys)).items()
    }  # fmt: skip
    return {key: number for key, number in found.items() if number is not None}


def _named(shown: Preview) -> dict[str, str]:
    """The name that all spellings get, or "" where each stays as typed."""
    answers = _answers("v", [one.key for one in shown.variants])
    proposed = {one.key: one.proposed for one in shown.variants}
    return {key: proposed[key] if said == "one" else "" for key, said in answers.items()}
