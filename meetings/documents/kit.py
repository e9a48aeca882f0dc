"""The paper kit: what a meeting is written down on by hand, where nothing else works.

Its columns stand in the order of the grids into which the paper is passed afterwards
(`SHEET_COLUMNS`); points, kinds and groups carry a sign, so that writing one sign is enough.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from flask import render_template

from kernel.printing import pdf
from meetings import words
from meetings.documents.attendance_sheet import AttendanceSheet, words_of_sheet
from meetings.kinds import SHEET_COLUMNS, Extent, SheetKind
from web.locale import _, in_language, tag_of

LINES = {SheetKind.CONCERNS: 20, SheetKind.DECISIONS: 10, SheetKind.COMMITMENTS: 10}
"""So many rows of each sheet are printed: two pages."""
LEGEND_SIGNS = 540
"""Three lines above the columns, so that no head runs over the edge of the paper."""
SHORTEST = 12

Pair = tuple[str, str]
"""Words in the first language of the paper, and in the second; empty where there is none."""


@dataclass(frozen=True)
class Kit:
    """What the papers say. Points and groups stand in the order of the meeting."""

    attendance: AttendanceSheet
    points: Sequence[str]
    groups: Sequence[str]


@dataclass(frozen=True)
class Page:
    """One sheet: its kind, title, columns, and what the signs mean that are written into them."""

    kind: SheetKind
    title: Pair
    columns: Sequence[tuple[str, Pair]]
    legend: Sequence[tuple[Pair, str]]
    lines: int


def kit(papers: Kit, languages: Sequence[str]) -> bytes:
    """All sheets as one PDF. Slow: call it with no transaction open."""
    with in_language(languages[0]):
        html = render_template(
            "meetings/print/kit.html",
            sheet=papers.attendance,
            heads=_pairs(words_of_sheet, languages),
            pages=[_page(kind, papers, languages) for kind in SheetKind],
            told=_pairs(_told, languages)["told"],
            qu=tag_of(languages[-1]),
        )
        return pdf(html)


def sign_of(number: int) -> str:
    """The letter of a group: A, B, and after Z its number."""
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)


def signed(names: Sequence[str], sign: Callable[[int], str]) -> str:
    """Names with their signs: "A Comunidad · B Empresa". Many long ones are cut to fit the head."""
    longest = max(SHORTEST, LEGEND_SIGNS // max(1, len(names)) - len("99  · "))
    return " · ".join(f"{sign(number)} {_cut(name, longest)}" for number, name in enumerate(names))


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(' ,.;:')}…"


def _page(kind: SheetKind, papers: Kit, languages: Sequence[str]) -> Page:
    heads = _pairs(_heads, languages)
    legend: list[tuple[Pair, str]] = []
    if kind is not SheetKind.COMMITMENTS and papers.points:
        legend.append((heads["item"], signed(papers.points, _counted)))
    if kind is SheetKind.CONCERNS:
        legend.append((heads["kind"], signed([*map(str, words.CONTRIBUTION.values())], _counted)))
    if kind is SheetKind.DECISIONS:
        legend.append((heads["extent"], signed([*map(str, _extents())], _counted)))
    if kind is not SheetKind.DECISIONS and papers.groups:
        legend.append((heads["group"], signed(papers.groups, sign_of)))
    titles = _pairs(lambda: {kind.value: str(words.SHEET[kind])}, languages)
    columns = [(name, heads.get(f"{kind}-{name}", heads[name])) for name in SHEET_COLUMNS[kind]]
    return Page(kind, titles[kind.value], columns, legend, LINES[kind])


def _extents() -> list[object]:
    return [words.EXTENT[one] for one in Extent]


def _counted(number: int) -> str:
    return str(number + 1)


def _pairs(said: Callable[[], dict[str, str]], languages: Sequence[str]) -> dict[str, Pair]:
    """The same words in each language of the paper; twice the same is said once."""
    spoken = []
    for language in languages:
        with in_language(language):
            spoken.append(said())
    first, second = spoken[0], spoken[-1]
    return {
        name: (word, second[name] if second[name] != word else "") for name, word in first.items()
    }


def _told() -> dict[str, str]:
    return {
        "told": _(
            "Escriba con las palabras de cada persona. Después pase cada hoja a la plataforma: las "
            "columnas están en el mismo orden."
        )
    }


def _heads() -> dict[str, str]:
    """The heads of all columns, in the language of the moment."""
    return {
        "item": _("Punto"),
        "kind": _("Qué es"),
        "group": _("Grupo"),
        "sex": _("Mujer o varón"),
        "language": _("Lengua"),
        "text": _("Lo que dijo"),
        "decisions-text": _("El acuerdo"),
        "consents_to_quote": _("¿Se puede citar?"),
        "extent": _("Alcance"),
        "women_for": _("A favor: mujeres"),
        "men_for": _("A favor: varones"),
        "women_against": _("En contra: mujeres"),
        "men_against": _("En contra: varones"),
        "abstained": _("Se abstienen"),
        "dissent": _("Si no es total: por qué"),
        "what": _("A qué se compromete"),
        "responsible_group": _("Grupo que se compromete"),
        "responsible_person": _("Persona que responde"),
        "due": _("Hasta cuándo"),
        "condition": _("O qué debe pasar antes"),
        "verifier_group": _("Grupo que comprueba"),
        "verifier_person": _("Persona que comprueba"),
        "indicator": _("Cómo se verá que cumplió"),
        "agreement": _("N.º de acuerdo"),
    }
