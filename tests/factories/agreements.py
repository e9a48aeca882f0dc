"""Agreements of a table for tests: drafted, sealed, signed."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.operations.making import Promise
from dialogue.contents.draft import Draft
from dialogue.kinds import Extent
from dialogue.models import Agreement, Process, SealedAgreement
from dialogue.operations.agreements.drafting import draft_agreement
from dialogue.operations.agreements.promising import promise_in
from dialogue.operations.agreements.sealing import seal_agreement
from kernel.jobs import Jobs
from kernel.policy import SYSTEM
from kernel.references import References

AGREED = date(2026, 3, 2)


def new_agreement(session: Session, process: Process, **facts: Any) -> Agreement:
    """A draft that every deciding group must sign, unless told otherwise."""
    known: dict[str, Any] = {
        "title": "Agua para la siembra",
        "words": "La empresa deja de sacar agua dulce del pozo 4.",
        "extent": Extent.TOTAL,
        "agreed_on": AGREED,
        "required": tuple(one.id for one in process.groups if one.decides),
    }
    draft = Draft(**(known | facts))
    return draft_agreement(session, References(), SYSTEM, process, draft)


def new_sealed_agreement(
    session: Session, jobs: Jobs, process: Process, **facts: Any
) -> tuple[Agreement, SealedAgreement]:
    """The same with its text sealed: it waits for signatures."""
    agreement = new_agreement(session, process, **facts)
    return agreement, seal_agreement(session, jobs, SYSTEM, process, agreement, agreement.version)


def new_promise_in(
    session: Session, process: Process, agreement: Agreement, **facts: Any
) -> Commitment:
    """Something that was promised in an agreement."""
    known: dict[str, Any] = {
        "what": "Cerrar el pozo 4",
        "made_on": AGREED,
        "responsible_group": "Minera Cobre Alto",
        "verifier_group": "Comunidad de Qollpa",
        "due_on": date(2026, 12, 1),
    }
    return promise_in(session, SYSTEM, process, agreement, Promise(**(known | facts)))
