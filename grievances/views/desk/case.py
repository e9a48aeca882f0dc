"""The page of one case, and what is written on it: replies, notes."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grievances.forms.desk import RemarkForm, ReplyForm
from grievances.lifecycle import State
from grievances.models import Case, Severity
from grievances.operations.attachments import add_to_case
from grievances.operations.messages import expect_last_message, write_as_office, write_note
from grievances.policy import TABLE, Action
from grievances.queries.afterwards import rating_at_desk
from grievances.queries.cases import case_for, key_of, names_of, steps_of
from grievances.queries.contents import (
    Said,
    account_of,
    messages_of,
    notes_of,
    severities_of,
)
from grievances.queries.identities import custodians_of
from grievances.queries.parties import interpreter_of, parties_of, topics_of
from grievances.queries.renderings import renderings_of
from grievances.views.attached import Row as FileRow
from grievances.views.bringing import is_whole, whose
from grievances.views.desk import parts, words
from grievances.views.desk.clocks import arithmetic_of, clock_of
from grievances.views.desk.entrance import bp, case_at, note_read, readers_only
from grievances.views.desk.files import files_at_desk
from grievances.views.desk.next_step import panel_of
from grievances.views.desk.offered import origin_shown
from grievances.views.desk.offering import offers_shown
from grievances.views.desk.threats import threats_of
from grievances.words import RECOMMENDATION, RESOLVED_HOW
from kernel.errors import Refusal
from kernel.policy import allowed
from web.actor import actor
from web.forms import Form
from web.furniture import vault
from web.locale import _, tag_of
from web.refusals import CODES
from web.sending import once
from web.transaction import db
from web.uploads import takes_files


@bp.get("/cases/<reference>")
@readers_only
def case_page(reference: str) -> ResponseReturnValue:
    """Everything that the office knows of a case, except who the person is."""
    return _page(case_at(reference))


@bp.post("/cases/<reference>/messages")
@readers_only
@takes_files
def reply(reference: str) -> ResponseReturnValue:
    """Write to the person."""
    case, form = case_at(reference), ReplyForm()

    def write(session: Any) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        key = key_of(session, vault(), case)
        expect_last_message(session, case, form.last.data or 0)
        message = write_as_office(
            session, key, actor(), case, form.text.data or "", form.language.data
        )
        if came := whose(form):
            add_to_case(session, key, actor(), case, [one.showing() for one in came], message)

    return _written(case, form, write, _("Mensaje enviado: la persona lo verá con su recibo."))


@bp.post("/cases/<reference>/notes")
@readers_only
def note(reference: str) -> ResponseReturnValue:
    """Write something for colleagues."""
    case, form = case_at(reference), RemarkForm()

    def write(session: Any) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        key = key_of(session, vault(), case)
        write_note(session, key, actor(), case, form.note.data or "")

    return _written(case, form, write, _("Nota guardada: la persona no la ve."))


def _written(case: Case, form: Form, write: Any, done: str) -> ResponseReturnValue:
    if not is_whole(form):
        return _page(case_at(case.reference), form, HTTPStatus.UNPROCESSABLE_ENTITY)
    refusal = once(form, write)
    if refusal and refusal.code == "said-meanwhile":
        return _page(case_at(case.reference), form, refusal.status, refusal)
    if refusal:
        raise refusal
    flash(done, "good")
    return redirect(url_for("desk.case_page", reference=case.reference), code=303)


def _page(
    case: Case, sent: Form | None = None, status: int = 200, refusal: Refusal | None = None
) -> ResponseReturnValue:
    note_read(case)
    page = _contents(case)
    page |= _forms(case, sent, page["last_message"])
    page["refusal"] = CODES[refusal.code] if refusal else None
    return render_template("desk/case.html", **page), status


def _forms(case: Case, sent: Form | None, last: int) -> dict[str, Any]:
    reply = sent if isinstance(sent, ReplyForm) else ReplyForm(None, language=case.language)
    reply.last.data, reply.last.raw_data = last, None  # who sends again has seen this page
    remark = sent if isinstance(sent, RemarkForm) else RemarkForm(None)
    return {"sent": sent, "reply": reply, "remark": remark}


def _contents(case: Case) -> dict[str, Any]:
    session, who = db(), actor()
    key = key_of(session, vault(), case)
    account, steps, clock = account_of(key, case), steps_of(session, case), clock_of(case)
    said, written = messages_of(session, key, case), renderings_of(session, key, case)
    parties = parties_of(session, case)
    files = files_at_desk(case)
    names = names_of(session, [*_people_in(case), *(step.person_id for step in steps)])
    return {
        "case": case,
        "account": account,
        "lang": tag_of(case.language),
        "outcome_lang": tag_of(case.outcome_language or case.language),
        "speaks": words.SPEAKS[case.language],
        "tier": words.TIER[case.tier],
        "tier_means": words.TIER_MEANS[case.tier],
        "bands": parts.bands_of(case, account, clock),
        "ways": parts.ways_of(case, account),
        "river": parts.river_of(case, steps),
        "facts": parts.facts_of(case, account, topics_of(session, case)),
        "parties": parts.party_rows(case, account, parties, interpreter_of(key, parties)),
        "beside": parts.texts_beside(written),
        "translated": parts.translated(case.language),
        "undone": parts.tasks_of(case, written),
        "may_render": allowed(TABLE, who, Action.RENDER, case),
        "clock": clock,
        "arithmetic": arithmetic_of(case),
        "recommended": RECOMMENDATION[case.recommendation] if case.recommendation else "",
        "resolved_how": RESOLVED_HOW[case.resolved_how] if case.resolved_how else "",
        **_ratings(case, severities_of(session, case)),
        "thread": _with_files(parts.thread_of(case, said, written), said, files),
        "files": files,
        "may_open_original": allowed(TABLE, who, Action.READ_ORIGINAL, case),
        "last_message": said[-1].id if said else 0,
        "notes": notes_of(session, key, who, case),
        "history": parts.history_of(case, steps, names),
        "names": names,
        "panel": panel_of(who, case),
        **threats_of(case),
        "treated": _treated(case),
        "may_read_trail": allowed(TABLE, who, Action.READ_TRAIL, case),
        "may_write": parts.takes_messages(case) and allowed(TABLE, who, Action.MESSAGE, case),
        "origin": origin_shown(case),
        "offers": offers_shown(case),
        "may_offer": allowed(TABLE, who, Action.OFFER, case),
        "custodians": custodians_of(session, case.office_id) if case.identity_key_id else [],
        "may_open_identity": allowed(TABLE, who, Action.READ_IDENTITY, case),
    }


def _with_files(
    thread: Sequence[parts.Row], said: Sequence[Said], files: Sequence[FileRow]
) -> list[parts.Row]:
    """Each message with what came with it."""
    return [
        {**row, "files": [one for one in files if one.message_id == message.id]}
        for row, message in zip(thread, said, strict=True)
    ]


def _ratings(case: Case, given: Sequence[tuple[Severity, str]]) -> dict[str, Any]:
    """Who has yet to rate does not see the rating of another: two people, each on their own."""
    mine = any(rating.person_id == actor().person_id for rating, _name in given)
    open_to_me = mine or case.state is not State.SCREENING
    return {"ratings": parts.ratings_of(given if open_to_me else []), "rated": len(given)}


def _treated(case: Case) -> list[tuple[str, str]]:
    """What the person answered about the office, for who supervises."""
    if not allowed(TABLE, actor(), Action.READ_RATING, case):
        return []
    return parts.treated(rating_at_desk(db(), actor(), case))


def _people_in(case: Case) -> list[int | None]:
    return [case.handler_id, case.proposed_by_id, case.outcome_by_id, case.decided_by_id]
