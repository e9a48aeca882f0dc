"""What a person said of a table: which column is what, in which unit, how it is written."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from basin.kinds import QualityFlag, TimeStep
from basin.mapping.cells import MISSING
from basin.mapping.dates import Order, Orders
from basin.mapping.finding import Found, Layout
from basin.mapping.numbers import Decimal, Signs

SINGLE = "value"
"""The percentile of a series that has none."""
LINE = 120


class Twice(StrEnum):
    """Which value counts where a table has two that differ for one date."""

    FIRST = "first"
    LAST = "last"
    NEITHER = "neither"


@dataclass(frozen=True)
class Wanted:
    """One series that is taken from a table. `key` names its source, see `sources`.

    `unit` is the unit of the table: ours, one that is converted, or their own for OTHER.
    """

    key: str
    variable: str
    unit: str
    own_name: str = ""
    scenario: str = ""
    scenario_qu: str = ""
    percentile: str = SINGLE


@dataclass(frozen=True)
class Plan:
    """How a table is read. None where nobody has said it and the table does not tell."""

    sheet: str
    head: int | None
    lines: int | None
    layout: Layout
    date: int | None
    parts: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    names: int | None = None
    value: int | None = None
    decimal: Decimal | None = None
    order: Order | None = None
    step: TimeStep | None = None
    markers: tuple[str, ...] = MISSING
    twice: Twice | None = None
    flags: int | None = None
    """The column of quality flags, in a table of measurements."""
    meanings: Mapping[str, QualityFlag] | None = None
    """What each code of that column means."""
    series: tuple[Wanted, ...] = ()


def plan_of(found: Found, sheet: str) -> Plan:
    """What a table tells by itself; what it leaves open stays None, and no series is taken yet."""
    decimals = {Signs.POINT: Decimal.POINT, Signs.COMMA: Decimal.COMMA}
    orders = {Orders.DAY_FIRST: Order.DAY_FIRST, Orders.MONTH_FIRST: Order.MONTH_FIRST}
    values = found.values
    return Plan(
        sheet=sheet,
        head=found.head,
        lines=found.head_lines or None,
        layout=found.layout,
        date=found.date,
        parts=found.parts,
        months=found.months,
        names=found.names,
        value=values[0].place if found.layout is Layout.LONG and values else None,
        decimal=decimals.get(found.decimal),
        order=orders.get(found.orders),
        step=found.step,
    )


def as_plain(plan: Plan) -> dict[str, Any]:
    """The plan as JSON can say it, and as it stands in the document of the evidence."""
    told = asdict(plan)
    told["series"] = [asdict(one) for one in plan.series]
    told["meanings"] = {code: str(flag) for code, flag in (plan.meanings or {}).items()}
    return {
        name: str(value) if isinstance(value, StrEnum) else value for name, value in told.items()
    }


def of_plain(said: Mapping[str, Any]) -> Plan:
    """The plan that `as_plain` told; ValueError or KeyError when it told none."""
    told = {one.name: said[one.name] for one in fields(Plan)}
    for name, kind in _KINDS.items():
        if told[name] is not None:
            told[name] = kind(told[name])
    return Plan(**told)


_KINDS: Mapping[str, Any] = {
    "layout": Layout,
    "parts": tuple,
    "months": tuple,
    "decimal": Decimal,
    "order": Order,
    "step": TimeStep,
    "markers": tuple,
    "twice": Twice,
    "meanings": lambda said: {code: QualityFlag(flag) for code, flag in said.items()},
    "series": lambda said: tuple(Wanted(**one) for one in said),
}
