"""The custodian's pages: whose names the office holds, and the names of one case, opened."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.roles import Role
from grievances import words
from grievances.kinds import SafeContact
from grievances.models import Case
from grievances.operations.casework import declare_conflict
from grievances.operations.identities import open_identities
from grievances.queries.cases import key_of
from grievances.queries.contents import account_of
from grievances.queries.identities import (
    Known,
    case_in_custody,
    identities_held,
    openings_of,
)
from grievances.views.desk import words as desk_words
from grievances.views.desk.entrance import bp
from web.access import for_roles
from web.actor import actor
from web.formats import short_day, short_moment, use_zone
from web.forms import Form
from web.furniture import vault
from web.locale import _
from web.sending import once
from web.transaction import change, db

custodians_only = for_roles(Role.CUSTODIAN)
"""The door of the names. Whoever reads what people told does not read here who they are."""


@bp.get("/identities")
@custodians_only
def identities_page() -> ResponseReturnValue:
    """The cases of the office that have a name, without a word of what they tell."""
    wanted = request.args.get("q", "").strip()
    before = request.args.get("before", type=int)
    found = identities_held(db(), actor(), before=before, reference=wanted)
    several = len(actor().offices(Role.CUSTODIAN)) > 1
    return render_template(
        "desk/identities.html",
        rows=[_row(case, found.people.get(case.id, 0), several) for case in found.cases],
        wanted=wanted,
        further=_address(wanted, found.next) if found.next else "",
        start=_address(wanted) if before else "",
    )


@bp.get("/identities/<reference>")
@custodians_only
def identity_page(reference: str) -> ResponseReturnValue:
    """What the custodian may know of a case before they open its names."""
    return _page(case_in_custody(db(), actor(), reference))


@bp.post("/identities/<reference>")
@custodians_only
def open_identity(reference: str) -> ResponseReturnValue:
    """Show who the people are, right under how not to reach them; the trail keeps who looked."""
    session = change()
    case = case_in_custody(session, actor(), reference)
    known = open_identities(session, vault(), actor(), case)
    return _page(case, known, account_of(key_of(session, vault(), case), case).safe_contact_note)


@bp.get("/identities/<reference>/tie")
@custodians_only
def identity_tie_page(reference: str) -> ResponseReturnValue:
    """What declaring a tie means for a custodian: the names are for another to open."""
    return _tie(case_in_custody(db(), actor(), reference), Form(None))


@bp.post("/identities/<reference>/tie")
@custodians_only
def declare_identity_tie(reference: str) -> ResponseReturnValue:
    """Declare it. There is no way back to these names for this person."""
    form = Form()
    case = case_in_custody(db(), actor(), reference)
    if not form.validate():
        return _tie(case, form), HTTPStatus.UNPROCESSABLE_ENTITY

    def act(session: Session) -> None:
        case = case_in_custody(session, actor(), reference, for_change=True)
        declare_conflict(session, actor(), case, has_conflict=True)

    if refusal := once(form, act):
        raise refusal
    flash(_("Su declaración quedó registrada. Usted ya no ve esa identidad."), "good")
    return redirect(url_for("desk.identities_page"), code=303)


def _tie(case: Case, form: Form) -> str:
    use_zone(case.office.time_zone)
    return render_template("desk/identity_tie.html", case=case, form=form)


def _page(case: Case, known: list[Known] | None = None, note: str = "") -> ResponseReturnValue:
    use_zone(case.office.time_zone)
    ways = [*ways_without_words(case), *([note] if note else [])]
    return render_template(
        "desk/identity.html",
        case=case,
        facts=_facts(case),
        ways=ways,
        has_note=case.safe_contact_note is not None and known is None,
        speaks=desk_words.SPEAKS[case.language],
        tier_means=desk_words.TIER_MEANS[case.tier],
        known=known and [(words.STANDING[one.standing], one) for one in known],
        openings=[
            (one.by, short_moment(one.at, case.office.time_zone))
            for one in openings_of(db(), actor(), case)
        ],
    )


def ways_without_words(case: Case) -> list[Any]:
    """How the person may be reached without harm, as far as they chose from the list."""
    return [desk_words.SAFE_CONTACT[SafeContact(way)] for way in case.safe_contact]


def _facts(case: Case) -> list[tuple[Any, Any]]:
    return [
        (_("Identidad"), desk_words.TIER[case.tier]),
        (_("Recibido"), short_moment(case.received_at, case.office.time_zone)),
        (_("Paso"), words.STATE[case.state]),
    ]


def _row(case: Case, people: int, several: bool) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "href": url_for("desk.identity_page", reference=case.reference),
        "office": case.office.name if several else "",
        "tier": desk_words.TIER[case.tier],
        "people": people,
        "received": short_day(case.received_at, case.office.time_zone),
        "state": words.STATE[case.state],
        "ways": ways_without_words(case),
        "has_note": case.safe_contact_note is not None,
    }


def _address(wanted: str, before: int | None = None) -> str:
    return url_for("desk.identities_page", q=wanted or None, before=before)
