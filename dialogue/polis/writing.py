"""Rows written as the CSV that Polis writes."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | None


def table(heads: Sequence[str] | None, rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 without a mark, lines ended by \\n, quoted only where needed; None is left blank.

    What people wrote must have gone through `kernel.text.csv_cell`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if heads is not None:
        writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode()
