"""The summary of a study: where it stands, and what the reader can do next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from basin import words
from basin.kinds import Visibility
from basin.lifecycle import RunState
from basin.models import Study
from basin.operations.speaking import expert_of, seat_of
from basin.policy import Action
from basin.queries.council import ModelVersion, reviews_of_model, versions_of
from basin.queries.evidence import thresholds_of
from basin.queries.questions import open_questions
from basin.queries.summaries import evidence_kept, newest_evidence, runs_waiting
from basin.views.blueprint import bp
from basin.views.entrance import study_to_read
from basin.views.pointing import referred
from web.access import can, may_enter, open_to_all
from web.actor import actor
from web.locale import _
from web.transaction import db


@dataclass(frozen=True)
class Step:
    """Something that the reader can do next."""

    words: Any
    href: str


@bp.get("/<code>")
@open_to_all
def study_page(code: str) -> ResponseReturnValue:
    """What the study is and where it stands."""
    study = study_to_read(code)
    versions, waiting = versions_of(db(), study), runs_waiting(db(), study)
    current = versions[0] if versions else None
    reviews = reviews_of_model(db(), study, current.sha256) if current else []
    questions, evidence = open_questions(db(), study), newest_evidence(db(), study)
    return render_template(
        "basin/study.html",
        study=study,
        evidence=evidence,
        kept=evidence_kept(db(), study),
        kinds=words.EVIDENCE,
        current=current,
        reviews=reviews,
        verdicts=words.VERDICT,
        questions=questions,
        waiting=[(words.RUN_STATE[state], number) for state, number in waiting.items()],
        thresholds=Counter(one.state.value for one in thresholds_of(db(), study)),
        belongs_to=referred(study.belongs_to),
        steps=_steps(study, waiting.get(RunState.PROPOSED, 0), questions, current, reviews),
        reader=_reader(study),
    )


def _reader(study: Study) -> str:
    """As what the reader meets this study, in words; empty for the office and for everybody."""
    if me := expert_of(actor(), study):
        return str(_("Usted está en el Consejo de Expertos como %(name)s.", name=me.name))
    if seat := seat_of(actor(), study):
        side = seat.group or words.SIDE[seat.side]
        return str(_("Usted está en la mesa por: %(group)s.", group=side))
    return ""


def _steps(
    study: Study,
    proposed: int,
    questions: int,
    current: ModelVersion | None,
    reviews: Sequence[Any],
) -> list[Step]:
    """What the reader can do, what waits for them first."""
    return [
        *_of_host(study),
        *_of_runner(study, proposed, questions),
        *_of_expert(study, current, reviews),
        *_of_table(study),
    ]


def _of_host(study: Study) -> list[Step]:
    if not can(Action.CHANGE, study) or not study.is_open:
        return []
    change = url_for("basin.change_study_page", code=study.code)
    seated = [one for one in study.members if one.left_on is None]
    council = [one for one in study.experts if one.left_on is None]
    lacks = [
        (not study.process, _("Elegir el modelo del estudio"), change),
        (not seated, _("Sentar a la mesa a las partes"),
         url_for("basin.new_member_page", code=study.code)),
        (not council, _("Formar el Consejo de Expertos"),
         url_for("basin.new_expert_page", code=study.code)),
        (bool(seated) and study.visibility is Visibility.OFFICE,
         _("Abrir el estudio a los miembros"), change),
    ]  # fmt: skip
    return [Step(said, href) for lacking, said, href in lacks if lacking]


def _of_runner(study: Study, proposed: int, questions: int) -> list[Step]:
    found = []
    if proposed and can(Action.START, study) and may_enter("basin.runs_page"):
        words_ = _("Decidir sobre las corridas propuestas (%(num)s)", num=proposed)
        found.append(Step(words_, url_for("basin.runs_page", code=study.code)))
    if questions and can(Action.ANSWER, study):
        words_ = _("Responder las preguntas abiertas (%(num)s)", num=questions)
        found.append(Step(words_, url_for("basin.questions_page", code=study.code)))
    return found


def _of_expert(study: Study, current: ModelVersion | None, reviews: Sequence[Any]) -> list[Step]:
    me = expert_of(actor(), study)
    if me is None or current is None or not study.is_open:
        return []
    if any(one.expert_id == me.id for one in reviews):
        return []
    href = url_for("basin.sign_page", code=study.code, version=current.sha256)
    return [Step(_("Revisar la versión más nueva del modelo y firmar"), href)]


def _of_table(study: Study) -> list[Step]:
    can_do = [
        (Action.PROPOSE, "basin.ask_model_page", _("Proponer una corrida del modelo")),
        (Action.ASK, "basin.ask_page", _("Preguntar a quienes llevan el modelo")),
        (Action.PROPOSE_THRESHOLD, "basin.new_threshold_page", _("Proponer un umbral")),
        (Action.ADD, "basin.add_page", _("Cargar un archivo o mediciones")),
    ]
    return [
        Step(said, url_for(endpoint, code=study.code))
        for action, endpoint, said in can_do
        if may_enter(endpoint) and can(action, study)
    ]
