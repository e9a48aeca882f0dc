"""Bars in groups: the same few things compared for each of several people or places."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.axis import Axis
from kernel.charts.canvas import LEADING, SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import INK, VEIL, WHITE, series_of
from kernel.charts.measure import broken, width_of

HIGH = 14
MOST_FOR_FIGURES = 0.4


@dataclass(frozen=True)
class Group:
    """A name and its figures, one for each series; None is hidden.

    `bounds` are the ends of the whiskers, and `words`, when given, stand in place of the numbers:
    both one for each series.
    """

    label: str
    values: tuple[float | None, ...]
    bounds: tuple[tuple[float, float] | None, ...] = ()
    words: tuple[str, ...] = ()


def grouped_bars(
    caption: Caption,
    series: Sequence[str],
    groups: Sequence[Group],
    form: Form,
    withheld: str,
    width: int = WIDTH,
    at_least: float = 0.0,
    places: Sequence[int | None] = (),
) -> Markup:
    """At most five `series` in each group, zero or more; `withheld` says why a figure is hidden.

    The axis reaches `at_least` so far; `places` keep colours as in `Line`. ValueError for more than
    five series, or a group with more or fewer figures than that.
    """
    dyes = series_of(len(series), places)
    canvas = Canvas(caption, width)
    canvas.legend(series, lambda n, x, y: canvas.box(x, y + 2, 24, 13, dyes[n]))
    figures = [_figures(group, len(dyes), form, withheld) for group in groups]
    widest = max((width_of(figure, SIZE) for line in figures for figure in line), default=0) + 1
    beside = min(widest, width * MOST_FOR_FIGURES)
    values = [value for group in groups for value in group.values if value is not None]
    ends = [end for group in groups for bounds in group.bounds for end in bounds or ()]
    axis = Axis([at_least, *values, *ends], 2, width - beside - 12)
    for group, said in zip(groups, figures, strict=True):
        canvas.y = canvas.words(group.label, bold=True) + 3
        axis.lines(canvas, canvas.y - 2, canvas.y + sum(_high(one, beside) for one in said))
        bounds = group.bounds or (None,) * len(dyes)
        for dye, value, ends_of, figure in zip(dyes, group.values, bounds, said, strict=True):
            whole = axis.right if value is None else axis.x(value)
            shown = VEIL if value is None else dye
            canvas.box(axis.left, canvas.y, whole - axis.left, HIGH, shown)
            if value is not None and ends_of:
                _whisker(canvas, axis, ends_of)
            canvas.words(figure, room=beside, end=True, y=canvas.y - 1)
            canvas.y += _high(figure, beside)
        canvas.y += 8
    axis.numbers(canvas, form)
    return canvas.svg()


def _figures(group: Group, count: int, form: Form, withheld: str) -> list[str]:
    """What stands beside the bars. ValueError when there are more or fewer than `count`."""
    words = group.words or (None,) * count
    return [
        said or (withheld if value is None else form(value))
        for _, value, said in zip(range(count), group.values, words, strict=True)
    ]


def _whisker(canvas: Canvas, axis: Axis, bounds: tuple[float, float]) -> None:
    """Between what bounds it surely lies: dark on a pale ground, so that it is seen on any bar."""
    low, high = (axis.x(end) for end in bounds)
    middle = canvas.y + HIGH / 2
    line = f"M{low:.1f} {middle - 4:.0f}v8M{high:.1f} {middle - 4:.0f}v8M{low:.1f} {middle:.0f}"
    canvas.path(f"{line}H{high:.1f}", stroke=WHITE, stroke_width=4)
    canvas.path(f"{line}H{high:.1f}", stroke=INK, stroke_width=2)


def _high(figure: str, room: float) -> int:
    """What a bar takes from top to top, its figure being broken into lines."""
    return LEADING * len(broken(figure, room, SIZE)) + 2
