"""What the pages of an office's administration have in common."""

from collections.abc import Callable

from flask import current_app
from sqlalchemy.orm import Session

from accounts import queries
from accounts.forms.offices import Section
from accounts.models import Office
from accounts.policy import Action
from accounts.roles import Role
from kernel.errors import RuleBroken
from web.actor import actor
from web.formats import use_zone
from web.transaction import change, db

ADMINISTRATORS = (Role.OFFICE_ADMIN, Role.PLATFORM_ADMIN)


def administered(slug: str, action: Action = Action.OFFICE_CHANGE) -> Office:
    """The office of this page, in its own hours, for whoever may do this to it; else NotFound."""
    office = queries.office_administered(db(), actor(), slug, action)
    use_zone(office.time_zone)
    return office


def is_saved(form: Section, slug: str, save: Callable[[Session, Office], object]) -> bool:
    """Save a part of what an office says. False when somebody else saved meanwhile: then the form
    shows their words beside those typed here, and nothing was saved.
    """
    session = change()
    office = administered(slug)
    try:
        save(session, office)
    except RuleBroken as refusal:
        if refusal.code != "changed-meanwhile":
            raise
        form.meet(office)
        return False
    return True


def mail_works() -> bool:
    """Whether a mail that is written here reaches somebody; in the demo it waits in the outbox."""
    settings = current_app.config["SETTINGS"]
    return bool(settings.mail_url or settings.demo)
