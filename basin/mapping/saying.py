"""What a person typed on the page of a table becomes a plan; what they left alone is as found.

`said` holds the words of the page by the names of its fields. Fields of one source end in its key:
`v-c3` is the variable of column D.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from basin.kinds import QualityFlag, TimeStep
from basin.mapping.asking import is_known
from basin.mapping.cells import MISSING, MOST_MARKERS
from basin.mapping.dates import Order
from basin.mapping.finding import Found, Layout, found_in
from basin.mapping.numbers import Decimal
from basin.mapping.observing import codes_in
from basin.mapping.plans import LINE, SINGLE, Plan, Twice, Wanted, plan_of
from basin.mapping.sources import Source, sources_of
from basin.mapping.units import OTHER
from kernel.spreadsheets.books import Book, Sheet
from kernel.text import canonical, number_in

T = TypeVar("T", bound=StrEnum)

OBSERVED = "Observado"
"""The only scenario of a station: what was."""
LONGEST_WORD = 2 * LINE
MOST_WORDS = 800
MOST_SOURCES = 60
_PERCENTILES = {f"p{number}" for number in range(101)}


@dataclass(frozen=True)
class Understood:
    """A sheet as it is read by what somebody said so far."""

    sheet: Sheet
    found: Found
    plan: Plan
    sources: tuple[Source, ...]
    codes: tuple[str, ...]
    """The codes of its column of flags, for a station."""
    more: int = 0
    """How many sources there are beyond those that a page can hold."""


def kept(form: Mapping[str, str]) -> dict[str, str]:
    """The words of a page as they are kept: on one line, none too long, not too many."""
    told = list(form.items())[:MOST_WORDS]
    return {name: " ".join(canonical(word).split())[:LONGEST_WORD] for name, word in told}


def understood(book: Book, said: Mapping[str, str], *, station: bool) -> Understood:
    """The sheet that is meant, what it seems to be, and the plan that somebody said."""
    sheet = _sheet(book, said.get("sheet", ""))
    head = number_in(said.get("head", ""))
    lines = number_in(said.get("lines", ""))
    known = head is not None and 0 < head <= len(sheet.rows)
    found = found_in(sheet, head - 1 if known and head else None, min(lines or 0, 3) or None)
    plan = _laid_out(plan_of(found, sheet.name), said, station=station)
    every = sources_of(sheet, found, plan)
    sources = every[:MOST_SOURCES]
    codes = codes_in(sheet, found, plan) if station else ()
    plan = replace(
        plan,
        series=_station(said, sources) if station else _series(said, sources),
        meanings=_meanings(said, codes),
    )
    return Understood(sheet, found, plan, sources, codes, len(every) - len(sources))


def _sheet(book: Book, said: str) -> Sheet:
    """The sheet of this number; the first one that shows and holds something when none is said."""
    number = number_in(said)
    if number is not None and number < len(book.sheets):
        return book.sheets[number]
    shown = [one for one in book.sheets if one.rows and not one.hidden]
    return (shown or [one for one in book.sheets if one.rows] or list(book.sheets))[0]


def _laid_out(plan: Plan, said: Mapping[str, str], *, station: bool) -> Plan:
    layout = _one(Layout, said.get("layout", "")) or plan.layout
    return replace(
        plan,
        layout=layout,
        date=_place(said, "date", plan.date),
        names=_place(said, "names", plan.names) if layout is Layout.LONG else None,
        value=_place(said, "value", plan.value) if layout is Layout.LONG else None,
        flags=_place(said, "flags", None) if station and layout is not Layout.CALENDAR else None,
        decimal=_one(Decimal, said.get("decimal", "")) or plan.decimal,
        order=_one(Order, said.get("order", "")) or plan.order,
        step=_one(TimeStep, said.get("step", "")) or plan.step,
        twice=_one(Twice, said.get("twice", "")),
        markers=_markers(said),
    )


def _one(kind: type[T], word: str) -> T | None:
    return next((one for one in kind if one.value == word), None)


def _place(said: Mapping[str, str], name: str, otherwise: int | None) -> int | None:
    if name not in said:
        return otherwise
    return number_in(said[name])


def _markers(said: Mapping[str, str]) -> tuple[str, ...]:
    if "markers" not in said:
        return MISSING
    told = (word.strip() for word in said["markers"].split(";"))
    return tuple(dict.fromkeys(word for word in told if word))[:MOST_MARKERS]


def _series(said: Mapping[str, str], sources: tuple[Source, ...]) -> tuple[Wanted, ...]:
    return tuple(_wanted(said, one) for one in sources if is_taken(said, one))


def is_taken(said: Mapping[str, str], one: Source) -> bool:
    """Whether a source becomes a series: what sums others up only when somebody says so."""
    if f"shown-{one.key}" in said:
        return f"t-{one.key}" in said
    return not one.is_summary


def _wanted(said: Mapping[str, str], one: Source) -> Wanted:
    variable, own_name, unit = _measured(said, one.key)
    percentile = said.get(f"p-{one.key}", one.percentile or SINGLE)
    return Wanted(
        key=one.key,
        variable=variable,
        unit=unit,
        own_name=own_name,
        scenario=said.get(f"s-{one.key}", one.label)[:LINE],
        scenario_qu=said.get(f"q-{one.key}", "")[:LINE],
        percentile=percentile if percentile in _PERCENTILES else SINGLE,
    )


def _station(said: Mapping[str, str], sources: tuple[Source, ...]) -> tuple[Wanted, ...]:
    """The one column of a station; the first when nobody said which."""
    key = said.get("take") or (sources[0].key if sources else "")
    if not any(one.key == key for one in sources):
        return ()
    variable, own_name, unit = _measured(said, "all")
    return (Wanted(key, variable, unit, own_name, OBSERVED),)


def _measured(said: Mapping[str, str], key: str) -> tuple[str, str, str]:
    """Variable, own name and unit of a source: what was said of it, else what was said of all."""
    own = key if said.get(f"v-{key}") else "all"
    variable = said.get(f"v-{own}", "")
    unit_of = key if said.get(f"u-{key}") or said.get(f"w-{key}") else "all"
    unit = said.get(f"u-{unit_of}", "")
    if unit == OTHER or (variable == OTHER and not unit):
        unit = said.get(f"w-{unit_of}", "")
    own_name = said.get(f"o-{own}", "")[:LINE] if variable == OTHER else ""
    return (variable if is_known(variable) else ""), own_name, unit[:40]


def _meanings(said: Mapping[str, str], codes: tuple[str, ...]) -> dict[str, QualityFlag]:
    told = {code: _one(QualityFlag, said.get(f"m{n}", "")) for n, code in enumerate(codes)}
    return {code: flag for code, flag in told.items() if flag is not None}
