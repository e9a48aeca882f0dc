"""Courses: where each of several stood at each stop, with a letter and words where it ends.

The letters stand for the names, which are below: beside the ends there is no room for them.
A line joins what was measured at stops that follow each other; what somebody declared (one voice
for many) is a diamond, and only diamonds are joined with diamonds. A gap stays a gap.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from markupsafe import Markup

from kernel.charts.canvas import LEADING, MARGIN, SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import SERIES, Dye
from kernel.charts.measure import broken, ticks, width_of

HIGH = 200
BESIDE = 0.3
"""The part of the width that letters and words at the ends take."""
LETTER = 16
INSET = 14
LEADER = 22
DOT = 4
DIAMOND = 7
AIR = 5


@dataclass(frozen=True)
class Stop:
    """Where somebody stood: `declared` by one voice, else measured."""

    value: float
    declared: bool = False


@dataclass(frozen=True)
class Course:
    """A name, its words, and a stop (None: a gap) for each station."""

    label: str
    words: str
    stops: tuple[Stop | None, ...]

    @property
    def last(self) -> tuple[int, Stop] | None:
        """The last stop there is, and at which station."""
        known = [(at, stop) for at, stop in enumerate(self.stops) if stop is not None]
        return known[-1] if known else None


@dataclass
class _Tag:
    """The words of a course in lines, and from where to where they stand."""

    course: Course
    lines: Sequence[str]
    wanted: float = 0.0
    top: float = 0.0

    @property
    def high(self) -> int:
        return LEADING * len(self.lines) + AIR


def courses(
    caption: Caption,
    stations: Sequence[str],
    rows: Sequence[Course],
    form: Form,
    reach: tuple[float, float] = (0.0, 1.0),
    width: int = WIDTH,
) -> Markup:
    """Stations from left to right, values between the two of `reach`, numbered by `form`.

    Courses without any stop are named below. ValueError for a course with more or fewer stops than
    there are stations.
    """
    if any(len(row.stops) != len(stations) for row in rows):
        raise ValueError("a course has one stop for each station")
    canvas = Canvas(caption, width)
    drawn = [row for row in rows if row.last]
    frame = _Frame(canvas, len(stations), reach, form)
    tags = _placed(canvas, drawn, frame)
    frame.draw(canvas, stations)
    shift = _shifts(drawn)
    for number, row in enumerate(drawn):
        _course(canvas, frame, row, number, shift)
    for number, tag in enumerate(tags):
        _tag(canvas, frame, tag, number, shift)
    _names(canvas, drawn)
    for row in rows:
        if not row.last:
            canvas.heading(row.label, row.words)
    return canvas.svg()


class _Frame:
    """Turns stations and values into pixels."""

    def __init__(
        self, canvas: Canvas, stations: int, reach: tuple[float, float], form: Form
    ) -> None:
        self.marks, self.form = ticks(*reach), form
        self.low, self.high = self.marks[0], self.marks[-1]
        self.left = max(width_of(form(mark), SIZE) for mark in self.marks) + 6
        self.right = canvas.width * (1 - BESIDE) - LEADER
        self.top, self.bottom = canvas.y + 8, canvas.y + 8 + HIGH
        self.stations = stations

    def x(self, station: int) -> float:
        """A lone station stands at the end."""
        first, last = self.left + INSET, self.right - INSET
        return first + (last - first) * station / (self.stations - 1) if self.stations > 1 else last

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def draw(self, canvas: Canvas, stations: Sequence[str]) -> None:
        """Faint lines with their heights, and the stations below as far as they have room."""
        heights = "".join(f"M{self.left:.0f} {self.y(m):.1f}H{self.right:.0f}" for m in self.marks)
        canvas.path(heights, stroke_opacity=0.25)
        for mark in self.marks:
            canvas.word(self.left - 5, self.y(mark) + 4, self.form(mark), text_anchor="end")
        free = -1.0
        for station, name in enumerate(stations):
            wide = width_of(name, SIZE)
            start = min(max(self.x(station) - wide / 2, 0), canvas.width - wide)
            if start >= free:
                canvas.word(start + wide / 2, self.bottom + SIZE + 6, name, text_anchor="middle")
                free = start + wide + 6
        canvas.y = self.bottom + SIZE + 16


def _placed(canvas: Canvas, drawn: Sequence[Course], frame: _Frame) -> list[_Tag]:
    """The tags beside their ends, pushed apart; the frame grows when they need more room."""
    room = canvas.width * BESIDE - LETTER - 4
    tags = [_Tag(row, broken(row.words, room, SIZE)) for row in drawn]
    frame.bottom = max(frame.bottom, frame.top + sum(tag.high for tag in tags))
    for tag in tags:
        assert tag.course.last  # noqa: S101 - only those with a stop are drawn
        tag.wanted = frame.y(tag.course.last[1].value) - tag.high / 2
    free = frame.top - 6
    for tag in sorted(tags, key=lambda one: one.wanted):
        tag.top = max(tag.wanted, free)
        free = tag.top + tag.high
    limit = frame.bottom + 10
    for tag in sorted(tags, key=lambda one: one.top, reverse=True):
        tag.top = min(tag.top, limit - tag.high)
        limit = tag.top
    return tags


def _shifts(drawn: Sequence[Course]) -> dict[tuple[int, int], float]:
    """How far marks at one place move apart sideways, by course and station."""
    many = Counter((at, stop) for row in drawn for at, stop in enumerate(row.stops) if stop)
    met: Counter[tuple[int, Stop]] = Counter()
    moved = {}
    for number, row in enumerate(drawn):
        for at, stop in enumerate(row.stops):
            if stop:
                step = 2 * DIAMOND - 3 if many[at, stop] < 4 else DIAMOND
                moved[number, at] = (met[at, stop] - (many[at, stop] - 1) / 2) * step
                met[at, stop] += 1
    return moved


def _pieces(stops: Sequence[Stop | None]) -> Iterator[list[int]]:
    """Stations that a line joins: stops of one kind that follow each other."""
    piece: list[int] = []
    for at, stop in enumerate(stops):
        before = stops[at - 1] if at else None
        if piece and (stop is None or before is None or stop.declared != before.declared):
            yield piece
            piece = []
        if stop is not None:
            piece.append(at)
    if piece:
        yield piece


def _course(
    canvas: Canvas, frame: _Frame, row: Course, number: int, shift: dict[tuple[int, int], float]
) -> None:
    dye = SERIES[number % len(SERIES)]
    for piece in _pieces(row.stops):
        points = []
        for at in piece:
            stop = row.stops[at]
            assert stop is not None  # noqa: S101 - pieces hold stops
            points.append((frame.x(at) + shift[number, at], frame.y(stop.value), stop.declared))
        declared = points[0][2]
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in points)
        canvas.path(
            f"M{way}", stroke=dye.colour, stroke_width=1.5 if declared else 3,
            stroke_dasharray="1 4" if declared else dye.dash,
        )  # fmt: skip
        for x, y, _ in points:
            _mark(canvas, dye, x, y, declared=declared)


def _mark(canvas: Canvas, dye: Dye, x: float, y: float, *, declared: bool) -> None:
    look = {"fill": dye.colour, "stroke": "currentColor", "stroke_width": 1}
    if declared:
        canvas.shape("path", d=f"M{x:.1f} {y - DIAMOND:.1f}l{DIAMOND} {DIAMOND} -{DIAMOND} "
                     f"{DIAMOND} -{DIAMOND} -{DIAMOND}z", **look)  # fmt: skip
    else:
        canvas.shape("circle", cx=x, cy=y, r=DOT, **look)


def _tag(
    canvas: Canvas, frame: _Frame, tag: _Tag, number: int, shift: dict[tuple[int, int], float]
) -> None:
    """A thread from the last stop to the letter, in the look of its line, and the words."""
    assert tag.course.last  # noqa: S101 - only those with a stop are drawn
    at, stop = tag.course.last
    dye = SERIES[number % len(SERIES)]
    left = canvas.width * (1 - BESIDE)
    x, y = frame.x(at) + shift[number, at] + DIAMOND + 1, frame.y(stop.value)
    canvas.path(
        f"M{x:.1f} {y:.1f}L{frame.right + 4:.1f} {y:.1f}L{left - 4:.1f} {tag.top + 10:.1f}",
        stroke=dye.colour, stroke_width=1.5,
        stroke_dasharray="1 4" if stop.declared or at + 1 < frame.stations else None,
    )  # fmt: skip
    top = tag.top
    canvas.word(left, top + SIZE, letter_of(number), font_weight=700)
    for line in tag.lines:
        canvas.word(left + LETTER, top + SIZE, line)
        top += LEADING
    canvas.y = max(canvas.y, top)


def letter_of(number: int) -> str:
    """A, B, C… and after Z A1, B1…: what stands for a name in a picture."""
    round_, place = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{round_ or ''}"


def _names(canvas: Canvas, drawn: Sequence[Course]) -> None:
    """Whose letter it is; which line it is shows the thread to the letter."""
    canvas.y += 4
    for number, row in enumerate(drawn):
        canvas.word(MARGIN, canvas.y + SIZE, letter_of(number), font_weight=700)
        canvas.y = canvas.words(row.label, x=LETTER + MARGIN)
