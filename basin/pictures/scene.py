"""All that one page or paper shows of scenarios: the comparison, its pictures, its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from basin.comparing import Case, Comparison, Limit, cases_of, compare, share_climate
from basin.kinds import Origin
from basin.pictures.asked import Asked
from basin.pictures.kept import Shelf
from basin.pictures.look import Look, Observed, letter
from basin.pictures.picture import Picture
from basin.pictures.six import pictures
from basin.queries.showing import Shown, forget_series
from basin.sentences import case_name, heading, sentence, written
from basin.sentences.numbers import digits
from basin.words import ORIGIN
from web.locale import _, current

MOST_KEPT = 32


@dataclass(frozen=True)
class Row:
    """One figure of a scenario beside that of the baseline, and what it means."""

    what: str
    base: str
    value: str
    words: str


@dataclass(frozen=True)
class Told:
    """What changes in one scenario; `sign` is its letter in the pictures."""

    sign: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Scene:
    """What is seen. `drawn` are the keys in the pictures, `refused` why some are in none."""

    comparison: Comparison
    pictures: tuple[Picture, ...]
    told: tuple[Told, ...]
    drawn: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def base_name(self) -> str:
        """What all is compared with; empty when there is no baseline."""
        base = self.comparison.base
        return f"{letter(self.comparison, base)} {case_name(base)}" if base else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The scenarios that can be shown, by key and name."""
        comparison = self.comparison
        return [
            (one.key, f"{letter(comparison, one)} {case_name(one)}") for one in comparison.cases
        ]


_SHELF: Shelf[Scene] = Shelf(MOST_KEPT)


def forget() -> None:
    """Draw everything anew from now on."""
    _SHELF.clear()
    forget_series()


def scene_of(
    shown: Shown, beside: Shown | None, measured: Sequence[Shown], limits: Sequence[Limit],
    asked: Asked,
) -> Scene:  # fmt: skip
    """The scene, drawn now or a moment ago."""
    every = [shown, *([beside] if beside else []), *measured]
    compared = every[: len(every) - len(measured)]
    asked = asked.among(
        [case.key for one in compared for case in cases_of(one.scenarios, one.code)]
    )
    key = (tuple(one.sha256 for one in every), bool(beside), tuple(limits), asked, current())
    return _SHELF.get(key, lambda: _drawn(shown, beside, measured, limits, asked))


def _drawn(
    shown: Shown, beside: Shown | None, measured: Sequence[Shown], limits: Sequence[Limit],
    asked: Asked,
) -> Scene:  # fmt: skip
    comparison = compare(_cases(shown, beside), limits, asked.base or None)
    drawn = asked.drawn(comparison)
    look = Look(
        shown=drawn,
        bands=(asked.band,) if asked.band else (),
        stamp=stamp_of([shown, *([beside] if beside else [])]),
        observed=tuple(one for each in measured for one in observed_of(each)),
        both=asked.both,
    )
    told = tuple(_told(comparison, one) for one in comparison.changed if one.key in drawn)
    return Scene(comparison, pictures(comparison, look), told, drawn, _refused(comparison))


def stamp_of(every: Sequence[Shown]) -> str:
    """What nobody may overlook: that a model is not calibrated, that nobody checked a file."""
    words = []
    if any(one.is_illustrative for one in every):
        words.append(str(_("Ilustrativo, no calibrado")))
    if any(one.evidence.origin is Origin.HAND for one in every):
        words.append(str(ORIGIN[Origin.HAND]))
    return ". ".join(words)


def observed_of(shown: Shown) -> list[Observed]:
    """The measurements of a station, one for each variable."""
    return [
        Observed(
            label=shown.evidence.called(current()),
            variable=variable,
            unit=series.unit,
            times=scenario.times,
            values=series.values,
            flags=shown.flags.get((scenario.id, variable), ()),
        )
        for scenario in shown.scenarios
        for (variable, _percentile), series in scenario.series.items()
    ]


def _cases(shown: Shown, beside: Shown | None) -> tuple[Case, ...]:
    """The scenarios of both; one that holds the same numbers in both stands once, unlabelled."""
    first = cases_of(shown.scenarios, shown.code, shown.limits)
    if beside is None:
        return first
    second = share_climate([*first, *cases_of(beside.scenarios, beside.code, beside.limits)])
    alike = {one.key for one in second if _has_twin(one, second)}
    labels = dict(zip((shown.code, beside.code), labels_of(shown, beside), strict=True))
    return tuple(
        one if one.key in alike else replace(one, label=labels[one.source])
        for one in second
        if one.source == shown.code or one.key not in alike
    )


def _has_twin(case: Case, every: Sequence[Case]) -> bool:
    """Whether the other evidence has a scenario of this name with the very same numbers."""
    return any(
        one.source != case.source
        and one.scenario.id == case.scenario.id
        and one.scenario.times == case.scenario.times
        and one.scenario.series == case.scenario.series
        for one in every
    )


def labels_of(shown: Shown, beside: Shown) -> tuple[str, str]:
    """How scenarios of two pieces of evidence are told apart: by the one input that differs, such
    as 30 L/s and 60 L/s, else by their codes."""
    differing = inputs_that_differ(shown.inputs, beside.inputs)
    if len(differing) != 1:
        return shown.code, beside.code
    name = differing[0]
    return value_written(shown, name), value_written(beside, name)


def inputs_that_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names of inputs with different values, but for the list of scenarios."""
    names = dict.fromkeys([*one, *other])
    return [name for name in names if name != "scenarios" and one.get(name) != other.get(name)]


def value_written(shown: Shown, name: str) -> str:
    """An input as people read it, with its unit."""
    value = shown.inputs.get(name)
    if isinstance(value, bool):
        return str(_("sí") if value else _("no"))
    if isinstance(value, int):
        return f"{value} {shown.units.get(name, '')}".strip()
    if isinstance(value, float):
        places = next((n for n in range(4) if round(value, n) == value), 4)
        return f"{digits(value, places)} {shown.units.get(name, '')}".strip()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value if value is not None else "–")


def _told(comparison: Comparison, case: Case) -> Told:
    cases, step = comparison.cases, comparison.step
    rows = tuple(
        Row(
            heading(one.figure, cases),
            written(one.base, step) if one.base else "–",
            written(one.figure, step),
            sentence(one, step, cases),
        )
        for one in comparison.changes(case)
    )
    return Told(letter(comparison, case), case_name(case), rows)


def _refused(comparison: Comparison) -> tuple[str, ...]:
    return tuple(
        str(
            _(
                "«%(case)s» no se compara: sus valores no están separados por el mismo tiempo.",
                case=case_name(one),
            )
        )
        for one in comparison.refused
    )
