"""Questions to those who made the model, and their answers. Words are only ever added."""

from sqlalchemy.orm import Session

from accounts.queries import person_named
from basin import events
from basin.models import Answer, Question, Study
from basin.operations.speaking import expert_of, said_by, seat_of
from basin.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require


def ask(
    session: Session,
    actor: Actor,
    study: Study,
    words: str,
    *,
    model_version: str = "",
    group: str = "",
) -> Question:
    """Ask something about the model; who is not at the table names the `group` that asks."""
    require(TABLE, actor, Action.ASK, study)
    question = Question(
        office_id=study.office_id,
        study_id=study.id,
        words=_said(words, BadInput("question-without-words")),
        asked_by=_speaker(actor, study, group),
        model_version=model_version,
        person_id=actor.person_id,
        answers=[],
    )
    session.add(question)
    session.flush()  # the trail names it
    record(session, events.QUESTION_ASKED, actor, study.subject, question_id=question.id)
    return question


def answer(
    session: Session, actor: Actor, study: Study, question: Question, words: str, *, closes: bool
) -> Answer:
    """Answer a question; `closes` says that the matter ends with it."""
    require(TABLE, actor, Action.ANSWER, study)
    speaker = study.office.name
    if actor.person_id is not None:
        speaker = f"{person_named(session, actor.person_id).name} ({speaker})"
    return _add(session, actor, study, question, words, speaker, closes=closes)


def take_up_again(
    session: Session, actor: Actor, study: Study, question: Question, words: str, group: str = ""
) -> Answer:
    """Somebody of the table is not satisfied and says why: a closed question is open again."""
    require(TABLE, actor, Action.ASK, study)
    if not is_closed(question):
        raise RuleBroken("question-open-already")
    speaker = _speaker(actor, study, group)
    return _add(session, actor, study, question, words, speaker, closes=False)


def is_closed(question: Question) -> bool:
    """Whether the last word on it ended the matter."""
    return bool(question.answers) and question.answers[-1].closes


def _add(
    session: Session,
    actor: Actor,
    study: Study,
    question: Question,
    words: str,
    speaker: str,
    *,
    closes: bool,
) -> Answer:
    added = Answer(
        office_id=study.office_id,
        words=_said(words, BadInput("answer-without-words")),
        said_by=speaker,
        closes=closes,
        person_id=actor.person_id,
    )
    question.answers.append(added)
    session.flush()
    record(
        session, events.QUESTION_ANSWERED, actor, study.subject,
        question_id=question.id, closes=closes,
    )  # fmt: skip
    return added


def _speaker(actor: Actor, study: Study, group: str) -> str:
    seated = seat_of(actor, study) or expert_of(actor, study)
    return said_by(actor, study, "" if seated else group)


def _said(words: str, lacking: BadInput) -> str:
    if not words.strip():
        raise lacking
    return words.strip()
