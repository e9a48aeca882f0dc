"""What was agreed, signed and promised, how it is kept, and the evidence with its fingerprints."""

from collections.abc import Iterator, Mapping

from commitments.lifecycle import Status
from commitments.views.quality import figures_of
from commitments.words import FULFILMENT, STATUS
from dialogue import words
from dialogue.contents.report import Pact, Promised, Proof
from dialogue.documents.report.parts import Block, Section, Table, called, in_both, on, table, word
from dialogue.lifecycle.agreements import AgreementState
from dialogue.queries.report import Report
from kernel.seals import grouped
from web.locale import _, ngettext


def agreements(report: Report) -> Section:
    """Each agreement: how far, who signed, and why not everybody goes along."""
    rows = [
        (
            f"{called(one.title)} ({one.code})",
            word(words.EXTENT, one.extent),
            word(words.AGREEMENT_STATE, one.state),
            on(one.agreed_on),
            on(one.in_force_on),
            "; ".join(_signed(one)),
            grouped(one.fingerprint),
        )
        for one in report.pacts
    ]
    heads = (
        _("Acuerdo"), _("Alcance"), _("Estado"), _("Se acordó"), _("Vigente desde"), _("Firmas"),
        _("Huella"),
    )  # fmt: skip
    agreed = [
        Block(
            title=f"{called(one.title)} ({one.code})",
            quotes=[in_both(str(_("Lo que se acordó")), one.words)],
        )
        for one in report.pacts
    ]
    dissent = [
        Block(
            title=str(_("Por qué no es total: %(code)s", code=one.code)),
            sentences=called(one.dissent).split("\n"),
        )
        for one in report.pacts
        if called(one.dissent)
    ]
    blocks = [Block(table=table(_("Acuerdos"), heads, rows)), *agreed, *dissent]
    return Section(str(_("Acuerdos")), blocks, tuple(_gaps_of_pacts(report)))


def commitments(report: Report) -> Section:
    """Each commitment with how it is kept, then the rates of all of them."""
    names = {one.name.es: called(one.name) for one in report.sides}
    rows = [_promise_row(one, names) for one in report.promised]
    heads = (
        _("Código"), _("Qué"), _("Responsable"), _("Comprueba"), _("Plazo"), _("Estado"),
    )  # fmt: skip
    told = table(_("Compromisos"), heads, rows)
    return Section(
        str(_("Compromisos y cómo se cumplen")),
        [Block(table=told), Block(table=_rates(report))],
        tuple(_gaps_of_promises(report)),
    )


def evidence(report: Report) -> Section:
    """Everything that lay on the table, with the sha256 by which it can be compared."""
    rows = [_proof_row(one) for one in report.proofs]
    heads = _("Qué es"), _("Clase"), _("Tema"), _("Huella (sha256)")
    gaps = [] if rows else [str(_("Nadie puso evidencia sobre la mesa."))]
    return Section(
        str(_("Evidencia")), [Block(table=table(_("Evidencia mostrada"), heads, rows))], gaps
    )


def _signed(one: Pact) -> Iterator[str]:
    said = {"signed": _("firmó"), "refused": _("no firmó"), "missing": _("falta su firma")}
    for group, standing, names in one.signed:
        by = f" ({', '.join(names)})" if names else ""
        yield f"{called(group)}: {said[standing]}{by}"


def _promise_row(one: Promised, names: Mapping[str, str]) -> tuple[object, ...]:
    status = word(STATUS, one.status)
    if one.late:
        late = ngettext("vencido hace %(num)d día", "vencido hace %(num)d días", one.late)
        status = f"{status}, {late}"
    elif one.progress and one.status == Status.IN_PROGRESS:
        status = f"{status}, {one.progress} %"
    if one.said:
        status = f"{status}. {_verifiers_word(one)}"
    due = on(one.due) if one.due[:4].isdigit() else one.due or "–"
    return (
        one.code, called(one.what),
        names.get(one.responsible, one.responsible) or _("Una persona"),
        names.get(one.verifier, one.verifier) or _("Una persona"), due, status,
    )  # fmt: skip


def _verifiers_word(one: Promised) -> str:
    """How the verifying side sees it, and who said so."""
    said = _("Dijo quien comprueba: %(said)s", said=word(FULFILMENT, one.said))
    told = ", ".join(filter(None, (on(one.said_on) if one.said_on else "", one.said_by)))
    return f"{said} ({told})" if told else str(said)


def _rates(report: Report) -> Table | None:
    if not report.rates.of_anything:
        return None
    rows = [(one.words, one.figure, one.means) for one in figures_of(report.rates)]
    heads = _("Qué se mide"), _("Cuántos"), _("Cómo se cuenta")
    return table(_("Cómo se cumple en conjunto"), heads, rows)


def _proof_row(one: Proof) -> tuple[object, ...]:
    title = called(one.title)
    called_as = f"{title} ({one.reference.partition(':')[2]})" if one.reference else title
    return called_as, word(words.EVIDENCE_OF, one.kind), called(one.topic), one.sha256


def _gaps_of_pacts(report: Report) -> Iterator[str]:
    if not report.pacts:
        yield str(_("No consta ningún acuerdo sellado."))
    if report.drafts:
        yield str(ngettext(
            "%(num)d acuerdo es todavía un borrador.",
            "%(num)d acuerdos son todavía borradores.", report.drafts,
        ))  # fmt: skip
    waiting = [one.code for one in report.pacts if one.state == AgreementState.FOR_SIGNATURE]
    if waiting:
        yield str(_("Esperan firmas: %(codes)s.", codes=", ".join(waiting)))
    bare = [one.code for one in report.pacts if not one.promises and one.extent != "none"]
    if bare:
        yield str(_("Sin ningún compromiso: %(codes)s.", codes=", ".join(bare)))
    if report.withheld.agreements:
        yield str(ngettext(
            "%(num)d acuerdo más no está publicado.",
            "%(num)d acuerdos más no están publicados.", report.withheld.agreements,
        ))  # fmt: skip


def _gaps_of_promises(report: Report) -> Iterator[str]:
    if not report.promised:
        yield str(_("No consta ningún compromiso."))
    late = [one.code for one in report.promised if one.late]
    if late:
        yield str(_("Vencidos: %(codes)s.", codes=", ".join(late)))
    bare = [one.code for one in report.promised if not one.verifier and not report.public]
    if bare:
        yield str(_("Nadie comprueba: %(codes)s.", codes=", ".join(bare)))
