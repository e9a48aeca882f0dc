"""Before and after, as two dots on one line: how far each went, and which way."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.axis import Axis
from kernel.charts.canvas import WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import BLUE, COPPER, VEIL

HIGH = 18
RADIUS = 6


@dataclass(frozen=True)
class Pair:
    """A name and its two figures; None: hidden. `words`, when given, stand for the figures."""

    label: str
    figures: tuple[float, float] | None
    words: str | None = None


def pairs(
    caption: Caption,
    before: str,
    after: str,
    rows: Sequence[Pair],
    form: Form,
    withheld: str,
    width: int = WIDTH,
    at_least: float = 0.0,
) -> Markup:
    """A hollow dot for `before`, a full one for `after`; a loss is copper and dashed. `withheld`
    says why a row is hidden. The axis reaches `at_least` so far."""
    canvas = Canvas(caption, width)

    def sample(number: int, x: float, y: float) -> None:
        _dot(canvas, x + 12, y + 9, full=number == 1, colour=BLUE.colour)

    canvas.legend([before, after], sample)
    ends = [end for row in rows for end in row.figures or ()]
    axis = Axis([at_least, *ends], RADIUS + 2, width - RADIUS - 2)
    tops = [_named(canvas, row, form, withheld) for row in rows]
    axis.numbers(canvas, form)
    for row, top in zip(rows, tops, strict=True):
        axis.lines(canvas, top, top + HIGH)
        _dots(canvas, axis, row, top)
    return canvas.svg()


def _named(canvas: Canvas, row: Pair, form: Form, withheld: str) -> float:
    """Writes name and figures; returns where the dots go, and leaves room for them."""
    numbers = " → ".join(map(form, row.figures)) if row.figures else withheld
    canvas.heading(row.label, row.words or numbers)
    top = canvas.y
    canvas.y += HIGH + 8
    return top


def _dots(canvas: Canvas, axis: Axis, row: Pair, top: float) -> None:
    middle = top + HIGH / 2
    if row.figures is None:
        wide = axis.right - axis.left
        canvas.box(axis.left, middle - 5, wide, 10, VEIL)
        return
    start, end = (axis.x(figure) for figure in row.figures)
    dye = COPPER if end < start else BLUE
    canvas.path(
        f"M{start:.1f} {middle:.0f}H{end:.1f}",
        stroke=dye.colour,
        stroke_width=4,
        stroke_dasharray="5 3" if end < start else None,
    )
    _dot(canvas, end, middle, full=True, colour=dye.colour)
    _dot(canvas, start, middle, full=False, colour=dye.colour)


def _dot(canvas: Canvas, x: float, y: float, *, full: bool, colour: str) -> None:
    canvas.shape(
        "circle",
        cx=x,
        cy=y,
        r=RADIUS if full else RADIUS - 2,
        fill=colour if full else "#fffdfa",
        stroke=colour,
        stroke_width=1 if full else 3,
    )
