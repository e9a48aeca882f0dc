"""What must be answered before a table can become evidence."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from basin.contract.variables import UNITS
from basin.mapping.dates import Order, Orders, day_in
from basin.mapping.finding import Found, Layout
from basin.mapping.notes import Note, NoteKind, Question
from basin.mapping.numbers import Signs
from basin.mapping.plans import SINGLE, Plan, Wanted
from basin.mapping.series import Read
from basin.mapping.units import CONVERSIONS, OBSERVED, OTHER, unit_of


def asked_before(found: Found, plan: Plan, wanted: Sequence[Wanted]) -> tuple[Question, ...]:
    """What must be known before any value is read."""
    across = not _has_dates(plan) and _dates_across(found)
    told = {
        Question.DATES_ACROSS: across,
        Question.DATES: not _has_dates(plan) and not across,
        Question.ORDER: found.orders in {Orders.UNCLEAR, Orders.BOTH} and plan.order is None,
        Question.DECIMAL: found.decimal in {Signs.UNCLEAR, Signs.BOTH} and plan.decimal is None,
        Question.STEP: plan.step is None,
        Question.NOTHING_TAKEN: not wanted,
        Question.UNIT: any(not unit_fits(one) for one in wanted),
        Question.OWN_NAME: any(one.variable == OTHER and not one.own_name for one in wanted),
        Question.SCENARIO: any(not one.scenario for one in wanted),
        Question.SAME_SERIES: _clash(wanted),
    }
    return tuple(question for question, is_open in told.items() if is_open)


def asked_of(plan: Plan, series: Sequence[Read], notes: Sequence[Note]) -> tuple[Question, ...]:
    """What the values themselves leave open."""
    kinds = {one.kind for one in notes}
    beyond = {
        one.wanted.variable for one in series if one.wanted.variable in UNITS
    }  # fmt: skip
    told = {
        Question.TWICE: NoteKind.DIFFERENT_TWICE in kinds and plan.twice is None,
        Question.NO_VALUES: any(not one.known for one in series),
        Question.IMPLAUSIBLE: bool(beyond) and NoteKind.IMPLAUSIBLE in kinds,
        Question.PERCENTILES_CROSS: _crosses(series),
    }
    return tuple(question for question, is_open in told.items() if is_open)


def unit_fits(one: Wanted) -> bool:
    """Whether the unit is the variable's own, one that is converted to it, or any for OTHER."""
    if one.variable == OTHER:
        return bool(one.unit)
    target = unit_of(one.variable)
    return bool(target) and (one.unit == target or f"{one.unit}>{target}" in CONVERSIONS)


def is_known(variable: str) -> bool:
    """Whether a variable stands in one of our lists."""
    return variable == OTHER or variable in UNITS or variable in OBSERVED


def _has_dates(plan: Plan) -> bool:
    if plan.layout is Layout.PARTS:
        return len(plan.parts) >= 2
    if plan.layout is Layout.CALENDAR:
        return plan.date is not None and len(plan.months) == 12
    if plan.layout is Layout.LONG:
        return None not in {plan.date, plan.names, plan.value}
    return plan.date is not None


def _dates_across(found: Found) -> bool:
    """Whether the heads themselves are dates: the table lies on its side."""
    return sum(1 for one in found.columns if day_in(one.head.words, Order.DAY_FIRST)) >= 3


def _clash(wanted: Sequence[Wanted]) -> bool:
    """Two sources for one series, or one variable both single and in percentiles."""
    keys = Counter((one.scenario.casefold(), _name(one), one.percentile) for one in wanted)
    if any(count > 1 for count in keys.values()):
        return True
    single = {key[:2] for key in keys if key[2] == SINGLE}
    return any(key[:2] in single for key in keys if key[2] != SINGLE)


def _name(one: Wanted) -> str:
    return f"{OTHER}:{one.own_name.casefold()}" if one.variable == OTHER else one.variable


def _crosses(series: Sequence[Read]) -> bool:
    """Whether a lower percentile lies above a higher one anywhere."""
    ranked = sorted(
        (one for one in series if one.wanted.percentile != SINGLE),
        key=lambda one: (*_of(one), int(one.wanted.percentile[1:])),
    )
    for _, group in groupby(ranked, key=_of):
        same = list(group)
        for lower, upper in pairwise(same):
            pairs = zip(lower.values, upper.values, strict=True)
            if any(a is not None and b is not None and a > b for a, b in pairs):
                return True
    return False


def _of(one: Read) -> tuple[str, str]:
    return one.wanted.scenario.casefold(), _name(one.wanted)
