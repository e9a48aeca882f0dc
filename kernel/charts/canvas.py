"""The sheet that every chart is drawn on: shapes, words that fit, and what is said to the blind."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from kernel.charts.dyes import Dye, hatching
from kernel.charts.measure import BOLD, broken, plain, width_of

WIDTH = 360
"""Pixels: the narrowest phone. Wider pages enlarge the whole picture, its words too."""
SIZE = 13
LEADING = 17
MARGIN = 2
"""What a slanting letter may hang over."""
KEY_ROOM = 32
"""What the sample before a name in a legend takes."""

Form = Callable[[float], str]
"""Writes a number in the reader's language."""

_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Caption:
    """What a chart is called and what it shows, in a sentence. `key` is unique in its page.

    `stamp` is what nobody may overlook who sees the picture alone, such as that it is only an
    illustration. ValueError for a key that is no plain word: ids are made from it.
    """

    key: str
    title: str
    description: str
    stamp: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot be an id")


class Canvas:
    """Shapes from top to bottom. `y` is how far it has been drawn, `kind` its class in a page."""

    def __init__(self, caption: Caption, width: int = WIDTH, kind: str = "chart") -> None:
        self.caption = caption
        self.kind = kind
        self.width = width
        self.y = 0.0
        self._shapes: list[Markup] = []
        self._dyes: list[Dye] = []
        if caption.stamp:
            self._stamp(caption.stamp)

    def _stamp(self, words: str) -> None:
        """Words in a frame above all else."""
        bottom = self.words(words, x=8, room=self.width - 16, y=4, bold=True)
        wide = min(width_of(plain(words), SIZE) * BOLD + 16, self.width - 2)
        frame = {"x": 1, "y": 1, "width": wide, "height": bottom + 2, "rx": 3}
        self.shape("rect", **frame, fill="none", stroke="currentColor", stroke_width=2)
        self.y = bottom + 10

    def shape(self, name: str, **attributes: object) -> None:
        """One shape; `stroke_width` becomes stroke-width, numbers lose what no eye can see."""
        self._shapes.append(element(name, "", **attributes))

    def box(self, x: float, y: float, width: float, height: float, dye: Dye,
            stroke: str | None = None) -> None:  # fmt: skip
        """A piece in the colour of `dye`, its hatch over it."""
        place = {"x": x, "y": y, "width": max(width, 0.0), "height": height}
        if dye.hatch and dye not in self._dyes:
            self._dyes.append(dye)
        if dye.colour != "none":
            edge = None if dye.hatch else stroke
            self.shape("rect", **place, fill=dye.colour, stroke=edge)
        if dye.hatch:
            hatch = f"url(#{self.caption.key}-h{self._dyes.index(dye)})"
            self.shape("rect", **place, fill=hatch, stroke=stroke)

    def path(self, d: str, **attributes: object) -> None:
        self.shape("path", d=d, **{"fill": "none", "stroke": "currentColor", **attributes})

    def word(self, x: float, y: float, words: str, **attributes: object) -> None:
        """One line of text that is known to fit."""
        self._shapes.append(element("text", words, x=x, y=y, **attributes))

    def words(self, words: str, *, x: float = MARGIN, room: float | None = None, end: bool = False,
              y: float | None = None, bold: bool = False) -> float:  # fmt: skip
        """Text broken into lines that fit `room`, from `y` (or where the drawing ends) down.

        Returns where it ends. With `end` the lines end at the right margin, else they begin at `x`.
        """
        top = self.y if y is None else y
        left = self.width - MARGIN if end else x
        space = (self.width - x - MARGIN if room is None else room) / (BOLD if bold else 1)
        for line in broken(words, space, SIZE):
            anchor, weight = "end" if end else None, 700 if bold else None
            self.word(left, top + SIZE, line, text_anchor=anchor, font_weight=weight)
            top += LEADING
        return top

    def heading(self, name: str, figure: str) -> None:
        """A name on the left and its figure on the right, each broken where it must be."""
        beside = min(width_of(figure, SIZE) * BOLD + 1, self.width * 0.5)
        top = self.y
        name_ends = self.words(name, room=self.width - beside - 16)
        self.y = max(name_ends, self.words(figure, y=top, room=beside, end=True, bold=True)) + 2

    def legend(self, names: Iterable[str], draw: Callable[[int, float, float], None]) -> None:
        """The names of the series, each after a sample 24 wide that `draw(number, x, y)` puts; as
        many beside each other as fit."""
        x, bottom = 0.0, self.y
        for number, name in enumerate(names):
            wide = KEY_ROOM + width_of(name, SIZE)
            if x and x + wide > self.width - MARGIN:
                x, self.y = 0.0, bottom
            draw(number, x, self.y)
            bottom = max(bottom, self.words(name, x=x + KEY_ROOM))
            x += wide + 14
        self.y = bottom + 8

    def svg(self) -> Markup:
        """The whole picture."""
        key = self.caption.key
        hatches = Markup().join(hatching(dye, f"{key}-h{n}") for n, dye in enumerate(self._dyes))
        said = [
            element("title", self.caption.title, id=f"{key}-t"),
            element("desc", self.caption.description, id=f"{key}-d"),
            element("defs", hatches) if hatches else Markup(),
        ]
        return element(
            "svg",
            Markup().join([*said, *self._shapes]),
            class_=self.kind,
            viewBox=f"0 0 {self.width} {number(self.y)}",
            width=self.width,
            height=self.y,
            role="img",
            aria_labelledby=f"{key}-t",
            aria_describedby=f"{key}-d",
            font_size=SIZE,
            fill="currentColor",
        )


def element(name: str, content: str, **attributes: object) -> Markup:
    """An element, its words and the values of its attributes escaped; None is left out."""
    said = Markup().join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), number(value))
        for key, value in attributes.items()
        if value is not None
    )
    if not content and name not in {"title", "desc", "text"}:
        return Markup("<{}{}/>").format(Markup(name), said)  # noqa: S704 - a name of ours
    inner = content if isinstance(content, Markup) else escape(plain(content))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), said, inner)  # noqa: S704 - ours


def number(value: object) -> str:
    """A length to a tenth of a pixel; anything else as it is."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
