"""The tables of a programme's report: the same on the page, on paper and in the spreadsheet.

In the report for everybody small counts are hidden, and what betrays them (`kernel.statistics`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.quality import Rate
from commitments.queries.public import without_names
from commitments.words import STATUS
from kernel.spreadsheets.writing import Value
from kernel.statistics import suppressed
from kernel.text import fold
from meetings.kinds import Extent, Sex
from meetings.words import EXTENT, SEX
from trainings.queries.reporting import Report
from web.locale import _, current


@dataclass(frozen=True)
class Table:
    """Heads and rows; a value of None is hidden.

    `total` says whether the last row sums up, `coded` whether each row begins with a code.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: bool = False
    coded: bool = False

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns of numbers."""
        numbers = {
            place
            for row in self.rows
            for place, value in enumerate(row)
            if isinstance(value, int | float)
        }
        return tuple(sorted(numbers))


def summary(report: Report) -> Table:
    """What the programme reached, in one look."""
    workshops = sum(one.is_workshop for one in report.held)
    rows: list[tuple[Value, ...]] = [
        (_("Personas que vinieron, cada una contada una vez"), len(report.people)),
        (_("Talleres"), workshops),
        (_("Otras reuniones"), len(report.held) - workshops),
        (_("Sesiones"), report.sittings),
        (_("Horas"), report.hours),
        (_("Asistencias (personas por sesión)"), sum(one.person_sittings for one in report.held)),
        (_("Preocupaciones anotadas"), sum(one.concerns for one in report.concerns)),
        (_("Acuerdos"), len(report.agreements)),
        (_("Compromisos"), len(report.commitments)),
        (_("Certificados que valen"), report.certificates),
    ]
    return Table(str(_("Resumen")), (str(_("Qué")), str(_("Cuánto"))), _said(rows))


def people(report: Report, *, public: bool) -> Table:
    """The people by group and sex."""
    sexes = list(Sex)
    names = {None: str(_("Sin decir su grupo"))} | {
        key: group.called(current()) for key, group in report.groups.items()
    }
    counts = Counter((one.group_id, one.sex) for one in report.people)
    groups = sorted({group for group, _sex in counts}, key=lambda one: fold(names[one]))
    cells = [[counts[group, sex] for sex in sexes] for group in groups]
    heads = (str(_("Grupo")), *(str(SEX[sex]) for sex in sexes), str(_("Total")))
    return Table(
        str(_("Personas por grupo y sexo")),
        heads,
        _with_totals([names[group] for group in groups], cells, public=public),
        total=True,
    )


def communities(report: Report, *, public: bool) -> Table:
    """The people by community; two spellings of one name are one."""
    spelled: dict[str, str] = {}
    for one in report.people:
        spelled.setdefault(fold(one.community), one.community or str(_("Sin decir su comunidad")))
    counts = Counter(fold(one.community) for one in report.people)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return Table(
        str(_("Personas por comunidad")),
        (str(_("Comunidad")), str(_("Personas"))),
        _listed([spelled[name] for name in names], [counts[name] for name in names], public=public),
        total=True,
    )


def workshops(report: Report) -> Table:
    """What took place, and who came; of an old acta nobody knows, which is not nobody."""
    counts = ("sittings", "hours", "listed", "came", "came_to_all")
    rows: list[tuple[Value, ...]] = [
        (
            one.meeting.begins_on,
            one.meeting.called(current()),
            *(getattr(one, name) or ("" if one.meeting.imported else 0) for name in counts),
        )
        for one in report.held
    ]
    total = (
        _("Total"),
        "",
        *(sum(getattr(one, name) for one in report.held) for name in counts),
    )
    heads = (
        _("Día"), _("Reunión"), _("Sesiones"), _("Horas"), _("En la lista"), _("Vinieron"),
        _("A todas las sesiones"),
    )  # fmt: skip
    return Table(str(_("Reuniones y asistencia")), _words(heads), _said([*rows, total]), total=True)


def concerns(report: Report, *, public: bool) -> Table:
    """The concerns by theme, the heaviest first; who voted stands in the office's report only."""
    ordered = sorted(report.concerns, key=lambda one: (-one.weight, -one.concerns))
    rows: list[tuple[Value, ...]] = [
        (
            ((one.title_qu if current() == "qu" else "") or one.title) or _("Sin tema"),
            one.meeting.called(current()),
            one.concerns,
            *(() if public else (one.women, one.men, one.others)),
            one.weight,
        )
        for one in ordered
    ]
    by_sex = (_("Votos de mujeres"), _("Votos de hombres"), _("Otros votos"))
    heads = (
        _("Tema"), _("Reunión"), _("Preocupaciones"), *(() if public else by_sex), _("Peso"),
    )  # fmt: skip
    return Table(str(_("Preocupaciones por tema")), _words(heads), _said(rows))


