"""A chart is read by everybody: in black and white, by ear, on paper and on the smallest phone."""

import io
import re
from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfua import Severity, validate
from pypdf import PdfReader

from kernel.charts import (
    WIDTH,
    Bar,
    Caption,
    Course,
    Dots,
    Group,
    Line,
    Pair,
    Stack,
    Stop,
    bars,
    courses,
    grouped_bars,
    lines,
    pairs,
    sparkline,
    stacked_shares,
    thinned,
)
from kernel.charts.courses import letter_of
from kernel.charts.dyes import AGAINST, FOR, SERIES, VEIL, scale_of, series_of
from kernel.charts.measure import broken, ticks, width_of
from kernel.printing import pdf
from tests.chart_samples import LONG, every_chart, whole

HOSTILE = [
    "</text></svg><script>alert(1)</script>",
    '" onload="alert(1)" x="',
    "' style='background:red",
    "]]><!-- & &amp; <b>",
    "\x00\x0b\ud800\u202efdp.exe",
    "",
]
MAY_STAND = {
    "aria-describedby", "aria-labelledby", "class", "cx", "cy", "d", "fill", "fill-opacity",
    "font-size", "font-weight", "height", "id", "patternUnits", "r", "role", "rx", "stroke",
    "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
    "text-anchor", "viewBox", "width", "x", "y",
}  # fmt: skip
SHAPES = {"circle", "defs", "desc", "path", "pattern", "rect", "svg", "text", "title"}
CAPTION = Caption("c", "Título", "Descripción")


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - made by us a line above


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in parsed(svg).iter("text")]


# --- What it is made of ---


@pytest.mark.parametrize("words", [*HOSTILE, LONG])
def test_what_people_wrote_is_words_and_never_markup(words: str) -> None:
    for svg in every_chart(words, form=lambda _: words):
        nodes = list(parsed(svg).iter())
        assert {node.tag for node in nodes} <= SHAPES
        assert {name for node in nodes for name in node.attrib} <= MAY_STAND


@given(st.text())
def test_any_words_make_a_sound_document(words: str) -> None:
    svg = bars(Caption("k", words, words), [Bar(words, 1, words=words)], whole)
    assert parsed(svg).tag == "svg"


def test_everything_that_was_written_is_there() -> None:
    for svg in every_chart(LONG):
        if 'id="spark-t"' not in svg:
            assert "".join(LONG.split()) in "".join("".join(texts(svg)).split())


def test_a_chart_says_by_ear_what_it_shows() -> None:
    for svg in every_chart("Confianza"):
        root = parsed(svg)
        said = {node.get("id"): node.text for node in root if node.get("id")}
        assert root.get("role") == "img"
        assert said[root.get("aria-labelledby")] == "Confianza"
        assert said[root.get("aria-describedby")] == "Lo que se ve: Confianza"
        assert root[0].tag == "title"  # the first child, or papers do not find it


def test_two_charts_of_a_page_share_no_id() -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(every_chart()))
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", "".join(every_chart()))
    assert used
    assert set(used) <= set(ids)


@pytest.mark.parametrize("key", ["", "1a", "a b", 'a"', "Año", "a_b"])
def test_a_key_that_cannot_be_an_id_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Caption(key, "t", "d")


def test_a_chart_weighs_at_most_four_kilobytes() -> None:
    for svg in every_chart():
        assert len(svg.encode()) <= 4096


def test_words_have_the_colour_of_the_page() -> None:
    for svg in every_chart():
        assert parsed(svg).get("fill") == "currentColor"


# --- Told apart without colour ---


def test_things_side_by_side_differ_in_hatch_and_in_dash() -> None:
    assert len({dye.hatch for dye in SERIES}) == len(SERIES)
    assert len({dye.dash for dye in SERIES}) == len(SERIES)


@pytest.mark.parametrize("parts", range(1, 6))
def test_a_scale_goes_from_for_to_against_and_no_two_look_alike(parts: int) -> None:
    scale = scale_of(parts)
    assert scale[0] is FOR
    assert parts == 1 or scale[-1] is AGAINST
    assert len({(dye.hatch, luminance(dye.colour) > 0.3) for dye in scale}) == parts


