"""Bars with a whisker: how much, and between what bounds it surely lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.axis import Axis
from kernel.charts.canvas import WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import BLUE, COPPER, VEIL

HIGH = 16


@dataclass(frozen=True)
class Bar:
    """A name and its figure. Without `value` the figure is hidden, and `words` say why; otherwise
    `words`, when given, stand in place of the number. `bounds` are the ends of the whisker."""

    label: str
    value: float | None
    bounds: tuple[float, float] | None = None
    words: str | None = None


def bars(
    caption: Caption, rows: Sequence[Bar], form: Form, width: int = WIDTH, at_least: float = 0.0
) -> Markup:
    """One bar under each name, from zero, on an axis that `form` numbers; losses are hatched.

    The axis reaches `at_least` so far: give 1 for shares, so that charts can be compared.
    """
    canvas = Canvas(caption, width)
    shown = [row for row in rows if row.value is not None]
    ends = [end for row in shown for end in row.bounds or ()]
    values = [row.value for row in shown if row.value is not None]
    axis = Axis([at_least, *values, *ends], 2, width - 2)
    tops = [_named(canvas, row, form) for row in rows]
    axis.numbers(canvas, form)
    for row, top in zip(rows, tops, strict=True):
        axis.lines(canvas, top - 3, top + HIGH + 3)
        _bar(canvas, axis, row, top)
    return canvas.svg()


def _named(canvas: Canvas, row: Bar, form: Form) -> float:
    """Writes name and figure; returns where the bar goes, and leaves room for it."""
    number = "" if row.value is None else form(row.value)
    canvas.heading(row.label, number if row.words is None else row.words)
    top = canvas.y
    canvas.y += HIGH + 12
    return top


def _bar(canvas: Canvas, axis: Axis, row: Bar, top: float) -> None:
    if row.value is None:
        canvas.box(axis.left, top, axis.right - axis.left, HIGH, VEIL)
        return
    left, right = sorted((axis.x(0), axis.x(row.value)))
    canvas.box(left, top, right - left, HIGH, COPPER if row.value < 0 else BLUE)
    canvas.path(f"M{axis.x(0):.1f} {top - 3:.0f}v{HIGH + 6}")
    if row.bounds:
        low, high = (axis.x(end) for end in row.bounds)
        middle = top + HIGH / 2
        canvas.path(
            f"M{low:.1f} {middle - 5:.0f}v10M{high:.1f} {middle - 5:.0f}v10"
            f"M{low:.1f} {middle:.0f}H{high:.1f}",
            stroke_width=2,
        )