def extents(report: Report) -> Table:
    """How far the agreements went."""
    counts = Counter(one.extent for one in report.agreements)
    known: list[Extent | None] = [*Extent, *([None] if counts[None] else [])]
    rows: list[tuple[Value, ...]] = [(_extent(extent), counts[extent]) for extent in known]
    return Table(str(_("Acuerdos por alcance")), _words((_("Alcance"), _("Acuerdos"))), _said(rows))


def agreements(report: Report) -> Table:
    """The agreements in their words."""
    rows: list[tuple[Value, ...]] = [
        (
            one.meeting.begins_on,
            one.meeting.called(current()),
            one.number,
            (one.text_qu if current() == "qu" else "") or one.text,
            _extent(one.extent),
        )
        for one in report.agreements
    ]
    heads = (_("Día"), _("Reunión"), _("N.º"), _("Acuerdo"), _("Alcance"))
    return Table(str(_("Acuerdos")), _words(heads), _said(rows))


def commitments(report: Report, *, public: bool) -> Table:
    """What was promised, and where it stands."""
    rows: list[tuple[Value, ...]] = [
        (
            one.code,
            _promised(one, public=public),
            one.responsible_group if public else one.responsible,
            one.due_on,
            STATUS[one.status],
            one.progress,
        )
        for one in report.commitments
        if one.is_public or not public
    ]
    heads = (
        _("Código"), _("Compromiso"), _("Responsable"), _("Fecha"), _("Estado"),
        _("Avance, en porcentaje"),
    )  # fmt: skip
    return Table(str(_("Compromisos")), _words(heads), _said(rows), coded=True)


def _promised(one: Commitment, *, public: bool) -> str:
    """Its words; for everybody without the names of who promised and who verifies."""
    said = (one.what_qu if current() == "qu" else "") or one.what
    return without_names(one)(said) if public else said


def quality(report: Report) -> Table:
    """How good the promises are, and how they were kept."""
    rates = report.rates
    named: list[tuple[object, Rate | None]] = [
        (_("Compromisos sin fecha"), rates.without_date),
        (_("Compromisos sin quien compruebe"), rates.without_verifier),
        (_("Compromisos sin responsable"), rates.without_responsible),
        (_("Actas sin agenda"), rates.actas_without_agenda),
        (_("Acuerdos sin compromiso"), rates.agreements_without_commitment),
        (_("Cumplidos, según quien se comprometió o comprobado"), rates.fulfilled),
        (_("Comprobados"), rates.verified),
        (_("Vencidos"), rates.overdue),
    ]
    rows: list[tuple[object, ...]] = [
        (words, rate.count, rate.of) for words, rate in named if rate is not None
    ]
    if rates.median_delay is not None:
        rows.append((_("Días de demora: la mitad tardó menos"), rates.median_delay, rates.delays))
    heads = (_("Qué"), _("Cuántos"), _("De cuántos"))
    return Table(str(_("Calidad de los compromisos")), _words(heads), _said(rows))


def _extent(extent: Extent | None) -> str:
    return str(EXTENT[extent] if extent else _("El acta no lo dice"))


def _with_totals(
    names: Sequence[str], cells: Sequence[Sequence[int]], *, public: bool
) -> tuple[tuple[Value, ...], ...]:
    if not cells:
        return ()
    if not public:
        columns = [sum(column) for column in zip(*cells, strict=True)]
        rows = [(name, *row, sum(row)) for name, row in zip(names, cells, strict=True)]
        return (*rows, (str(_("Total")), *columns, sum(columns)))
    safe = suppressed(cells)
    shown = [
        (name, *row, total)
        for name, row, total in zip(names, safe.cells, safe.row_totals, strict=True)
    ]
    return (*shown, (str(_("Total")), *safe.column_totals, safe.total))


def _listed(
    names: Sequence[str], counts: Sequence[int], *, public: bool
) -> tuple[tuple[Value, ...], ...]:
    if not counts:
        return ()
    shown: Sequence[int | None] = suppressed([counts]).cells[0] if public else counts
    return (*zip(names, shown, strict=True), (str(_("Total")), sum(counts)))


def _said(rows: Iterable[tuple[object, ...]]) -> tuple[tuple[Value, ...], ...]:
    """Lazy words become words; numbers, days and what is hidden stay."""
    return tuple(tuple(_plain(value) for value in row) for row in rows)


def _plain(value: object) -> Value:
    return value if value is None or isinstance(value, int | float | date) else str(value)


def _words(heads: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, heads))


def commitment_states(report: Report) -> list[tuple[str, int]]:
    """How many promises stand where: kept, on the way, not begun, held up, given up."""
    counts = Counter(one.status for one in report.commitments)
    stages = (
        (_("Comprobado"), (Status.VERIFIED,)),
        (_("Dicen que se cumplió"), (Status.REPORTED_DONE,)),
        (_("En marcha"), (Status.IN_PROGRESS,)),
        (_("Sin empezar o detenido"), (Status.NOT_STARTED, Status.BLOCKED)),
        (_("Cambiado o anulado"), (Status.REFORMULATED, Status.CANCELLED, Status.LAPSED)),
    )
    if not counts:
        return []
    return [(str(words), sum(counts[one] for one in states)) for words, states in stages]
