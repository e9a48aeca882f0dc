"""The doors of this feature, and what all its pages for staff share."""

from trainings.models import Programme
from trainings.policy import MANAGERS, READERS, RECORDERS
from trainings.queries.programmes import programme_for
from trainings.queries.workshops import Found, workshop_for
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.transaction import db

readers_only = for_roles(*READERS)
managers_only = for_roles(*MANAGERS)
recorders_only = for_roles(*RECORDERS)


def programme_at(reference: str) -> Programme:
    """The programme in this address, its times shown as the clock of its office."""
    programme = programme_for(db(), actor(), reference)
    use_zone(programme.office.time_zone)
    return programme


def workshop_at(reference: str, meeting: str) -> Found:
    """The workshop in this address, its times shown as the clock of its office."""
    found = workshop_for(db(), actor(), reference, meeting)
    use_zone(found.programme.office.time_zone)
    return found
