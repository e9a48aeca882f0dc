"""The frame of a chart over time: where values lie, its axes, and lines written short."""

from collections.abc import Sequence
from itertools import pairwise

from kernel.charts.canvas import SIZE, Canvas, Form
from kernel.charts.measure import ticks, width_of

HIGH = 220
MARK_ROOM = 16
"""What the signs at the ends of the lines take."""


class Plot:
    """Turns values into pixels within the frame of the axes."""

    def __init__(
        self, canvas: Canvas, xs: Sequence[float], ys: Sequence[float], form: Form, marked: bool
    ) -> None:
        self.top, self.bottom = canvas.y + 8, canvas.y + 8 + HIGH
        self.marks = ticks(min(ys), max(ys))
        self.left = max(width_of(form(mark), SIZE) for mark in self.marks) + 8
        self.right = canvas.width - (MARK_ROOM if marked else 4.0)
        self.first, self.last = min(xs), max(xs)

    def x(self, value: float) -> float:
        wide = self.right - self.left
        return self.left + (value - self.first) / ((self.last - self.first) or 1) * wide

    def y(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / (high - low) * HIGH

    def way(self, points: Sequence[tuple[float, float]]) -> str:
        """A line through points, in whole pixels, each told from the one before."""
        pixels = [(round(self.x(x)), round(self.y(y))) for x, y in points]
        steps = [(x - ax, y - ay) for (ax, ay), (x, y) in pairwise(pixels) if (x, y) != (ax, ay)]
        written = f"{pixels[0][0]} {pixels[0][1]}"
        for number, (x, y) in enumerate(steps):
            told = f"{x}{y}" if y < 0 else f"{x} {y}"
            written += told if number and x < 0 else (" " if number else "l") + told
        # A lone point is seen too: a line of no length with round ends.
        return written if steps else f"{written}h0"

    def axes(self, canvas: Canvas, form_x: Form, form_y: Form) -> None:
        """Faint lines with their heights on the left, and below as many numbers as have room."""
        heights = "".join(f"M{self.left:.0f} {self.y(m):.1f}H{self.right:.0f}" for m in self.marks)
        canvas.path(heights, stroke_opacity=0.25)
        for mark in self.marks:
            canvas.word(self.left - 6, self.y(mark) + 4, form_y(mark), text_anchor="end")
        free = -1.0
        for mark in ticks(self.first, self.last):
            words = form_x(mark)
            wide = width_of(words, SIZE)
            start = min(max(self.x(mark) - wide / 2, 0), canvas.width - wide)
            if self.first <= mark <= self.last and start >= free:
                canvas.word(start + wide / 2, self.bottom + SIZE + 5, words, text_anchor="middle")
                free = start + wide + 8
        canvas.y = self.bottom + SIZE + 10


def apart(heights: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """The same heights moved so that no two are closer than `least`, within `top` and `bottom` as
    far as they fit. Their order stays."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    moved = list(heights)
    free = top
    for at in order:
        moved[at] = max(moved[at], free)
        free = moved[at] + least
    limit = bottom
    for at in reversed(order):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - least
    return moved
