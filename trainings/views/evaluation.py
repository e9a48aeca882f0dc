"""What is asked before and after a workshop, and when people may answer."""

from typing import Any

import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.queries.meetings import groups_of
from trainings import words
from trainings.forms.answering import answer_form
from trainings.forms.learning import (
    CopyForm,
    IntroductionForm,
    MoveForm,
    PressForm,
    QuestionForm,
    shown_in_form,
    version_of,
)
from trainings.kinds import Moment, QuestionKind
from trainings.models import Questionnaire
from trainings.operations.answering import is_open
from trainings.operations.learning import (
    add_question,
    change_question,
    copy_questions,
    introduce,
    move_question,
    open_moment,
    remove_question,
)
from trainings.queries.learning import (
    Course,
    asked_at,
    course_for,
    is_answered,
    question_in,
    questionnaire_of,
    questionnaires_elsewhere,
    questions_of,
    sheets_received,
)
from trainings.views.blueprint import bp
from trainings.views.courses import (
    course_at,
    managers_only,
    moment_of,
    put_down,
    readers_only,
)
from web.actor import actor
from web.locale import _, current
from web.sending import once
from web.transaction import db

PAGE = "/workshops/<reference>/evaluation"


@bp.get(PAGE)
@readers_only
def evaluation_page(reference: str) -> ResponseReturnValue:
    """Where it stands: how many answered, what is open, the ways to answer."""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    return render_template(
        "trainings/evaluation/page.html",
        course=course,
        questions=len(questions_of(db(), questionnaire)),
        moments=_moments(course, questionnaire),
        form=PressForm(formdata=None, of=version_of(questionnaire)),
    )


@bp.post(f"{PAGE}/<moment>/<what>")
@managers_only
def open_or_close(reference: str, moment: str, what: str) -> ResponseReturnValue:
    """Let people answer at a moment, or no longer."""
    form, when = PressForm(), moment_of(moment)
    course_at(reference)
    form.validate()
    if what not in {"open", "close"}:
        raise NotFound("not-found")

    def act(session: Session) -> None:
        course = course_for(session, actor(), reference, for_change=True)
        open_moment(session, actor(), course, when, is_open=what == "open")

    if refusal := once(form, act):
        raise refusal
    flash(_("Abierto: ya se puede responder.") if what == "open" else _("Cerrado."), "good")
    return redirect(url_for("trainings.evaluation_page", reference=reference), code=303)


@bp.get(f"{PAGE}/questions")
@readers_only
def questions_page(reference: str) -> ResponseReturnValue:
    """The questions in their order."""
    course = course_at(reference)
    return _questions(course)


@bp.post(f"{PAGE}/introduction")
@managers_only
def introduce_questions(reference: str) -> ResponseReturnValue:
    """Keep what the sheet says on top."""
    form, course = IntroductionForm(), course_at(reference)
    if not form.validate_on_submit():
        return _questions(course, form), 422

    def act(session: Session) -> None:
        there = course_for(session, actor(), reference, for_change=True)
        introduce(
            session, actor(), there, form.words.data or "", form.words_qu.data or "", form.seen
        )

    if refusal := once(form, act):
        put_down(form, refusal)
        return _questions(course_at(reference), form), refusal.status
    flash(_("Guardado."), "good")
    return _back_to_questions(reference)


@bp.get(f"{PAGE}/questions/new")
@managers_only
def new_question(reference: str) -> ResponseReturnValue:
    """An empty question."""
    course = course_at(reference)
    seen = version_of(questionnaire_of(db(), course.workshop))
    return _question(course, QuestionForm(formdata=None, of=seen))


@bp.post(f"{PAGE}/questions/new")
@managers_only
def add(reference: str) -> ResponseReturnValue:
    """Ask one more thing."""
    form, course = QuestionForm(), course_at(reference)
    if not form.validate_on_submit():
        return _question(course, form), 422

    def act(session: Session) -> None:
        there = course_for(session, actor(), reference, for_change=True)
        add_question(session, actor(), there, form.wording, form.seen)

    if refusal := once(form, act):
        put_down(form, refusal)
        return _question(course_at(reference), form), refusal.status
    flash(_("Pregunta agregada."), "good")
    return _back_to_questions(reference)


@bp.get(f"{PAGE}/questions/<int:number>")
@managers_only
def question_page(reference: str, number: int) -> ResponseReturnValue:
    """One question, to be changed while nobody has answered."""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    question = question_in(db(), questionnaire, number)
    shown = {**shown_in_form(question), "of": version_of(questionnaire)}
    return _question(course, QuestionForm(formdata=None, data=shown), number)


