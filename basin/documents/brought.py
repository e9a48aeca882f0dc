"""What people said of evidence that they brought by hand, for its page and its papers alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from basin import words
from basin.contract.texts import in_language
from basin.kinds import EvidenceKind, QualityFlag, TimeStep
from basin.queries.dossier import Dossier
from basin.sentences import unit_sign
from basin.sentences.names import VARIABLES
from basin.sheet_words import STATION_VARIABLE
from web.formats import number
from web.locale import _, current

Pair = tuple[str, Any]

ELSEWHERE = frozenset(
    {
        "caveats", "doubts", "heads", "mapping", "parameters", "period", "rows", "scenarios",
        "series", "source", "station", "why",
    }
)  # fmt: skip
"""Facts that stand in a place of their own."""
NAMED = {**VARIABLES, **STATION_VARIABLE}


@dataclass(frozen=True)
class Cells:
    """A small table that belongs to evidence."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def others(dossier: Dossier) -> list[Pair]:
    """Facts of what was brought, each under its name; a run of the service has none."""
    if "service" in dossier.facts:
        return []
    return list(_told(dossier.facts))


def _told(facts: Mapping[str, Any]) -> Iterator[Pair]:
    for name, value in facts.items():
        said = _said(name, value) if name not in ELSEWHERE else ""
        if said.strip():
            yield str(words.FACT.get(name, name)), said
    doubts = facts.get("doubts") or ()
    if sure := [one for one in doubts if one.get("confirmed")]:
        rows = ", ".join(str(one["row"]) for one in sure)
        yield str(_("Filas que alguien confirmó")), rows
    if left := [one for one in doubts if one.get("left_out")]:
        yield str(_("Filas que no se tomaron")), ", ".join(str(one["row"]) for one in left)
    for one in (facts.get("mapping") or {}).get("conversions") or ():
        yield str(_("Convertido")), _conversion(one)


def _said(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return _SHOWN[name](value) if name in _SHOWN else ""
    if name == "time_step" and value in _STEPS:
        return str(words.TIME_STEP[TimeStep(value)])
    if name == "language":
        return str(words.TONGUE.get(value, value))
    shown = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if shown else ""


def _consent(said: Mapping[str, Any]) -> str:
    return str(said.get("how") or "") if said.get("people") else str(_("No se reconoce a nadie"))


def _flags(said: Mapping[str, Any]) -> str:
    counts = ((words.QUALITY[QualityFlag(one)], number(many)) for one, many in said.items())
    return " · ".join(f"{flag}: {many}" for flag, many in counts)


def _title(said: Mapping[str, Any]) -> str:
    return str(said.get("title") or "")


_SHOWN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "consent": _consent,
    "flags": _flags,
    "stands_in": _title,
}
_STEPS = frozenset(step.value for step in TimeStep)


def _conversion(one: Mapping[str, Any]) -> str:
    rule = f"{one['from']} × {number(one['factor'])} → {one['to']}"
    if one.get("per_step"):
        return str(_("%(rule)s, dividido entre los segundos de cada mes, día o año", rule=rule))
    return rule


def cells_of(dossier: Dossier) -> Cells | None:
    """The figures of a laboratory, or the cells that were published; None of all others."""
    facts = dossier.facts
    if dossier.kind is EvidenceKind.LABORATORY and facts.get("parameters"):
        heads = [str(one) for one in (_("Parámetro"), _("Valor"), _("Unidad"), _("Límite"),
                                      _("De dónde sale el límite"))]  # fmt: skip
        names = ("name", "value", "unit", "limit", "basis")
        rows = [[str(one.get(name) or "–") for name in names] for one in facts["parameters"]]
        return Cells(str(_("Resultados")), heads, rows)
    if dossier.kind is EvidenceKind.STATISTICS and facts.get("rows"):
        kept_back = str(_("reservado"))
        rows = [[kept_back if cell is None else str(cell) for cell in row] for row in facts["rows"]]
        return Cells(str(_("Las cifras")), facts.get("heads") or [], rows)
    return None


def series_of(dossier: Dossier) -> list[Sequence[str]]:
    """Of loaded or measured series: what, unit, from, to, values, gaps."""
    facts = dossier.facts
    titles = {one["id"]: one.get("title") or {} for one in facts.get("scenarios") or ()}
    return [
        (
            _named(one, in_language(titles.get(one.get("scenario", ""), {}), current())),
            unit_sign(one.get("unit", "")),
            f"{one.get('first', '')} – {one.get('last', '')}",
            number(one.get("values", 0)),
            number(one.get("gaps", 0)),
        )
        for one in facts.get("series") or ()
    ]


def _named(one: Mapping[str, Any], scenario: str) -> str:
    variable = one.get("variable", "")
    name = one.get("own_name") or str(NAMED.get(variable, variable))
    percentile = one.get("percentile", "value")
    return ", ".join(filter(None, (name, scenario, "" if percentile == "value" else percentile)))
