"""What all pages of studies share."""

from basin.models import Evidence, Study
from basin.policy import HOSTS, KEEPERS, RUNNERS, TABLE, Action
from basin.queries.evidence import evidence_for
from basin.queries.studies import public_study, study_for
from kernel.policy import require
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.transaction import db

hosts_only = for_roles(*HOSTS)
"""The door of those who look after studies."""

runners_only = for_roles(*RUNNERS)
"""The door of those who start runs."""

keepers_only = for_roles(*KEEPERS)
"""The door of those who put evidence into a study by hand."""


def study_at(code: str) -> Study:
    """The study in this address, its times shown as the clock of its office."""
    study = study_for(db(), actor(), code)
    use_zone(study.office.time_zone)
    return study


def study_to_read(code: str) -> Study:
    """The same for pages that everybody may read once the study is published."""
    study = public_study(db(), actor(), code)
    use_zone(study.office.time_zone)
    return study


def hosted(code: str) -> Study:
    """The study in this address, for who looks after it."""
    study = study_at(code)
    require(TABLE, actor(), Action.CHANGE, study)
    return study


def evidence_at(code: str) -> Evidence:
    """The evidence in this address, its times shown as the clock of its office."""
    evidence = evidence_for(db(), actor(), code)
    use_zone(evidence.study.office.time_zone)
    return evidence


def evidence_to_read(code: str) -> Evidence:
    """The same for pages that everybody may read once the study is published."""
    evidence = evidence_for(db(), actor(), code, Action.READ_PUBLIC)
    use_zone(evidence.study.office.time_zone)
    return evidence