@bp.post(f"{PAGE}/questions/<int:number>")
@managers_only
def change_it(reference: str, number: int) -> ResponseReturnValue:
    """Keep what it says now."""
    form, course = QuestionForm(), course_at(reference)
    question_in(db(), questionnaire_of(db(), course.workshop), number)
    if not form.validate_on_submit():
        return _question(course, form, number), 422

    def act(session: Session) -> None:
        there = course_for(session, actor(), reference, for_change=True)
        change_question(session, actor(), there, number, form.wording, form.seen)

    if refusal := once(form, act):
        put_down(form, refusal)
        return _question(course_at(reference), form, number), refusal.status
    flash(_("Guardado."), "good")
    return _back_to_questions(reference)


@bp.post(f"{PAGE}/questions/<int:number>/move")
@managers_only
def move(reference: str, number: int) -> ResponseReturnValue:
    """Up, down or away."""
    form = MoveForm()
    course_at(reference)
    form.validate()

    def act(session: Session) -> None:
        course = course_for(session, actor(), reference, for_change=True)
        if form.what.data == "remove":
            remove_question(session, actor(), course, number, form.seen)
        else:
            move_question(session, actor(), course, number, form.seen, up=form.what.data == "up")

    if refusal := once(form, act):
        raise refusal
    return _back_to_questions(reference)


@bp.get(f"{PAGE}/copy")
@managers_only
def copy_page(reference: str) -> ResponseReturnValue:
    """From which workshop?"""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    return _copy(course, CopyForm(formdata=None, of=version_of(questionnaire)))


@bp.post(f"{PAGE}/copy")
@managers_only
def copy(reference: str) -> ResponseReturnValue:
    """Take over the questions of another workshop."""
    form, course = CopyForm(), course_at(reference)
    form.source.choices = _sources(course)
    if not form.validate_on_submit():
        return _copy(course, form), 422

    def act(session: Session) -> None:
        there = course_for(session, actor(), reference, for_change=True)
        source = course_for(session, actor(), form.source.data or "")
        copy_questions(session, actor(), there, source, form.seen)

    if refusal := once(form, act):
        put_down(form, refusal)
        return _copy(course_at(reference), form), refusal.status
    flash(_("Preguntas copiadas."), "good")
    return _back_to_questions(reference)


@bp.get(f"{PAGE}/preview/<moment>")
@readers_only
def preview(reference: str, moment: str) -> ResponseReturnValue:
    """The sheet as people see it, without a button."""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    questions = asked_at(questions_of(db(), questionnaire), moment_of(moment))
    groups = groups_of(db(), course.workshop.office_id)
    return render_template(
        "trainings/evaluation/preview.html",
        course=course,
        questionnaire=questionnaire,
        questions=questions,
        moment=moment_of(moment),
        kinds=QuestionKind,
        form=answer_form(questions, groups, current(), formdata=None),
    )


def address_of(course: Course, questionnaire: Questionnaire, moment: Moment) -> str:
    """The address of the sheet, whole: for a QR or a message."""
    public_url: str = current_app.config["SETTINGS"].public_url
    return public_url + url_for(
        "evaluation.sheet",
        reference=course.meeting.reference,
        secret=questionnaire.secret,
        moment=moment.value,
    )


def qr_of(address: str) -> str:
    """An address as a picture."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2, light="#fff"))


def _moments(course: Course, questionnaire: Questionnaire | None) -> list[dict[str, Any]]:
    received = sheets_received(db(), questionnaire)
    rows = []
    for moment in Moment:
        address = address_of(course, questionnaire, moment) if questionnaire else ""
        rows.append(
            {
                "moment": moment,
                "words": words.MOMENT[moment],
                "received": received[moment],
                "is_open": questionnaire is not None and is_open(questionnaire, moment),
                "address": address,
                "qr": qr_of(address) if address else "",
            }
        )
    return rows


def _questions(course: Course, form: IntroductionForm | None = None) -> str:
    questionnaire = questionnaire_of(db(), course.workshop)
    seen = version_of(questionnaire)
    shown = {
        "words": questionnaire.introduction if questionnaire else "",
        "words_qu": questionnaire.introduction_qu if questionnaire else "",
        "of": seen,
    }
    return render_template(
        "trainings/evaluation/questions.html",
        course=course,
        questions=questions_of(db(), questionnaire),
        answered=questionnaire is not None and is_answered(db(), questionnaire),
        words=words,
        form=form or IntroductionForm(formdata=None, data=shown),
        move=MoveForm(formdata=None, of=seen),
    )


def _question(course: Course, form: QuestionForm, number: int | None = None) -> str:
    return render_template(
        "trainings/evaluation/question.html", course=course, form=form, number=number
    )


def _sources(course: Course) -> list[tuple[str, str]]:
    found = questionnaires_elsewhere(db(), actor(), course.workshop.office_id, course.workshop)
    return [(one.reference, f"{one.title} · {one.reference} · {one.questions}") for one in found]


def _copy(course: Course, form: CopyForm) -> str:
    form.source.choices = _sources(course)
    return render_template("trainings/evaluation/copy.html", course=course, form=form)


def _back_to_questions(reference: str) -> ResponseReturnValue:
    return redirect(url_for("trainings.questions_page", reference=reference), code=303)
