"""Marks of five shapes: told apart without their colour."""

from collections.abc import Callable

Place = tuple[float, float]
Shape = Callable[[float, float, float], str]


def circle(x: float, y: float, r: float) -> str:
    """Each shape is the way around it, about as large for the eye as a circle of that radius."""
    arc = f"a{r:.1f} {r:.1f} 0 1 0 "
    return f"M{x - r:.1f} {y:.1f}{arc}{2 * r:.1f} 0{arc}-{2 * r:.1f} 0"


def square(x: float, y: float, r: float) -> str:
    half = r * 0.88
    return f"M{x - half:.1f} {y - half:.1f}h{2 * half:.1f}v{2 * half:.1f}h-{2 * half:.1f}Z"


def upward(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y - 1.2 * r:.1f}l{1.15 * r:.1f} {2 * r:.1f}h-{2.3 * r:.1f}Z"


def lozenge(x: float, y: float, r: float) -> str:
    far = f"{1.25 * r:.1f}"
    return f"M{x:.1f} {y - 1.25 * r:.1f}l{far} {far}-{far} {far}-{far}-{far}Z"


def downward(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y + 1.2 * r:.1f}l{1.15 * r:.1f}-{2 * r:.1f}h-{2.3 * r:.1f}Z"


SHAPES: tuple[Shape, ...] = (circle, square, upward, lozenge, downward)
"""In the order of the series of dyes."""
