"""The page where somebody types the code of their card, and leaves the table again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue.forms.cards import CardForm
from dialogue.operations.cards import lookup_of
from dialogue.policy import TABLE, Action
from dialogue.queries.cards import Bearer, bearer_of, card_found
from dialogue.views import card_cookie, limits
from dialogue.views.blueprint import bp
from kernel.digit_codes import DIGITS, digits_in, typed
from kernel.policy import Actor, allowed
from web import locale
from web.access import open_to_all
from web.actor import actor
from web.floods import wait_for_turn
from web.forms import Form, show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db, pause

PAGE = "dialogue/card.html"


@bp.get("/card")
@open_to_all
def card_page() -> ResponseReturnValue:
    """Ask for the code; who is in already is told so."""
    return render_template(PAGE, form=CardForm(None), bare=Form(None), bearer=_bearer())


@bp.post("/card")
@open_to_all
def enter_with_card() -> ResponseReturnValue:
    """Open the table for the right code; a wrong one is told in words, and counted."""
    wait_for_turn(limits.SENT)
    form = CardForm()
    if actor().person_id is not None:
        return redirect(url_for("dialogue.card_page"), code=303)
    if not form.validate_on_submit():
        return _again(form), 422
    if not limits.may_try_a_code():
        form.code.data = ""
        form.refuse(
            "code", _("Hubo demasiados códigos equivocados desde este lugar. Espere una hora.")
        )
        return _again(form), 429
    return _entered(form)


@bp.post("/card/leave")
@open_to_all
def leave_card() -> ResponseReturnValue:
    """This browser forgets the card."""
    Form().validate_on_submit()
    card_cookie.drop()
    flash(_("Cerramos su tarjeta en este teléfono."), "good")
    return redirect(url_for("dialogue.card_page"), code=303)


def _entered(form: CardForm) -> ResponseReturnValue:
    sent = form.code.data or ""
    code, form.code.data = typed(sent), ""
    if code is None:
        form.refuse("code", _wrong(sent))
        return show_again(PAGE, form=form, bare=Form(None), bearer=None)
    pause()
    card, bearer = card_found(db(), lookup_of(vault(), code))
    if card is None:
        limits.note_failure()
        form.refuse("code", _("No encontramos ese código. Compárelo con su tarjeta."))
    elif bearer is None:
        form.refuse("code", _("Esta tarjeta ya no abre: el mandato terminó o hay otra tarjeta."))
    elif not _may_read(bearer):
        form.refuse("code", _("La oficina todavía prepara este proceso. Pruebe otro día."))
    else:
        card_cookie.keep(card.id)
        if not locale.has_chosen():
            locale.choose(bearer.seat.language)
        return redirect(url_for("dialogue.process_page", code=bearer.process.code), code=303)
    return show_again(PAGE, form=form, bare=Form(None), bearer=None)


def _wrong(sent: str) -> str:
    """Why this is no code: of 16 digits one was mistyped, or they are more or fewer."""
    if digits_in(sent) == DIGITS:
        return str(_("Algún número no coincide. Compárelo con su tarjeta."))
    return str(_("Un código tiene 16 números. Compárelo con su tarjeta."))


def _may_read(bearer: Bearer) -> bool:
    holder = Actor(receipt_of=bearer.seat.subject)
    return allowed(TABLE, holder, Action.READ_PUBLIC, bearer.process)


def _bearer() -> Bearer | None:
    held = card_cookie.held()
    return bearer_of(db(), held) if held is not None and actor().person_id is None else None


def _again(form: CardForm) -> str:
    return render_template(PAGE, form=form, bare=Form(None), bearer=None)
