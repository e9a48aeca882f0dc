"""Opinion groups: who votes alike, as far as one can tell."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.kinds import StatementState
from dialogue.models import Statement
from dialogue.operations.opinions import ask_for_groups
from dialogue.opinion_groups.found import LEAST_PEOPLE, OpinionGroup
from dialogue.pictures.opinion_map import letter_of, opinion_map
from dialogue.policy import Action
from dialogue.queries.opinions import Opinions, last_run, opinions_in
from dialogue.queries.statement_results import require_results, run_shown
from dialogue.queries.statements import statements_in
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.statements.entrance import Met, held, met, met_for
from kernel.statistics import SPLIT_FROM
from web.access import can, open_to_all
from web.actor import actor
from web.forms import Form
from web.furniture import jobs
from web.locale import _, current
from web.sending import once
from web.transaction import db


@bp.get("/<code>/statements/<conversation>/opinions")
@open_to_all
def opinions_page(code: str, conversation: str) -> ResponseReturnValue:
    """The groups, the map, and what most think; or why there is nothing yet."""
    found = met(code, conversation)
    require_results(db(), actor(), found.process, found.conversation)
    run = run_shown(db(), actor(), found.process, found.conversation)
    return render_template(
        "dialogue/statements/opinions.html",
        **found.words(),
        **(_shown(found, opinions_in(run)) if run else {"found": None}),
        run=run,
        newest=last_run(db(), found.conversation),
        leads=can(Action.CONVERSE, found.process),
        form=Form(None),
        least=LEAST_PEOPLE,
        small=SPLIT_FROM,
    )


@bp.post("/<code>/statements/<conversation>/opinions")
@hosts_only
def compute_opinions_now(code: str, conversation: str) -> ResponseReturnValue:
    """Let the worker look again."""
    met_for(code, conversation, Action.CONVERSE)
    refusal = once(Form(), lambda session: _ask(session, code, conversation))
    if refusal is not None:
        raise refusal
    flash(_("Se está calculando. Suele tardar menos de un minuto."), "good")
    address = url_for("dialogue.opinions_page", code=code, conversation=conversation)
    return redirect(address, code=303)


def _ask(session: Session, code: str, conversation: str) -> None:
    ask_for_groups(session, jobs(), actor(), *held(session, code, conversation))


def _shown(found: Met, opinions: Opinions) -> dict[str, Any]:
    said = {
        one.number: one for one in statements_in(db(), found.conversation, StatementState.ACCEPTED)
    }
    figures = {one.statement: one for one in opinions.found.statements}
    numbers = {number: str(number) for number in said}
    names = {one.id: one.called(current()) for one in found.process.groups}
    return {
        "found": opinions.found,
        "picture": opinion_map("map", opinions.found, numbers),
        "groups": [_group(one, said) for one in opinions.found.groups],
        "agreed": _majority(opinions.found.majority_agree, said, figures),
        "refused": _majority(opinions.found.majority_disagree, said, figures),
        "crossed": [
            (names.get(group, "–"), cells)
            for group, cells in zip(opinions.declared, opinions.cells, strict=True)
        ],
    }


def _group(group: OpinionGroup, said: dict[int, Statement]) -> dict[str, Any]:
    """Of fewer than five people nothing is told but that they are few."""
    small = group.size < SPLIT_FROM
    spoken = [] if small else group.representative
    return {
        "letter": letter_of(group),
        "size": None if small else group.size,
        "said": [(one, said[one.statement]) for one in spoken if one.statement in said],
    }


def _majority(
    numbers: tuple[int, ...], said: dict[int, Statement], figures: dict[int, Any]
) -> list[tuple[Statement, Any]]:
    return [(said[one], figures[one].everybody) for one in numbers if one in said]
