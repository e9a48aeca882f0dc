"""What an office still lacks before people can rely on it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.policy import TABLE, Action, Seat
from accounts.queries.offices import office_text
from accounts.queries.people import people_in_role
from accounts.roles import Lack, OfficeKind, OfficeText, Role
from kernel.policy import Actor, require

FOUR_EYES = 2


def lacks_of(session: Session, actor: Actor, office: Office) -> list[Lack]:
    """What the office lacks, in the order of the list."""
    require(TABLE, actor, Action.OFFICE_HEALTH, Seat(office.id))
    found = {*_words(office), *_people(session, office)}
    if office.kind is OfficeKind.OMBUDSMAN and not office.tracks:
        found.add(Lack.TRACKS)
    return [lack for lack in Lack if lack in found]


def looked_at(office: Office) -> list[Lack]:
    """What is looked at in an office of this kind."""
    ombudsman = office.kind is OfficeKind.OMBUDSMAN
    return [lack for lack in Lack if ombudsman or lack not in OF_AN_OMBUDSMAN]


OF_AN_OMBUDSMAN = frozenset(
    {Lack.CUSTODIAN, Lack.EMERGENCY_PHONE, Lack.HANDLER, Lack.INTAKE, Lack.SUPERVISORS, Lack.TRACKS}
)


def _words(office: Office) -> Iterator[Lack]:
    lines = {
        Lack.PHONE: office.phone,
        Lack.EMERGENCY_PHONE: office.emergency_phone,
        Lack.ADDRESS: office.address,
        Lack.HOURS: office.hours,
        Lack.QUECHUA: "qu" in office.languages,
    }
    yield from (lack for lack, said in lines.items() if not said and lack in looked_at(office))
    if any(_is_half_said(office, part) for part in OfficeText):
        yield Lack.TEXTS


def _is_half_said(office: Office, part: OfficeText) -> bool:
    """Said in one language of the office and not in another: those readers get our words."""
    said = {bool(office_text(office, part, code)) for code in office.languages}
    return len(said) > 1


def _people(session: Session, office: Office) -> Iterator[Lack]:
    wanted = {
        Lack.ADMINISTRATORS: (Role.OFFICE_ADMIN, FOUR_EYES),
        Lack.INTAKE: (Role.INTAKE, 1),
        Lack.HANDLER: (Role.HANDLER, 1),
        Lack.SUPERVISORS: (Role.SUPERVISOR, FOUR_EYES),
        Lack.CUSTODIAN: (Role.CUSTODIAN, 1),
    }
    for lack, (role, least) in wanted.items():
        if lack not in looked_at(office):
            continue
        here = [one for one in people_in_role(session, role, office.id) if one.password is not None]
        if len(here) < least:
            yield lack
