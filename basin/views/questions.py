"""Questions to those who made the model: asked at the table, answered by who runs it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.forms.questions import AgainForm, AnswerForm, QuestionForm
from basin.models import Question, Study
from basin.operations.questions import answer, ask, is_closed, take_up_again
from basin.operations.speaking import expert_of, seat_of
from basin.policy import Action
from basin.queries.council import versions_of
from basin.queries.questions import Cursor, Questions, open_questions, question_of, questions_of
from basin.queries.studies import study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import runners_only, study_at, study_to_read
from kernel.errors import Refusal
from web.access import can, for_staff, open_to_all
from web.actor import actor
from web.forms import Form
from web.locale import _
from web.transaction import db

BESIDE = {
    "said-by-nobody": "group",
    "question-without-words": "words",
    "answer-without-words": "words",
}


@bp.get("/<code>/questions")
@open_to_all
def questions_page(code: str) -> ResponseReturnValue:
    """What was asked: open questions first, the newest before the older."""
    study = study_to_read(code)
    after = request.args.get("after", "")
    found = questions_of(db(), study, Cursor.parse(after))
    return render_template(
        "basin/questions.html",
        study=study,
        found=found,
        rows=_rows(found, study),
        waiting=open_questions(db(), study),
        after=after,
    )


@bp.get("/<code>/questions/new")
@for_staff
def ask_page(code: str) -> ResponseReturnValue:
    """The page on which somebody asks."""
    return _asking(QuestionForm(None), study_at(code))


@bp.post("/<code>/questions/new")
@for_staff
def ask_now(code: str) -> ResponseReturnValue:
    """Ask it, once."""
    form = QuestionForm()
    study_at(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        versions = versions_of(session, found)
        ask(
            session, actor(), found, form.words.data or "", group=form.group.data or "",
            model_version=versions[0].number if versions else "",
        )  # fmt: skip

    def again(why: Refusal | None) -> ResponseReturnValue:
        return _asking(form, study_at(code), why)

    if refused := attempted(form, act, again, BESIDE):
        return refused
    flash(
        _("La pregunta está en la lista. Quienes llevan el modelo la van a responder aquí."), "good"
    )
    return redirect(url_for("basin.questions_page", code=code), code=303)


@bp.get("/<code>/questions/<int:number>")
@open_to_all
def question_page(code: str, number: int) -> ResponseReturnValue:
    """One question with all that was said of it."""
    study = study_to_read(code)
    return _one(study, question_of(db(), study, number))


@bp.post("/<code>/questions/<int:number>/answer")
@runners_only
def answer_now(code: str, number: int) -> ResponseReturnValue:
    """Answer it, once."""
    form = AnswerForm()
    study_at(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        question, closes = question_of(session, found, number), bool(form.closes.data)
        answer(session, actor(), found, question, form.words.data or "", closes=closes)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = study_at(code)
        return _one(study, question_of(db(), study, number), why, answering=form)

    return attempted(form, act, again, BESIDE) or _back(code, number)


@bp.post("/<code>/questions/<int:number>/again")
@for_staff
def ask_again(code: str, number: int) -> ResponseReturnValue:
    """Open a closed question again and say why, once."""
    form = AgainForm()
    study_at(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        question = question_of(session, found, number)
        words, group = form.words.data or "", form.group.data or ""
        take_up_again(session, actor(), found, question, words, group)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = study_at(code)
        return _one(study, question_of(db(), study, number), why, asking=form)

    return attempted(form, act, again, BESIDE) or _back(code, number)


def _back(code: str, number: int) -> ResponseReturnValue:
    flash(_("Quedó escrito."), "good")
    return redirect(url_for("basin.question_page", code=code, number=number), code=303)


def _asking(
    form: QuestionForm, study: Study, refusal: Refusal | None = None
) -> ResponseReturnValue:
    return shown("basin/question_form.html", form, refusal, study=study, seated=_seated(study))


def _one(
    study: Study,
    question: Question,
    refusal: Refusal | None = None,
    answering: AnswerForm | None = None,
    asking: AgainForm | None = None,
) -> ResponseReturnValue:
    form: Form = answering or asking or AnswerForm(None)
    return shown(
        "basin/question.html", form, refusal, study=study, question=question,
        asked_by=_named(study, question.asked_by),
        said=[(_named(study, one.said_by), one)
              for one in question.answers],
        closed=is_closed(question), seated=_seated(study),
        answering=answering or AnswerForm(None), asking=asking or AgainForm(None),
    )  # fmt: skip


def _rows(found: Questions, study: Study) -> list[dict[str, Any]]:
    return [
        {
            "question": one,
            "asked_by": _named(study, one.asked_by),
            "closed": is_closed(one),
            "answers": len(one.answers),
        }
        for one in found.rows
    ]


def _named(study: Study, name: str) -> str:
    """Who it was. Others than the table and the office meet no member or colleague by name."""
    if can(Action.READ, study):
        return name
    if name in {one.name for one in study.members}:
        return str(_("Alguien de la mesa"))
    return study.office.name if name.endswith(f"({study.office.name})") else name


def _seated(study: Study) -> bool:
    """Whether the reader speaks for themselves: the others name who asks."""
    return bool(seat_of(actor(), study) or expert_of(actor(), study))
