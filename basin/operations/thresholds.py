"""Thresholds of a study: proposed by anybody at the table, agreed by the parties, withdrawn."""

import math
from dataclasses import dataclass

from sqlalchemy.orm import Session

from basin.contract.variables import UNITS
from basin.kinds import Comparison, EntryKind, ThresholdState
from basin.models import Study, Threshold
from basin.operations.ledger import enter, repeat
from basin.operations.speaking import said_by
from basin.policy import TABLE, Action
from basin.queries.evidence import thresholds_of
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

STANDING = frozenset({ThresholdState.PROPOSED, ThresholdState.AGREED})


@dataclass(frozen=True)
class Limit:
    """A value of a variable, in its unit, and on which side of it it is bad to be."""

    variable: str
    comparison: Comparison
    value: float
    unit: str

    @classmethod
    def of(cls, row: Threshold) -> "Limit":
        """The one that a row is about."""
        return cls(row.variable, row.comparison, row.value, row.unit)


def propose_threshold(
    session: Session, actor: Actor, study: Study, limit: Limit, *, basis: str, group: str = ""
) -> Threshold:
    """Propose a threshold and say on what it rests; staff name the `group` that proposes it."""
    require(TABLE, actor, Action.PROPOSE_THRESHOLD, study)
    _expect_sound(limit, basis)
    speaker = said_by(actor, study, group)
    hold(session, study.subject)
    if _standing(session, study, limit) is not None:
        raise RuleBroken("threshold-stands-already")
    return _write(
        session, actor, study, limit, ThresholdState.PROPOSED, basis=basis, speaker=speaker
    )


def adopt_threshold(
    session: Session, actor: Actor, study: Study, threshold: Threshold, *, agreed_in: str
) -> Threshold:
    """Write down that the parties agreed on a proposed threshold, and where (`meeting:…`).

    The one agreed before on the same variable and side is withdrawn with it.
    """
    require(TABLE, actor, Action.ADOPT, study)
    if not agreed_in.strip():
        raise BadInput("threshold-agreed-nowhere")
    hold(session, study.subject)
    limit = _of_study(study, threshold)
    found = _standing(session, study, limit)
    if found is None or found.state is not ThresholdState.PROPOSED:
        raise RuleBroken("threshold-not-proposed")
    for other in thresholds_of(session, study):
        if _gives_way(other, limit):
            _follow(session, actor, study, other, ThresholdState.WITHDRAWN, agreed_in)
    return _follow(session, actor, study, found, ThresholdState.AGREED, agreed_in)


def withdraw_threshold(
    session: Session, actor: Actor, study: Study, threshold: Threshold, *, agreed_in: str = ""
) -> Threshold:
    """Take a threshold back; one that was agreed on only where that was agreed too."""
    require(TABLE, actor, Action.ADOPT, study)
    hold(session, study.subject)
    found = _standing(session, study, _of_study(study, threshold))
    if found is None:
        raise RuleBroken("threshold-not-standing")
    if found.state is ThresholdState.AGREED and not agreed_in.strip():
        raise BadInput("threshold-agreed-nowhere")
    return _follow(session, actor, study, found, ThresholdState.WITHDRAWN, agreed_in)


def _follow(
    session: Session,
    actor: Actor,
    study: Study,
    before: Threshold,
    state: ThresholdState,
    agreed_in: str,
) -> Threshold:
    return _write(
        session, actor, study, Limit.of(before), state,
        basis=before.basis, speaker=study.office.name, agreed_in=agreed_in,
    )  # fmt: skip


def _write(
    session: Session,
    actor: Actor,
    study: Study,
    limit: Limit,
    state: ThresholdState,
    *,
    basis: str,
    speaker: str,
    agreed_in: str = "",
) -> Threshold:
    said = {
        "variable": limit.variable,
        "comparison": str(limit.comparison),
        "value": float(limit.value),
        "unit": limit.unit,
        "basis": basis.strip(),
        "state": str(state),
        "agreed_in": agreed_in.strip(),
        "said_by": speaker,
    }
    entry = enter(session, actor, study, EntryKind.THRESHOLD, said)
    return repeat(session, entry, Threshold, {study.code: study.id})


def _expect_sound(limit: Limit, basis: str) -> None:
    if not limit.variable.strip() or not limit.unit.strip() or not math.isfinite(limit.value):
        raise BadInput("threshold-incomplete")
    if limit.unit != UNITS.get(limit.variable, limit.unit):
        raise BadInput("threshold-wrong-unit", unit=UNITS[limit.variable])
    if not basis.strip():
        raise BadInput("threshold-without-basis")


def _of_study(study: Study, threshold: Threshold) -> Limit:
    if threshold.study_id != study.id:
        raise RuleBroken("threshold-not-standing")
    return Limit.of(threshold)


def _standing(session: Session, study: Study, limit: Limit) -> Threshold | None:
    return next(
        (
            one
            for one in thresholds_of(session, study)
            if Limit.of(one) == limit and one.state in STANDING
        ),
        None,
    )


def _gives_way(other: Threshold, limit: Limit) -> bool:
    return (
        other.state is ThresholdState.AGREED
        and (other.variable, other.comparison) == (limit.variable, limit.comparison)
        and Limit.of(other) != limit
    )
