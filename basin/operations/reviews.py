"""What experts of the council say of a version of a model, signed, in the ledger for ever."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from basin.kinds import EntryKind, Signing, Verdict
from basin.models import Expert, Review, Study
from basin.operations.ledger import enter, repeat
from basin.policy import TABLE, Action
from basin.queries.council import ModelVersion, reviews_of_model, versions_of
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.files import Taken, attach
from kernel.policy import Actor, require
from kernel.text import folded
from kernel.vault import Vault

LONGEST_REASONS = 6000


@dataclass(frozen=True)
class Opinion:
    """What an expert thinks of one version of a model, and why."""

    version: ModelVersion
    verdict: Verdict
    reasons: str


def sign_review(
    session: Session, actor: Actor, study: Study, expert: Expert, opinion: Opinion, typed_name: str
) -> Review:
    """An expert signs with their own account: the name that they type is their consent."""
    require(TABLE, actor, Action.READ, study)
    require(TABLE, actor, Action.SIGN_REVIEW, expert)
    _expect_sound(session, study, expert, opinion, today_at(study.office))
    if folded(typed_name) != folded(expert.name):
        raise BadInput("review-signed-with-another-name")
    return _write(
        session, actor, study, expert, opinion, Signing.ONLINE, today_at(study.office), None
    )


def record_review(
    session: Session,
    vault: Vault,
    actor: Actor,
    study: Study,
    expert: Expert,
    opinion: Opinion,
    signed_on: date,
    paper: Taken | None,
) -> Review:
    """Somebody of the office writes down what an expert signed on paper, and keeps the paper."""
    require(TABLE, actor, Action.RECORD_REVIEW, study)
    _expect_sound(session, study, expert, opinion, signed_on)
    if signed_on > today_at(study.office):
        raise BadInput("review-from-tomorrow")
    if paper is None:
        raise BadInput("review-without-paper")
    if _signed_online(session, study, expert, opinion.version):
        raise RuleBroken("expert-signs-with-account")
    key = vault.new_data_key(session, [study.office.holder])
    stored = attach(session, key, paper)
    file = {
        "id": stored.id,
        "key": key.id,
        "media_type": paper.format.mime,
        "sha256": paper.clean_sha256,
        "original_sha256": paper.original_sha256,
    }
    return _write(session, actor, study, expert, opinion, Signing.PAPER, signed_on, file)


def _signed_online(session: Session, study: Study, expert: Expert, version: ModelVersion) -> bool:
    """Whether what this expert says of the version was signed with their own account."""
    said = reviews_of_model(session, study, version.sha256)
    return any(one.expert_id == expert.id and one.signing is Signing.ONLINE for one in said)


def _expect_sound(
    session: Session, study: Study, expert: Expert, opinion: Opinion, signed_on: date
) -> None:
    if expert.study_id != study.id:
        raise Forbidden("not-allowed")
    if expert.left_on is not None and signed_on > expert.left_on:
        raise BadInput("review-after-leaving")
    if not study.is_open:
        raise RuleBroken("study-closed")
    if not opinion.reasons.strip():
        raise BadInput("review-without-reasons")
    if opinion.version not in versions_of(session, study):
        raise BadInput("review-of-unknown-model")


def _write(
    session: Session,
    actor: Actor,
    study: Study,
    expert: Expert,
    opinion: Opinion,
    signing: Signing,
    signed_on: date,
    file: dict[str, Any] | None,
) -> Review:
    said = {
        "expert": _described(expert),
        "model": opinion.version.model,
        "model_version": opinion.version.number,
        "model_sha256": opinion.version.sha256,
        "verdict": str(opinion.verdict),
        "reasons": opinion.reasons.strip()[:LONGEST_REASONS],
        "signing": str(signing),
        "signed_on": signed_on.isoformat(),
        "file": file,
    }
    entry = enter(session, actor, study, EntryKind.REVIEW, said)
    return repeat(session, entry, Review, {study.code: study.id})


def _described(expert: Expert) -> dict[str, Any]:
    """An expert as they were on the day on which they signed."""
    return {
        "id": expert.id,
        "name": expert.name,
        "institution": expert.institution,
        "discipline": expert.discipline,
        "proposed_by": expert.proposed_by,
    }
