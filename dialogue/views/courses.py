"""The way of a process in words: its stages as a river, what a stage may still take."""

from dataclasses import dataclass
from typing import Any

from dialogue import words
from dialogue.queries.stages import Course
from dialogue.templates import Clock, Standing, Total
from web import locale
from web.formats import short_day
from web.locale import _, ngettext

KNOTS = {Standing.DONE: "done", Standing.GOING_ON: "now", Standing.COMING: "next"}


@dataclass(frozen=True)
class StageRow:
    """One stage as pages show it; `kind` is that of a badge."""

    stage: Any
    title: str
    standing: Any
    left: str
    kind: str
    by_law: str


def rows_of(course: Course) -> list[StageRow]:
    """Every stage with what its clock says."""
    language = locale.current()
    return [
        StageRow(
            stage=stage,
            title=words.stage_called(stage, language),
            standing=words.STANDING[clock.standing],
            left=clock_words(clock),
            kind=_kind(clock),
            by_law=_law_words(stage.legal_days),
        )
        for stage, clock in zip(course.stages, course.clocks, strict=True)
    ]


def river_of(course: Course) -> list[dict[str, Any]]:
    """The stages across the top of a page."""
    rows = rows_of(course)
    return [
        {"words": row.title, "small": row.left, "state": _knot(course, place)}
        for place, row in enumerate(rows)
    ]


def where_of(course: Course) -> str:
    """The stage of today in one sentence; empty when all are done or there are none."""
    if course.now is None:
        return ""
    row = rows_of(course)[course.now]
    said = _(
        "Etapa %(step)s de %(of)s: %(title)s.",
        step=course.now + 1, of=len(course.stages), title=row.title,
    )  # fmt: skip
    return f"{said} {row.left}".strip()


def total_words(total: Total) -> str:
    """All stages against the most that the law gives them."""
    if total.over:
        return str(
            ngettext(
                "Pasó %(num)d día del plazo de %(most)s días para todo el proceso.",
                "Pasaron %(num)d días del plazo de %(most)s días para todo el proceso.",
                total.over,
                most=total.most,
            )
        )
    return str(
        _(
            "Van %(used)s de los %(most)s días de plazo para todo el proceso: hasta el %(day)s.",
            used=total.used, most=total.most, day=short_day(total.ends_by),
        )
    )  # fmt: skip


def clock_words(clock: Clock) -> str:
    """What the clock of a stage says today."""
    if clock.standing is Standing.COMING:
        return _late_to_begin(clock)
    if clock.over:
        return _over_words(clock)
    if clock.standing is Standing.DONE or clock.left is None:
        return ""
    if not clock.left:
        return str(_("Hoy es su último día."))
    return str(ngettext("Queda %(num)d día.", "Quedan %(num)d días.", clock.left))


def _late_to_begin(clock: Clock) -> str:
    if not clock.late_to_begin:
        return ""
    return str(
        ngettext(
            "Debía empezar hace %(num)d día.", "Debía empezar hace %(num)d días.",
            clock.late_to_begin,
        )
    )  # fmt: skip


def _over_words(clock: Clock) -> str:
    if clock.by_law:
        return str(
            ngettext(
                "Pasó %(num)d día del plazo legal.", "Pasaron %(num)d días del plazo legal.",
                clock.over,
            )
        )  # fmt: skip
    return str(
        ngettext(
            "Pasó %(num)d día de lo planeado.", "Pasaron %(num)d días de lo planeado.", clock.over
        )
    )


def _law_words(days: int | None) -> str:
    return str(ngettext("%(num)d día", "%(num)d días", days)) if days else ""


def _kind(clock: Clock) -> str:
    if clock.over or clock.late_to_begin:
        return "late"
    return {Standing.DONE: "good", Standing.GOING_ON: "soon", Standing.COMING: ""}[clock.standing]


def _knot(course: Course, place: int) -> str:
    return "now" if place == course.now else KNOTS[course.clocks[place].standing]
