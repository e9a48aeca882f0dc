"""What the register shows, to be taken along: sheets, a paper, a calendar. The filters stay."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, make_response, url_for
from flask.typing import ResponseReturnValue

from commitments import documents, words
from commitments.documents import DueDay, MatrixPaper
from commitments.kinds import Side
from commitments.lifecycle import AT_REST
from commitments.models import Commitment, Update
from commitments.queries.commitments import is_overdue, today_in
from commitments.queries.following import last_updates, last_views
from commitments.queries.registry import all_of, offices_read_by
from commitments.rounds import calendar_rule
from commitments.views.blueprint import bp
from commitments.views.entrance import readers_only
from commitments.views.registry import asked
from commitments.views.rows import late_words, rows_of
from kernel.clock import now
from kernel.spreadsheets.writing import Page, Value
from web.actor import actor
from web.formats import number, short_day, short_moment
from web.locale import _
from web.settings import Settings
from web.transaction import db, pause

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/commitments.csv")
@readers_only
def as_csv() -> ResponseReturnValue:
    """The register as CSV."""
    return saved(documents.sheet(_sheet()), CSV, "csv")


@bp.get("/commitments.xlsx")
@readers_only
def as_xlsx() -> ResponseReturnValue:
    """The register as a workbook."""
    return saved(documents.workbook([_sheet()]), XLSX, "xlsx")


@bp.get("/commitments.ics")
@readers_only
def as_calendar() -> ResponseReturnValue:
    """Every due date that is still open, for a calendar."""
    still = [one for one in _listed() if one.status not in AT_REST]
    news = last_updates(db(), still)
    days = [_day(one, one.due_on, news.get(one.id)) for one in still if one.due_on]
    host = urlsplit(_settings().public_url).hostname or "rimanakuy"
    return saved(documents.calendar(days, host), "text/calendar", "ics")


@bp.get("/commitments.pdf")
@readers_only
def as_paper() -> ResponseReturnValue:
    """The register on paper."""
    paper = _paper()
    pause()
    return saved(documents.matrix(paper), "application/pdf", "pdf")


def saved(content: bytes, kind: str, ending: str) -> Response:
    """A file to be saved under a plain name."""
    answer = make_response(content)
    answer.mimetype = kind
    name = f"compromisos-{now():%Y-%m-%d}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _listed() -> Sequence[Commitment]:
    _form, filters = asked()
    return all_of(db(), actor(), filters)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _sheet() -> Page:
    listed = _listed()
    seen, news = last_views(db(), listed), last_updates(db(), listed)
    codes = {one.id: one.code for one in listed}
    heads = [str(head) for head in _heads()]
    rows = [_row(one, seen, news.get(one.id), codes) for one in listed]
    return Page(str(_("Compromisos")), heads, rows)


def _heads() -> list[Any]:
    return [
        _("Código"), _("Compromiso"), _("En quechua"), _("Cómo se sabrá"),
        _("Grupo que se compromete"), _("Persona que responde"), _("Ayudan"),
        _("Grupo que comprueba"), _("Persona que comprueba"), _("Se prometió el"),
        _("Primera fecha"), _("Vence"), _("Se repite"), _("Condición"), _("Estado"),
        _("Avance de cada 100"), _("Días vencido"), _("Terminó el"), _("Lugar"), _("Dinero"),
        _("Importancia"), _("Qué podría impedirlo"), _("Depende de"), _("Se prometió en"),
        _("Es parte de"), *(words.SIDE[side] for side in Side), _("Lo dijo quien comprueba"),
        _("Última novedad el"), _("Última novedad"), _("Publicado"), _("Oficina"),
    ]  # fmt: skip


def _row(one: Commitment, seen: Any, news: Any, codes: dict[int, str]) -> list[Value]:
    today = today_in(one.office)
    late = (today - one.due_on).days if one.due_on and is_overdue(one, today) else None
    views = [seen.get((one.id, side)) for side in Side]
    proven = seen.get((one.id, Side.VERIFIER))
    return [
        one.code, one.what, one.what_qu, one.indicator, one.responsible_group,
        one.responsible_person, "\n".join(one.co_responsibles), one.verifier_group,
        one.verifier_person, one.made_on, one.first_due_on, one.due_on,
        str(words.RECURRENCE[one.recurrence]) if one.recurrence else "", one.condition,
        str(words.STATUS[one.status]), one.progress, late, one.ended_on, one.place,
        one.budget_source, str(words.PRIORITY[one.priority]), one.risks,
        codes.get(one.depends_on_id or 0, ""), one.made_in, one.belongs_to,
        *(str(words.FULFILMENT[view.fulfilment]) if view else "" for view in views),
        proven.said_by if proven else "",
        news.happened_on if news else None, news.note if news else "",
        str(_("Sí") if one.is_public else _("No")), one.office.name,
    ]  # fmt: skip


def _day(one: Commitment, on: date, news: Update | None) -> DueDay:
    every = one.recurrence
    return DueDay(
        code=one.code,
        title=str(_("Vence: %(what)s", what=one.what)),
        words=str(
            _(
                "Se comprometió: %(who)s. Comprueba: %(verifier)s.",
                who=one.responsible,
                verifier=one.verifier,
            )
        ),
        on=on,
        changed_at=max(one.made_at, news.at) if news else one.made_at,
        version=one.version,
        address=_settings().public_url + url_for("commitments.commitment_page", code=one.code),
        rule=calendar_rule(every, on, one.first_due_on) if every else {},
    )


def _paper() -> MatrixPaper:
    form, filters = asked()
    listed = all_of(db(), actor(), filters)
    several = len(offices_read_by(db(), actor())) > 1
    late = sum(bool(late_words(one, today_in(one.office))) for one in listed)
    indicators = {one.code: one.indicator for one in listed}
    return MatrixPaper(
        title=str(_("Matriz de compromisos")),
        printed=short_moment(now(), listed[0].office.time_zone) if listed else short_day(now()),
        filters=[(str(_("Vista")), str(words.TAB[filters.tab])), *form.said()],
        counts=[
            (str(_("Compromisos")), number(len(listed))),
            (str(_("Vencidos")), number(late)),
        ],
        rows=[(row, indicators[row.code]) for row in rows_of(listed, name_office=several)],
    )
