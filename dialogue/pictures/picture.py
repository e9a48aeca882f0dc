"""One picture with all that stands beside it."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Picture:
    """`chart` is None where there is nothing to draw, and `said` then says why.

    `said` is what the picture shows, in a sentence or two; `heads` and `rows` are its numbers, the
    first column names the row.
    """

    key: str
    title: str
    said: str
    chart: Markup | None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
