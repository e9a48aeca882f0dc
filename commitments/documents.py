"""Papers, sheets and calendars of commitments: data in, bytes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import render_template

from kernel.printing import pdf
from kernel.spreadsheets.writing import Page, as_csv, as_xlsx

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Rimanakuy//commitments//ES"


@dataclass(frozen=True)
class MatrixPaper:
    """The register on paper: what each row says stands in the order of `heads`."""

    title: str
    printed: str
    filters: Sequence[tuple[str, str]]
    counts: Sequence[tuple[str, str]]
    rows: Sequence[Any]


@dataclass(frozen=True)
class DueDay:
    """One day in a calendar on which something falls due.

    `code` names it for ever: a date that moves moves in the calendar too. `changed_at` and
    `version` say which of two is the newer. `rule` says on which days it falls due again.
    """

    code: str
    title: str
    words: str
    on: date
    changed_at: datetime
    version: int
    address: str
    rule: Mapping[str, Any] = field(default_factory=dict)


def matrix(paper: MatrixPaper) -> bytes:
    """The register as a PDF, A4 lying on its side, its heads on every page."""
    return pdf(render_template("commitments/print/matrix.html", paper=paper, office=None))


def workbook(pages: Sequence[Page]) -> bytes:
    """The register as a workbook; its cells are inert."""
    return as_xlsx(pages)


def sheet(page: Page) -> bytes:
    """The register as CSV; its cells are inert."""
    return as_csv(page)


def calendar(days: Sequence[DueDay], host: str) -> bytes:
    """Whole days, one for each due date, as any calendar reads them."""
    from icalendar import Calendar  # start-up does not pay for a calendar that few ask for

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for day in days:
        made.add_component(_event(day, host))
    written: bytes = made.to_ical()
    return written


def _event(day: DueDay, host: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.code}@{host}")
    event.add("dtstamp", day.changed_at.astimezone(UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    if day.rule:
        event.add("rrule", dict(day.rule))
    event.add("sequence", day.version)
    event.add("summary", day.title)
    event.add("description", day.words)
    event.add("url", day.address)
    event.add("transp", "TRANSPARENT")
    return event
