"""The page of one agreement: its text, who signed, what was promised, what comes next."""

from datetime import date
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from commitments.policy import READERS as PROMISE_READERS
from commitments.views.rows import rows_of as promise_rows
from dialogue import words
from dialogue.contents.agreement import Accord
from dialogue.contents.writing import read
from dialogue.forms.agreements import ReasonForm
from dialogue.lifecycle.agreements import AGREEMENT, AgreementState
from dialogue.models import Agreement, Process, SealedAgreement
from dialogue.operations.agreements.sealing import lacks_to_be_sealed
from dialogue.operations.agreements.signing import OPEN
from dialogue.policy import DECIDERS, TABLE, Action, seat_of
from dialogue.queries.agreements.content import accord_of, promises_of
from dialogue.queries.agreements.finding import (
    instead_of,
    replaced_by,
    signatures_of,
    standing_text,
)
from dialogue.queries.agreements.signatures import by_group, words_of
from dialogue.queries.agreements.thresholds import Chosen, thresholds_chosen
from dialogue.queries.confirming import nobody_speaks_for, to_confirm_at
from dialogue.signing import SIGNED, signed_on
from dialogue.views.agreements.entrance import agreement_at, seen
from dialogue.views.agreements.naming import threshold_words
from dialogue.views.agreements.public_rows import day_of, text_of
from dialogue.views.agreements.rows import EXTENT_BADGES, STATE_BADGES
from dialogue.views.blueprint import bp
from dialogue.views.confirming_rows import PromiseRow, to_confirm_rows
from kernel.policy import allowed
from kernel.references import Referred
from kernel.seals import fingerprint_of, grouped
from web.access import open_to_all
from web.actor import actor
from web.furniture import references
from web.locale import _
from web.refusals import CODES
from web.transaction import db


@bp.get("/<code>/agreements/<of>")
@open_to_all
def agreement_page(code: str, of: str) -> ResponseReturnValue:
    """Everything that the table knows of one agreement."""
    process, agreement = agreement_at(code, of)
    return render_template("dialogue/agreement.html", **contents(process, agreement))


def contents(process: Process, agreement: Agreement, **forms: Any) -> dict[str, Any]:
    """What its page shows; `forms` come back with what speaks against them."""
    session = db()
    sealed = standing_text(session, agreement)
    accord = read(sealed.content) if sealed else accord_of(session, process, agreement)
    return {
        "process": process,
        "agreement": agreement,
        "accord": accord,
        "text_of": text_of,
        "day_of": day_of,
        "state": words.AGREEMENT_STATE[agreement.state],
        "state_badge": STATE_BADGES[agreement.state],
        "extent": words.EXTENT[agreement.extent],
        "extent_badge": EXTENT_BADGES[agreement.extent],
        "origins": _origins(accord),
        "about": [(one, referred(one)) for one in accord.about],
        "instead_of": instead_of(session, agreement),
        "replaced_by": replaced_by(session, agreement),
        "promises": promise_rows(promises_of(session, agreement), name_office=False),
        "reads_promises": process.office_id in actor().offices(*PROMISE_READERS),
        "to_confirm": _to_confirm(process, agreement),
        "thresholds": [_threshold(agreement, one) for one in thresholds_chosen(session, agreement)],
        "steps": _steps(process, agreement, forms),
        **_signed(process, sealed),
    }


def referred(reference: str) -> Referred | None:
    """What a public reference is to the reader."""
    return references().resolve(db(), actor(), reference) if reference else None


def _origins(accord: Accord) -> list[tuple[str, str, Referred | None]]:
    """Where it came from: the round that decided and the meeting, as the reader knows of them."""
    decided = accord.decided
    found = []
    if decided.proposal:
        found.append(("round", f"{decided.round}", referred(f"proposal:{decided.proposal}")))
    if accord.meeting:
        found.append(("meeting", accord.meeting.partition(":")[2], referred(accord.meeting)))
    return found


