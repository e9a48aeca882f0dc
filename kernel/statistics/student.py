"""The 0.975 quantile of Student's t: how many standard errors hold 95 % of the means."""

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt

HALVINGS = 60


@lru_cache(maxsize=512)
def t_975(freedom: int) -> float:
    """The t that |T| stays under in 95 of 100 samples with `freedom` degrees of freedom.

    Exact to about 1e-12: the finite series below, halved upon. ValueError below one degree.
    """
    if freedom < 1:
        raise ValueError(f"{freedom} degrees of freedom")
    low, high = 1.9, 13.0  # t falls from 12.71 with one degree to 1.96 with endless many
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if within(middle, freedom) < 0.95:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def within(t: float, freedom: int) -> float:
    """The probability, 0 to 1, that |T| is at most `t`.

    Abramowitz and Stegun (1964), 26.7.3 (odd) and 26.7.4 (even): finite sums, no approximation.
    """
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= square * (step - 1) / step
        total += term
    return (angle + sin(angle) * total) * 2 / pi if odd else sin(angle) * total
