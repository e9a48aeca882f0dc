"""What the viewer shows of a piece of evidence, gathered for its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from basin.contract.texts import in_language
from basin.kinds import EvidenceKind
from basin.models import Evidence
from basin.pictures import Asked, Scene, scene_of
from basin.pictures.scene import inputs_that_differ, value_written
from basin.policy import Action
from basin.queries.evidence import evidence_for
from basin.queries.showing import (
    Shown,
    limits_of,
    measurements_of,
    others_with_series,
    shown_of,
    titles_of_inputs,
)
from kernel.errors import NotFound
from web.actor import actor
from web.formats import use_zone
from web.locale import current
from web.transaction import db


@dataclass(frozen=True)
class Offered:
    """A piece of evidence that can be shown too."""

    evidence: Evidence
    is_chosen: bool


@dataclass(frozen=True)
class Sight:
    """A scene with what can be chosen beside it."""

    shown: Shown
    beside: Shown | None
    scene: Scene
    asked: Asked
    others: tuple[Offered, ...]
    measurements: tuple[Offered, ...]
    titles: Mapping[str, Mapping[str, str]]
    """What the model calls its inputs, by name and language."""

    @property
    def every(self) -> tuple[Shown, ...]:
        """The one or two pieces of evidence that are compared."""
        return (self.shown, self.beside) if self.beside else (self.shown,)

    @property
    def inputs(self) -> list[tuple[str, list[str], bool]]:
        """Each input, its value in each piece of evidence, and whether they differ."""
        names = dict.fromkeys(name for one in self.every for name in one.inputs)
        odd = inputs_that_differ(self.shown.inputs, self.every[-1].inputs)
        return [
            (
                in_language(self.titles.get(name, {}), current()) or name,
                [value_written(one, name) for one in self.every],
                name in odd,
            )
            for name in names
            if name != "scenarios"
        ]


def evidence_to_show(code: str) -> Evidence:
    """The evidence in this address for who may read its study; NotFound for everybody else."""
    evidence = evidence_for(db(), actor(), code, Action.READ_PUBLIC)
    use_zone(evidence.study.office.time_zone)
    return evidence


def sight_of(evidence: Evidence) -> Sight:
    """What the address of this request asks for."""
    session, asked = db(), Asked.of(request.args.to_dict(flat=False))
    shown = shown_of(session, evidence)
    others = others_with_series(session, evidence)
    beside = _chosen(session, others, asked.beside)
    there = measurements_of(session, evidence.study, _variables(shown, beside))
    stations = list(dict.fromkeys(one for one, _variable in there if one.id != evidence.id))
    measured = [one for code in asked.measured if (one := _chosen(session, stations, code))]
    if evidence.kind is EvidenceKind.OBSERVATIONS:
        measured.insert(0, shown)
    limits = [*shown.limits, *(beside.limits if beside else ())]
    scene = scene_of(shown, beside, measured, limits_of(session, evidence.study, limits), asked)
    return Sight(
        shown, beside, scene, asked,
        tuple(Offered(one, one.code == asked.beside) for one in others),
        tuple(Offered(one, one.code in asked.measured) for one in stations),
        titles_of_inputs(session, shown),
    )  # fmt: skip


def _chosen(session: Session, offered: Sequence[Evidence], code: str) -> Shown | None:
    """The offered evidence of this code; NotFound for a code that is not offered."""
    if not code:
        return None
    found = next((one for one in offered if one.code == code), None)
    if found is None:
        raise NotFound("not-found")
    return shown_of(session, found)


def _variables(shown: Shown, beside: Shown | None) -> frozenset[str]:
    every = [*shown.scenarios, *(beside.scenarios if beside else ())]
    return frozenset(variable for one in every for variable, _percentile in one.series)