def _threshold(agreement: Agreement, one: Chosen) -> dict[str, Any]:
    known = referred(one.study.subject)
    return {
        "words": threshold_words(one),
        "adopted": one.agreed_in(agreement.subject),
        "address": f"{known.address}/thresholds" if known else "",
    }


def _to_confirm(process: Process, agreement: Agreement) -> list[PromiseRow]:
    """What was promised here and is verified by the group of the reader."""
    found = to_confirm_at(db(), actor(), process)
    here = [one for one in found if one.commitment.made_in == agreement.subject]
    return to_confirm_rows(process, here)


def _signed(process: Process, sealed: SealedAgreement | None) -> dict[str, Any]:
    if sealed is None:
        return {"sealed": None, "groups": []}
    return {
        "sealed": sealed,
        "groups": by_group(db(), process, sealed),
        "signings": words.SIGNING,
        "fingerprint": grouped(fingerprint_of(sealed.content_hash)),
        "verify": url_for(
            "verification.standing_page", fingerprint=fingerprint_of(sealed.content_hash)
        ),
    }


def unheard(group: str) -> str:
    """That nobody here can say for a group whether a promise was kept."""
    return str(_(
        "Comprueba %(group)s, y nadie se sienta por ese grupo como titular o alterno: así nadie "
        "puede decir si se cumplió.", group=group,
    ))  # fmt: skip


def _unheard(process: Process, agreement: Agreement) -> list[str]:
    found = promises_of(db(), agreement)
    silent = (one.verifier_group for one in found if nobody_speaks_for(process, one))
    return [unheard(group) for group in dict.fromkeys(silent)]


def _steps(process: Process, agreement: Agreement, forms: dict[str, Any]) -> dict[str, Any]:
    """Exactly what the reader can do now, each with the form that does it."""
    seals = allowed(TABLE, actor(), Action.SEAL, process)
    drafts = allowed(TABLE, actor(), Action.AGREE, process)
    verbs = {verb.value for verb in AGREEMENT.open_verbs(agreement.state)} if seals else set()
    is_draft = agreement.state is AgreementState.DRAFT
    lacking = lacks_to_be_sealed(db(), actor(), process, agreement) if seals and is_draft else []
    signs = allowed(TABLE, actor(), Action.SIGN, process) and agreement.state in OPEN
    return {
        "verbs": verbs,
        "changes": drafts and is_draft,
        "records": seals and agreement.state in OPEN,
        "signs": signs and seat_of(actor(), process, DECIDERS) is not None,
        "in_force": agreement.state is AgreementState.IN_FORCE,
        "group_signed": _group_signed(process, agreement) if signs else None,
        "has_signed": signs and _has_signed(process, agreement),
        "publishes": allowed(TABLE, actor(), Action.PUBLISH, process)
        and (agreement.state is AgreementState.IN_FORCE or agreement.is_public),
        "unheard": _unheard(process, agreement) if seals and is_draft else [],
        "lacking": [CODES[one.code] for one in lacking],
        "plain": seen(agreement),
        "ending": forms.get("ending") or _ending(agreement),
    }


def _has_signed(process: Process, agreement: Agreement) -> bool:
    """Whether the last word of the reader's own seat is a signature."""
    seat, sealed = seat_of(actor(), process, DECIDERS), standing_text(db(), agreement)
    if seat is None or sealed is None:
        return False
    own = [one for one in signatures_of(db(), sealed) if one.seat_id == seat.id]
    return bool(own) and own[-1].signing in SIGNED


def _group_signed(process: Process, agreement: Agreement) -> date | None:
    """The day on which the reader's own group signed the standing text."""
    seat, sealed = seat_of(actor(), process, DECIDERS), standing_text(db(), agreement)
    if seat is None or sealed is None:
        return None
    return signed_on(words_of(process, signatures_of(db(), sealed))).get(seat.group_id)


def _ending(agreement: Agreement) -> ReasonForm:
    form = ReasonForm(None)
    form.of.data = str(agreement.version)
    return form
