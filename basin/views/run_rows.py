"""A run as a line of a list and as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from basin import words
from basin.contract import texts
from basin.contract.processes import Process as Described
from basin.forms.input_words import is_technical, shown_value, titled
from basin.kinds import RunProblem
from basin.lifecycle import AT_WORK, RunState
from basin.models import Process, Run
from basin.queries.providers import described
from basin.queries.running import question_words
from basin.queries.runs import models_of, names_of
from web.locale import _, current

BADGES = {
    RunState.PROPOSED: ("soon", "question"),
    RunState.STORED: ("good", "check"),
    RunState.FAILED: ("late", "alert"),
    RunState.GONE: ("late", "alert"),
    RunState.UNKNOWN: ("late", "question"),
    RunState.CANCELLED: ("hold", "pause"),
    RunState.DECLINED: ("hold", "pause"),
}


@dataclass(frozen=True)
class RunRow:
    """What people read of a run: the question, who asks it, where it stands."""

    run: Run
    question: str
    who: str
    state: Any
    badge: tuple[str, str]

    @property
    def at_work(self) -> bool:
        """Whether the worker still has something to do."""
        return self.run.state in AT_WORK

    @property
    def problem(self) -> Any:
        """Why it gave nothing, or what keeps it waiting; empty when nothing is wrong."""
        return words.PROBLEM[self.run.problem] if self.run.problem else ""

    @property
    def may_come_again(self) -> bool:
        """Whether asking the same once more can help."""
        asked_wrongly = {RunProblem.REFUSED_INPUTS, RunProblem.MODEL_CHANGED}
        return self.run.problem not in asked_wrongly


def rows_of(session: Session, runs: Sequence[Run]) -> list[RunRow]:
    """Runs as people read them."""
    models, names = models_of(session, runs), names_of(session, runs)
    return [_row(run, models.get((run.provider_id, run.process)), names) for run in runs]


def _row(run: Run, model: Process | None, names: dict[int, str]) -> RunRow:
    question = question_words(model, run.inputs, current()) if model else run.process
    return RunRow(
        run=run,
        question=question,
        who=asked_by(run, names),
        state=words.RUN_STATE[run.state],
        badge=BADGES.get(run.state, ("", "clock")),
    )


def asked_by(run: Run, names: dict[int, str]) -> str:
    """Who proposed it, by name: those who read it sit at the same table."""
    wrote = names.get(run.proposed_by_id or 0, str(_("La plataforma")))
    member = run.for_member
    if member is None:
        return wrote
    named = f"{member.name} ({member.group})" if member.group else member.name
    return str(_("%(member)s; lo anotó %(person)s", member=named, person=wrote))


def inputs_shown(
    model: Described | None, inputs: dict[str, Any], *, technical: bool
) -> list[tuple[str, str]]:
    """What is asked of each input, with its unit: those about the water, or the technical ones."""
    if model is None:
        return [] if technical else [(name, str(value)) for name, value in inputs.items()]
    return [
        (titled(spec), shown_value(spec, inputs.get(spec.name)))
        for spec in model.inputs
        if is_technical(spec) is technical
    ]


def model_title(process: Process) -> str:
    """What a model is called, in the language of the reader."""
    return texts.in_language(described(process).title, current()) or process.name
