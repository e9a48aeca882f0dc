"""The thresholds of studies that an agreement adopts, and how they stand there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from basin.kinds import ThresholdState
from basin.queries.studies import study_for
from basin.queries.thresholds import History, histories_of, history_called, numbers_of
from dialogue.contents.agreement import Adopted
from dialogue.models import Agreement, Process
from kernel.errors import NotFound
from kernel.policy import SYSTEM, Actor

Study = Any
"""A row of `basin`, whose tables are its own."""


@dataclass(frozen=True)
class Chosen:
    """One threshold: its study, its number in the ledger there, and what became of it."""

    study: Study
    number: int
    history: History

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.study.code}:{self.number}"

    @property
    def state(self) -> ThresholdState:
        """How it stands now."""
        return self.history.now.state

    def agreed_in(self, reference: str) -> bool:
        """Whether the parties agreed on it in this very agreement."""
        return any(one.agreed_in == reference for one in self.history.states)

    @property
    def written(self) -> Adopted:
        """As it is sealed with the agreement."""
        now = self.history.now
        return Adopted(
            study=self.study.code,
            variable=now.variable,
            comparison=str(now.comparison),
            value=repr(now.value),
            unit=now.unit,
            basis=now.basis,
        )


def thresholds_chosen(session: Session, agreement: Agreement) -> list[Chosen]:
    """Those that an agreement adopts, as far as they are still there."""
    return called(session, SYSTEM, agreement.thresholds)


def called(session: Session, actor: Actor, chosen: Iterable[dict[str, Any]]) -> list[Chosen]:
    """The thresholds that `[{"study": "S-…", "threshold": 12}]` names, for who may read them."""
    found = []
    for one in chosen:
        try:
            study = study_for(session, actor, str(one["study"]))
            number = int(one["threshold"])
            found.append(Chosen(study, number, history_called(session, study, number)))
        except NotFound:
            continue
    return found


def that_may_be_adopted(session: Session, actor: Actor, process: Process) -> list[Chosen]:
    """What is proposed in the study of this table, for who may read it."""
    _kind, _, code = process.study.partition(":")
    if not code:
        return []
    try:
        study = study_for(session, actor, code)
    except NotFound:
        return []
    histories = [
        one for one in histories_of(session, study) if one.now.state is ThresholdState.PROPOSED
    ]
    numbers = numbers_of(session, histories)
    return [Chosen(study, numbers[one.states[0].entry_id], one) for one in histories]
