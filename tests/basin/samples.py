"""Scenarios small enough to reckon by hand, the recorded ones, and a voice to say them with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from basin.comparing import Comparison, Limit, Standing, cases_of, compare
from basin.contract.answers import Answer, Scenario, checked
from basin.contract.indicators import Indicator
from basin.contract.series import Series
from basin.contract.variables import UNITS
from basin.kinds import Comparison as Side

RECORDED = Path(__file__).parent / "recorded" / "results.json"
Values = Sequence[float | None]


def months(count: int, first_year: int = 2026) -> tuple[str, ...]:
    """So many months as a model writes them."""
    return tuple(f"{first_year + at // 12}-{at % 12 + 1:02d}-01T00:00:00Z" for at in range(count))


def scenario(
    name: str,
    series: Mapping[str, Values],
    times: tuple[str, ...] | None = None,
    indicators: Mapping[str, tuple[str, float | None, float | None, float | None]] | None = None,
    units: Mapping[str, str] | None = None,
) -> Scenario:
    """`series` by `variable.percentile`; units as the contract fixes them, unless told."""
    known = {**UNITS, **(units or {})}
    keys = [tuple(key.split(".")) for key in series]
    made = {
        (variable, percentile): Series(
            variable,
            percentile,
            known.get(variable, "u"),
            {},
            tuple(series[f"{variable}.{percentile}"]),
        )
        for variable, percentile in keys
    }
    length = len(next(iter(series.values())))
    figures = {key: Indicator(key, *facts, {}) for key, facts in (indicators or {}).items()}
    return Scenario(name, {"es": name}, {}, times or months(length), made, figures, None)


def three(variable: str, low: Values, middle: Values, high: Values) -> dict[str, Values]:
    """The percentiles of a variable."""
    return {f"{variable}.p10": low, f"{variable}.p50": middle, f"{variable}.p90": high}


def limit(value: float, variable: str = "lagoon_level", side: Side = Side.BELOW) -> Limit:
    """A limit that the parties propose."""
    return Limit(variable, value, UNITS.get(variable, "u"), side, Standing.PROPOSED)


@cache
def answer() -> Answer:
    """What the reference service answered when it was recorded."""
    return checked(json.loads(RECORDED.read_bytes()))


@cache
def recorded() -> Comparison:
    """All five scenarios of it, with the limits of the model and one that was proposed."""
    own = [
        Limit(one.variable, one.value, one.unit, Side.BELOW, Standing.MODEL)
        for one in answer().thresholds
    ]
    return compare(cases_of(answer().scenarios, own=own), [*own, limit(1.6)])


@contextmanager
def speaking(language: str = "es") -> Iterator[None]:
    """Numbers and words in this language, without an installation."""
    app = Flask("voice")
    Babel(app, locale_selector=lambda: language)
    with app.test_request_context():
        yield
