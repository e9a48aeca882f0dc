"""Bars in groups: the same few things compared for each of several people or places."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.axis import Axis
from kernel.charts.canvas import LEADING, SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import VEIL, series_of
from kernel.charts.measure import broken, width_of

HIGH = 14
MOST_FOR_FIGURES = 0.4


@dataclass(frozen=True)
class Group:
    """A name and its figures, one for each series; None is hidden."""

    label: str
    values: tuple[float | None, ...]


def grouped_bars(
    caption: Caption,
    series: Sequence[str],
    groups: Sequence[Group],
    form: Form,
    withheld: str,
    width: int = WIDTH,
) -> Markup:
    """At most four `series` in each group, zero or more; `withheld` says why a figure is hidden.

    ValueError for more than four series, or a group with more or fewer figures than that.
    """
    dyes = series_of(len(series))
    canvas = Canvas(caption, width)
    canvas.legend(series, lambda n, x, y: canvas.box(x, y + 2, 24, 13, dyes[n]))
    figures = [
        [
            withheld if value is None else form(value)
            for _, value in zip(dyes, group.values, strict=True)
        ]
        for group in groups
    ]
    widest = max((width_of(figure, SIZE) for line in figures for figure in line), default=0) + 1
    beside = min(widest, width * MOST_FOR_FIGURES)
    values = [value for group in groups for value in group.values if value is not None]
    axis = Axis(values, 2, width - beside - 12)
    for group, said in zip(groups, figures, strict=True):
        canvas.y = canvas.words(group.label, bold=True) + 3
        axis.lines(canvas, canvas.y - 2, canvas.y + sum(_high(one, beside) for one in said))
        for dye, value, figure in zip(dyes, group.values, said, strict=True):
            whole = axis.right if value is None else axis.x(value)
            shown = VEIL if value is None else dye
            canvas.box(axis.left, canvas.y, whole - axis.left, HIGH, shown)
            canvas.words(figure, room=beside, end=True, y=canvas.y - 1)
            canvas.y += _high(figure, beside)
        canvas.y += 8
    axis.numbers(canvas, form)
    return canvas.svg()


def _high(figure: str, room: float) -> int:
    """What a bar takes from top to top, its figure being broken into lines."""
    return LEADING * len(broken(figure, room, SIZE)) + 2
