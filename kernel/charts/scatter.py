"""People as clouds of marks on a plane, and signs that stand among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from markupsafe import Markup

from kernel.charts.beside import Box, boxes
from kernel.charts.canvas import WIDTH, Canvas, Caption
from kernel.charts.dyes import INK, WHITE, series_of
from kernel.charts.hull import hull_of
from kernel.charts.marks import SHAPES, Place

HIGH = 300
EDGE = 26
LARGEST = 8.0
SMALLEST = 0.45
"""Half the width of the mark of the most people, where there are few marks, and the least part of
it that a mark keeps."""
FEW = 36
AROUND = [(cos(turn * pi / 6), sin(turn * pi / 6)) for turn in range(12)]
FIELD = 13
MOST_MARKS = 500
DISC = 11.0


@dataclass(frozen=True)
class Mark:
    """Where something is, and how many are there."""

    x: float
    y: float
    count: int = 1


@dataclass(frozen=True)
class Cloud:
    """Marks of one kind: `letter` stands on top of them, `label` in the legend. Without marks it is
    only named."""

    letter: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Sign:
    """A short word at a place, such as a number; the table beside says what it means."""

    x: float
    y: float
    word: str


def scatter(
    caption: Caption, clouds: Sequence[Cloud], signs: Sequence[Sign], width: int = WIDTH
) -> Markup:
    """At most five clouds, each with its colour, shape and letter; the same scale both ways.

    Of signs that would cover each other the first are written, the others keep a small cross.
    ValueError for more than five clouds or five hundred marks: more are a blot.
    """
    if sum(len(cloud.marks) for cloud in clouds) > MOST_MARKS:
        raise ValueError(f"more than {MOST_MARKS} marks are a blot")
    colours = [dye.colour for dye in series_of(len(clouds))]
    canvas = Canvas(caption, width)

    def sample(number: int, x: float, y: float) -> None:
        if clouds[number].marks:
            _marked(canvas, SHAPES[number](x + 12, y + 9, 6), colours[number])

    canvas.legend([f"{cloud.letter} · {cloud.label}" for cloud in clouds], sample)
    plane = _Plane(canvas, clouds, signs)
    for cloud, colour in zip(clouds, colours, strict=True):
        _field(canvas, plane, cloud, colour)
    sized = _sized(clouds)
    for number, cloud in enumerate(clouds):
        _marked(canvas, _way(plane, cloud, number, sized), colours[number])
    discs = [_letter(canvas, plane, cloud) for cloud in clouds if cloud.marks]
    _signs(canvas, plane, signs, discs)
    canvas.y = plane.bottom + 4
    return canvas.svg()


class _Plane:
    """Turns places into pixels within a frame."""

    def __init__(self, canvas: Canvas, clouds: Sequence[Cloud], signs: Sequence[Sign]) -> None:
        self.top, self.bottom = canvas.y + 2, canvas.y + 2 + HIGH
        self.width = canvas.width
        places = [(one.x, one.y) for cloud in clouds for one in cloud.marks]
        places += [(one.x, one.y) for one in signs]
        xs, ys = zip(*places, strict=True) if places else ((0.0,), (0.0,))
        self._middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        wide = (canvas.width - 2 * EDGE) / (max(xs) - min(xs) or 1)
        self._scale = min(wide, (HIGH - 2 * EDGE) / (max(ys) - min(ys) or 1))
        frame = {"x": 1, "y": self.top, "width": self.width - 2, "height": HIGH, "rx": 3}
        canvas.shape("rect", **frame, fill="none", stroke="currentColor", stroke_opacity=0.4)

    def at(self, x: float, y: float) -> Place:
        """Where a place lies; up is up."""
        return (
            self.width / 2 + (x - self._middle[0]) * self._scale,
            (self.top + self.bottom) / 2 - (y - self._middle[1]) * self._scale,
        )

    def holds(self, box: Box) -> bool:
        """Whether a box lies inside the frame."""
        left, top, right, bottom = box
        return left > 2 and right < self.width - 2 and top > self.top and bottom < self.bottom


def _field(canvas: Canvas, plane: _Plane, cloud: Cloud, colour: str) -> None:
    """A faint field around the marks of a cloud."""
    centres = [plane.at(mark.x, mark.y) for mark in cloud.marks]
    corners = hull_of([(x + FIELD * a, y + FIELD * b) for x, y in centres for a, b in AROUND])
    if corners:
        way = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in corners) + "Z"
        canvas.path(way, fill=colour, fill_opacity=0.2, stroke=colour, stroke_opacity=0.5)


def _sized(clouds: Sequence[Cloud]) -> Callable[[Mark], float]:
    """How large a mark is: by how many it stands for, smaller where there are many marks."""
    counts = [mark.count for cloud in clouds for mark in cloud.marks]
    most, largest = max(counts, default=1), LARGEST * min(1.0, sqrt(FEW / max(len(counts), 1)))
    return lambda mark: max(largest * max(sqrt(mark.count / most), SMALLEST), 2.5)


def _way(plane: _Plane, cloud: Cloud, number: int, sized: Callable[[Mark], float]) -> str:
    """All marks of a cloud in one."""
    return "".join(SHAPES[number](*plane.at(mark.x, mark.y), sized(mark)) for mark in cloud.marks)


def _marked(canvas: Canvas, way: str, colour: str) -> None:
    if way:
        canvas.path(way, fill=colour, stroke=WHITE)


def _letter(canvas: Canvas, plane: _Plane, cloud: Cloud) -> Box:
    """The letter of a cloud on top of it, on a disc that is seen on any ground."""
    centres = [plane.at(mark.x, mark.y) for mark in cloud.marks]
    x, top = min(centres, key=lambda centre: centre[1])
    y = max(top - FIELD - DISC, plane.top + DISC + 2)
    canvas.shape("circle", cx=x, cy=y, r=DISC, fill=WHITE, stroke=INK, stroke_width=2)
    canvas.word(x, y + 5, cloud.letter, text_anchor="middle", font_weight=700, fill=INK)
    return (x - DISC - 1, y - DISC - 1, x + DISC + 1, y + DISC + 1)


def _signs(canvas: Canvas, plane: _Plane, signs: Sequence[Sign], taken: Sequence[Box]) -> None:
    """A small cross at each sign's place, its word beside it where nothing else is written."""
    places = [plane.at(one.x, one.y) for one in signs]
    crosses = "".join(f"M{x - 3:.0f} {y:.0f}h6m-3-3v6" for x, y in places)
    if crosses:
        canvas.path(crosses, stroke=WHITE, stroke_width=4)
        canvas.path(crosses, stroke=INK, stroke_width=2)
    words = [one.word for one in signs]
    found = boxes(list(zip(places, words, strict=True)), taken, plane.holds)
    for word, box in zip(words, found, strict=True):
        if box:
            _word(canvas, word, box)


def _word(canvas: Canvas, word: str, box: Box) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    canvas.shape("rect", x=left, y=top, width=wide, height=high, fill=WHITE, fill_opacity=0.85)
    canvas.word((left + right) / 2, bottom - 3, word, text_anchor="middle", fill=INK)
