"""The sheet that people answer on their own phone: no sign-in, no name, no hour."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.errors import RuleBroken
from kernel.sends import new_key
from meetings.queries.meetings import groups_of
from trainings.forms.answering import AnswerForm, answer_form
from trainings.kinds import Moment, QuestionKind
from trainings.models import Question, Questionnaire
from trainings.operations.answering import Told, answer, is_open
from trainings.queries.learning import Course, asked_at, questionnaire_behind, questions_of
from web.access import public
from web.formats import use_zone
from web.furniture import vault
from web.locale import _, current, prefer
from web.transaction import change, db, undo

bp = Blueprint("evaluation", __name__, url_prefix="/evaluation")

SHEET = "/<reference>/<secret>/<any(before, after):moment>"


@bp.get(SHEET)
@public
def sheet(reference: str, secret: str, moment: str) -> ResponseReturnValue:
    """The questions of this moment, or that it is closed."""
    course, questionnaire = _behind(reference, secret)
    if not is_open(questionnaire, Moment(moment)):
        return _closed(course, Moment(moment))
    questions = asked_at(questions_of(db(), questionnaire), Moment(moment))
    return _page(course, questionnaire, questions, Moment(moment), _form(course, questions))


@bp.post(SHEET)
@public
def send(reference: str, secret: str, moment: str) -> ResponseReturnValue:
    """Keep what was answered, once; what speaks against it stands on the same page."""
    course, questionnaire = _behind(reference, secret)
    when = Moment(moment)
    questions = asked_at(questions_of(db(), questionnaire), when)
    form = _form(course, questions, sent=True)
    if not form.validate_on_submit() or not _says_something(form, questions):
        return _page(course, questionnaire, questions, when, form), 422
    refusal = _kept(reference, secret, when, form.told(questions), form.key.data or "")
    if refusal is None:
        return redirect(
            url_for("evaluation.thanks", reference=reference, secret=secret, moment=moment),
            code=303,
        )
    course, questionnaire = _behind(reference, secret)
    if refusal.code == "moment-closed":
        return _closed(course, when), 409
    _say(form, refusal)
    questions = asked_at(questions_of(db(), questionnaire), when)
    return _page(course, questionnaire, questions, when, form), 409


@bp.get(f"{SHEET}/thanks")
@public
def thanks(reference: str, secret: str, moment: str) -> ResponseReturnValue:
    """It arrived; what to keep in mind until afterwards."""
    course, _questionnaire = _behind(reference, secret)
    return render_template(
        "trainings/public/thanks.html",
        course=course,
        office=course.programme.office,
        before=moment == Moment.BEFORE,
        again=url_for("evaluation.sheet", reference=reference, secret=secret, moment=moment),
    )


def _behind(reference: str, secret: str) -> tuple[Course, Questionnaire]:
    course, questionnaire = questionnaire_behind(db(), reference, secret)
    use_zone(course.programme.office.time_zone)
    prefer(course.meeting.languages)
    return course, questionnaire


def _form(course: Course, questions: list[Question], *, sent: bool = False) -> AnswerForm:
    groups = groups_of(db(), course.workshop.office_id)
    return answer_form(questions, groups, current(), **({} if sent else {"formdata": None}))


def _says_something(form: AnswerForm, questions: list[Question]) -> bool:
    """Whether anything was answered; the form says so if not."""
    if form.told(questions).answers:
        return True
    form.refuse("", _("Responda al menos una pregunta."))
    return False


def _kept(reference: str, secret: str, moment: Moment, told: Told, key: str) -> RuleBroken | None:
    """Keep the sheet in this request's change; None when it is kept."""
    vault().derived("self-made codes")  # it may read the database: before the change
    session = change()
    course, questionnaire = questionnaire_behind(session, reference, secret)
    try:
        answer(session, vault(), course, questionnaire, moment, told, key)
    except RuleBroken as refusal:
        undo()
        return refusal
    return None


def _say(form: AnswerForm, refusal: RuleBroken) -> None:
    """Say kindly what is the matter, and let the next press be a new sheet."""
    if refusal.code == "code-on-another-sheet":
        form.refuse(
            "pairing",
            _(
                "Ese código ya está en otra hoja. Si usted ya envió la suya, no hace falta nada "
                "más. Si no, otra persona inventó el mismo: agregue una letra o un número al "
                "suyo, y use ese también la próxima vez."
            ),
        )
        return
    form.key.data = new_key()
    form.refuse(
        "",
        _(
            "De esta página ya salió una hoja con otras respuestas, y está guardada. Si estas "
            "respuestas son de otra persona, presione Enviar otra vez."
        ),
    )


def _page(
    course: Course, questionnaire: Questionnaire, questions: list[Question],
    moment: Moment, form: AnswerForm,
) -> str:  # fmt: skip
    introduction = questionnaire.introduction
    if current() == "qu":
        introduction = questionnaire.introduction_qu or introduction
    return render_template(
        "trainings/public/answer.html",
        course=course,
        office=course.programme.office,
        introduction=introduction,
        questions=questions,
        kinds=QuestionKind,
        before=moment is Moment.BEFORE,
        form=form,
    )


def _closed(course: Course, moment: Moment) -> str:
    return render_template(
        "trainings/public/closed.html",
        course=course,
        office=course.programme.office,
        before=moment is Moment.BEFORE,
    )
