"""Agreements for everybody: a list, and one page for each with how its commitments are kept."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from commitments import words as promise_words
from commitments.models import Commitment
from commitments.queries.commitments import today_in
from commitments.queries.public import without_names
from commitments.views.rows import BADGES, due_words, late_words
from dialogue import words
from dialogue.documents.agreement import limit_said
from dialogue.kinds import Visibility
from dialogue.queries.agreements.public import Published, published_agreement
from dialogue.queries.agreements.registry import MOST_EXPORTED, registered_publicly
from dialogue.queries.agreements.signatures import by_group
from dialogue.views.agreements.public_rows import day_of, public_rows, text_of
from dialogue.views.agreements.registry import as_sheet, asked
from dialogue.views.agreements.rows import EXTENT_BADGES, STATE_BADGES
from kernel.seals import fingerprint_of, grouped
from kernel.text import fold
from web.access import public
from web.formats import use_zone
from web.locale import _, current
from web.transaction import db

bp = Blueprint("agreements", __name__, url_prefix="/agreements")


@bp.get("/")
@public
def published_agreements_page() -> ResponseReturnValue:
    """What was agreed at the public tables, the newest first."""
    sought, after = asked(), request.args.get("after", type=int)
    found = registered_publicly(db(), sought, after=after)
    kept = {"q": sought.words or None}
    here = "agreements.published_agreements_page"
    return render_template(
        "dialogue/public/agreements.html",
        rows=public_rows(found.rows),
        found=found,
        asked=sought,
        further=url_for(here, q=sought.words or None, after=found.next_after)
        if found.next_after
        else "",
        start=url_for(here, q=sought.words or None) if after else "",
        as_file=url_for("agreements.published_agreements_csv", **kept),  # type: ignore[arg-type]
    )


@bp.get("/agreements.csv")
@public
def published_agreements_csv() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    found = registered_publicly(db(), asked(), most=MOST_EXPORTED)
    return as_sheet(public_rows(found.rows))


@bp.get("/<code>")
@public
def agreement_page(code: str) -> ResponseReturnValue:
    """The public copy, which groups signed, and how its commitments are kept."""
    found = published_agreement(db(), code)
    use_zone(found.process.office.time_zone)
    agreement, fingerprint = found.agreement, fingerprint_of(found.sealed.public_hash)
    return render_template(
        "dialogue/public/agreement.html",
        agreement=agreement,
        copy=found.copy,
        text_of=text_of,
        day_of=day_of,
        process=found.process,
        state=words.AGREEMENT_STATE[agreement.state],
        state_badge=STATE_BADGES[agreement.state],
        extent=words.EXTENT[agreement.extent],
        extent_badge=EXTENT_BADGES[agreement.extent],
        signed=_signed(found),
        limits=[limit_said(one) for one in found.copy.adopted],
        promises=[_promise(one, _names(found)) for one in found.promised],
        unpublished=max(len(found.copy.promises) - len(found.promised), 0),
        fingerprint=grouped(fingerprint),
        verify=url_for("verification.standing_page", fingerprint=fingerprint),
        tables=found.process.visibility is Visibility.PUBLIC,
    )


def _signed(found: Published) -> list[dict[str, Any]]:
    """The groups and how each stands: in a village a post is a name, so neither is shown."""
    return [
        {
            "group": one.group.called(current()),
            "state": _standing(one.signed, refused=one.refused_by_all),
            "badge": "good" if one.signed else "hold",
        }
        for one in by_group(db(), found.process, found.sealed)
    ]


def _standing(signed: bool, *, refused: bool) -> str:
    if signed:
        return str(_("Firmó"))
    return str(_("No firmó")) if refused else str(_("Todavía no firma"))


def _names(found: Published) -> dict[str, str]:
    """How the groups of the copy are called in the language of this page."""
    parties = found.copy.parties
    return {fold(one.name.es): one.name.qu for one in parties if current() == "qu" and one.name.qu}


def _promise(one: Commitment, names: Mapping[str, str]) -> dict[str, Any]:
    unnamed = without_names(one)
    return {
        "href": url_for("promises.promise_page", code=one.code),
        "what": unnamed((one.what_qu if current() == "qu" else "") or one.what),
        "lang": "quz" if current() == "qu" and one.what_qu else "es",
        "responsible": names.get(fold(one.responsible_group), one.responsible_group)
        or _("Una persona"),
        "verifier": names.get(fold(one.verifier_group), one.verifier_group) or _("Una persona"),
        "due": unnamed(due_words(one)),
        "late": late_words(one, today_in(one.office)),
        "status": promise_words.STATUS[one.status],
        "badge": BADGES[one.status],
    }
