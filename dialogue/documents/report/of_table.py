"""Who sits there, the stages and the meetings, as sections of the report."""

from collections.abc import Iterator

from dialogue import words
from dialogue.contents.report import Gathering, Side, Stage
from dialogue.documents.report.parts import Block, Section, Table, called, counted, on, table, word
from dialogue.queries.report import Report
from dialogue.templates import STAGE_NAMES, StageName
from dialogue.templates.clock import Standing
from kernel.seals import grouped
from meetings.contents import Text
from web.locale import _, ngettext


def parties(report: Report) -> Section:
    """The groups with their seats; by name in the report for the parties alone."""
    rows = [_side_row(one) for one in report.sides]
    heads = (
        _("Grupo"), _("Clase"), _("Decide"), _("Asientos"), _("Ocupados"),
        _("Acuerdo de participación"),
    )  # fmt: skip
    blocks = [Block(table=table(_("Grupos de la mesa"), heads, rows, 3, 4))]
    if not report.public:
        blocks.append(Block(table=_sitters(report)))
    return Section(str(_("Partes")), blocks, tuple(_gaps_of_sides(report)))


def stages(report: Report) -> Section:
    """Each stage with its days, against what was planned and what the law allows."""
    heads = (
        _("Etapa"), _("Cómo va"), _("Se previó"), _("Empezó"), _("Terminó"), _("Días de ley"),
        _("Días de más"),
    )  # fmt: skip
    rows = [
        (
            _stage_called(one),
            words.STANDING[Standing(one.standing)],
            _period(one),
            on(one.begun_on),
            on(one.ended_on),
            one.legal_days or "–",
            one.over or "–",
        )
        for one in report.stages
    ]
    gaps = [] if rows else [str(_("El proceso no tiene etapas anotadas."))]
    late = [_stage_called(one) for one in report.stages if one.over]
    if late:
        gaps.append(str(_("Pasaron de su plazo: %(names)s.", names=", ".join(late))))
    return Section(
        str(_("Etapas")), [Block(table=table(_("Etapas y sus días"), heads, rows, 5, 6))], gaps
    )


def _stage_called(one: Stage) -> str:
    """As its template calls it in this language, unless the table called it otherwise."""
    usual = one.title == Text(STAGE_NAMES.get(one.name, ""), "")
    return str(words.STAGE[StageName(one.name)]) if usual else called(one.title)


def meetings(report: Report) -> Section:
    """Each meeting, who came by sex, and the acta with its fingerprint."""
    held = [one for one in report.gatherings if not one.expected]
    rows = [_meeting_row(one) for one in report.gatherings]
    heads = (
        _("Fecha"), _("Reunión"), _("Lugar"), _("Personas"), _("Mujeres"), _("Varones"),
        _("Otro o no dice"), _("Acta"),
    )  # fmt: skip
    told = table(_("Reuniones"), heads, rows, 3, 4, 5, 6)
    blocks = [Block(sentences=_sums(report, held), table=told), Block(table=_themes(report))]
    return Section(str(_("Reuniones")), blocks, tuple(_gaps_of_meetings(report, held)))


def _side_row(one: Side) -> tuple[object, ...]:
    taken = sum(sitter.kind == "titular" for sitter in one.sits)
    return (
        called(one.name),
        word(words.GROUP_KIND, one.kind),
        _("sí") if one.decides else _("no"),
        one.seats,
        taken,
        _("sí") if one.signed else _("no"),
    )


def _sitters(report: Report) -> Table | None:
    rows = [
        (
            called(side.name),
            sitter.name or "–",
            sitter.post or "–",
            word(words.SEAT_KIND, sitter.kind),
            on(sitter.since),
            on(sitter.until),
        )
        for side in report.sides
        for sitter in side.sits
    ]
    heads = (
        _("Grupo"), _("Nombre"), _("Cargo"), _("Asiento"), _("Desde"), _("Mandato hasta"),
    )  # fmt: skip
    return table(_("Quiénes se sientan hoy"), heads, rows)


def _gaps_of_sides(report: Report) -> Iterator[str]:
    if not report.sides:
        yield str(_("La mesa no tiene grupos anotados."))
    empty = [called(one.name) for one in report.sides if not one.sits]
    if empty:
        yield str(_("Nadie se sienta hoy por: %(names)s.", names=", ".join(empty)))
    unsigned = [called(one.name) for one in report.sides if not one.signed]
    if unsigned:
        yield str(_("Sin acuerdo de participación vigente: %(names)s.", names=", ".join(unsigned)))


def _period(one: Stage) -> str:
    if not (one.planned_from or one.planned_to):
        return "–"
    if not one.planned_from:
        return str(_("hasta el %(day)s", day=on(one.planned_to)))
    if not one.planned_to:
        return str(_("desde el %(day)s", day=on(one.planned_from)))
    return f"{on(one.planned_from)} – {on(one.planned_to)}"


def _meeting_row(one: Gathering) -> tuple[object, ...]:
    if one.expected:
        return on(one.on), called(one.title), one.place or "–", *["–"] * 4, _("por hacerse")
    acta = (
        f"{one.reference}, {_('versión %(number)s', number=one.acta)} · {grouped(one.fingerprint)}"
        if one.acta
        else _("sin acta sellada")
    )
    sexes = (counted(one.women), counted(one.men), counted(one.others))
    return on(one.on), called(one.title), one.place or "–", one.people, *sexes, acta


def _sums(report: Report, held: list[Gathering]) -> tuple[str, ...]:
    if not held:
        return ()
    sealed = sum(bool(one.acta) for one in held)
    said = ngettext(
        "Se hizo %(num)d reunión; tienen acta sellada %(sealed)d.",
        "Se hicieron %(num)d reuniones; tienen acta sellada %(sealed)d.",
        len(held),
        sealed=sealed,
    )
    once = _("Quien vino a varias reuniones cuenta en cada una.")
    hidden = _("Los números menores de 5 no se muestran (–).") if report.public else ""
    return tuple(filter(None, (str(said), str(once), str(hidden))))


def _themes(report: Report) -> Table | None:
    rows = [
        (
            called(one.title),
            one.concerns,
            counted(one.women),
            counted(one.men),
            counted(one.others),
            one.weight,
        )
        for one in report.themes
    ]
    heads = (
        _("Tema"), _("Preocupaciones"), _("Mujeres"), _("Varones"), _("Otro o no dice"), _("Peso"),
    )  # fmt: skip
    caption = _("Lo que las reuniones juntaron por tema, y cuántos lo priorizaron")
    return table(caption, heads, rows, 1, 2, 3, 4, 5)


def _gaps_of_meetings(report: Report, held: list[Gathering]) -> Iterator[str]:
    if not held:
        yield str(_("No consta ninguna reunión de este proceso."))
    bare = [f"{one.reference} ({on(one.on)})" for one in held if not one.acta]
    if bare:
        yield str(_("Sin acta sellada: %(names)s.", names=", ".join(bare)))
    nobody = [one.reference for one in held if not one.people]
    if nobody:
        yield str(_("Sin lista de asistencia: %(names)s.", names=", ".join(nobody)))
    if report.withheld.meetings:
        yield str(ngettext(
            "%(num)d reunión más no tiene acta publicada.",
            "%(num)d reuniones más no tienen acta publicada.", report.withheld.meetings,
        ))  # fmt: skip
