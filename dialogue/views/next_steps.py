"""What the reader of a process can do next: links to pages that they may enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Process
from dialogue.policy import Action
from dialogue.queries.parties import Side
from dialogue.queries.waiting import Waiting
from web.access import can, may_enter
from web.locale import _, current, ngettext


@dataclass(frozen=True)
class Step:
    """A link, and what happens there."""

    words: Any
    href: str


def waiting_steps(process: Process, waiting: Waiting, promises: int = 0) -> list[Step]:
    """What waits for the reader's seat, each with the page on which it is done.

    `promises` is how many wait for the word of the reader's group.
    """
    code, late = process.code, _("Cerrar la ronda cuya hora ya pasó")
    said = _("Hay una ronda abierta: falta su posición")
    found = [
        Step(f"{late}. {one.proposal.called(current())}", url_for(
            "dialogue.round_page", code=code, proposal=one.proposal.code, number=one.number
        ))
        for one in waiting.overtime
    ] + [
        Step(f"{said}. {one.proposal.called(current())}", url_for(
            "dialogue.position_page", code=code, proposal=one.proposal.code, number=one.number
        ))
        for one in waiting.rounds
    ] + [
        Step(_("Falta su firma: %(title)s", title=one.called(current())),
             url_for("dialogue.sign_page", code=code, of=one.code))
        for one in waiting.agreements
    ]  # fmt: skip
    if promises:
        said = ngettext(
            "Decir si se cumplió %(num)d compromiso",
            "Decir si se cumplieron %(num)d compromisos",
            promises,
        )
        found.append(Step(said, url_for("dialogue.confirmations_page", code=code)))
    return found + [
        Step(
            ngettext("Le falta %(num)d afirmación", "Le faltan %(num)d afirmaciones", many),
            url_for("dialogue.vote_page", code=code, conversation=one.code),
        )
        for one, many in waiting.votes
    ]


def steps_for(process: Process, sides: Sequence[Side]) -> list[Step]:
    """The few things that can be done here, the most urgent one first."""
    if can(Action.CHANGE, process):
        found = _for_hosts(process, sides)
    elif can(Action.READ, process) or can(Action.VOTE, process):
        found = _for_parties(process)
    else:
        found = []
    return [
        Step(words, url_for(endpoint, code=process.code))
        for endpoint, words in found
        if may_enter(endpoint)
    ]


def _for_hosts(process: Process, sides: Sequence[Side]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    if process.state is ProcessState.CLOSED:
        return [("dialogue.report_page", _("Imprimir el informe del proceso"))]
    if not sides:
        found.append(("dialogue.parties_page", _("Anotar qué partes se sientan")))
    elif any(not side.seated for side in sides):
        found.append(("dialogue.parties_page", _("Dar asiento a las partes que no tienen a nadie")))
    if any(side.seated and not side.signed for side in sides):
        said = _("Anotar el acuerdo de participación de quienes no lo tienen")
        found.append(("dialogue.parties_page", said))
    if any(side.ends_soon for side in sides):
        found.append(("dialogue.parties_page", _("Renovar los mandatos que vencen pronto")))
    if process.state is not ProcessState.GOING_ON:
        found.append(("dialogue.moving_page", _("Abrir el proceso o cambiar su estado")))
        return found
    return [
        *found,
        ("dialogue.threads_page", _("Abrir un tema o leer lo que se dijo")),
        ("dialogue.proposals_page", _("Llevar una propuesta a ronda")),
        ("dialogue.rooms_page", _("Entrar a la sala de una reunión")),
        ("dialogue.work_page", _("Mirar la lista de trabajo")),
    ]


def _for_parties(process: Process) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    if can(Action.RECORD, process):
        found.append(("dialogue.rooms_page", _("Entrar a la sala de una reunión")))
    if can(Action.DECIDE, process):
        found.append(("dialogue.proposals_page", _("Ver las propuestas y tomar posición")))
    if can(Action.VOTE, process):
        found.append(("dialogue.conversations_page", _("Votar afirmaciones")))
    if can(Action.WRITE, process):
        found.append(("dialogue.threads_page", _("Leer los temas y escribir")))
    elif can(Action.READ, process):
        found.append(("dialogue.threads_page", _("Leer los temas")))
    if can(Action.SIGN, process):
        found.append(("dialogue.agreements_page", _("Leer los acuerdos y firmar")))
    return found
