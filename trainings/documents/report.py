"""The report of a programme: a paper with charts, and a workbook for who wants to reckon."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from flask import render_template
from markupsafe import Markup

from kernel.charts import WIDTH, Bar, Caption, Stack, bars, stacked_shares
from kernel.printing import pdf
from kernel.spreadsheets.writing import Page, Value, as_xlsx
from kernel.statistics import INTERVAL_FROM
from meetings.kinds import PaperLanguage
from trainings import learning
from trainings.documents import figures
from trainings.documents import report_tables as tables
from trainings.documents.report_tables import Table
from trainings.queries.learning import asked
from trainings.queries.reporting import Learned, Report
from web.formats import day, number, short_day
from web.locale import _, current, in_language, ngettext

MOST_BARS = 12
WIDE = 920
"""Pixels of a picture as wide as a sheet: its words are then as large as those of its table."""


@dataclass(frozen=True)
class Course:
    """What was learned in one workshop."""

    title: str
    matching: learning.Matching
    figures: Sequence[figures.Figure]


def paper(report: Report, language: PaperLanguage, *, public: bool) -> bytes:
    """The report as a PDF. In the one for everybody small counts are hidden."""
    with in_language(language.value):
        programme = report.programme
        html = render_template(
            "trainings/print/report.html",
            programme=programme,
            office=programme.office,
            public=public,
            name=programme.called(current()),
            objectives=(programme.objectives_qu if current() == "qu" else "")
            or programme.objectives,
            on=day(report.on),
            shown=shown(report, public=public, width=WIDE),
            courses=courses_of(report),
            cell=cell,
        )
        return pdf(html)


def workbook(report: Report, language: PaperLanguage) -> bytes:
    """The tables of the office's report as a workbook: text that stays text, numbers to reckon."""
    import pandas as pd  # half a second that no page need wait for

    with in_language(language.value):
        pages = []
        for table in all_tables(report, public=False):
            frame = pd.DataFrame(list(table.rows), columns=list(table.heads), dtype=object)
            pages.append(Page(table.title, list(frame.columns), _values(frame.to_numpy().tolist())))
        return as_xlsx([*pages, _learning_page(report)])


def all_tables(report: Report, *, public: bool) -> list[Table]:
    """Every table that has a row, in the order of the report."""
    found = [
        tables.summary(report),
        tables.people(report, public=public),
        tables.communities(report, public=public),
        tables.workshops(report),
        tables.concerns(report, public=public),
        tables.extents(report) if public else tables.agreements(report),
        tables.commitments(report, public=public),
        tables.quality(report),
    ]
    return [table for table in found if table.rows]


def shown(report: Report, *, public: bool, width: int = WIDTH) -> list[tuple[Table, Markup | None]]:
    """The tables, each with its picture where one helps."""
    pictures = _pictures(report, width)
    return [(table, pictures.get(table.title)) for table in all_tables(report, public=public)]


def courses_of(report: Report) -> list[Course]:
    """What was learned and liked in each workshop whose sheets came in."""
    name = figures.group_names(report.groups)
    return [_course(one, name, place) for place, one in enumerate(report.learned, start=1)]


def cell(value: Value) -> str:
    """A value of a table as people read it; what is hidden says so."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return short_day(value)
    return number(value) if isinstance(value, int | float) else str(value)


def _course(learned: Learned, name: figures.Names, place: int) -> Course:
    people = learning.matched(learned.sheets)
    found = []
    for question in figures.order_of(learned.questions):
        one = asked(question)
        figure = (
            figures.learned(
                question, learning.learned(one, people), name, f"w{place}", veiled=False, width=WIDE
            )
            if one.compares
            else figures.liked(
                question, learning.liked(one, learned.sheets), name, f"w{place}", width=WIDE
            )
        )
        found.append(figure)
    title = learned.meeting.called(current())
    return Course(title, learning.matching(learned.sheets), found)


def _pictures(report: Report, width: int) -> Mapping[str, Markup]:
    """By the title of the table that they stand beside."""
    found = {}
    weighed = sorted((one for one in report.concerns if one.weight), key=lambda one: -one.weight)
    if weighed:
        title = tables.concerns(report, public=True).title
        caption = Caption("weights", title, _("Cuántos votos recibió cada tema."))
        rows = [
            Bar((one.title_qu if current() == "qu" else "") or one.title, one.weight)
            for one in weighed[:MOST_BARS]
        ]
        found[title] = bars(caption, rows, number, width)
    states = tables.commitment_states(report)
    if states and len(report.commitments) >= INTERVAL_FROM // 2:
        title = tables.commitments(report, public=False).title
        caption = Caption("states", title, _("Cuántos compromisos están en cada estado."))
        stack = Stack(
            str(ngettext("%(num)d compromiso", "%(num)d compromisos", len(report.commitments))),
            tuple(count for _words, count in states),
        )
        names = [words for words, _count in states]
        found[title] = stacked_shares(caption, names, [stack], number, "", width)
    return found


def _learning_page(report: Report) -> Page:
    """Every figure of learning as rows: workshop, question, who, and the numbers as they stand."""
    heads = [
        _("Taller"), _("Pregunta"), _("Quiénes o respuesta"), _("Personas"), _("Mejor"),
        _("Igual"), _("Peor"), _("Antes"), _("Después"), _("Contentas o eligieron"),
        _("Límite bajo"), _("Límite alto"),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [course.title, figure.title, row[0], people, *astuple(values)]
        for course in courses_of(report)
        for figure in course.figures
        for row, people, values in zip(figure.rows, figure.people, figure.values, strict=True)
    ]
    return Page(str(_("Lo aprendido")), [str(head) for head in heads], rows)


def _values(rows: Sequence[Sequence[object]]) -> list[list[Value]]:
    """What pandas calls missing is an empty cell."""
    return [[None if value != value else value for value in row] for row in rows]  # type: ignore[misc]  # NaN
