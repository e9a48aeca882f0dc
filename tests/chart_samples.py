"""One chart of each kind, with whatever words a test wants to see on it."""

from collections.abc import Callable

from markupsafe import Markup

from kernel.charts import (
    Bar,
    Caption,
    Cloud,
    Course,
    Group,
    Line,
    Mark,
    Pair,
    Sign,
    Stack,
    Stop,
    Threshold,
    bars,
    courses,
    grouped_bars,
    lines,
    pairs,
    scatter,
    sparkline,
    stacked_shares,
)

LONG = (
    "Conoce los plazos que la empresa y el gobierno provincial deben cumplir en la comunidad "
    "campesina de Ccapacmarca"
)


def whole(value: float) -> str:
    """A number as the tests write it."""
    return f"{value:.0f}"


def every_chart(
    words: str = "Sabe adónde llevar un reclamo", form: Callable[[float], str] = whole
) -> list[Markup]:
    """All kinds, with `words` wherever words can stand."""

    def called(key: str) -> Caption:
        return Caption(key, words, f"Lo que se ve: {words}")

    years = tuple((2025.0 + year, 1.62 - year * 0.01) for year in range(31))
    band = tuple((year, level - 0.1, level + 0.1) for year, level in years)
    return [
        bars(
            called("bars"),
            [
                Bar(words, 0.7, (0.4, 0.89)),
                Bar(words, -0.2, (-0.5, 0.1), words=words),
                Bar(words, None, words=words),
            ],
            form,
        ),
        grouped_bars(
            called("grouped"),
            [words] * 4,
            [Group(words, (24, 31, None, 0)), Group(words, (1, 2, 3, 4))],
            form,
            words,
        ),
        stacked_shares(
            called("shares"),
            [words] * 5,
            [
                Stack(words, (2, 3, 9, 8, 1)),
                Stack(words, (0, 0, 0, 0, 1)),
                Stack(words, None),
                Stack(words, (0, 0, 0, 0, 0), empty=words),
            ],
            form,
            words,
        ),
        sparkline(called("spark"), [3, 4, None, 6, 9], form),
        lines(
            called("lines"),
            [Line(words, years, band), Line(words, years[:9])],
            [Threshold(words, 1.45)],
            form,
            form,
        ),
        pairs(
            called("pairs"),
            words,
            words,
            [Pair(words, (3, 8)), Pair(words, (6, 5), words), Pair(words, None)],
            form,
            words,
        ),
        courses(
            called("courses"),
            ["1", "2", "3"],
            [
                Course(words, words, (Stop(0.3), Stop(0.5), Stop(0.8))),
                Course(words, words, (Stop(0, True), Stop(1, True), Stop(1, True))),
                Course(words, words, (Stop(1, True), None, Stop(1, True))),
                Course(words, words, (Stop(0.75), None, None)),
                Course(words, words, (None, None, None)),
            ],
            form,
        ),
        scatter(
            called("scatter"),
            [
                Cloud(words[:1], words, (Mark(1, 2, 9), Mark(2, 2.5, 5), Mark(1.5, 1))),
                Cloud("B", words, (Mark(-2, -1, 7),)),
                Cloud("C", words, ()),
            ],
            [Sign(-1, 2, "1"), Sign(-1.01, 2, "2"), Sign(2.2, -1, "30")],
        ),
    ]
