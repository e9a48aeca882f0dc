"""All sections of a report, in their order."""

from collections.abc import Callable, Sequence

from dialogue import words
from dialogue.documents.report import of_promises, of_table, of_words
from dialogue.documents.report.parts import Section, on, word
from dialogue.queries.report import Report
from web.locale import _

ORDER: Sequence[Callable[[Report], Section]] = (
    of_table.parties,
    of_table.stages,
    of_table.meetings,
    of_words.said,
    of_words.positions,
    of_words.statements,
    of_promises.agreements,
    of_promises.commitments,
    of_promises.evidence,
)


def sections_of(report: Report) -> list[Section]:
    """The report in the language of whoever reads."""
    return [make(report) for make in ORDER]


def facts_of(report: Report) -> list[tuple[str, str]]:
    """What stands at its head."""
    told = [
        (_("Clase"), word(words.PROCESS_KIND, report.kind)),
        (_("Estado"), word(words.PROCESS_STATE, report.state)),
        (_("Cuenca"), report.basin),
        (_("Lugar"), report.place),
        (_("Empezó"), on(report.begun_on) if report.begun_on else ""),
        (_("Cerró"), on(report.closed_on) if report.closed_on else ""),
        (_("Cómo terminó"), report.closure),
        (_("Oficina"), report.office),
    ]
    return [(str(name), value) for name, value in told if value]


def nature_of(report: Report) -> str:
    """For whom it is, and what it does not tell."""
    if report.public:
        return str(_(
            "Informe para todos: sin nombres de personas, sin lo que es solo de las partes, y sin "
            "los números de grupos pequeños."
        ))  # fmt: skip
    return str(_("Informe para la oficina y las partes: lleva nombres. No lo publique."))


def made_of(report: Report) -> str:
    """How it came about."""
    return str(_(
        "Se hizo el %(day)s con lo que consta en la plataforma. Nadie escribió nada para este "
        "informe: lo que falta, se dice.", day=on(report.on),
    ))  # fmt: skip
