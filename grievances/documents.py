"""Papers of grievances: data in, bytes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import segno
from flask import render_template

from accounts.models import Office
from kernel.printing import pdf
from web.locale import _, in_language, tag_of


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


@dataclass(frozen=True)
class NewCodePaper:
    """A code that replaces a lost one and opens nothing yet. `code` is grouped 4-4-4-4."""

    code: str
    office: Office
    asked: str
    try_from: str
    follow_at: str


@dataclass(frozen=True)
class CardPaper:
    """One receipt card. `code` is grouped 4-4-4-4."""

    code: str
    number: int


@dataclass(frozen=True)
class Sheet:
    """Cards of one office to be printed and cut. `qr` is a picture of `follow_at`, as `data:`."""

    name: str
    office: Office
    cards: tuple[CardPaper, ...]
    languages: tuple[str, ...]
    follow_at: str
    qr: str


@dataclass(frozen=True)
class CaseFile:
    """What the office knows of a case, in the words of whoever prints it. No name stands in it.

    Pairs are of a heading and a value; rows are as the case page reads them.
    """

    reference: str
    office: Office
    state: str
    printed: str
    printed_by: str
    handler: str
    tier: str
    tier_means: str
    risks: Sequence[str]
    ways: Sequence[str]
    facts: Sequence[tuple[str, str]]
    parties: Sequence[tuple[str, str]]
    story: str
    lang: str
    beside: Sequence[Mapping[str, Any]]
    deadline: str
    arithmetic: Sequence[tuple[str, str]]
    verified: bool
    severity: Sequence[tuple[str, str]]
    proposal: str
    outcome: str
    outcome_lang: str
    findings: str
    messages: Sequence[Mapping[str, Any]]
    history: Sequence[Mapping[str, Any]]
    files: Sequence[tuple[str, str]]
    """What each file is, how large and of which day: they do not come along."""
    notes: Sequence[Mapping[str, str]] | None = None
    """The internal notes; None when the paper leaves them out."""


def receipt(paper: Paper) -> bytes:
    """The receipt as a PDF, made in the request: its code goes into no queue and no file."""
    return pdf(render_template("grievances/print/receipt.html", paper=paper, office=paper.office))


def new_code(paper: NewCodePaper) -> bytes:
    """The page of a new code as a PDF, made in the request like a receipt."""
    return pdf(render_template("grievances/print/new_code.html", paper=paper, office=paper.office))


def cards(sheet: Sheet) -> bytes:
    """The cards as a PDF, ten on a page. Their codes stand on this paper alone."""
    words = [_said_on_a_card(language) for language in sheet.languages]
    with in_language(sheet.languages[0]):
        return pdf(render_template("grievances/print/cards.html", sheet=sheet, words=words))


def follow_qr(address: str) -> str:
    """The address of the follow page as a picture. Never a code: it would stand in a log."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=0))


def _said_on_a_card(language: str) -> dict[str, str]:
    with in_language(language):
        return {
            "lang": tag_of(language),
            "text": _(
                "Guarde esta tarjeta: sus 16 números abren su caso. No la comparta. La oficina "
                "registra su papel; después puede seguirlo en esta dirección o por teléfono."
            ),
            "date": _("Fecha"),
        }


def case_file(file: CaseFile) -> bytes:
    """A case on paper for the office, without the identity of anybody."""
    return pdf(render_template("grievances/print/case_file.html", file=file, office=file.office))
