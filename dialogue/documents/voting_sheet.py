"""The paper sheet of a conversation: numbered statements with three boxes, for who has no phone."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from dialogue.kinds import PaperLanguage
from dialogue.queries.voting_sheets import VotingSheet
from web.locale import _, in_language

SPOKEN: Mapping[PaperLanguage, tuple[str, ...]] = {
    PaperLanguage.ES: ("es",),
    PaperLanguage.QU: ("qu",),
    PaperLanguage.BOTH: ("es", "qu"),
}


def sheet_page(sheet: VotingSheet, language: PaperLanguage) -> str:
    """The sheet as a page for the printer, in one language or one below the other."""
    spoken = SPOKEN[language]
    heads: list[dict[str, str]] = []
    for one in spoken:
        with in_language(one):
            heads.append(_words())
    with in_language(spoken[0]):
        return render_template(
            "dialogue/print/voting_sheet.html",
            sheet=sheet,
            languages=spoken,
            heads=_together(heads),
            rows=[_row(one, spoken) for one in sheet.statements],
            groups=[_both(spoken, *names) for names in sheet.groups],
            title=_both(spoken, sheet.title, sheet.title_qu),
        )


def _words() -> dict[str, str]:
    return {
        "agree": str(_("De acuerdo")),
        "disagree": str(_("En desacuerdo")),
        "pass": str(_("Prefiero pasar")),
        "number": str(_("Número")),
        "group": str(_("Mi grupo")),
        "statement": str(_("Afirmación")),
        "how": str(_("Marque una sola casilla en cada línea. Puede dejar líneas en blanco.")),
        "told": str(
            _("Esta hoja no lleva nombre. El número sirve para contar a cada persona una vez.")
        ),
    }


def _together(heads: list[dict[str, str]]) -> dict[str, list[str]]:
    """The words in each language; those that are the same in both stand once."""
    return {name: list(dict.fromkeys(one[name] for one in heads)) for name in heads[0]}


def _row(one: Any, spoken: tuple[str, ...]) -> tuple[int, list[tuple[str, str]]]:
    """A statement in the languages of the sheet; where it lacks them all, in the other."""
    said = [(getattr(one, tongue), tongue) for tongue in spoken if getattr(one, tongue)]
    return one.number, said or [(one.es, "es") if one.es else (one.qu, "qu")]


def _both(spoken: tuple[str, ...], spanish: str, quechua: str) -> list[str]:
    known = {"es": spanish, "qu": quechua}
    return list(dict.fromkeys(known[one] for one in spoken if known[one])) or [spanish]
