"""The case file on paper: what the office knows of a case, without a name."""

from dataclasses import replace
from typing import Any

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from grievances import documents, words
from grievances.documents import CaseFile
from grievances.forms.desk import PaperForm
from grievances.models import Case
from grievances.operations.reading import note_printed
from grievances.queries.cases import key_of, names_of, steps_of
from grievances.queries.contents import account_of, messages_of, notes_of, severities_of
from grievances.queries.parties import parties_of, topics_of
from grievances.queries.renderings import renderings_of
from grievances.views.desk import parts
from grievances.views.desk import words as desk_words
from grievances.views.desk.clocks import arithmetic_of, clock_of
from grievances.views.desk.entrance import bp, case_at, note_read, readers_only
from grievances.views.desk.files import files_at_desk
from kernel.clock import now
from web.actor import actor
from web.formats import short_day, short_moment
from web.furniture import vault
from web.locale import tag_of
from web.transaction import afterwards, db, pause


@bp.get("/cases/<reference>/paper")
@readers_only
def paper_page(reference: str) -> ResponseReturnValue:
    """What the paper holds and who answers for it, before it is made."""
    case = case_at(reference)
    note_read(case)
    return render_template("desk/paper.html", case=case, form=PaperForm())


@bp.get("/cases/<reference>/file.pdf")
@readers_only
def paper(reference: str) -> ResponseReturnValue:
    """The paper. Who made it, and whether with the notes, stands in the trail."""
    case, with_notes = case_at(reference), PaperForm(request.args).notes.data
    file, who, subject = _file(case, with_notes=with_notes), actor(), case.subject
    afterwards(lambda session: note_printed(session, who, subject, with_notes=with_notes))
    pause()
    answer = make_response(documents.case_file(file))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.reference}.pdf"'
    return answer


def _file(case: Case, *, with_notes: bool) -> CaseFile:
    session, key = db(), key_of(db(), vault(), case)
    account, steps = account_of(key, case), steps_of(session, case)
    people = [*(step.person_id for step in steps), case.handler_id, actor().person_id]
    names, written = names_of(session, people), renderings_of(session, key, case)
    clock, zone = clock_of(case), case.office.time_zone
    file = CaseFile(
        reference=case.reference,
        office=case.office,
        state=str(words.STATE[case.state]),
        printed=short_moment(now(), zone),
        printed_by=names.get(actor().person_id or 0, ""),
        handler=names.get(case.handler_id or 0, ""),
        tier=str(desk_words.TIER[case.tier]),
        tier_means=str(desk_words.TIER_MEANS[case.tier]),
        risks=[str(risk) for risk in parts.risks_of(case, account)] if case.urgent else [],
        ways=[str(way) for way in parts.ways_of(case, account)],
        facts=_pairs(parts.facts_of(case, account, topics_of(session, case))),
        parties=_pairs(parts.party_rows(case, account, parties_of(session, case))),
        story=account.story,
        lang=tag_of(case.language),
        beside=parts.texts_beside(written),
        deadline=str(clock.purpose),
        arithmetic=_pairs(arithmetic_of(case)),
        verified=clock.verified,
        severity=parts.ratings_of(severities_of(session, case)),
        proposal=account.proposal_reason,
        outcome=account.outcome,
        outcome_lang=tag_of(case.outcome_language or case.language),
        findings=account.outcome_findings,
        messages=parts.thread_of(case, messages_of(session, key, case), written),
        history=parts.history_of(case, steps, names)[::-1],
        files=[
            (one.title, f"{one.size} · {short_day(one.at, zone)}") for one in files_at_desk(case)
        ],
    )
    return replace(file, notes=_notes(case)) if with_notes else file


def _notes(case: Case) -> list[dict[str, str]]:
    zone, key = case.office.time_zone, key_of(db(), vault(), case)
    return [
        {"who": one.author, "when": short_moment(one.at, zone), "words": one.text}
        for one in notes_of(db(), key, actor(), case)[::-1]
    ]


def _pairs(rows: list[tuple[Any, Any]]) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in rows if value]
