"""Charts as inline SVG, for pages and papers alike.

Colour never speaks alone: every series has a hatch or a dash and its name, so that a photocopy
reads like the screen. Presentation attributes only (the content policy forbids inline style), text
in the colour of the page, nothing cut at 360 pixels, everything that people wrote escaped. Numbers
are written by the function that the caller passes, in the reader's language. A chart stands beside
a table of its numbers, never instead of it.
"""

from kernel.charts.bars import Bar, bars
from kernel.charts.canvas import WIDTH, Caption, Form
from kernel.charts.courses import Course, Stop, courses
from kernel.charts.grouped import Group, grouped_bars
from kernel.charts.lines import Dots, Line, Threshold, lines
from kernel.charts.pairs import Pair, pairs
from kernel.charts.scatter import Cloud, Mark, Sign, scatter
from kernel.charts.shares import Stack, stacked_shares
from kernel.charts.sparkline import sparkline
from kernel.charts.thinning import thinned

__all__ = [
    "WIDTH",
    "Bar",
    "Caption",
    "Cloud",
    "Course",
    "Dots",
    "Form",
    "Group",
    "Line",
    "Mark",
    "Pair",
    "Sign",
    "Stack",
    "Stop",
    "Threshold",
    "bars",
    "courses",
    "grouped_bars",
    "lines",
    "pairs",
    "scatter",
    "sparkline",
    "stacked_shares",
    "thinned",
]
