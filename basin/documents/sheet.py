"""The evidence sheet: two pages to lay on a table, that say what stands and how to check it.

The same evidence in the same state gives the same bytes, so that a sheet can be compared by file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template

from basin import words
from basin.comparing import Change, Comparison, Measure
from basin.documents import telling
from basin.kinds import Verdict
from basin.queries.dossier import Dossier
from basin.sentences import case_name, heading, sentence, written
from kernel.printing import Pdf, printed
from kernel.seals import grouped
from web.locale import in_language

KEPT = 16
PAGES = 2
FEW = 3
"""So many scenarios leave room for larger pictures."""
ROOMS = LARGE, AMPLE, SCARCE = "large", "ample", "scarce"
"""Where there is no room for all on two pages, pictures are smaller and sentences left out."""
TOLD = ("spring_flow", "unmet_community")
"""What a paper says in sentences; its table holds all figures."""
SAID = frozenset({Measure.MEAN, Measure.LACKING})
LEFT_OUT = frozenset({"lagoon_area"})
LONGEST_REASONS = 280


@dataclass(frozen=True)
class Opinion:
    """What an expert of the council says of this version of the model."""

    verdict: Verdict
    who: str
    when: str


@dataclass(frozen=True)
class Plates:
    """What is drawn of its series: pictures with `title`, `said` and `chart`, and the comparison
    that they show."""

    pictures: Sequence[Any]
    comparison: Comparison


@dataclass(frozen=True)
class Figures:
    """One figure of all scenarios, the baseline first."""

    what: str
    values: tuple[str, ...]


def sheet(
    dossier: Dossier,
    plates: Plates | None,
    opinions: Sequence[Opinion],
    public_url: str,
    language: str,
    photograph: str = "",
) -> Pdf:
    """The paper in Spanish or Quechua. Slow: call it with no transaction open.

    `photograph` is a small picture as an address of its own (`data:`).
    """
    with in_language(language):
        for room in ROOMS if len(_columns(plates)) <= FEW else ROOMS[1:]:
            paper = _printed(_page(dossier, plates, opinions, public_url, photograph, room))
            if paper.pages <= PAGES:
                break
    return paper


def _page(
    dossier: Dossier,
    plates: Plates | None,
    opinions: Sequence[Opinion],
    public_url: str,
    photograph: str,
    room: str,
) -> str:
    return render_template(
        "basin/print/sheet.html",
        dossier=dossier,
        plates=plates,
        opinions=opinions,
        told=telling,
        words=words,
        grouped=grouped,
        photograph=photograph,
        check_at=f"{public_url}/v/{dossier.fingerprint}",
        columns=_columns(plates),
        figures=_figures(plates),
        sentences=_sentences(plates) if room != SCARCE else [],
        room=room,
        cut=cut,
        moment=moment_of(dossier),
    )


def sheet_name(dossier: Dossier, language: str) -> str:
    """What the paper is called as a file: nothing that people wrote."""
    return f"{dossier.code}-{dossier.fingerprint}-{language}.pdf"


def cut(reasons: str) -> str:
    """Reasons as far as there is room; the page has all of them."""
    if len(reasons) <= LONGEST_REASONS:
        return reasons
    return f"{reasons[:LONGEST_REASONS].rstrip()}…"


def moment_of(dossier: Dossier) -> str:
    """When it was put in evidence, in figures with the offset: 26/08/2026 18:40 −05:00."""
    local: datetime = dossier.made_at.astimezone(ZoneInfo(dossier.time_zone))
    offset = local.isoformat(timespec="minutes")[16:].replace("-", "−")
    return f"{local:%d/%m/%Y %H:%M} {offset}"


@lru_cache(maxsize=KEPT)
def _printed(page: str) -> Pdf:
    """The page on paper, made now or a moment ago: the same page gives the same bytes."""
    return printed(page)


def _columns(plates: Plates | None) -> list[str]:
    if plates is None:
        return []
    comparison = plates.comparison
    first = [comparison.base] if comparison.base else []
    return [case_name(one) for one in (*first, *comparison.changed)]


def _figures(plates: Plates | None) -> list[Figures]:
    if plates is None or not plates.comparison.changed:
        return []
    comparison, step = plates.comparison, plates.comparison.step
    changes = [
        [one for one in comparison.changes(case) if _in_table(one)] for case in comparison.changed
    ]
    rows = []
    for across in zip(*changes, strict=True):
        base = [written(across[0].base, step)] if across[0].base else []
        values = (*base, *(written(one.figure, step) for one in across))
        rows.append(Figures(heading(across[0].figure, comparison.cases), values))
    return rows


def _sentences(plates: Plates | None) -> list[tuple[str, list[str]]]:
    """For each scenario what changes in the water that people see."""
    if plates is None or plates.comparison.base is None:
        return []
    comparison, step = plates.comparison, plates.comparison.step
    return [
        (
            case_name(case),
            [
                sentence(one, step, comparison.cases)
                for one in comparison.changes(case)
                if one.figure.variable in TOLD and one.figure.measure in SAID
            ],
        )
        for case in comparison.changed
    ]


def _in_table(change: Change) -> bool:
    """The page in the browser has all figures; paper those that a table of people speaks of."""
    figure = change.figure
    return figure.measure is not Measure.FIRST_BEYOND and figure.variable not in LEFT_OUT
