"""What was found, kept as JSON between the worker that computes it and the pages that show it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dialogue.opinion_groups.found import (
    OpinionGroup,
    OpinionGroups,
    Point,
    Representative,
    StatementFigures,
)
from dialogue.opinion_groups.tallies import Tally


def kept(found: OpinionGroups) -> dict[str, Any]:
    """Plain values of everything. It says how each person votes: keep it as the votes are kept."""
    return asdict(found) | {
        "people": [list(one) for one in found.people],
        "places": [list(one) for one in found.places],
        "membership": [list(each) for each in found.membership.items()],
    }


def found_again(said: Mapping[str, Any]) -> OpinionGroups:
    """The same as was kept."""
    return OpinionGroups(
        participants=said["participants"],
        votes=said["votes"],
        silhouette=said["silhouette"],
        groups=tuple(map(_group, said["groups"])),
        membership=dict(said["membership"]),
        statements=tuple(map(_statement, said["statements"])),
        majority_agree=tuple(said["majority_agree"]),
        majority_disagree=tuple(said["majority_disagree"]),
        people=tuple(Point(*one) for one in said["people"]),
        places=tuple(Point(*one) for one in said["places"]),
    )


def _group(said: Mapping[str, Any]) -> OpinionGroup:
    spoken = tuple(Representative(**one) for one in said["representative"])
    return OpinionGroup(said["id"], said["size"], spoken)


def _statement(said: Mapping[str, Any]) -> StatementFigures:
    counts = {"everybody": Tally(*said["everybody"])}
    return StatementFigures(
        **{**said, **counts, "groups": tuple(Tally(*one) for one in said["groups"])}
    )
