"""What the office writes down in a round: hands, one voice for a group, seat after seat."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.positions import delegation_ballot, hands_form, seat_ballot
from dialogue.forms.rounds import IntegrationForm
from dialogue.models import Group, Process, Proposal, Round, Seat
from dialogue.operations.positions import (
    integrate_objection,
    record_delegation,
    record_hands,
    record_position,
    withdraw_of_group,
)
from dialogue.policy import DECIDERS, Action
from dialogue.queries.positions import act_of, position_in, seen_by
from dialogue.queries.processes import key_of
from dialogue.queries.room import meetings_at
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action, recorders_only
from dialogue.views.papers_taken import taken_from, unwanted
from dialogue.views.rounds.held import round_held, to_where_it_began
from kernel.errors import NotFound
from kernel.files import Taken, open_clean
from kernel.vault import Sealer
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.downloads import attachment
from web.forms import Form, show_again
from web.furniture import files, vault
from web.locale import _, current
from web.transaction import db
from web.uploads import takes_files

HANDS, DELEGATION, SEATS, SEAT, INTEGRATION = (
    f"dialogue/rounds/{name}.html"
    for name in ("hands", "delegation", "seats", "seat", "integration")
)
Write = Callable[[Session, Process, Round, Sealer], object]


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/hands")
@recorders_only
def hands_page(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """The boxes for hands that were counted."""
    shown = _of_group(code, proposal, number, group)
    form = hands_form(shown["round"])(None)
    _offer(form, shown)
    return render_template(HANDS, form=form, **shown)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/hands")
@takes_files
@recorders_only
def record_hands_now(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """Keep what was counted."""
    shown = _of_group(code, proposal, number, group)
    form = hands_form(shown["round"])()
    _offer(form, shown)
    return _with_paper(
        form, HANDS, (code, proposal, number, group),
        lambda taken: (
            lambda s, p, r, key: record_hands(
                s, actor(), p, r, group, form.answer(**form.brought(taken)), key
            )
        ),
    )  # fmt: skip


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/delegation")
@recorders_only
def delegation_page(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """The ballot of a whole group, with the act of its assembly."""
    shown = _of_group(code, proposal, number, group)
    form = delegation_ballot(shown["round"], current())(None)
    _offer(form, shown)
    return render_template(DELEGATION, form=form, **shown)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/delegation")
@takes_files
@recorders_only
def record_delegation_now(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """Keep what the delegation brought."""
    shown = _of_group(code, proposal, number, group)
    form = delegation_ballot(shown["round"], current())()
    _offer(form, shown)
    return _with_paper(
        form, DELEGATION, (code, proposal, number, group),
        lambda taken: (
            lambda s, p, r, key: record_delegation(
                s, actor(), p, r, group, form.answer(**form.brought(taken)), key
            )
        ),
    )  # fmt: skip


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/seats")
@recorders_only
def seats_page(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """The seats of a group, each with its ballot."""
    shown = _of_group(code, proposal, number, group)
    seats = [one for one in shown["process"].seats if _decides(one, group, shown["round"])]
    return render_template(SEATS, seats=seats, **shown)


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/seats/<int:seat>")
@recorders_only
def seat_position_page(code: str, proposal: str, number: int, seat: int) -> ResponseReturnValue:
    """The ballot of one seat, as it came on paper, in the room or by telephone."""
    shown = _of_seat(code, proposal, number, seat)
    form = seat_ballot(shown["round"], current())(None)
    form.language.data = shown["seat"].language
    return render_template(SEAT, form=form, **shown)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/seats/<int:seat>")
@recorders_only
def record_position_now(code: str, proposal: str, number: int, seat: int) -> ResponseReturnValue:
    """Keep it."""
    shown = _of_seat(code, proposal, number, seat)
    form = seat_ballot(shown["round"], current())()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        record_position(session, actor(), process, one, seat, form.answer(**form.how()))

    if not happens(form, act):
        return show_again(SEAT, form=form, **_of_seat(code, proposal, number, seat))
    flash(_("Anotado."), "good")
    return to_where_it_began(code, proposal, number)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/groups/<int:group>/withdraw")
@recorders_only
def withdraw_of_group_now(code: str, proposal: str, number: int, group: int) -> ResponseReturnValue:
    """Take back what was written down for a group, or for the seat that the form names."""
    process_for_action(code, Action.RECORD)
    form, seat = Form(), request.form.get("seat", type=int)

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        withdraw_of_group(session, actor(), process, one, group, form.key.data or "", seat)

    if happens(form, act):
        flash(_("Ya no cuenta lo que se había anotado."), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return to_where_it_began(code, proposal, number)


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/acts/<int:position>")
@open_to_all
def act_file(code: str, proposal: str, number: int, position: int) -> Response:
    """The act of the assembly behind a delegation, for the parties, once the round is revealed."""
    process, _proposal, one = round_held(db(), code, proposal, number)
    found = position_in(db(), one, position)
    key = key_of(db(), vault(), process)
    return attachment(open_clean(files(), act_of(db(), found), key))


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/objections/<int:position>")
@hosts_only
def integration_page(code: str, proposal: str, number: int, position: int) -> ResponseReturnValue:
    """One objection, and how it is taken up."""
    shown = _objection(code, proposal, number, position)
    return render_template(INTEGRATION, form=IntegrationForm(None), **shown)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/objections/<int:position>")
@hosts_only
def integrate_now(code: str, proposal: str, number: int, position: int) -> ResponseReturnValue:
    """It is taken up, with a note."""
    shown, form = _objection(code, proposal, number, position), IntegrationForm()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        integrate_objection(session, actor(), process, one, position, form.note.data or "")

    if not happens(form, act):
        shown = _objection(code, proposal, number, position)
        return show_again(INTEGRATION, form=form, **shown)
    flash(_("La objeción quedó recogida."), "good")
    return to_where_it_began(code, proposal, number)


def _with_paper(
    form: Any,
    template: str,
    at: tuple[str, str, int, int],
    writing: Callable[[Taken | None], Write],
) -> ResponseReturnValue:
    """Take in what was brought with no transaction open, then write it all down once."""
    code, proposal, number, group = at
    if form.validate_on_submit():
        taken = taken_from(form)
        if not form.errors:
            write = writing(taken)

            def act(session: Session) -> None:
                process, _proposal, one = round_held(session, code, proposal, number)
                write(session, process, one, key_of(session, vault(), process))

            if happens(form, act):
                flash(_("Anotado."), "good")
                return to_where_it_began(code, proposal, number)
            unwanted(taken)
    if form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    shown = _of_group(code, proposal, number, group)
    return show_again(template, form=form, **shown)


def _offer(form: Any, shown: dict[str, Any]) -> None:
    """The meetings of the process; in a room that of the room is chosen already."""
    form.offer({f"meeting:{one.reference}": one.called(current()) for one in shown["meetings"]})
    if request.method == "GET":
        form.language.data = current()
        form.meeting.data = f"meeting:{shown['room']}" if shown["room"] else ""


def _of_group(code: str, proposal: str, number: int, group_id: int) -> dict[str, Any]:
    process_for_action(code, Action.RECORD)
    process, found, one = round_held(db(), code, proposal, number)
    group = next((known for known in process.groups if known.id == group_id), None)
    if group is None or group_id not in {known["id"] for known in one.quorum.get("groups", ())}:
        raise NotFound("not-found")
    return _common(process, found, one) | {
        "group": group,
        "answered": _answered(process, one, group),
    }


def _of_seat(code: str, proposal: str, number: int, seat_id: int) -> dict[str, Any]:
    process_for_action(code, Action.RECORD)
    process, found, one = round_held(db(), code, proposal, number)
    seat = next((known for known in process.seats if known.id == seat_id), None)
    if seat is None or seat.kind not in DECIDERS:
        raise NotFound("not-found")
    return _common(process, found, one) | {"group": seat.group, "seat": seat}


def _common(process: Process, found: Proposal, one: Round) -> dict[str, Any]:
    return {
        "process": process,
        "proposal": found,
        "round": one,
        "meetings": meetings_at(db(), actor(), process),
        "room": request.args.get("room", ""),
        "language": current(),
        "words": words,
        "plain": Form(None),
    }


def _answered(process: Process, one: Round, group: Group) -> Any:
    seen = seen_by(db(), actor(), process, one)
    return next((known for known in seen.answered if known.group["id"] == group.id), None)


def _decides(seat: Seat, group_id: int, one: Round) -> bool:
    known = {place for group in one.quorum["groups"] for place in group["seats"]}
    return seat.group_id == group_id and seat.kind in DECIDERS and seat.counted_as in known


def _objection(code: str, proposal: str, number: int, position_id: int) -> dict[str, Any]:
    process_for_action(code, Action.RUN)
    process, found, one = round_held(db(), code, proposal, number)
    position = position_in(db(), one, position_id)
    if not position.objects:
        raise NotFound("not-found")
    return _common(process, found, one) | {"position": position}
