"""A whole study in evidence, for tests that look whether it stays so."""

from datetime import date
from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session

from basin.kinds import Comparison, EntryKind, EvidenceKind, Origin, Signing, Verdict
from basin.models import Review, Study
from basin.operations.evidence import Exhibit, PartOf, put_in_evidence
from basin.operations.ledger import enter, repeat
from basin.operations.marks import described, dispute, supersede
from basin.operations.thresholds import Limit, adopt_threshold, propose_threshold
from kernel.database import Database
from kernel.files import Store, Taken, take_in
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.basin import new_evidence, new_expert, new_study
from tests.factories.files import plain_jpeg


def photograph(store: Store) -> Taken:
    """A photograph that was taken in and not kept yet."""
    return take_in(store, BytesIO(plain_jpeg(60, 40)), "ojo-de-agua.jpg")


def whole_study(session: Session, vault: Vault, taken: Taken | None = None) -> Study:
    """A study with one of everything: evidence, marks, thresholds, a review, a photograph."""
    office = new_office(session, vault)
    study = new_study(session, office)
    older = new_evidence(
        session, study, title="Caudal medido", title_qu="Mayu", note="De la estación 3",
        model="salar-demo", model_version="1.0.0", model_sha256="ab" * 32,
    )  # fmt: skip
    newer = new_evidence(
        session, study, title="Caudal corregido",
        parts=(
            PartOf("original", "text/csv", b"fecha;caudal\n2020-01;30,1\n"),
            PartOf("timeseries", "application/prs.coverage+json", b"{}"),
        ),
    )  # fmt: skip
    dispute(session, SYSTEM, older, "La estación estaba caída.", group="Comunidad Qollpa")
    supersede(session, SYSTEM, older, newer)
    limit = Limit("lagoon_level", Comparison.BELOW, 1.45, "m")
    proposed = propose_threshold(
        session, SYSTEM, study, limit, basis="La laguna no se secó", group="Comunidad Qollpa"
    )
    adopt_threshold(session, SYSTEM, study, proposed, agreed_in="meeting:M-ABC234")
    review_by(session, study, "ab" * 32, Verdict.WITH_RESERVATIONS)
    if taken is not None:
        exhibit = Exhibit(EvidenceKind.PHOTOGRAPH, Origin.HAND, "El ojo de agua", {})
        put_in_evidence(session, SYSTEM, study, exhibit, taken=taken, vault=vault)
    return study


def review_by(session: Session, study: Study, model_sha256: str, verdict: Verdict) -> Review:
    """An expert of the council says what they think of a version of the model."""
    expert = new_expert(session, study)
    said = {
        "expert": described(expert),
        "model": "salar-demo",
        "model_version": "1.0.0",
        "model_sha256": model_sha256,
        "verdict": str(verdict),
        "reasons": "Falta la interfaz con la salmuera.",
        "signing": str(Signing.ONLINE),
        "signed_on": date(2026, 3, 2).isoformat(),
        "file": None,
    }
    reference = f"review:{study.code}:1"
    entry = enter(session, SYSTEM, study, EntryKind.REVIEW, said, reference=reference)
    return repeat(session, entry, Review, {study.code: study.id})


def store_of(database: Database, folder: Path) -> Store:
    """Where files lie in a test."""
    return Store.of(database, folder, 20)
