"""An outcome as plain data that can be sealed, and back: words are made of it when it is read."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from dialogue.protocols.kinds import (
    OutcomeState,
    PositionOption,
    PositionUnit,
    Protocol,
    ReasonCode,
)
from dialogue.protocols.outcomes import Outcome, Ranking, Reason, Standing


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Names, whole numbers, fractions, lists: nothing that JSON does not know."""
    return {
        **asdict(outcome),
        "reasons": [_reason_data(one) for one in outcome.reasons],
        "remarks": [_reason_data(one) for one in outcome.remarks],
        "standings": [asdict(one) for one in outcome.standings],
        "ranking": _ranking_data(outcome.ranking),
    }


def outcome_of(data: Mapping[str, Any]) -> Outcome:
    """The outcome that was sealed. KeyError or ValueError for data of another form."""
    return Outcome(
        Protocol(data["protocol"]),
        OutcomeState(data["state"]),
        bool(data["binding"]),
        tuple(map(_reason_of, data["reasons"])),
        tuple(map(_reason_of, data["remarks"])),
        tuple(map(_standing_of, data["standings"])),
        _ranking_of(data["ranking"]),
    )


def _reason_data(reason: Reason) -> dict[str, Any]:
    """Only the figures that its code has."""
    facts = {**asdict(reason), "options": list(reason.options) or None}
    return {name: value for name, value in facts.items() if value is not None}


def _reason_of(data: Mapping[str, Any]) -> Reason:
    options = tuple(data.get("options", ()))
    return Reason(**{**data, "code": ReasonCode(data["code"]), "options": options})


def _standing_of(data: Mapping[str, Any]) -> Standing:
    counts = {PositionOption(option): count for option, count in data["counts"].items()}
    return Standing(**{**data, "unit": PositionUnit(data["unit"]), "counts": counts})


def _ranking_data(ranking: Ranking | None) -> dict[str, Any] | None:
    if ranking is None:
        return None
    return {**asdict(ranking), "order": list(ranking.order), "first": list(ranking.first)}


def _ranking_of(data: Mapping[str, Any] | None) -> Ranking | None:
    if data is None:
        return None
    whole = Ranking(**data)
    return replace(whole, order=tuple(whole.order), first=tuple(whole.first))
