"""An axis of round numbers under bars and dots."""

from collections.abc import Iterable

from kernel.charts.canvas import SIZE, Canvas, Form
from kernel.charts.measure import ticks, width_of


class Axis:
    """Numbers from left to right between `left` and `right` pixels."""

    def __init__(self, values: Iterable[float], left: float, right: float) -> None:
        seen = [0.0, *values]
        self.marks = ticks(min(seen), max(seen))
        self.left, self.right = left, right

    def x(self, value: float) -> float:
        """Where `value` lies, in pixels."""
        low, high = self.marks[0], self.marks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def lines(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Faint lines behind what is drawn from `top` to `bottom`, never through words."""
        marks = "".join(f"M{self.x(mark):.0f} {top:.0f}V{bottom:.0f}" for mark in self.marks)
        canvas.path(marks, stroke_opacity=0.3)

    def numbers(self, canvas: Canvas, form: Form) -> None:
        """The numbers below all. Those that would touch are left out; the ends lean inwards."""
        free = -1.0
        for mark in self.marks:
            words = form(mark)
            wide = width_of(words, SIZE)
            start = min(max(self.x(mark) - wide / 2, 0), canvas.width - wide)
            if start >= free:
                canvas.word(start + wide / 2, canvas.y + SIZE + 2, words, text_anchor="middle")
                free = start + wide + 6
        canvas.y += SIZE + 8
