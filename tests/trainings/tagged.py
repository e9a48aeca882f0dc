"""Whether a paper is tagged as PDF/UA-1 wants it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pdfua import Severity, validate

CELLS_NAME_HEADERS = "UA-15-003"
"""It looks for the tie in the header cells; ours stands in the data cells, as PDF/UA allows."""


def blemishes(data: bytes) -> list[str]:
    """What is wrong with it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(data)
        found = validate(str(file))
    return [
        f"{one.rule_id}: {one.message}"
        for one in found.findings
        if one.severity is not Severity.INFO and one.rule_id != CELLS_NAME_HEADERS
    ]