@pytest.mark.parametrize("ground", ["#fffdfa", "#f1eee7", "#17232c", "#0f181f"])
def test_bars_and_lines_are_seen_by_day_and_by_night(ground: str) -> None:
    for dye in SERIES:
        if dye.colour != "#edb645":  # maize is pale by day: its dots and dashes carry it
            assert contrast(dye.colour, ground) >= 3


def test_figures_are_read_on_every_piece() -> None:
    for dye in {*scale_of(5), *scale_of(4)}:
        assert contrast(dye.words, dye.colour) >= 4.5


EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""How red, green and blue light is seen by eyes that lack one of them."""


def seen_by(colour: str, eye: tuple[tuple[float, float, float], ...]) -> list[float]:
    """A colour as CIE L*a*b*."""
    light = linear_of(colour)
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in eye]
    weights = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    whites = (0.9505, 1.0, 1.089)
    x, y, z = (
        _root(sum(a * b for a, b in zip(row, seen, strict=True)) / white)
        for row, white in zip(weights, whites, strict=True)
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def distance(one: list[float], other: list[float]) -> float:
    return dist(one, other)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    return sum(part * weight for part, weight in zip(linear_of(colour), weights, strict=True))


def linear_of(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


# --- What it shows ---


def test_a_bar_is_as_long_as_its_figure_and_the_whisker_reaches_its_bounds() -> None:
    svg = bars(CAPTION, [Bar("a", 50, (25, 75)), Bar("b", 100)], whole)
    long = [float(box.get("width", 0)) for box in parsed(svg).iter("rect")]
    assert long == [178, 356]
    assert "M91.0 27H269.0" in svg


def test_a_loss_goes_to_the_left_and_is_hatched() -> None:
    svg = bars(CAPTION, [Bar("a", -50), Bar("b", 50)], whole)
    loss, hatch, gain = parsed(svg).iter("rect")
    assert float(loss.get("x", 0)) < float(gain.get("x", 0)) == 180
    assert hatch.get("fill") == "url(#c-h0)"


@pytest.mark.parametrize(
    "svg",
    [
        bars(CAPTION, [Bar("a", None, (0, 1), "menos de 5")], whole),
        grouped_bars(CAPTION, ["s"], [Group("a", (None,))], whole, "menos de 5"),
        stacked_shares(CAPTION, ["s", "t"], [Stack("a", None)], whole, "menos de 5"),
        pairs(CAPTION, "antes", "después", [Pair("a", None)], whole, "menos de 5"),
    ],
)
def test_a_figure_that_is_hidden_is_veiled_and_says_why(svg: str) -> None:
    assert "menos de 5" in texts(svg)
    veil = [box for box in parsed(svg).iter("rect") if box.get("fill", "").startswith("url(")]
    assert len(veil) >= 1
    assert float(veil[-1].get("width", 0)) > 150
    assert 'stroke-width="2"' not in svg  # no whisker that would betray it


def test_what_is_hidden_moves_no_axis() -> None:
    svg = bars(CAPTION, [Bar("a", None, (0, 900), "menos de 5"), Bar("b", 1)], whole)
    assert texts(svg)[-1] == "1"


def test_an_axis_reaches_as_far_as_it_is_asked_to() -> None:
    assert "100" in texts(bars(CAPTION, [Bar("a", 7)], whole, at_least=100))
    told = pairs(CAPTION, "antes", "después", [Pair("a", (1, 2))], whole, "", at_least=100)
    assert "100" in texts(told)


def test_the_pieces_of_a_whole_fill_it_and_each_has_its_figure() -> None:
    svg = stacked_shares(CAPTION, ["sí", "no"], [Stack("a", (19, 1))], whole, "")
    pieces = [float(box.get("width", 0)) for box in parsed(svg).iter("rect")]
    assert {340.1, 17.9} <= set(pieces)
    assert texts(svg)[-2:] == ["19", "1"]


def test_a_row_of_nothing_is_no_error() -> None:
    assert "nadie" in texts(stacked_shares(CAPTION, ["sí"], [Stack("a", (0,))], whole, "nadie"))


def test_charts_without_rows_are_drawn_empty() -> None:
    for svg in (
        bars(CAPTION, [], whole),
        grouped_bars(CAPTION, [], [], whole, ""),
        stacked_shares(CAPTION, ["sí"], [], whole, ""),
        pairs(CAPTION, "antes", "después", [], whole, ""),
        sparkline(CAPTION, [], whole),
        sparkline(CAPTION, [None, None], whole),
        sparkline(CAPTION, [5], whole),
    ):
        assert parsed(svg).tag == "svg"


def test_too_many_things_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        grouped_bars(CAPTION, ["s"] * 6, [], whole, "")
    with pytest.raises(ValueError, match="parts"):
        stacked_shares(CAPTION, ["s"] * 6, [], whole, "")
    with pytest.raises(ValueError, match=r"shorter|longer"):
        grouped_bars(CAPTION, ["s"], [Group("a", (1, 2))], whole, "")
    with pytest.raises(ValueError, match="nothing"):
        lines(CAPTION, [Line("a", ())], [], whole, whole)


def test_a_gap_breaks_a_sparkline_and_a_lone_point_is_still_seen() -> None:
    d = next(parsed(sparkline(CAPTION, [1, 2, None, 3], whole)).iter("path")).get("d", "")
    assert d.count("M") == 2
    assert d.endswith("h0")


def test_before_is_hollow_after_is_full_and_a_loss_is_dashed() -> None:
    svg = pairs(CAPTION, "antes", "después", [Pair("a", (8, 2))], whole, "")
    full, hollow = list(parsed(svg).iter("circle"))[-2:]
    assert float(full.get("cx", 0)) < float(hollow.get("cx", 0))
    assert (full.get("r"), hollow.get("r")) == ("6", "4")
    assert "5 3" in svg
    assert "8 → 2" in texts(svg)


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    svg = bars(CAPTION, [Bar("a", 0.5)], lambda value: f"{value:.1f}".replace(".", ","))
    assert {"0,5", "0,0"} <= set(texts(svg))


def test_five_lines_have_five_colours_that_nobody_takes_for_each_other() -> None:
    assert len(SERIES) == 5
    for one, other in combinations(SERIES, 2):
        for seen in EYES.values():
            assert distance(seen_by(one.colour, seen), seen_by(other.colour, seen)) >= 20


def test_a_thing_keeps_its_colour_where_others_are_left_out() -> None:
    svg = lines(CAPTION, [Line("d", ((0, 1), (1, 2)), place=3)], [], whole, whole)
    assert f'stroke="{SERIES[3].colour}"' in svg
    with pytest.raises(ValueError, match="told apart"):
        series_of(2, [1, 1])


def test_lines_carry_their_sign_and_signs_never_touch() -> None:
    same = [Line("x", ((0, 1), (1, 2)), mark=sign) for sign in "ABCDE"]
    svg = lines(CAPTION, same, [], whole, whole)
    ends = [node for node in parsed(svg).iter("text") if node.text in set("ABCDE")]
    heights = sorted(float(node.get("y", 0)) for node in ends)
    assert len(heights) == 5
    assert all(after - before >= 12.9 for before, after in pairwise(heights))


def test_a_line_with_a_gap_is_broken_and_a_lone_point_is_seen() -> None:
    svg = lines(CAPTION, [Line("x", (), pieces=(((0, 1), (1, 2)), ((3, 1),)))], [], whole, whole)
    d = [path.get("d", "") for path in parsed(svg).iter("path") if path.get("stroke-width") == "3"]
    assert d[-1].count("M") == 2
    assert d[-1].endswith("h0")


def test_a_line_goes_where_its_points_are_to_the_pixel() -> None:
    points = tuple((float(x), y) for x, y in enumerate((1.0, 1.2, 1.2, 0.5, 2.0)))
    svg = lines(CAPTION, [Line("x", points)], [], whole, whole)
    d = [path.get("d", "") for path in parsed(svg).iter("path") if path.get("stroke-width") == "3"]
    walked = [(0.0, 0.0)]
    start, _, steps = d[-1][1:].partition("l")
    x, y = map(float, start.split())
    walked = [(x, y)]
    moves = [float(one) for one in re.findall(r"-?\d+", steps)]
    for dx, dy in zip(moves[::2], moves[1::2], strict=True):
        x, y = x + dx, y + dy
        walked.append((x, y))
    assert len(walked) == 5
    high = {value: at[1] for value, at in zip((1.0, 1.2, 1.2, 0.5, 2.0), walked, strict=True)}
    assert high[0.5] - high[2.0] == pytest.approx(220, abs=1)
    assert high[1.0] - high[1.2] == pytest.approx(220 * 0.2 / 1.5, abs=1)


def test_what_was_measured_is_full_and_what_is_unsure_is_hollow() -> None:
    dots = [Dots("medido", ((0, 1),)), Dots("dudoso", ((1, 1),), hollow=True)]
    svg = lines(CAPTION, [], [], whole, whole, dots=dots)
    assert {"medido", "dudoso"} <= set(texts(svg))
    assert svg.count('stroke="#fffdfa"') == 2


def test_an_axis_holds_what_it_is_asked_to_reach() -> None:
    line = Line("x", ((0, 1), (1, 2)))
    assert "60" in texts(lines(CAPTION, [line], [], whole, whole, reach=[0, 60]))


def test_a_stamp_stands_in_a_frame_above_all_else() -> None:
    stamped = Caption("c", "t", "d", "Ilustrativo, no calibrado")
    for svg in (
        bars(stamped, [Bar("a", 1)], whole),
        lines(stamped, [Line("x", ((0, 1), (1, 2)))], [], whole, whole),
        grouped_bars(stamped, ["s"], [Group("a", (1,))], whole, ""),
    ):
        assert texts(svg)[0] == "Ilustrativo, no calibrado"
        frame = next(iter(parsed(svg).iter("rect")))
        assert (frame.get("fill"), frame.get("stroke")) == ("none", "currentColor")


def test_bars_in_groups_show_their_bounds_and_reach_so_far() -> None:
    group = Group("a", (50,), ((25, 75),), ("A 50",))
    svg = grouped_bars(CAPTION, ["s"], [group], whole, "", at_least=100)
    assert "A 50" in texts(svg)
    assert texts(svg)[-1] == "100"
    assert 'stroke="#1b2530"' in svg


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(-9, 9))).map(sorted), st.floats(0.1, 9))
def test_thinning_keeps_the_lowest_and_the_highest_of_every_stretch(
    points: list[tuple[float, float]], step: float
) -> None:
    found = thinned(points, step)
    assert [one for one in points if one in found][:1] == list(found[:1])
    for stretch in {x // step for x, _ in points}:
        of_all = [y for x, y in points if x // step == stretch]
        kept = [y for x, y in found if x // step == stretch]
        assert (min(kept), max(kept)) == (min(of_all), max(of_all))


def test_a_stretch_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        thinned([], 0)


# --- Room ---


@given(st.text(max_size=120), st.floats(20, 400))
def test_lines_fit_and_lose_no_letter(words: str, room: float) -> None:
    found = broken(words, room, 13)
    assert "".join("".join(found).split()) == "".join(broken(words, 1e9, 13)[0].split())
    assert all(width_of(line, 13) <= room or len(line) == 1 for line in found)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_an_axis_has_few_round_numbers_and_holds_all(low: float, more: float) -> None:
    marks = ticks(low, low + more)
    assert 2 <= len(marks) <= 7
    assert marks == sorted(set(marks))
    slack = 1e-8 * (marks[1] - marks[0]) + 1e-9
    assert marks[0] <= low + slack
    assert marks[-1] >= low + more - slack


# --- On paper ---


def test_charts_on_paper_pass_the_accessibility_check(tmp_path: Path) -> None:
    charts = every_chart("Confianza en la mesa")
    html = f"<!doctype html><html lang=es><title>Informe</title><h1>Informe</h1>{''.join(charts)}"
    printed = pdf(html)
    (tmp_path / "charts.pdf").write_bytes(printed)
    found = validate(str(tmp_path / "charts.pdf")).findings
    assert [one for one in found if one.severity is not Severity.INFO] == []
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    assert "Confianza en la mesa" in text
    assert alternatives(printed).count("Confianza en la mesa") == len(charts)


def alternatives(printed: bytes) -> list[str]:
    """What a paper says of its figures to those who hear it."""
    with pikepdf.open(io.BytesIO(printed)) as paper:
        things = [one for one in paper.objects if isinstance(one, pikepdf.Dictionary)]
        return [str(thing["/Alt"]) for thing in things if "/Alt" in thing]


def test_courses_join_what_was_measured_and_leave_gaps() -> None:
    rows = [
        Course("A", "70 %", (Stop(0.2), Stop(0.5), None, Stop(0.7))),
        Course("B", "Sí", (Stop(0.4), Stop(1, True), Stop(1, True), Stop(1, True))),
    ]
    svg = courses(CAPTION, ["1", "2", "3", "4"], rows, whole)
    paths = list(parsed(svg).iter("path"))
    joined = [one.get("d", "").count("L") for one in paths if one.get("stroke-width") == "3"]
    assert joined == [1, 0, 0]
    assert sum(one.get("d", "").endswith("z") for one in paths) == 3
    assert len(list(parsed(svg).iter("circle"))) == 4


def test_courses_that_end_at_one_place_have_their_letters_apart() -> None:
    rows = [Course(f"Grupo {n}", "Sí", (Stop(1, True),)) for n in range(9)]
    svg = courses(CAPTION, ["1"], rows, whole)
    letters = [one for one in parsed(svg).iter("text") if one.text in {*"ABCDEFGHI"}]
    heights = sorted(float(one.get("y") or 0) for one in letters)
    assert len(heights) == 18, "each beside its end, and below before its name"
    assert min(after - before for before, after in pairwise(heights)) >= 17
    assert heights[-1] < float(parsed(svg).get("height") or 0)
    marks = [one.get("d", "") for one in parsed(svg).iter("path") if one.get("d", "").endswith("z")]
    assert len(set(marks)) == 9, "none lies under another"


def test_long_names_of_courses_stand_below_and_leave_the_width_to_the_picture() -> None:
    name = "Comunidad campesina de Santa Rosa de los Pastos Grandes"
    rows = [Course(f"{name} {n}", "86 %", (Stop(0.2), Stop(0.9 - n / 50))) for n in range(7)]
    drawn = parsed(courses(CAPTION, ["1", "2"], rows, whole))
    beside = [one.text or "" for one in drawn.iter("text") if float(one.get("x") or 0) > WIDTH / 2]
    assert {*beside} == {*"ABCDEFG", "2", "86 %"}, "no name"
    assert " ".join(one.text or "" for one in drawn.iter("text")).count(name) == 7
    assert max(float(one.get("cx") or 0) for one in drawn.iter("circle")) > 0.55 * WIDTH


def test_every_course_has_a_letter_of_its_own() -> None:
    letters = [letter_of(number) for number in range(60)]
    assert letters[:3] == ["A", "B", "C"]
    assert len(set(letters)) == 60


def test_a_course_without_a_stop_is_named_below() -> None:
    said = texts(courses(CAPTION, ["1"], [Course("Nadie", "no vino", (None,))], whole))
    assert {"Nadie", "no vino"} <= set(said)


def test_a_course_has_a_stop_for_each_station() -> None:
    with pytest.raises(ValueError, match="one stop for each station"):
        courses(CAPTION, ["1", "2"], [Course("A", "", (None,))], whole)


def test_a_bar_that_nobody_filled_is_open_and_says_so() -> None:
    svg = stacked_shares(CAPTION, ["a", "b"], [Stack("G", (0, 0), empty="Nadie")], whole, "veiled")
    assert "Nadie" in texts(svg)
    assert "veiled" not in texts(svg)
    assert VEIL.hatch not in svg
