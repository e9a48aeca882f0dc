"""Sheets of paper: printed, hung up as a QR, typed in afterwards."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.sends import answer_to
from kernel.text import number_in
from meetings.kinds import PaperLanguage, Sex
from meetings.queries.meetings import groups_known, groups_of
from meetings.words import SEX
from trainings import words
from trainings.documents import evaluation as papers
from trainings.forms.entry import CorrectForm, GridForm, blank_rows, row_of, rows_sent
from trainings.kinds import Moment, QuestionKind
from trainings.models import Question, Questionnaire
from trainings.operations.answering import note_sheets, pair_of
from trainings.queries.learning import (
    Course,
    asked_at,
    codes_taken,
    course_for,
    paper_sheet_of,
    questionnaire_of,
    questions_of,
)
from trainings.views.blueprint import bp
from trainings.views.courses import (
    course_at,
    moment_of,
    paper,
    put_down,
    readers_only,
    recorders_only,
)
from trainings.views.evaluation import PAGE, address_of, qr_of
from web.actor import actor
from web.furniture import vault
from web.locale import _, ngettext
from web.sending import once
from web.transaction import db, pause


@bp.get(f"{PAGE}/paper/<moment>-<language>.pdf")
@readers_only
def evaluation_paper(reference: str, moment: str, language: str) -> ResponseReturnValue:
    """The sheet to be printed."""
    course, questionnaire = _begun(reference)
    when = moment_of(moment)
    sheet = papers.SheetPaper(
        office=course.programme.office,
        reference=course.meeting.reference,
        title=course.meeting.title,
        title_qu=course.meeting.title_qu,
        moment=when,
        introduction=questionnaire.introduction,
        introduction_qu=questionnaire.introduction_qu,
        questions=asked_at(questions_of(db(), questionnaire), when),
        groups=groups_of(db(), course.workshop.office_id),
    )
    pause()
    return paper(papers.sheet(sheet, _language(language)), f"{reference}-{moment}.pdf")


@bp.get(f"{PAGE}/poster/<moment>.pdf")
@readers_only
def evaluation_poster(reference: str, moment: str) -> ResponseReturnValue:
    """The QR to be hung up in the room."""
    course, questionnaire = _begun(reference)
    address = address_of(course, questionnaire, moment_of(moment))
    poster = papers.Poster(
        course.programme.office, course.meeting.title, moment_of(moment), address, qr_of(address)
    )
    pause()
    return paper(papers.poster(poster), f"{reference}-qr.pdf")


@bp.get(f"{PAGE}/entry/<moment>")
@recorders_only
def entry_page(reference: str, moment: str) -> ResponseReturnValue:
    """An empty grid in the order of the paper."""
    course, questionnaire = _begun(reference)
    form = GridForm(formdata=None)
    form.rows = blank_rows(number_in(request.args.get("rows", "")) or 0)
    return _grid(course, questionnaire, moment_of(moment), form)


@bp.post(f"{PAGE}/entry/<moment>")
@recorders_only
def enter(reference: str, moment: str) -> ResponseReturnValue:
    """Keep all sheets of the grid, or say in each row what is wrong and keep none."""
    course, questionnaire = _begun(reference)
    when, form = moment_of(moment), GridForm()
    questions = asked_at(questions_of(db(), questionnaire), when)
    form.rows = rows_sent(request.form, questions, groups_known(db(), course.workshop.office_id))
    sheets = [row.told for row in form.rows if row.told]
    if answer_to(db(), form.key.data or "") is None:
        _find_taken(questionnaire, when, form)
    if not form.validate_on_submit() or any(row.problems for row in form.rows) or not sheets:
        _say_what_is_wrong(form)
        return _grid(course, questionnaire, when, form), 422

    def act(session: Session) -> None:
        there = course_for(session, actor(), reference)
        asked = questionnaire_of(session, there.workshop)
        if asked is None:
            raise NotFound("not-found")
        wrong = form.replaces.data or ""
        note_sheets(session, vault(), actor(), there, asked, when, sheets, wrong)

    if refusal := once(form, act):
        put_down(form, refusal)
        course, questionnaire = _begun(reference)
        return _grid(course, questionnaire, when, form), refusal.status
    flash(ngettext("Guardamos %(num)d hoja.", "Guardamos %(num)d hojas.", len(sheets)), "good")
    return redirect(url_for("trainings.entry_page", reference=reference, moment=moment), code=303)


def _language(name: str) -> PaperLanguage:
    if name not in set(PaperLanguage):
        raise NotFound("not-found")
    return PaperLanguage(name)


@bp.post(f"{PAGE}/entry/<moment>/correct")
@recorders_only
def correct_sheet(reference: str, moment: str) -> ResponseReturnValue:
    """Show a sheet that was typed wrongly, found by its code, to be typed right."""
    course, questionnaire = _begun(reference)
    when, asking = moment_of(moment), CorrectForm()
    form = GridForm(formdata=None)
    form.rows = blank_rows(0)
    if not asking.validate_on_submit():
        return _grid(course, questionnaire, when, form, asking), 422
    code = asking.pairing.data or ""
    found = paper_sheet_of(db(), questionnaire, when, pair_of(vault(), questionnaire, code))
    if found is None:
        asking.refuse("pairing", _("Ninguna hoja de papel de este momento tiene ese código."))
        return _grid(course, questionnaire, when, form, asking), 422
    questions = asked_at(questions_of(db(), questionnaire), when)
    form.replaces.data, form.rows = code, [row_of(found, code, questions)]
    return _grid(course, questionnaire, when, form)


def _begun(reference: str) -> tuple[Course, Questionnaire]:
    """The workshop and its questions; NotFound while there are none."""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    if questionnaire is None:
        raise NotFound("not-found")
    return course, questionnaire


def _find_taken(questionnaire: Questionnaire, moment: Moment, form: GridForm) -> None:
    """A code that stands on a sheet already: said in its row, before anything is written."""
    taken = codes_taken(db(), questionnaire, moment)
    taken.discard(pair_of(vault(), questionnaire, form.replaces.data or "") or "")
    for row in form.rows:
        if row.told and pair_of(vault(), questionnaire, row.told.code) in taken:
            row.problems.append(_("Ya hay una hoja con este código en este momento."))


def _say_what_is_wrong(form: GridForm) -> None:
    wrong = sum(bool(row.problems) for row in form.rows)
    if wrong:
        form.refuse(
            "",
            ngettext(
                "Revise %(num)d fila. Todavía no se guardó ninguna.",
                "Revise %(num)d filas. Todavía no se guardó ninguna.",
                wrong,
            ),
        )
    elif all(row.is_blank for row in form.rows):
        form.refuse("", _("Escriba al menos una hoja."))


def _grid(
    course: Course,
    questionnaire: Questionnaire,
    moment: Moment,
    form: GridForm,
    asking: CorrectForm | None = None,
) -> str:
    questions: list[Question] = asked_at(questions_of(db(), questionnaire), moment)
    return render_template(
        "trainings/evaluation/entry.html",
        course=course,
        questions=questions,
        moment=words.MOMENT[moment],
        form=form,
        asking=asking or CorrectForm(formdata=None),
        address=url_for("trainings.enter", reference=course.meeting.reference, moment=moment.value),
        correcting=url_for(
            "trainings.correct_sheet", reference=course.meeting.reference, moment=moment.value
        ),
        groups=groups_of(db(), course.workshop.office_id),
        sexes=[(sex.value, SEX[sex]) for sex in Sex if sex is not Sex.UNSAID],
        kinds=QuestionKind,
    )
