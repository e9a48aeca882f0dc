"""What an officer can do next with a case, and why something cannot be done by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from accounts.roles import Role
from grievances import words
from grievances.lifecycle import State, Verb
from grievances.models import Case
from grievances.operations.casework import CASEWORK
from grievances.policy import (
    TABLE,
    Action,
    declared_no_conflict,
    may_no_longer_object,
    open_verbs,
)
from kernel.policy import Actor, allowed
from web.formats import short_day
from web.locale import _

FIRST: Sequence[Verb] = (
    Verb.ACKNOWLEDGE,
    Verb.SCREEN,
    Verb.ADMIT,
    Verb.DECLINE,
    Verb.PROPOSE_ADMISSION,
    Verb.INVESTIGATE,
    Verb.REGISTER_REPORT,
    Verb.COMMUNICATE,
    Verb.PROPOSE_OUTCOME,
    Verb.UPHOLD,
    Verb.FOLLOW_UP,
)
"""The usual way forward: the first of these that is open is the primary action of the page."""


@dataclass(frozen=True)
class Next:
    """One thing that the panel offers. What is `quiet` is never the primary action."""

    words: Any
    href: str
    quiet: bool = False


@dataclass(frozen=True)
class Panel:
    """The panel "Next step": the first entry is the primary action; `notes` say what is closed."""

    steps: list[Next]
    notes: list[Any]


def panel_of(actor: Actor, case: Case) -> Panel:
    """Exactly the verbs that are open and have a page, before them taking the case if need be."""
    verbs = [verb for verb in open_verbs(actor, case) if verb in CASEWORK]
    offered = [_verb(case, verb) for verb in sorted(verbs, key=_rank)]
    if may_take(actor, case):
        taking = Next(
            _("Tomar el caso"), _at(case, "take_page"), quiet=_in_other_hands(actor, case)
        )
        offered.insert(len(offered) if taking.quiet else 0, taking)
    if may_give(actor, case):
        mine = case.handler_id == actor.person_id
        giving = _("Pasar el caso a otra persona") if mine else _("Asignar a una persona")
        offered.append(Next(giving, _at(case, "assign_page"), quiet=True))
    return Panel(offered, _notes(actor, case))


def may_take(actor: Actor, case: Case) -> bool:
    """Whether to offer taking the case: it is not theirs yet, or no tie was excluded yet."""
    if not allowed(TABLE, actor, Action.TAKE, case):
        return False
    return case.handler_id != actor.person_id or not declared_no_conflict(actor, case)


def may_give(actor: Actor, case: Case) -> bool:
    """Whether to offer giving the case to somebody else."""
    return any(allowed(TABLE, actor, action, case) for action in (Action.ASSIGN, Action.HAND_OVER))


def _in_other_hands(actor: Actor, case: Case) -> bool:
    return case.handler_id not in {None, actor.person_id}


def _verb(case: Case, verb: Verb) -> Next:
    return Next(words.VERB[verb], _at(case, "verb_page", verb=verb.value))


def _at(case: Case, page: str, **more: Any) -> str:
    return url_for(f"desk.{page}", reference=case.reference, **more)


def _rank(verb: Verb) -> int:
    return FIRST.index(verb) if verb in FIRST else len(FIRST)


def _notes(actor: Actor, case: Case) -> list[Any]:
    notes = []
    if _awaits_approval(case):
        notes.append(_why_not_approve(actor, case))
    if case.state is State.UNDER_REVIEW and _took_part(actor, case):
        notes.append(_("Usted participó en la decisión: otra persona debe revisarla."))
    if actor.holds(Role.HANDLER, case.office_id) and not may_no_longer_object(actor, case):
        until = short_day(case.due_on)
        notes.append(
            _(
                "La persona puede pedir otra revisión hasta el %(day)s, o decir antes que está de "
                "acuerdo. Después se puede seguir o cerrar.",
                day=until,
            )
        )
    if may_take(actor, case) and not _in_other_hands(actor, case):
        notes.append(_("Para trabajar en el caso, tómelo y declare que no tiene vínculo."))
    return [note for note in notes if note]


def _awaits_approval(case: Case) -> bool:
    return case.state is State.PROPOSED or case.recommendation is not None


def _why_not_approve(actor: Actor, case: Case) -> Any:
    author = case.outcome_by_id if case.state is State.PROPOSED else case.proposed_by_id
    if author == actor.person_id:
        return _("Usted lo propuso: otra persona debe aprobarlo.")
    if not actor.holds(Role.SUPERVISOR, case.office_id):
        return _("Espera la decisión de quien supervisa.")
    return ""


def _took_part(actor: Actor, case: Case) -> bool:
    return actor.person_id in {case.decided_by_id, case.outcome_by_id, case.proposed_by_id}
