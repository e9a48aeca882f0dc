"""A conversation as one archive: the files that Polis gives out, and ours beside them."""

import io
import zipfile
from collections.abc import Mapping

from dialogue.polis import write_export
from dialogue.queries.exporting import Given
from kernel.spreadsheets.writing import Page, Value, as_csv

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""A file in an archive has a date; the same conversation gives the same archive."""


def archive_of(given: Given, opinion_groups: Mapping[int, int]) -> bytes:
    """The archive."""
    files = write_export(given.export, opinion_groups)
    rows: list[list[Value]] = [
        [one.number, str(one.language), one.words, one.said_in("es"), one.said_in("qu"),
         str(one.state), one.seeded]
        for one in given.statements
    ]  # fmt: skip
    heads = ["statement", "language", "words", "words-es", "words-qu", "state", "seeded"]
    files["statements.csv"] = as_csv(Page("", heads, rows))
    declared: list[list[Value]] = [[number, name] for number, name in given.groups]
    files["declared-groups.csv"] = as_csv(Page("", ["participant", "group"], declared))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), files[name])
    return held.getvalue()
