"""Thresholds of a study with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.kinds import ThresholdState
from basin.models import Entry, Study, Threshold
from kernel.errors import NotFound

ORDER = (ThresholdState.AGREED, ThresholdState.PROPOSED, ThresholdState.WITHDRAWN)


@dataclass(frozen=True)
class History:
    """One threshold: how it stands, and every state that it had, the oldest first."""

    states: Sequence[Threshold]

    @property
    def now(self) -> Threshold:
        """Its newest state, which counts."""
        return self.states[-1]


def histories_of(session: Session, study: Study) -> list[History]:
    """The thresholds of a study: the agreed, the proposed, the withdrawn."""
    query = select(Threshold).where(Threshold.study_id == study.id).order_by(Threshold.id)
    found: dict[tuple[str, str, float, str], list[Threshold]] = {}
    for one in session.scalars(query):
        found.setdefault((one.variable, one.comparison, one.value, one.unit), []).append(one)
    histories = [History(states) for states in found.values()]
    return sorted(histories, key=lambda one: ORDER.index(one.now.state))


def history_called(session: Session, study: Study, number: int) -> History:
    """The threshold that entered the ledger of the study under this number; NotFound for others."""
    query = select(Entry.id).where(Entry.study_id == study.id, Entry.number == number)
    entry_id = session.scalar(query)
    for one in histories_of(session, study):
        if any(state.entry_id == entry_id for state in one.states):
            return one
    raise NotFound("not-found")


def numbers_of(session: Session, histories: Sequence[History]) -> dict[int, int]:
    """Under which number each of these thresholds entered the ledger first, by its entry."""
    firsts = [one.states[0].entry_id for one in histories]
    rows = session.execute(select(Entry.id, Entry.number).where(Entry.id.in_(firsts)))
    return {row[0]: row[1] for row in rows}
