"""Commitments as lists and their page read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from commitments import words
from commitments.lifecycle import Status, Verb
from commitments.models import Assessment, Commitment, Update
from commitments.quality import DONE
from commitments.queries.commitments import is_overdue, today_in
from commitments.queries.following import Views
from kernel.references import Referred
from web.formats import number, short_day
from web.locale import _, ngettext

BADGES = {
    Status.NOT_STARTED: "",
    Status.IN_PROGRESS: "",
    Status.REPORTED_DONE: "soon",
    Status.VERIFIED: "good",
    Status.BLOCKED: "hold",
    Status.REFORMULATED: "hold",
    Status.CANCELLED: "hold",
    Status.PROPOSED: "",
    Status.LAPSED: "hold",
    Status.WITHDRAWN: "hold",
}


@dataclass(frozen=True)
class Row:
    """One commitment in a list."""

    code: str
    href: str
    what: str
    responsible: str
    verifier: str
    due: str
    late: str
    """How long it is overdue; empty when it is not."""
    status: Any
    badge: str
    progress: str
    office: str


def rows_of(commitments: Sequence[Commitment], *, name_office: bool) -> list[Row]:
    """A page of the register. The office is named to people who work in several."""
    return [
        Row(
            code=one.code,
            href=url_for("commitments.commitment_page", code=one.code),
            what=one.what,
            responsible=one.responsible or _("Nadie"),
            verifier=one.verifier or _("Nadie"),
            due=due_words(one),
            late=late_words(one, today_in(one.office)),
            status=words.STATUS[one.status],
            badge=BADGES[one.status],
            progress=progress_words(one),
            office=one.office.name if name_office else "",
        )
        for one in commitments
    ]


def due_words(commitment: Commitment) -> str:
    """The day on which it is due, or the condition, or how often."""
    if commitment.due_on:
        return short_day(commitment.due_on)
    if commitment.condition:
        return commitment.condition
    return str(words.RECURRENCE[commitment.recurrence]) if commitment.recurrence else ""


def lacks_of(commitment: Commitment) -> list[Any]:
    """What an old acta never said of this promise."""
    lacking = [
        (not commitment.responsible, _("Sin responsable")),
        (not due_words(commitment), _("Sin fecha, ritmo ni condición")),
        (not commitment.verifier, _("Sin quien compruebe")),
    ]
    return [said for lacks, said in lacking if lacks]


def late_words(commitment: Commitment, today: date) -> str:
    """How long it is overdue."""
    if not is_overdue(commitment, today) or commitment.due_on is None:
        return ""
    days = (today - commitment.due_on).days
    return str(ngettext("Venció hace %(num)s día", "Venció hace %(num)s días", days))


def progress_words(commitment: Commitment) -> str:
    """How far it came, as long as nobody says that it is done."""
    said = commitment.progress and commitment.status not in DONE
    return f"{number(commitment.progress)} %" if said else ""


def facts_of(commitment: Commitment) -> list[tuple[Any, Any]]:
    """What was promised, in names and values."""
    recurs = words.RECURRENCE[commitment.recurrence] if commitment.recurrence else ""
    first = commitment.first_due_on if commitment.first_due_on != commitment.due_on else None
    return [
        (_("Se comprometió"), commitment.responsible),
        (_("Comprueba"), commitment.verifier),
        (_("Vence"), short_day(commitment.due_on) if commitment.due_on else ""),
        (_("Fecha que se prometió primero"), short_day(first) if first else ""),
        (_("Se repite"), recurs),
        (_("Condición"), commitment.condition),
        (_("Se sabrá que se cumplió por"), commitment.indicator),
        (_("Avance"), progress_words(commitment)),
        (_("Ayudan"), ", ".join(commitment.co_responsibles)),
        (_("Lugar"), commitment.place),
        (_("Dinero"), commitment.budget_source),
        (_("Importancia"), words.PRIORITY[commitment.priority]),
        (_("Qué podría impedirlo"), commitment.risks),
        (_("Se prometió el"), short_day(commitment.made_on)),
        (_("Oficina"), commitment.office.name),
    ]


def timeline_of(
    updates: Sequence[Update],
    writers: Mapping[int, str],
    addresses: Mapping[int, str],
    proofs: Mapping[str, Referred],
) -> list[dict[str, Any]]:
    """What was told, the newest first, each with who said so and who wrote it down."""
    return [
        {
            "title": words.HAPPENED[one.verb],
            "moved": _new_date(one) if one.new_due_on else "",
            "status": "" if one.verb in SAYS_IT else words.STATUS[one.status],
            "day": short_day(one.happened_on),
            "words": one.note,
            "pairs": _told_with(one, before, known=one.evidence in proofs),
            "file": addresses.get(one.id, ""),
            "proof": proofs.get(one.evidence),
            "proof_label": _proof_label(one),
            "writer": writers.get(one.person_id or 0, ""),
            "at": one.at,
        }
        for one, before in zip(updates, [*updates[1:], None], strict=False)
    ]


SAYS_IT = frozenset(
    {Verb.REPORT, Verb.VERIFY, Verb.BLOCK, Verb.REFORMULATE, Verb.CANCEL, Verb.LAPSE}
)
"""After these the status says once more what happened."""


def _proof_label(update: Update) -> Any:
    return _("Acto") if update.verb in {Verb.ENTER, Verb.LAPSE} else _("Prueba")


def _new_date(update: Update) -> str:
    old, new = update.old_due_on, update.new_due_on
    if old and new:
        return str(
            _("La fecha pasa del %(old)s al %(new)s", old=short_day(old), new=short_day(new))
        )
    return str(_("Vence ahora el %(new)s", new=short_day(new))) if new else ""


def _told_with(update: Update, before: Update | None, *, known: bool) -> list[tuple[Any, Any]]:
    untold = update.verb in {Verb.REJECT, Verb.REOPEN} and not update.progress
    went_on = not untold and update.progress != (before.progress if before else 0)
    delay = words.DELAY[update.delay] if update.delay else ""
    agreed = short_day(update.consent_on) if update.consent_on else ""
    return [
        (_("Lo dijo"), update.told_by),
        (_("Avance"), f"{number(update.progress)} %" if went_on else ""),
        (_("Por qué se demora"), delay),
        (_("Sobre la demora"), update.delay_note),
        (_("Aceptó por la otra parte"), update.consent_by),
        (_("Cómo aceptó"), update.consent_how),
        (_("Aceptó el"), agreed),
        (_proof_label(update), "" if known else update.evidence),
    ]


FULFILMENT_BADGES = {"fulfilled": "good", "partly": "soon", "not": "late"}


def sides_of(views: Sequence[Views]) -> list[dict[str, Any]]:
    """Every side and how it sees the fulfilment, spoken or not."""
    return [
        {
            "side": words.SIDE[one.side],
            "now": _said(one.now) if one.now else None,
            "before": [_said(said) for said in one.before],
        }
        for one in views
    ]


def _said(view: Assessment) -> dict[str, Any]:
    return {
        "fulfilment": words.FULFILMENT[view.fulfilment],
        "badge": FULFILMENT_BADGES[view.fulfilment.value],
        "said_by": view.said_by,
        "note": view.note,
        "at": view.at,
    }
