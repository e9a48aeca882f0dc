"""A sparkline: where a figure came from, as small as a word."""

from collections.abc import Sequence

from markupsafe import Markup

from kernel.charts.canvas import SIZE, Canvas, Caption, Form
from kernel.charts.measure import BOLD, plain, width_of

HIGH = 32
WIDE = 96


def sparkline(caption: Caption, values: Sequence[float | None], form: Form) -> Markup:
    """The last value written after a line of all; None is a gap, no value at all a dotted line."""
    known = [value for value in values if value is not None]
    words = plain(form(known[-1])) if known else ""
    canvas = Canvas(caption, round(WIDE + 16 + width_of(words, SIZE) * BOLD), kind="spark")
    canvas.y = HIGH
    low, high = min(known, default=0.0), max(known, default=0.0)
    step = (WIDE - 8) / max(len(values) - 1, 1)

    def at(number: int, value: float) -> str:
        up = (value - low) / (high - low) if high > low else 0.5
        return f"{4 + number * step:.1f} {HIGH - 6 - up * (HIGH - 12):.1f}"

    line, pen = "", "M"
    for number, value in enumerate(values):
        # A lone value between gaps is a dot: a line of no length with round ends.
        line += "" if value is None else f"{pen}{at(number, value)}" + ("h0" if pen == "M" else "")
        pen = "M" if value is None else "L"
    if not known:
        canvas.path(f"M4 {HIGH / 2:.0f}h{WIDE - 8}", stroke_dasharray="2 4")
        return canvas.svg()
    canvas.path(line, stroke_width=2, stroke_linecap="round", stroke_linejoin="round")
    last = max(number for number, value in enumerate(values) if value is not None)
    x, y = at(last, known[-1]).split()
    canvas.shape("circle", cx=x, cy=y, r=4, fill="#c2592f")
    canvas.word(WIDE + 8, HIGH / 2 + 5, words, font_weight=700)
    return canvas.svg()
