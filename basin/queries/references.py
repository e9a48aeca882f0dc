"""What studies and evidence are to somebody who meets their public references elsewhere.

`study:S-…` and `evidence:E-…`.
"""

from sqlalchemy.orm import Session

from basin.models import Study
from basin.policy import READERS, Action
from basin.queries.evidence import evidence_for
from basin.queries.studies import study_for
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred

STUDY, EVIDENCE = "study", "evidence"


def referred_study(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The study as this actor may know of it; None as for one that does not exist."""
    try:
        found = study_for(session, actor, reference)
    except NotFound:
        return None
    address, roles = f"/studies/{found.code}", _roles(actor, found)
    return Referred(found.title, address, roles, title_qu=found.title_qu)


def referred_evidence(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The evidence as this actor may know of it; None as for one that does not exist."""
    try:
        found = evidence_for(session, actor, reference, Action.READ_PUBLIC)
    except NotFound:
        return None
    address, roles = f"/studies/evidence/{found.code}", _roles(actor, found.study)
    return Referred(found.title, address, roles, title_qu=found.title_qu)


def _roles(actor: Actor, study: Study) -> frozenset[str]:
    return frozenset(role for role in READERS if actor.holds(role, study.office_id))
