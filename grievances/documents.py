"""Papers of grievances: data in, bytes out."""

from dataclasses import dataclass

from flask import render_template

from accounts.models import Office
from kernel.printing import pdf


@dataclass(frozen=True)
class Step:
    """What happens, by when, and whether it is done, going on or still to come."""

    title: str
    words: str
    state: str


@dataclass(frozen=True)
class Paper:
    """What a receipt says, in the words of its reader. `code` is grouped 4-4-4-4."""

    code: str
    office: Office
    received: str
    name: str
    steps: tuple[Step, ...]
    unverified: bool
    follow_at: str


def receipt(paper: Paper) -> bytes:
    """The receipt as a PDF, made in the request: its code goes into no queue and no file."""
    return pdf(render_template("grievances/print/receipt.html", paper=paper, office=paper.office))
