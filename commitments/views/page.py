"""The page of one commitment: what was promised, who, both views, what became of it."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from commitments import words
from commitments.forms.following import SeenForm
from commitments.lifecycle import AT_REST, UNBOUND, Verb
from commitments.models import Commitment, Update
from commitments.policy import TABLE, Action, open_verbs
from commitments.queries.commitments import (
    commitment_numbered,
    replaced_by,
    today_in,
    waiting_for,
)
from commitments.queries.following import (
    anything_told,
    told_of,
    updates_of,
    views_of,
    writers_of,
)
from commitments.views.blueprint import bp
from commitments.views.entrance import commitment_at, readers_only, referred
from commitments.views.moving import NEW_DATE
from commitments.views.rows import (
    BADGES,
    due_words,
    facts_of,
    lacks_of,
    late_words,
    sides_of,
    timeline_of,
)
from kernel.policy import allowed
from kernel.references import Referred
from web.actor import actor
from web.transaction import db


@bp.get("/<code>")
@readers_only
def commitment_page(code: str) -> ResponseReturnValue:
    """Everything that is known of one commitment."""
    commitment = commitment_at(code)
    return render_template("commitments/commitment.html", **_contents(commitment))


def _contents(commitment: Commitment) -> dict[str, Any]:
    session = db()
    updates = updates_of(session, commitment)
    writers = writers_of(session, {one.person_id for one in updates})
    return {
        "commitment": commitment,
        "status": words.STATUS[commitment.status],
        "kind": BADGES[commitment.status],
        "due": due_words(commitment),
        "late": late_words(commitment, today_in(commitment.office)),
        "lacks": lacks_of(commitment),
        "facts": facts_of(commitment),
        "made_in": referred(commitment.made_in),
        "belongs_to": referred(commitment.belongs_to),
        "depends_on": commitment_numbered(session, commitment.depends_on_id),
        "waiting": waiting_for(session, commitment),
        "replaces": commitment_numbered(session, commitment.replaces_id),
        "replaced_by": replaced_by(session, commitment),
        "seen_by": sides_of(views_of(session, commitment)),
        "timeline": timeline_of(
            updates, writers, _files_of(commitment, updates), _proofs_of(updates)
        ),
        "named": told_of(session, commitment),
        "sides_words": words.SIDE,
        "steps": steps_of(commitment),
        "may_change": may_change(commitment),
        "publishing": _publishing(commitment),
    }


def _publishing(commitment: Commitment) -> SeenForm | None:
    """The button that shows it to everybody, for who may press it."""
    unbound = commitment.status in UNBOUND
    if unbound or not allowed(TABLE, actor(), Action.PUBLISH, commitment):
        return None
    return SeenForm(None, version=commitment.version)


def _proofs_of(updates: Sequence[Update]) -> dict[str, Referred]:
    """What stands elsewhere in this house and proves something, as far as this person sees it."""
    found = {one.evidence: referred(one.evidence.strip()) for one in updates if one.evidence}
    return {said: known for said, known in found.items() if known}


def _files_of(commitment: Commitment, updates: Sequence[Update]) -> dict[int, str]:
    return {
        one.id: url_for("commitments.evidence", code=commitment.code, number=one.id)
        for one in updates
        if one.file_id
    }


def steps_of(commitment: Commitment) -> list[dict[str, Any]]:
    """Exactly what this person can do now, what moves it forward first."""
    steps = [
        {"words": words.VERB[verb], "href": _address(commitment, verb)}
        for verb in open_verbs(actor(), commitment)
    ]
    if may_put_off(commitment):
        href = url_for("commitments.new_date_page", code=commitment.code)
        steps.append({"words": NEW_DATE, "href": href})
    return steps


def may_put_off(commitment: Commitment) -> bool:
    """Whether this person may note another due date now."""
    judges = allowed(TABLE, actor(), Action.JUDGE, commitment)
    return judges and commitment.status not in AT_REST


def may_change(commitment: Commitment) -> bool:
    """Whether its words can still be corrected, here."""
    return (
        allowed(TABLE, actor(), Action.CHANGE, commitment)
        and commitment.made_in == ""
        and commitment.status not in AT_REST
        and not anything_told(db(), commitment)
    )


def _address(commitment: Commitment, verb: Verb) -> str:
    if verb is Verb.REFORMULATE:
        return url_for("commitments.reformulate_page", code=commitment.code)
    return url_for("commitments.verb_page", code=commitment.code, verb=verb.value)
