"""Stacked shares: how a whole is divided, one full bar for each group."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kernel.charts.canvas import SIZE, WIDTH, Canvas, Caption, Form
from kernel.charts.dyes import VEIL, Dye, scale_of
from kernel.charts.measure import BOLD, width_of

HIGH = 26
EDGE = "currentColor"


@dataclass(frozen=True)
class Stack:
    """A name and its counts, one for each part, in order; None: hidden, the group is too small.

    `empty`, when given, is said of a bar without any count, which is then open and not veiled.
    """

    label: str
    counts: tuple[float, ...] | None
    empty: str = ""


def stacked_shares(
    caption: Caption,
    parts: Sequence[str],
    rows: Sequence[Stack],
    form: Form,
    withheld: str,
    width: int = WIDTH,
) -> Markup:
    """One to five `parts` from for to against; `form` writes a count inside its piece, or below it
    where the piece is too narrow. `withheld` says why a row is hidden.

    ValueError for more than five parts, or a row with more or fewer counts than parts.
    """
    dyes = scale_of(len(parts))
    canvas = Canvas(caption, width)
    canvas.legend(parts, lambda n, x, y: canvas.box(x + 1, y + 2, 23, 13, dyes[n], stroke=EDGE))
    for row in rows:
        canvas.y = canvas.words(row.label) + 3
        if row.empty and row.counts is not None and not sum(row.counts):
            canvas.shape(
                "rect", x=1, y=canvas.y, width=width - 2, height=HIGH, fill="none", stroke=EDGE
            )
            canvas.y = canvas.words(row.empty, y=canvas.y + HIGH + 2)
        elif row.counts is None or not sum(row.counts):
            canvas.box(1, canvas.y, width - 2, HIGH, VEIL, stroke=EDGE)
            canvas.y = canvas.words(withheld, y=canvas.y + HIGH + 2)
        else:
            _stack(canvas, dyes, row.counts, form)
        canvas.y += 12
    return canvas.svg()


def _stack(canvas: Canvas, dyes: Sequence[Dye], counts: Sequence[float], form: Form) -> None:
    """The pieces of one bar with their figures; those too narrow for theirs have it below."""
    scale = (canvas.width - 2) / sum(counts)
    x, narrow = 1.0, []
    for dye, count in zip(dyes, counts, strict=True):
        wide, figure = count * scale, form(count)
        if count:
            canvas.box(x, canvas.y, wide, HIGH, dye, stroke=EDGE)
            if width_of(figure, SIZE) * BOLD + 8 <= wide:
                _plate(canvas, dye, x + wide / 2, figure)
            else:
                narrow.append((x + wide / 2, figure))
        x += wide
    canvas.y += HIGH
    _below(canvas, narrow)


def _plate(canvas: Canvas, dye: Dye, middle: float, figure: str) -> None:
    """A figure on a plain ground, so that no hatch runs through it."""
    wide = width_of(figure, SIZE) * BOLD + 4
    if dye.hatch:
        canvas.shape(
            "rect",
            x=middle - wide / 2,
            y=canvas.y + 4,
            width=wide,
            height=HIGH - 8,
            fill=dye.colour,
        )
    canvas.word(
        middle, canvas.y + 18, figure, text_anchor="middle", fill=dye.words, font_weight=700
    )


def _below(canvas: Canvas, narrow: Sequence[tuple[float, str]]) -> None:
    """Figures under their pieces, pushed apart where they would touch, from the right inwards."""
    limit = float(canvas.width)
    for middle, figure in reversed(narrow):
        wide = width_of(figure, SIZE)
        start = max(min(middle - wide / 2, limit - wide), 0.0)
        canvas.path(f"M{middle:.1f} {canvas.y:.0f}v5")
        canvas.word(start + wide / 2, canvas.y + 18, figure, text_anchor="middle")
        limit = start - 6
    if narrow:
        canvas.y += 20
