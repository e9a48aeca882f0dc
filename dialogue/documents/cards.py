"""Cards to be printed and cut, eight on a page: their codes stand on this paper alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from flask import render_template

from accounts.models import Office
from dialogue import words
from dialogue.kinds import SeatKind
from kernel.printing import pdf
from web.formats import plain_day
from web.locale import _, in_language, tag_of

LANGUAGES = ("es", "qu")


@dataclass(frozen=True)
class CardPaper:
    """One card. `code` is grouped 4-4-4-4; `ends_on` the last day on which it opens, if any.

    `number` is that of the seat: it stands on paper sheets.
    """

    number: int
    code: str
    name: str
    group: str
    group_qu: str
    kind: SeatKind
    ends_on: date | None


@dataclass(frozen=True)
class Sheet:
    """Cards of one process. `address` is where a code is typed."""

    title: str
    process: str
    office: Office
    cards: tuple[CardPaper, ...]
    address: str


def printed_cards(sheet: Sheet) -> bytes:
    """The cards as a PDF, in Spanish and Quechua, with lines to cut along. Slow."""
    cards = [{"one": card, "said": [_said(card, way) for way in LANGUAGES]} for card in sheet.cards]
    qr = str(segno.make(sheet.address, error="m", micro=False).svg_data_uri(border=0))
    with in_language("es"):
        page = render_template("dialogue/print/cards.html", sheet=sheet, cards=cards, qr=qr)
    return pdf(page)


def _said(card: CardPaper, language: str) -> dict[str, Any]:
    """What a card opens and until when, in one of its languages."""
    with in_language(language):
        return {
            "lang": tag_of(language),
            "group": card.group_qu if language == "qu" else card.group,
            "kind": str(words.SEAT_KIND[card.kind]),
            "opens": _opens(card.kind),
            "until": _until(card),
            "keep": _("Escriba estos 16 números en esa página. No los comparta con nadie."),
        }


def _opens(kind: SeatKind) -> str:
    if kind in {SeatKind.TITULAR, SeatKind.ALTERNATE}:
        return str(_("Abre su asiento: leer, escribir, votar, tomar posición y firmar."))
    if kind is SeatKind.ADVISER:
        return str(_("Abre su asiento: leer, escribir y votar."))
    if kind is SeatKind.OBSERVER:
        return str(_("Abre su asiento: leer lo que dicen las partes."))
    return str(_("Abre la votación de afirmaciones."))


def _until(card: CardPaper) -> str:
    if card.ends_on is None:
        return str(_("Vale mientras tenga el asiento."))
    return str(_("Vale hasta el %(day)s.", day=plain_day(card.ends_on)))
