"""Figures about small groups of people that say no more than they know and betray nobody.

Plain Python, no request, no table. `results` holds what a page shows of a group: it keeps the
thresholds by itself, so that nobody can show a percentage of four people by mistake. `intervals`
and `student` are the formulas under it, `suppression` guards tables of counts, `order` serves
medians of delays.
"""

from kernel.statistics.intervals import Interval, mean_interval, newcombe, wilson
from kernel.statistics.order import median, quantile
from kernel.statistics.results import (
    INTERVAL_FROM,
    SPLIT_FROM,
    Detail,
    Moves,
    PairedResult,
    ScaleResult,
    Share,
    detail_for,
    groups_shown,
    paired_result,
    scale_result,
    share,
)
from kernel.statistics.suppression import Counts, suppressed

__all__ = [
    "INTERVAL_FROM",
    "SPLIT_FROM",
    "Counts",
    "Detail",
    "Interval",
    "Moves",
    "PairedResult",
    "ScaleResult",
    "Share",
    "detail_for",
    "groups_shown",
    "mean_interval",
    "median",
    "newcombe",
    "paired_result",
    "quantile",
    "scale_result",
    "share",
    "suppressed",
    "wilson",
]
