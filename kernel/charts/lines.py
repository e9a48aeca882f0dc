"""Lines over time, with the band that most runs stay in and the thresholds that matter."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.canvas import SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import series_of
from kernel.charts.measure import ticks, width_of

HIGH = 220
DOTS = "1 5"


@dataclass(frozen=True)
class Line:
    """A name, its points `(x, y)` from left to right, and its band `(x, low, high)` if any."""

    label: str
    points: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True)
class Threshold:
    """A height that something happens at, with its name."""

    label: str
    value: float


class _Plot:
    """Turns values into pixels within the frame of the axes."""

    def __init__(
        self, canvas: Canvas, xs: Sequence[float], ys: Sequence[float], form: Form
    ) -> None:
        self.top, self.bottom = canvas.y + 8, canvas.y + 8 + HIGH
        self.marks = ticks(min(ys), max(ys))
        self.left = max(width_of(form(mark), SIZE) for mark in self.marks) + 8
        self.right = canvas.width - 4.0
        self.first, self.last = min(xs), max(xs)

    def x(self, value: float) -> float:
        wide = self.right - self.left
        return self.left + (value - self.first) / ((self.last - self.first) or 1) * wide

    def y(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / (high - low) * HIGH

    def way(self, points: Sequence[tuple[float, float]]) -> str:
        return "L".join(f"{self.x(x):.0f} {self.y(y):.1f}" for x, y in points)


def lines(
    caption: Caption,
    series: Sequence[Line],
    thresholds: Sequence[Threshold],
    form_x: Form,
    form_y: Form,
    width: int = WIDTH,
) -> Markup:
    """At most four lines; `form_x` and `form_y` number the axes. ValueError for more than four
    lines, or when there is no point at all."""
    dyes = series_of(len(series))
    xs = [point[0] for line in series for point in (*line.points, *line.band)]
    ys = [y for line in series for point in (*line.points, *line.band) for y in point[1:]]
    if not xs:
        raise ValueError("nothing to draw a line through")
    canvas = Canvas(caption, width)

    def sample(number: int, x: float, y: float) -> None:
        dye = dyes[number] if number < len(dyes) else None
        canvas.path(
            f"M{x:.0f} {y + 9:.0f}h24",
            stroke=dye.colour if dye else "currentColor",
            stroke_width=3 if dye else 2,
            stroke_dasharray=dye.dash if dye else DOTS,
            stroke_linecap=None if dye else "round",
        )

    names = [line.label for line in series] + [threshold.label for threshold in thresholds]
    canvas.legend(names, sample)
    plot = _Plot(canvas, xs, [*ys, *(threshold.value for threshold in thresholds)], form_y)
    canvas.y = plot.bottom
    _axes(canvas, plot, form_x, form_y)
    for line, dye in zip(series, dyes, strict=True):
        if line.band:
            there = plot.way([(x, low) for x, low, _ in line.band])
            back = plot.way([(x, high) for x, _, high in reversed(line.band)])
            canvas.path(f"M{there}L{back}z", fill=dye.colour, fill_opacity=0.2, stroke="none")
    for line, dye in zip(series, dyes, strict=True):
        if line.points:
            canvas.path(
                f"M{plot.way(line.points)}",
                stroke=dye.colour,
                stroke_width=3,
                stroke_dasharray=dye.dash,
                stroke_linejoin="round",
            )
    for threshold in thresholds:
        y = plot.y(threshold.value)
        canvas.path(
            f"M{plot.left:.0f} {y:.1f}H{plot.right:.0f}",
            stroke_width=2,
            stroke_dasharray=DOTS,
            stroke_linecap="round",
        )
        canvas.word(plot.right, y - 5, form_y(threshold.value), text_anchor="end", font_weight=700)
    return canvas.svg()


def _axes(canvas: Canvas, plot: _Plot, form_x: Form, form_y: Form) -> None:
    """Faint lines with their heights on the left, and below as many numbers as have room."""
    heights = "".join(f"M{plot.left:.0f} {plot.y(m):.1f}H{plot.right:.0f}" for m in plot.marks)
    canvas.path(heights, stroke_opacity=0.25)
    for mark in plot.marks:
        canvas.word(plot.left - 6, plot.y(mark) + 4, form_y(mark), text_anchor="end")
    free = -1.0
    for mark in ticks(plot.first, plot.last):
        words = form_x(mark)
        wide = width_of(words, SIZE)
        start = min(max(plot.x(mark) - wide / 2, 0), canvas.width - wide)
        if plot.first <= mark <= plot.last and start >= free:
            canvas.word(start + wide / 2, plot.bottom + SIZE + 5, words, text_anchor="middle")
            free = start + wide + 8
    canvas.y = plot.bottom + SIZE + 10
