"""Lines over time, with the band that most runs stay in and the thresholds that matter."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.canvas import SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import Dye, series_of
from kernel.charts.measure import width_of
from kernel.charts.plot import Plot, apart

DOTS = "1 5"
RADIUS = 3


@dataclass(frozen=True)
class Line:
    """A name, its points `(x, y)` from left to right, and its band `(x, low, high)` if any.

    `mark` is a sign or two that stand at the end of the line and before its name. A line in
    `pieces` has gaps between them; `points` is then left empty. `place` (0 to 4) keeps the same
    colour and dash for the same thing in several charts; None: by the order in this one.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float, float], ...] = ()
    mark: str = ""
    pieces: tuple[tuple[tuple[float, float], ...], ...] = ()
    place: int | None = None

    @property
    def drawn(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """What is drawn without lifting the pen."""
        return tuple(piece for piece in (self.points, *self.pieces) if piece)


@dataclass(frozen=True)
class Threshold:
    """A height that something happens at, with its name."""

    label: str
    value: float


@dataclass(frozen=True)
class Dots:
    """What was measured, point by point; `hollow` ones are less sure."""

    label: str
    points: tuple[tuple[float, float], ...]
    hollow: bool = False


def lines(
    caption: Caption,
    series: Sequence[Line],
    thresholds: Sequence[Threshold],
    form_x: Form,
    form_y: Form,
    width: int = WIDTH,
    dots: Sequence[Dots] = (),
    reach: Sequence[float] = (),
) -> Markup:
    """At most five lines; `form_x` and `form_y` number the axes. The upright axis holds the values
    of `reach` too, so that charts can be compared.

    ValueError for more than five lines, or when there is no point at all.
    """
    dyes = series_of(len(series), [line.place for line in series])
    xs, ys = _extent(series, dots)
    if not xs:
        raise ValueError("nothing to draw a line through")
    canvas = Canvas(caption, width)
    _legend(canvas, series, dyes, thresholds, dots)
    marked = any(line.mark for line in series)
    heights = [*ys, *reach, *(threshold.value for threshold in thresholds)]
    plot = Plot(canvas, xs, heights, form_y, marked)
    canvas.y = plot.bottom
    plot.axes(canvas, form_x, form_y)
    for line, dye in zip(series, dyes, strict=True):
        _band(canvas, plot, line, dye)
    for line, dye in zip(series, dyes, strict=True):
        _line(canvas, plot, line, dye)
    for one in dots:
        _dots(canvas, plot, one)
    _marks(canvas, plot, series)
    _thresholds(canvas, plot, thresholds, form_y)
    return canvas.svg()


def _extent(series: Sequence[Line], dots: Sequence[Dots]) -> tuple[list[float], list[float]]:
    points = [point for line in series for piece in line.drawn for point in piece]
    points += [point for one in dots for point in one.points]
    bands = [point for line in series for point in line.band]
    xs = [point[0] for point in points] + [point[0] for point in bands]
    return xs, [point[1] for point in points] + [end for point in bands for end in point[1:]]


def _legend(
    canvas: Canvas,
    series: Sequence[Line],
    dyes: Sequence[Dye],
    thresholds: Sequence[Threshold],
    dots: Sequence[Dots],
) -> None:
    """What each line is: the lines, what was measured, the thresholds."""

    def sample(number: int, x: float, y: float) -> None:
        if number < len(dyes):
            dye = dyes[number]
            _stroke(canvas, f"M{x:.0f} {y + 9:.0f}h24", dye)
        elif number < len(dyes) + len(dots):
            _ring(canvas, x + 12, y + 9, dots[number - len(dyes)].hollow)
        else:
            _dotted(canvas, f"M{x:.0f} {y + 9:.0f}h24")

    names = [f"{line.mark} {line.label}".strip() for line in series]
    names += [one.label for one in dots] + [threshold.label for threshold in thresholds]
    canvas.legend(names, sample)


def _band(canvas: Canvas, plot: Plot, line: Line, dye: Dye) -> None:
    if line.band:
        there = [(x, low) for x, low, _ in line.band]
        back = [(x, high) for x, _, high in reversed(line.band)]
        canvas.path(
            f"M{plot.way([*there, *back])}z", fill=dye.colour, fill_opacity=0.2, stroke="none"
        )


def _line(canvas: Canvas, plot: Plot, line: Line, dye: Dye) -> None:
    if line.drawn:
        _stroke(canvas, "".join(f"M{plot.way(piece)}" for piece in line.drawn), dye)


def _stroke(canvas: Canvas, d: str, dye: Dye) -> None:
    canvas.path(
        d,
        stroke=dye.colour,
        stroke_width=3,
        stroke_dasharray=dye.dash,
        stroke_linejoin="round",
        stroke_linecap="round" if d.endswith("h0") else None,
    )


def _dotted(canvas: Canvas, d: str) -> None:
    canvas.path(d, stroke_width=2, stroke_dasharray=DOTS, stroke_linecap="round")


def _dots(canvas: Canvas, plot: Plot, dots: Dots) -> None:
    """All in one path: many round marks weigh little."""
    if not dots.points:
        return
    places = "".join(f"M{plot.x(x):.0f} {plot.y(y):.0f}h0" for x, y in dots.points)
    canvas.path(places, stroke_width=2 * RADIUS, stroke_linecap="round")
    if dots.hollow:
        canvas.path(places, stroke="#fffdfa", stroke_width=2 * RADIUS - 3, stroke_linecap="round")


def _ring(canvas: Canvas, x: float, y: float, hollow: bool) -> None:
    place = f"M{x:.0f} {y:.0f}h0"
    canvas.path(place, stroke_width=2 * RADIUS, stroke_linecap="round")
    if hollow:
        canvas.path(place, stroke="#fffdfa", stroke_width=2 * RADIUS - 3, stroke_linecap="round")


def _marks(canvas: Canvas, plot: Plot, series: Sequence[Line]) -> None:
    """The sign of each line where it ends, pushed apart where they would touch."""
    ends = [(line.mark, line.drawn[-1][-1]) for line in series if line.mark and line.drawn]
    heights = [plot.y(y) + 4 for _, (_, y) in ends]
    placed = apart(heights, SIZE, plot.top + SIZE / 2, plot.bottom)
    for (mark, _), height in zip(ends, placed, strict=True):
        x = canvas.width - width_of(mark, SIZE) / 2 - 1
        canvas.word(x, height, mark, text_anchor="middle", font_weight=700)


def _thresholds(canvas: Canvas, plot: Plot, thresholds: Sequence[Threshold], form: Form) -> None:
    heights = [plot.y(threshold.value) for threshold in thresholds]
    placed = apart([y - 5 for y in heights], SIZE, plot.top, plot.bottom)
    for threshold, y, words_y in zip(thresholds, heights, placed, strict=True):
        _dotted(canvas, f"M{plot.left:.0f} {y:.1f}H{plot.right:.0f}")
        words = form(threshold.value)
        canvas.word(plot.right, words_y, words, text_anchor="end", font_weight=700)
