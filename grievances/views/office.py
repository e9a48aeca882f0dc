"""The office that a public page belongs to."""

from accounts.models import Office
from accounts.queries import office_by_slug, offices_open
from accounts.roles import OfficeKind
from kernel.errors import NotFound
from web import formats, locale
from web.transaction import db


def receiving_office(slug: str) -> Office:
    """The open office at this address that receives grievances; the page speaks its language."""
    office = office_by_slug(db(), slug)
    if office.kind is not OfficeKind.OMBUDSMAN:
        raise NotFound("not-found")
    return at(office)


def receiving_offices() -> list[Office]:
    """Every open office that receives grievances."""
    return [office for office in offices_open(db()) if office.kind is OfficeKind.OMBUDSMAN]


def at(office: Office) -> Office:
    """Show the clock of this office and, to who has not chosen, its first language."""
    locale.prefer(office.languages)
    formats.use_zone(office.time_zone)
    return office
