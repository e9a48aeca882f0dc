"""The line around points."""

from collections.abc import Iterable, Sequence

Point = tuple[float, float]


def hull_of(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest field without dents that holds all points, in turn; what lies on
    a straight side is no corner."""
    rising = sorted(set(points))
    if len(rising) < 3:
        return rising
    return [*_side(rising)[:-1], *_side(reversed(rising))[:-1]]


def _side(points: Iterable[Point]) -> list[Point]:
    """The corners below the line from the first point to the last."""
    corners: list[Point] = []
    for point in points:
        while len(corners) > 1 and _turn(corners[-2], corners[-1], point) <= 0:
            corners.pop()
        corners.append(point)
    return corners


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above zero where the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
