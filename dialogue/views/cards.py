"""Printing cards: whoever is ticked gets one, and its code stands on this paper alone."""

from typing import Any

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import words
from dialogue.documents.cards import CardPaper, Sheet, printed_cards
from dialogue.forms.cards import CardsForm
from dialogue.models import Process
from dialogue.operations.cards import MOST_AT_ONCE, codes_for, expect_open, give_cards, lookup_of
from dialogue.policy import Action
from dialogue.queries.cards import seats_with_cards
from dialogue.queries.parties import seat_at
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from kernel.digit_codes import grouped
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db, pause

PAGE = "dialogue/cards.html"


@bp.get("/<code>/cards")
@hosts_only
def cards_page(code: str) -> ResponseReturnValue:
    """Who may get a card; those who have none are ticked already."""
    process = process_for_action(code, Action.GIVE_SEATS)
    return render_template(PAGE, **_shown(process, CardsForm(None)))


@bp.post("/<code>/cards")
@hosts_only
def print_cards(code: str) -> ResponseReturnValue:
    """Make the cards and print them at once: nobody can look a code up later."""
    process, form = process_for_action(code, Action.GIVE_SEATS), CardsForm()
    if form.validate_on_submit() and len(form.seats.data or []) > MOST_AT_ONCE:
        form.refuse("seats", _("Se imprimen hasta %(most)s tarjetas a la vez.", most=MOST_AT_ONCE))
    if not form.errors:
        numbers = sorted({seat_at(process, one).id for one in form.seats.data or []})
        codes = codes_for(vault(), form.key.data or "", numbers)
        lookups, paper = _made(_sheet(process, codes), codes)
        refusal, _answer = once(form, lambda s: _give(s, code, lookups))
        if refusal is None:
            expect_open(db(), lookups)
            return _as_file(paper, code)
        tell(form, refusal)
    return show_again(PAGE, **_shown(process_for_action(code, Action.GIVE_SEATS), form))


def _made(sheet: Sheet, codes: dict[int, str]) -> tuple[dict[int, str], bytes]:
    """What is kept of each code, and the paper. Slow: no transaction is open meanwhile."""
    pause()
    return {seat: lookup_of(vault(), code) for seat, code in codes.items()}, printed_cards(sheet)


def _give(session: Session, code: str, lookups: dict[int, str]) -> None:
    process = process_for(session, actor(), code, for_change=True)
    give_cards(session, actor(), process, lookups)


def _sheet(process: Process, codes: dict[int, str]) -> Sheet:
    seats = [seat_at(process, number) for number in codes]
    cards = [
        CardPaper(
            number=seat.id,
            code=grouped(codes[seat.id]),
            name=seat.name,
            group=seat.group.name,
            group_qu=seat.group.called("qu"),
            kind=seat.kind,
            ends_on=seat.ends_on,
        )
        for seat in seats
    ]
    address = current_app.config["SETTINGS"].public_url + url_for("dialogue.card_page")
    return Sheet(process.title, process.code, process.office, tuple(cards), address)


def _as_file(paper: bytes, code: str) -> Response:
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="tarjetas-{code}.pdf"'
    return answer


def _shown(process: Process, form: CardsForm) -> dict[str, Any]:
    today = today_at(process.office)
    seats = [one for one in process.seats if not one.is_over(today)]
    have = seats_with_cards(db(), seats)
    picked = form.seats.data if form.is_submitted() else [
        one.id for one in seats if one.id not in have and one.person_id is None
    ]  # fmt: skip
    return {
        "process": process,
        "form": form,
        "seats": seats,
        "have": have,
        "picked": picked or [],
        "seat_kinds": words.SEAT_KIND,
    }
